"""Nonsense is refused with a sentence that says what to mend."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from debttracker.basics.errors import BadInput
from debttracker.finance.schedule import schedule
from debttracker.finance.terms import (
    CustomRow,
    Fee,
    FeeKind,
    FeeTiming,
    LateTerms,
    LoanTerms,
    Method,
    Part,
    RateBasis,
)

LOAN = LoanTerms("CNY", 1_000_000, date(2026, 1, 10), 12, rate=Decimal("0.12"))
DAY = date(2026, 2, 10)


@pytest.mark.parametrize(("change", "says"), [
    ({"rate": Decimal("-0.01")}, "cannot be negative"),
    ({"rate": Decimal("NaN")}, "not a number"),
    ({"rate": Decimal(1001)}, "cannot be right"),
    ({"rate": Decimal(3), "basis": RateBasis.DAY}, "cannot be right"),
    ({"instalments": 0}, "at least 1"),
    ({"instalments": 5_000}, "more than any loan"),
    ({"first_due": date(2026, 1, 10)}, "not after the day"),
    ({"first_due": date(2025, 12, 1)}, "not after the day"),
    ({"principal": 10**15 + 1}, "larger than this program"),
    ({"payment": 10**16}, "larger than this program"),
    ({"principal": 0}, "more than zero"),
    ({"principal": -5}, "more than zero"),
    ({"disbursed": 1_000_001}, "more than the amount borrowed"),
    ({"disbursed": 0}, "nothing of the loan is left"),
    ({"fees": (Fee(FeeKind.SERVICE, FeeTiming.DEDUCTED, share=Decimal(1)),)}, "nothing of the loan is left"),
    ({"fees": (Fee(FeeKind.SERVICE, FeeTiming.UP_FRONT, amount=-1),)}, "fee cannot be negative"),
    ({"fees": (Fee(FeeKind.SERVICE, FeeTiming.UP_FRONT, share=Decimal(20)),)}, "ten times"),
    ({"fees": (Fee(FeeKind.MEMBERSHIP, FeeTiming.LATER, amount=1),)}, "needs its day"),
    ({"late": LateTerms(rate=Decimal("-0.1"))}, "cannot be negative"),
    ({"late": LateTerms(grace_days=-1)}, "days of grace"),
    ({"payment": 0}, "more than zero"),
    ({"period_days": 0}, "between 1 and 3660"),
    ({"currency": "yuan"}, "not a currency"),
    ({"start": date(1200, 1, 1)}, "cannot be right"),
    ({"order": (Part.FEE, Part.FEE)}, "order of payment"),
    ({"method": Method.CUSTOM}, "empty"),
    ({"method": Method.CUSTOM, "rows": (CustomRow(DAY, 999_999),)}, "adds up to 9999.99"),
    ({"method": Method.CUSTOM, "rows": (CustomRow(DAY, 1_000_001), CustomRow(DAY, -1))}, "negative amount"),
    ({"method": Method.CUSTOM, "rows": (CustomRow(DAY, 500_000), CustomRow(date(2026, 1, 20), 500_000))},
     "Line 2"),
    ({"method": Method.CUSTOM, "rows": (CustomRow(date(2025, 1, 1), 1_000_000),)}, "Line 1"),
])
def test_what_cannot_be_is_refused(change: dict[str, Any], says: str) -> None:
    with pytest.raises(BadInput, match=says):
        schedule(replace(LOAN, **change))


def test_the_largest_amount_is_still_scheduled() -> None:
    assert schedule(replace(LOAN, principal=10**15))[-1].balance == 0


def test_what_arrived_is_the_principal_less_deducted_fees() -> None:
    fees = (Fee(FeeKind.SERVICE, FeeTiming.DEDUCTED, amount=5_000, share=Decimal("0.05")),
            Fee(FeeKind.SERVICE, FeeTiming.UP_FRONT, amount=7_000))
    assert replace(LOAN, fees=fees).arrived == 945_000
    assert replace(LOAN, fees=fees, disbursed=900_000).arrived == 900_000
