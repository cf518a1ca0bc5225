"""The terms of one loan as the contract states them: the input of every calculation in this folder.

Amounts are whole minor units of ``currency``; rates are Decimal fractions (0.0435 = 4.35 %); days are dates.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final


class Method(StrEnum):
    """How the loan is paid back."""

    ANNUITY = "annuity"                  #: 等额本息, the same payment each time
    EQUAL_PRINCIPAL = "equal-principal"  #: 等额本金, the same principal part each time
    INTEREST_ONLY = "interest-only"      #: 先息后本, interest each time, all principal with the last one
    BULLET = "bullet"                    #: one payment of principal and simple interest at the end
    FLAT_FEE = "flat-fee"                #: 分期手续费, a fee on the first principal each time, no interest
    DAILY = "daily-interest"             #: 随借随还, interest by the day on what is still owed
    CUSTOM = "custom"                    #: rows given one by one


class RateBasis(StrEnum):
    """The span a quoted rate belongs to."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"


class DayCount(StrEnum):
    """How the length of an interest period is measured."""

    EQUAL = "equal-periods"  #: every regular period counts the same; an odd first one by days / 365
    ACT_365 = "act/365"
    ACT_360 = "act/360"
    THIRTY_360 = "30/360"    #: months of 30 days, years of 360 (30E/360)


class Frequency(StrEnum):
    """How often an instalment is due."""

    MONTHLY = "monthly"
    WEEKLY = "weekly"
    TWO_WEEKLY = "two-weekly"
    FOUR_WEEKLY = "four-weekly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half-yearly"
    YEARLY = "yearly"
    DAYS = "days"            #: every ``LoanTerms.period_days`` days


class Weekend(StrEnum):
    """What happens to a due day on a Saturday or Sunday. Interest still runs between the unmoved days."""

    KEEP = "keep"
    NEXT = "next"            #: moves to the following Monday
    PREVIOUS = "previous"    #: moves to the Friday before


class Rounding(StrEnum):
    """How interest, fees and instalments become whole minor units."""

    HALF_UP = "half-up"
    UP = "up"
    DOWN = "down"


class FeeKind(StrEnum):
    """What a fee is called in the contract."""

    HANDLING = "handling"
    SERVICE = "service"
    GUARANTEE = "guarantee"
    INSURANCE = "insurance"
    MEMBERSHIP = "membership"
    OTHER = "other"


class FeeTiming(StrEnum):
    """When a fee is paid."""

    DEDUCTED = "deducted"                #: kept back from the payout (砍头息)
    UP_FRONT = "up-front"                #: paid from the borrower's own pocket on the first day
    EACH_INSTALMENT = "each-instalment"
    LATER = "later"                      #: once, on ``Fee.day``


class Part(StrEnum):
    """What a payment can pay off."""

    FEE = "fee"
    INTEREST = "interest"
    PRINCIPAL = "principal"
    PENALTY = "penalty"
    LATE_FEE = "late-fee"


class Across(StrEnum):
    """Whether payments go instalment by instalment or part by part over all that is due."""

    OLDEST_INSTALMENT = "oldest-instalment"
    PART_BY_PART = "part-by-part"


class Early(StrEnum):
    """What money paid beyond all that is due does."""

    NEXT = "next-instalments"  #: pays the coming instalments, oldest first
    PRINCIPAL = "principal"    #: pays interest to that day and lowers the principal; the end comes sooner
    HOLD = "hold"              #: waits as a credit until the next due day


#: Costs before interest before principal: Chinese Civil Code art. 561, and the usual contract order elsewhere.
DEFAULT_ORDER: Final = (Part.LATE_FEE, Part.FEE, Part.PENALTY, Part.INTEREST, Part.PRINCIPAL)


@dataclass(frozen=True, slots=True)
class Fee:
    """One fee of the contract: ``amount`` minor units, plus ``share`` of the principal (or of the balance).

    ``of_balance`` makes ``share`` count on what is still owed before each instalment; it is only for fees of each
    instalment. ``day`` is for timing LATER. ``note`` is the contract's own word for it.
    """

    kind: FeeKind
    timing: FeeTiming
    amount: int = 0
    share: Decimal = Decimal(0)
    of_balance: bool = False
    day: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class LateTerms:
    """What the contract says about paying late.

    ``rate`` runs by the day on the overdue principal (``on_instalment``: on the whole overdue instalment), simple,
    from the day after the due day, once more than ``grace_days`` have passed. ``fee`` minor units plus ``fee_share``
    of the overdue amount are charged once for each late instalment.
    """

    rate: Decimal = Decimal(0)
    basis: RateBasis = RateBasis.DAY
    on_instalment: bool = False
    fee: int = 0
    fee_share: Decimal = Decimal(0)
    grace_days: int = 0


