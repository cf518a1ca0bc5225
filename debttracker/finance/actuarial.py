"""The actuarial APR of the United States: Regulation Z, 12 CFR 1026, Appendix J.

Time is counted in unit-periods (the common interval of the payments); whole ones are counted back from each payment,
the rest is an odd fraction with simple interest. The APR is the rate of one unit-period times those in a year.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import NamedTuple

from debttracker.basics.errors import BadInput
from debttracker.basics.languages import N_
from debttracker.finance.due_days import add_months
from debttracker.finance.rates import Flow, tidy
from debttracker.finance.roots import bracketed_root


class UnitPeriod(Enum):
    """A unit-period of Appendix J (b)(4): value is (months, half months, days) of it and its number a year."""

    DAY = (0, 0, 1, 365)
    WEEK = (0, 0, 7, 52)
    TWO_WEEKS = (0, 0, 14, 26)
    FOUR_WEEKS = (0, 0, 28, 13)
    HALF_MONTH = (0, 1, 0, 24)
    MONTH = (1, 0, 0, 12)
    TWO_MONTHS = (2, 0, 0, 6)
    QUARTER = (3, 0, 0, 4)
    HALF_YEAR = (6, 0, 0, 2)
    YEAR = (12, 0, 0, 1)

    @property
    def per_year(self) -> int:
        """Unit-periods in a year."""
        return self.value[3]


class Timed(NamedTuple):
    """An amount (any unit) ``whole`` unit-periods plus ``odd`` of one after the first advance."""

    amount: float
    whole: int
    odd: Fraction = Fraction(0)


def whole_and_odd(begin: date, end: date, unit: UnitPeriod) -> tuple[int, Fraction]:
    """Unit-periods from ``begin`` to ``end``: whole ones counted back from ``end``, and the odd fraction.

    Odd days count over 30, 15 or the unit's own days; whole months within an odd part count 30 days each
    (Appendix J (b)(5)).
    """
    months, halves, days, _ = unit.value
    if days:
        whole, rest = divmod((end - begin).days, days)
        return whole, Fraction(rest, days)
    if halves:
        whole = 0
        while _half_months_back(end, whole + 1) >= begin:
            whole += 1
        return whole, Fraction((_half_months_back(end, whole) - begin).days, 15)
    full = 0
    while add_months(end, -(full + 1)) >= begin:
        full += 1
    rest = (add_months(end, -full) - begin).days
    whole, left = divmod(full, months)
    return whole, Fraction(left * 30 + rest, months * 30)


def _half_months_back(day: date, count: int) -> date:
    back = add_months(day, -(count // 2))
    if count % 2 == 0:
        return back
    return back - timedelta(15) if back.day > 15 else add_months(back, -1, min(back.day + 15, 31))


def actuarial_apr(advances: Sequence[Timed], payments: Sequence[Timed], per_year: Decimal | int) -> Decimal:
    """The APR that balances ``advances`` and ``payments`` (Appendix J (b)(8)), as a fraction.

    ``per_year`` is the number of unit-periods a year. Raises BadInput when payments are missing or too small.
    """
    if not advances or not payments:
        raise BadInput(N_("Give at least one amount that arrived and one payment."))
    lent, paid = sum(a.amount for a in advances), sum(p.amount for p in payments)
    if paid == lent:
        return Decimal(0)
    if paid < lent:
        raise BadInput(N_("The payments add up to less than the amount that arrived, so there is no cost to measure."))

    def gap(rate: float) -> float:
        return _worth(payments, rate) - _worth(advances, rate)

    high = 0.1
    while gap(high) > 0 and high < 1e9:
        high *= 4
    return tidy(bracketed_root(gap, 0.0, high) * float(per_year))


def _worth(flows: Iterable[Timed], rate: float) -> float:
    """Worth at the first advance: full periods compound, the odd fraction is simple."""
    return sum(flow.amount / ((1 + float(flow.odd) * rate) * (1 + rate) ** flow.whole) for flow in flows)


def regulation_z(flows: Sequence[Flow], unit: UnitPeriod) -> Decimal:
    """The APR of dated ``flows`` (positive arrived, negative paid) with the common interval ``unit``."""
    start = min(flow.day for flow in flows)
    timed = [(Timed(abs(flow.amount), *whole_and_odd(start, flow.day, unit)), flow.amount > 0) for flow in flows]
    return actuarial_apr([t for t, arrived in timed if arrived], [t for t, arrived in timed if not arrived],
                         unit.per_year)


def single_payment_apr(advance: int, payment: int, days: int) -> Decimal:
    """The APR of one advance paid back at once after ``days`` of less than a year: unit-period is the term itself."""
    return actuarial_apr([Timed(advance, 0)], [Timed(payment, 1)], Decimal(365) / days)
