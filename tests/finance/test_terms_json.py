from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debttracker.basics.errors import BadInput, FormatTrouble
from debttracker.finance.prepayment import Share
from debttracker.finance.terms import (
    Across,
    CustomRow,
    DayCount,
    Early,
    Fee,
    FeeKind,
    FeeTiming,
    Frequency,
    LateTerms,
    LoanTerms,
    Method,
    Part,
    RateBasis,
    Rounding,
    Weekend,
)
from debttracker.finance.terms_json import allocation_from_json, allocation_to_json, from_json, to_json

FULL = LoanTerms(
    "CNY", 1_000_000, date(2026, 1, 31), 2, method=Method.CUSTOM, rate=Decimal("0.0005"), basis=RateBasis.DAY,
    day_count=DayCount.ACT_360, frequency=Frequency.DAYS, period_days=7, first_due=date(2026, 2, 7), disbursed=930_000,
    payment=520_000,
    fees=(Fee(FeeKind.GUARANTEE, FeeTiming.LATER, 100, Decimal("0.01"), False, date(2026, 3, 1), "担保费"),),
    late=LateTerms(Decimal("0.00075"), RateBasis.DAY, True, 2_000, Decimal("0.05"), 3), weekend=Weekend.NEXT,
    rounding=Rounding.UP, order=(Part.PRINCIPAL, Part.INTEREST, Part.FEE, Part.PENALTY, Part.LATE_FEE),
    across=Across.PART_BY_PART, early=Early.HOLD, advertised=Decimal("0.072"),
    rows=(CustomRow(date(2026, 2, 7), 400_000, 5_000, 100), CustomRow(date(2026, 3, 1), 600_000)))


def test_terms_survive_the_way_through_json() -> None:
    assert from_json(json.loads(json.dumps(to_json(FULL)))) == FULL


def test_the_stored_form_is_stable() -> None:
    # What older files hold; a change here needs a new format number.
    stored = {"currency": "TWD", "principal": 100, "start": "2026-01-01", "instalments": 3}
    assert from_json(stored) == LoanTerms("TWD", 100, date(2026, 1, 1), 3)
    assert list(to_json(FULL))[:4] == ["format", "currency", "principal", "disbursed"]
    assert to_json(FULL)["rate"] == "0.0005"


@pytest.mark.parametrize(("change", "error"), [
    ({"format": 2}, FormatTrouble), ({"start": "yesterday"}, FormatTrouble), ({"method": "gift"}, FormatTrouble),
    ({"principal": 1.5}, FormatTrouble), ({"principal": True}, FormatTrouble), ({"rate": "x"}, FormatTrouble),
    ({"fees": [{}]}, FormatTrouble), ({"rate": "-1"}, BadInput), ({"fees": 3}, FormatTrouble),
])
def test_damaged_terms_are_refused(change: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        from_json({**to_json(FULL), **change})


@given(st.dictionaries(st.sampled_from(list(to_json(FULL))), st.one_of(
    st.none(), st.integers(), st.text(max_size=8), st.lists(st.integers(), max_size=2))))
def test_anything_in_the_stored_form_gives_terms_or_a_sentence(change: dict[str, Any]) -> None:
    said = ""
    try:
        terms = from_json({**to_json(FULL), **change})
    except (FormatTrouble, BadInput) as trouble:
        said = str(trouble)
    assert said.endswith(".") or to_json(terms)["format"] == 1


def test_allocations_survive_too() -> None:
    shares = (Share(3, 500, Part.PENALTY), Share(4, 100))
    assert allocation_from_json(json.loads(json.dumps(allocation_to_json(shares)))) == shares
    assert allocation_to_json(()) is None
    assert allocation_from_json(None) == ()
    with pytest.raises(FormatTrouble):
        allocation_from_json([{"number": "x"}])