@dataclass(frozen=True, slots=True)
class CustomRow:
    """One instalment typed or pasted by hand; the payment is the sum of the three parts."""

    due: date
    principal: int
    interest: int = 0
    fee: int = 0


@dataclass(frozen=True, slots=True)
class LoanTerms:
    """One loan by its contract. :func:`debttracker.finance.terms_check.check` refuses what cannot be.

    ``principal`` is what the contract says was lent; ``disbursed`` what really arrived (None: principal less the
    deducted fees). ``instalments`` counts due days, also for a bullet loan (its term). ``payment`` is the instalment
    printed in the contract, if any, else it is worked out. ``rate`` belongs to ``basis``; for FLAT_FEE it is the
    fee of each ``basis`` as a share of the first principal. ``advertised`` is the yearly rate in the advertisement.
    """

    currency: str
    principal: int
    start: date
    instalments: int
    method: Method = Method.ANNUITY
    rate: Decimal = Decimal(0)
    basis: RateBasis = RateBasis.YEAR
    day_count: DayCount = DayCount.EQUAL
    frequency: Frequency = Frequency.MONTHLY
    period_days: int = 30
    first_due: date | None = None
    disbursed: int | None = None
    payment: int | None = None
    fees: tuple[Fee, ...] = ()
    late: LateTerms = field(default_factory=LateTerms)
    weekend: Weekend = Weekend.KEEP
    rounding: Rounding = Rounding.HALF_UP
    order: tuple[Part, ...] = DEFAULT_ORDER
    across: Across = Across.OLDEST_INSTALMENT
    early: Early = Early.NEXT
    advertised: Decimal | None = None
    rows: tuple[CustomRow, ...] = ()

    @property
    def arrived(self) -> int:
        """Minor units that reached the borrower on the first day, before fees paid from their own pocket."""
        if self.disbursed is not None:
            return self.disbursed
        return self.principal - sum(fee_amount(fee, self.principal) for fee in self.fees
                                    if fee.timing is FeeTiming.DEDUCTED)

    @property
    def early_lowers_principal(self) -> bool:
        """Whether early money changes the coming rows: always for DAILY, never for FLAT_FEE and CUSTOM."""
        if self.method in (Method.FLAT_FEE, Method.CUSTOM):
            return False
        return self.method is Method.DAILY or self.early is Early.PRINCIPAL

    @property
    def periods_per_year(self) -> Decimal:
        """Regular periods in a year of 12 months, 52 weeks or 365 days."""
        if self.frequency is Frequency.DAYS:
            return Decimal(365) / self.period_days
        return Decimal(PERIODS_PER_YEAR[self.frequency])

    @property
    def yearly_rate(self) -> Decimal:
        """The nominal rate for a year: month × 12, day × 365 (× 360 with actual/360 and 30/360)."""
        return per_year(self.rate, self.basis, self.day_count)


#: Regular periods in one year for each frequency with a fixed number of them.
PERIODS_PER_YEAR: Final = {
    Frequency.MONTHLY: 12, Frequency.WEEKLY: 52, Frequency.TWO_WEEKLY: 26, Frequency.FOUR_WEEKLY: 13,
    Frequency.QUARTERLY: 4, Frequency.HALF_YEARLY: 2, Frequency.YEARLY: 1,
}


def per_year(rate: Decimal, basis: RateBasis, day_count: DayCount = DayCount.EQUAL) -> Decimal:
    """``rate`` of ``basis`` as a nominal yearly rate."""
    if basis is RateBasis.YEAR:
        return rate
    if basis is RateBasis.MONTH:
        return rate * 12
    return rate * (360 if day_count in (DayCount.ACT_360, DayCount.THIRTY_360) else 365)


def fee_amount(fee: Fee, base: int) -> int:
    """Minor units of ``fee`` when its share counts on ``base``; half units round up."""
    return fee.amount + int(fee.share * base + Decimal("0.5")) if fee.share else fee.amount
