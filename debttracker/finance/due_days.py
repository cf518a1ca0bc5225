"""Due days: month ends that come back (31 → 28 → 31), odd first periods, weekends."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from debttracker.basics.errors import BadInput
from debttracker.basics.languages import N_
from debttracker.finance.terms import Frequency, LoanTerms, Weekend

_MONTHS = {Frequency.MONTHLY: 1, Frequency.QUARTERLY: 3, Frequency.HALF_YEARLY: 6, Frequency.YEARLY: 12}
#: Days of each month, from index 1; the calendar module's own functions are too slow for whole schedules.
_LENGTHS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DAYS = {Frequency.WEEKLY: 7, Frequency.TWO_WEEKLY: 14, Frequency.FOUR_WEEKLY: 28}


def add_months(day: date, months: int, anchor: int = 0) -> date:
    """``day`` moved by ``months``; lands on day-of-month ``anchor`` (default: its own), or the month's last day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    wanted = anchor or day.day
    if wanted > 28:
        wanted = min(wanted, _LENGTHS[month + 1] + (month == 1 and _leap(year)))
    return date(year, month + 1, wanted)


def step_months(frequency: Frequency) -> int:
    """Months between due days, or 0 when the frequency is counted in days."""
    return _MONTHS.get(frequency, 0)


def step_days(terms: LoanTerms) -> int:
    """Days between due days for frequencies counted in days."""
    return _DAYS.get(terms.frequency, terms.period_days)


def regular_first_due(terms: LoanTerms) -> date:
    """The first due day if the first period were a regular one."""
    months = step_months(terms.frequency)
    return add_months(terms.start, months) if months else terms.start + timedelta(step_days(terms))


def first_due(terms: LoanTerms) -> date:
    """The first due day as agreed, or one regular period after the start."""
    return terms.first_due or regular_first_due(terms)


def due_days(terms: LoanTerms) -> tuple[date, ...]:
    """The unmoved due days, one for each instalment; raises BadInput when the last lies beyond the calendar."""
    first = first_due(terms)
    months = step_months(terms.frequency)
    try:
        if not months:
            step = timedelta(step_days(terms))
            return tuple(first + step * k for k in range(terms.instalments))
        # A loan of the 31st first due on 28 February is due on the 31st again in March.
        anchor = terms.start.day if first == regular_first_due(terms) else first.day
        return _month_days(first, months, anchor, terms.instalments)
    except (OverflowError, ValueError):
        raise BadInput(N_("The last instalment would be due beyond the calendar. Check the number of instalments "
                          "and how often one is due.")) from None


@lru_cache(maxsize=256)
def _month_days(first: date, months: int, anchor: int, count: int) -> tuple[date, ...]:
    year, month = first.year, first.month
    days = []
    for _ in range(count):
        last = anchor if anchor < 29 else min(anchor, _LENGTHS[month] + (month == 2 and _leap(year)))
        days.append(date(year, month, last))
        month += months
        if month > 12:
            month -= 12
            year += 1
    return tuple(days)


def _leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def moved(day: date, rule: Weekend) -> date:
    """``day`` after the weekend rule."""
    over = day.weekday() - 4
    if over <= 0 or rule is Weekend.KEEP:
        return day
    return day + timedelta(3 - over) if rule is Weekend.NEXT else day - timedelta(over)
