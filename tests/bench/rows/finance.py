"""Schedules of many loans against the loop a newcomer would write, and a plan worked out with each key pressed."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from debttracker.finance.terms import LoanTerms
from debttracker.finance.workload import debts, loans, plain_all, plan_both, schedule_all
from tests.bench.row import Row

_LOANS, _MONTHS = 1_000, 360


def timed(work: Callable[[Sequence[LoanTerms]], int]) -> Callable[[int], float]:
    """Seconds for the schedules of ``_LOANS`` loans; the size of the case does not matter to them."""
    def measure(_size: int) -> float:
        terms = loans(_LOANS, _MONTHS)
        began = time.perf_counter()
        rows = work(terms)
        spent = time.perf_counter() - began
        assert rows == _LOANS * _MONTHS
        return spent
    return measure


def replanned(_size: int) -> float:
    """Milliseconds for avalanche and snowball of 30 debts, as with each key on the plan page."""
    owed = debts()
    began = time.perf_counter()
    plan_both(owed)
    return (time.perf_counter() - began) * 1000


ROWS = (
    Row("schedules", "1,000 loans of 360 months, exact to the cent", bar=3.0, item=timed(schedule_all),
        floor=timed(plain_all), floor_name="plain loop in floats", turns=7, grow=(),
        grow_note="the size of a case does not matter", small_bar=4.0),
    Row("plan-30", "avalanche and snowball for 30 debts", bar=100.0, unit="ms", item=replanned, turns=7, grow=(),
        grow_note="the size of a case does not matter", small_bar=400.0),
)
