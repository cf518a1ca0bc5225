"""Interest of each period as an exact fraction of the balance: rate bases, day counts, odd first periods."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from math import lcm

from debttracker.finance.due_days import first_due, regular_first_due
from debttracker.finance.terms import PERIODS_PER_YEAR, DayCount, Frequency, LoanTerms, Rounding

_ADD = {Rounding.DOWN: 0, Rounding.HALF_UP: 1, Rounding.UP: 2}


def days_360(begin: date, end: date) -> int:
    """Days between two dates in months of 30 days (30E/360: a 31st counts as the 30th)."""
    return ((end.year - begin.year) * 360 + (end.month - begin.month) * 30
            + min(end.day, 30) - min(begin.day, 30))


def year_part(begin: date, end: date, count: DayCount) -> Fraction:
    """The part of a year between two days; EQUAL counts actual days / 365 here."""
    if count is DayCount.THIRTY_360:
        return Fraction(days_360(begin, end), 360)
    return Fraction((end - begin).days, 360 if count is DayCount.ACT_360 else 365)


def period_shares(terms: LoanTerms, days: Sequence[date]) -> tuple[int | list[int], int]:
    """Interest of period k on a balance b is ``b * numerators[k] / denominator``, exactly.

    The numerators come back as one int when all periods are alike. ``days`` are the unmoved due days.
    """
    rate = Fraction(terms.yearly_rate)
    if terms.day_count is DayCount.EQUAL:
        return _equal_shares(terms, rate, len(days))
    begins = [terms.start, *days[:-1]]
    base = 365 if terms.day_count is DayCount.ACT_365 else 360
    measure = days_360 if terms.day_count is DayCount.THIRTY_360 else _actual
    return [rate.numerator * measure(a, b) for a, b in zip(begins, days, strict=True)], rate.denominator * base


def _equal_shares(terms: LoanTerms, rate: Fraction, count: int) -> tuple[int | list[int], int]:
    if terms.frequency is Frequency.DAYS:
        each = rate * terms.period_days / 365
    else:
        each = rate / PERIODS_PER_YEAR[terms.frequency]
    first = first_due(terms)
    if first == regular_first_due(terms):
        return each.numerator, each.denominator
    odd = rate * Fraction((first - terms.start).days, 365)
    bottom = lcm(each.denominator, odd.denominator)
    regular = each.numerator * (bottom // each.denominator)
    return [odd.numerator * (bottom // odd.denominator)] + [regular] * (count - 1), bottom


def _actual(begin: date, end: date) -> int:
    return (end - begin).days


def rounded(numerator: int, denominator: int, rounding: Rounding = Rounding.HALF_UP) -> int:
    """``numerator / denominator`` (both not negative) as a whole number by ``rounding``."""
    extra = _ADD[rounding]
    if extra == 2:
        return -(-numerator // denominator)
    return (2 * numerator + denominator) // (2 * denominator) if extra else numerator // denominator
