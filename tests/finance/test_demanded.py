from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from debttracker.basics.languages import Words
from debttracker.finance.demanded import Basis, Claimed, Demand, compare, compare_all, sentence
from debttracker.finance.prepayment import Payment
from debttracker.finance.terms import Fee, FeeKind, FeeTiming, LateTerms, LoanTerms, Method

D = Decimal
LOAN = LoanTerms("CNY", 300_000, date(2026, 1, 10), 3, method=Method.EQUAL_PRINCIPAL, rate=D("0.12"),
                 late=LateTerms(D("0.0005")))
DAY = date(2026, 3, 2)  # 20 days after the first instalment of 1,030.00: 10.00 of penalty


def test_the_gap_is_measured_against_what_is_overdue(english: Words) -> None:
    found = compare(LOAN, [], Demand(DAY, 154_000))
    assert (found.basis, found.computed, found.gap) == (Basis.OVERDUE, 104_000, 50_000)
    assert found.gap_share == D("0.4808")
    assert sentence(found, english) == ("On 2 Mar 2026 ¥ 1,540.00 was demanded; by the contract and your payments "
                                        "¥ 1,040.00 was overdue: ¥ 500.00 less.")


def test_without_a_stated_basis_the_nearer_reading_counts() -> None:
    assert compare(LOAN, [], Demand(DAY, 320_000)).basis is Basis.WHOLE
    assert compare(LOAN, [], Demand(DAY, 320_000, Basis.OVERDUE)).gap == 216_000


def test_payments_lower_what_is_computed(english: Words) -> None:
    found = compare(LOAN, [Payment(date(2026, 2, 10), 103_000)], Demand(DAY, 103_000, Basis.OVERDUE))
    assert (found.computed, found.gap, found.gap_share) == (0, 103_000, None)
    exact = compare(LOAN, [], Demand(DAY, 104_000))
    assert exact.gap == 0
    assert "which is what the contract and your payments give" in sentence(exact, english)
    assert "less than the ¥ 1,040.00" in sentence(compare(LOAN, [], Demand(DAY, 100_000)), english)


def test_fees_the_contract_does_not_know_are_named() -> None:
    items = (Claimed("principal", 100_000), Claimed("interest", 3_000), Claimed("penalty", 9_000),
             Claimed("late-fee", 5_000), Claimed("collection", 20_000, "上门费"), Claimed("guarantee", 7_000))
    found = compare(LOAN, [], Demand(DAY, 144_000, items=items))
    assert [one.kind for one in found.not_in_contract] == ["late-fee", "collection", "guarantee"]
    # 10.00 of the 90.00 penalty is owed.
    assert found.above_contract == (Claimed("penalty", 8_000),)


def test_fees_of_the_contract_are_not_named() -> None:
    loan = replace(LOAN, fees=(Fee(FeeKind.GUARANTEE, FeeTiming.EACH_INSTALMENT, amount=7_000),
                               Fee(FeeKind.OTHER, FeeTiming.UP_FRONT, amount=100, note="card fee")))
    items = (Claimed("guarantee", 7_000), Claimed("other", 100, "card fee"), Claimed("other", 100, "court fee"))
    assert [one.label for one in compare(loan, [], Demand(DAY, 7_200, items=items)).not_in_contract] == ["court fee"]


def test_many_demands_come_back_in_order_of_day() -> None:
    demands = [Demand(date(2026, 3, 20), 1), Demand(DAY, 2)]
    assert [one.demand.amount for one in compare_all(LOAN, [], demands)] == [2, 1]
