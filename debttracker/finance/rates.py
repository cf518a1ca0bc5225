"""Rates of flows of money and what they are called.

EAR, the effective annual rate, is what one unit owed for a year grows to: the APR of the European directives
(2008/48/EC Annex I, 98/7/EC) and of the United Kingdom is this figure. The nominal annual rate is the rate of one
period times the periods in a year: the APR of the United States (Regulation Z) and the usual 年化利率 (IRR) in China.
All rates are Decimal fractions with at most 12 digits after the point.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from math import exp, expm1, log1p
from typing import NamedTuple

from debttracker.basics.errors import BadInput
from debttracker.basics.languages import N_
from debttracker.finance.roots import balance_rates


class Flow(NamedTuple):
    """Money on a day, in minor units: positive arrived at the borrower, negative was paid by the borrower."""

    day: date
    amount: int


def irr(amounts: Sequence[int | float | Decimal]) -> Decimal:
    """The rate of one period for ``amounts`` at the ends of periods 0, 1, 2 …

    Raises BadInput when all go one way, or several rates fit.
    """
    return _only(balance_rates((float(k), float(amount)) for k, amount in enumerate(amounts)))


def xirr(flows: Iterable[Flow | tuple[date, int]]) -> Decimal:
    """The effective annual rate of ``flows``, days counted as actual / 365 (as Excel's XIRR).

    Raises BadInput when all go one way, or several rates fit.
    """
    listed = list(flows)
    if not listed:
        raise BadInput(N_("There are no amounts yet."))
    start = min(day for day, _ in listed)
    return effective_rate(((day - start).days / 365, amount) for day, amount in listed)


def effective_rate(flows: Iterable[tuple[float, int | float | Decimal]]) -> Decimal:
    """The effective annual rate of pairs (years since the start, amount): the equation of 2008/48/EC Annex I."""
    return _only(balance_rates((time, float(amount)) for time, amount in flows))


def _only(found: list[float]) -> Decimal:
    if len(found) > 1:
        rates = ", ".join(f"{expm1(r) * 100:.2f} %" for r in found)
        raise BadInput(N_("More than one rate fits these amounts ({rates}), because money changes direction more "
                          "than once. No single true rate exists; look at the total cost instead."), rates=rates)
    return tidy(expm1(found[0]))


def tidy(rate: float) -> Decimal:
    """A computed rate as Decimal, rounded to 12 digits after the point."""
    value = Decimal(f"{rate:.12f}")
    return value.normalize() if value else Decimal(0)


def effective(nominal: Decimal, periods: Decimal | int) -> Decimal:
    """The effective annual rate of a ``nominal`` one paid in ``periods`` parts a year (Excel's EFFECT)."""
    return tidy(expm1(float(periods) * log1p(float(nominal) / float(periods))))


def nominal(effective_annual: Decimal, periods: Decimal | int) -> Decimal:
    """The nominal annual rate with ``periods`` parts a year that gives ``effective_annual`` (Excel's NOMINAL)."""
    if effective_annual <= -1:
        raise BadInput(N_("A rate of −100 % or less has no yearly equivalent."))
    return tidy(float(periods) * expm1(log1p(float(effective_annual)) / float(periods)))


def yearly(period_rate: Decimal, periods: Decimal | int) -> Decimal:
    """The effective annual rate of a rate of one period."""
    return effective(period_rate * periods, periods)


def net_present_value(rate: Decimal, flows: Iterable[Flow | tuple[date, int]]) -> Decimal:
    """The worth of ``flows`` on their first day at an effective annual ``rate``, actual / 365 (Excel's XNPV)."""
    listed = sorted(flows)
    growth = log1p(float(rate))
    start = listed[0][0]
    return tidy(sum(amount * exp(-growth * (day - start).days / 365) for day, amount in listed))


def printed(rate: Decimal, digits: int = 1) -> Decimal:
    """``rate`` in per cent with ``digits`` after the point, half up: as 2008/48/EC Annex I prints an APR."""
    return (rate * 100).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
