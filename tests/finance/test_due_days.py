from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from debttracker.basics.errors import BadInput
from debttracker.finance.due_days import add_months, due_days, moved
from debttracker.finance.terms import Frequency, LoanTerms, Weekend

LOAN = LoanTerms("CNY", 100_000, date(2026, 1, 31), 4, rate=Decimal("0.1"))


@pytest.mark.parametrize(("day", "months", "anchor", "expected"), [
    (date(2024, 1, 31), 1, 0, date(2024, 2, 29)),
    (date(2023, 1, 31), 1, 0, date(2023, 2, 28)),
    (date(2026, 2, 28), 1, 31, date(2026, 3, 31)),
    (date(2026, 1, 15), -2, 0, date(2025, 11, 15)),
    (date(2026, 12, 1), 1, 0, date(2027, 1, 1)),
    (date(1900, 1, 31), 1, 0, date(1900, 2, 28)),
])
def test_adding_months(day: date, months: int, anchor: int, expected: date) -> None:
    assert add_months(day, months, anchor) == expected


def test_a_first_due_day_on_the_28th_stays_there_if_the_loan_did_not_begin_on_a_month_end() -> None:
    days = due_days(replace(LOAN, start=date(2026, 1, 10), first_due=date(2026, 2, 28)))
    assert days[1] == date(2026, 3, 28)


def test_a_leap_day_returns_in_leap_years_only() -> None:
    days = due_days(replace(LOAN, start=date(2023, 2, 28), first_due=date(2024, 2, 29), frequency=Frequency.YEARLY,
                            instalments=5))
    assert days == (date(2024, 2, 29), date(2025, 2, 28), date(2026, 2, 28), date(2027, 2, 28), date(2028, 2, 29))


@pytest.mark.parametrize(("frequency", "second"), [
    (Frequency.WEEKLY, date(2026, 2, 14)), (Frequency.TWO_WEEKLY, date(2026, 2, 28)),
    (Frequency.FOUR_WEEKLY, date(2026, 3, 28)), (Frequency.QUARTERLY, date(2026, 7, 31)),
    (Frequency.HALF_YEARLY, date(2027, 1, 31)), (Frequency.DAYS, date(2026, 2, 20))])
def test_frequencies(frequency: Frequency, second: date) -> None:
    assert due_days(replace(LOAN, frequency=frequency, period_days=10))[1] == second


def test_weekend_rules() -> None:
    saturday, sunday, monday = date(2026, 11, 21), date(2026, 11, 22), date(2026, 11, 23)
    friday = date(2026, 11, 20)
    assert [moved(day, Weekend.NEXT) for day in (friday, saturday, sunday)] == [friday, monday, monday]
    assert [moved(day, Weekend.PREVIOUS) for day in (saturday, sunday, monday)] == [friday, friday, monday]
    assert moved(sunday, Weekend.KEEP) == sunday


def test_a_schedule_beyond_the_calendar_is_refused() -> None:
    with pytest.raises(BadInput, match="beyond the calendar"):
        due_days(replace(LOAN, start=date(9000, 1, 1), frequency=Frequency.YEARLY, instalments=2000))
