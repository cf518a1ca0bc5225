"""The five variables of a level loan: rate, number of payments, payment, present and future value.

Signs and arguments follow the spreadsheet functions of the same names: money received is positive, money paid is
negative; ``early`` means payments at the start of each period. Nothing is rounded. Results are Decimal.
"""

from __future__ import annotations

from decimal import Decimal, localcontext

from debttracker.basics.errors import BadInput
from debttracker.basics.languages import N_
from debttracker.finance.rates import tidy
from debttracker.finance.roots import bracketed_root

_DIGITS = 34


def payment(rate: Decimal, periods: int, present: Decimal, future: Decimal = Decimal(0), *,
            early: bool = False) -> Decimal:
    """The payment of each period (PMT)."""
    with localcontext(prec=_DIGITS):
        if periods < 1:
            raise BadInput(N_("The number of instalments must be at least 1."))
        if not rate:
            return -(present + future) / periods
        growth = (1 + rate) ** periods
        return -(present * growth + future) * rate / ((growth - 1) * (1 + rate if early else 1))


def future_value(rate: Decimal, periods: int, pay: Decimal, present: Decimal = Decimal(0), *,
                 early: bool = False) -> Decimal:
    """What is left after ``periods`` (FV)."""
    with localcontext(prec=_DIGITS):
        if not rate:
            return -(present + pay * periods)
        growth = (1 + rate) ** periods
        return -(present * growth + pay * (1 + rate if early else 1) * (growth - 1) / rate)


def present_value(rate: Decimal, periods: int, pay: Decimal, future: Decimal = Decimal(0), *,
                  early: bool = False) -> Decimal:
    """What the payments are worth today (PV): how much can be borrowed for them."""
    with localcontext(prec=_DIGITS):
        if not rate:
            return -(future + pay * periods)
        growth = (1 + rate) ** periods
        return -(future + pay * (1 + rate if early else 1) * (growth - 1) / rate) / growth


def interest_part(rate: Decimal, number: int, periods: int, present: Decimal, future: Decimal = Decimal(0)) -> Decimal:
    """The interest in payment ``number`` (IPMT), payments at the end of each period."""
    if not 1 <= number <= periods:
        raise BadInput(N_("There is no instalment number {n}; the loan has {periods}."), n=number, periods=periods)
    return future_value(rate, number - 1, payment(rate, periods, present, future), present) * rate


def principal_part(rate: Decimal, number: int, periods: int, present: Decimal, future: Decimal = Decimal(0)) -> Decimal:
    """The principal in payment ``number`` (PPMT), payments at the end of each period."""
    return payment(rate, periods, present, future) - interest_part(rate, number, periods, present, future)


def periods_needed(rate: Decimal, pay: Decimal, present: Decimal, future: Decimal = Decimal(0), *,
                   early: bool = False) -> Decimal:
    """How many payments it takes (NPER), a fraction for the last one; BadInput when the debt never ends."""
    with localcontext(prec=_DIGITS):
        if not rate:
            if not pay:
                raise BadInput(N_("Without a payment the debt never ends."))
            return -(present + future) / pay
        level = pay * (1 + rate if early else 1) / rate
        if not present + level or (level - future) / (present + level) <= 0:
            raise BadInput(N_("This payment only covers the interest or less, so the debt would never end."))
        return ((level - future) / (present + level)).ln() / (1 + rate).ln()


def rate_of(periods: int, pay: Decimal, present: Decimal, future: Decimal = Decimal(0), *,
            early: bool = False) -> Decimal:
    """The rate of one period (RATE); BadInput when none fits."""

    def left(rate: float) -> float:
        return float(future_value(Decimal(rate), periods, pay, present, early=early) - future)

    # Discounted to today, so that long loans at high trial rates stay inside a float.
    def worth(rate: float) -> float:
        return left(rate) / (1 + rate) ** min(periods, 600)

    high = 0.01
    while worth(0.0) * worth(high) > 0 and high < 1e4:
        high *= 2
    if worth(0.0) == 0:
        return Decimal(0)
    return tidy(bracketed_root(worth, 0.0, high))
