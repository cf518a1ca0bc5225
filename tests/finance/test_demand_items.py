from __future__ import annotations

import pytest

from debttracker.basics.languages import Words, words
from debttracker.finance.demand_items import items_in
from debttracker.finance.demanded import Compared, Demand, compare, extras_sentence


@pytest.mark.parametrize(("text", "expected"), [
    ("本金 4000，违约金 500，上门费300元，共4980", [("principal", 4000), ("late-fee", 500), ("visit", 300)]),
    ("4000元本金，500违约金", [("principal", 4000), ("late-fee", 500)]),
    ("欠款含律師費NT$ 1,200與罰息：88.5", [("legal", 1200), ("penalty", 88.5)]),
    ("You owe ¥4,980 incl. ¥300 collection fee and a 200 visit fee, interest of 74.25",
     [("collection", 300), ("visit", 200), ("interest", 74.25)]),
    ("Late payment charge: 35", [("late-fee", 35)]),
    ("本金，500违约金", [("late-fee", 500)]),
    ("interest 24%", []), ("利息按 24 % 计", []), ("Call 0755-8832 0147 about the service fee", []), ("", []),
])
def test_named_charges_with_amounts_are_found(text: str, expected: list[tuple[str, float]]) -> None:
    found = items_in(text, "CNY", 1_000_000)
    assert [(item.kind, item.amount / 100) for item in found] == expected


def test_what_is_larger_than_the_demand_is_no_part_of_it() -> None:
    assert items_in("late fee 5000", "CNY", 100_000) == ()


def test_currencies_without_decimals_keep_whole_units() -> None:
    assert [item.amount for item in items_in("手数料ではなく late fee 500", "JPY", 10_000)] == [500]


@pytest.mark.parametrize("language", ["en", "zh-Hans", "zh-Hant"])
def test_what_the_contract_lacks_is_said(language: str) -> None:
    from debttracker.finance.terms import LoanTerms
    from tests.finance.test_demanded import DAY, LOAN

    assert isinstance(LOAN, LoanTerms)
    speak: Words = words(language)
    found: Compared = compare(LOAN, [], Demand(DAY, 154_000, items=items_in("visit fee 400, penalty interest 60",
                                                                            "CNY", 154_000)))
    said = extras_sentence(found, speak)
    assert "visit fee ¥ 400.00" in said
    assert "penalty interest ¥ 50.00" in said  # 60 claimed, 10 by the contract
    assert extras_sentence(compare(LOAN, [], Demand(DAY, 154_000)), speak) == ""
