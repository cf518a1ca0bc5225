"""The words people see for the choices of a contract, a plan or a standing."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from debttracker.basics.languages import N_, Words
from debttracker.finance.demanded import Basis
from debttracker.finance.history import AgreementKind
from debttracker.finance.limits import Confidence
from debttracker.finance.plan import Strategy
from debttracker.finance.standing import Bucket
from debttracker.finance.terms import (
    Across,
    DayCount,
    Early,
    FeeKind,
    FeeTiming,
    Frequency,
    Method,
    Part,
    RateBasis,
    Rounding,
    Weekend,
)

#: Pairs and not a dict: members of different enums with the same value are equal.
NAMES: Final[tuple[tuple[StrEnum, str], ...]] = (
    (Method.ANNUITY, N_("Equal instalments")), (Method.EQUAL_PRINCIPAL, N_("Equal principal")),
    (Method.INTEREST_ONLY, N_("Interest first, principal at the end")), (Method.BULLET, N_("All at the end")),
    (Method.FLAT_FEE, N_("Flat fee on the first amount")),
    (Method.DAILY, N_("Interest by the day, repay at any time")),
    (Method.CUSTOM, N_("Own table of instalments")),
    (RateBasis.YEAR, N_("a year")), (RateBasis.MONTH, N_("a month")), (RateBasis.DAY, N_("a day")),
    (DayCount.EQUAL, N_("Equal periods")), (DayCount.ACT_365, N_("Actual days / 365")),
    (DayCount.ACT_360, N_("Actual days / 360")), (DayCount.THIRTY_360, N_("30-day months / 360")),
    (Frequency.MONTHLY, N_("Every month")), (Frequency.WEEKLY, N_("Every week")),
    (Frequency.TWO_WEEKLY, N_("Every two weeks")), (Frequency.FOUR_WEEKLY, N_("Every four weeks")),
    (Frequency.QUARTERLY, N_("Every three months")), (Frequency.HALF_YEARLY, N_("Every six months")),
    (Frequency.YEARLY, N_("Every year")), (Frequency.DAYS, N_("Every so many days")),
    (Weekend.KEEP, N_("Due date stays on a weekend")), (Weekend.NEXT, N_("Moves to the next working day")),
    (Weekend.PREVIOUS, N_("Moves to the working day before")),
    (Rounding.HALF_UP, N_("Half a cent rounds up")), (Rounding.UP, N_("Always rounds up")),
    (Rounding.DOWN, N_("Always rounds down")),
    (FeeKind.HANDLING, N_("Handling fee")), (FeeKind.SERVICE, N_("Service fee")),
    (FeeKind.GUARANTEE, N_("Guarantee fee")),
    (FeeKind.INSURANCE, N_("Insurance")), (FeeKind.MEMBERSHIP, N_("Membership fee")),
    (FeeKind.OTHER, N_("Other fee")),
    (FeeTiming.DEDUCTED, N_("Kept back from the payout")), (FeeTiming.UP_FRONT, N_("Paid at the start")),
    (FeeTiming.EACH_INSTALMENT, N_("With each instalment")), (FeeTiming.LATER, N_("Once, later")),
    (Part.FEE, N_("Fee")), (Part.INTEREST, N_("Interest")), (Part.PRINCIPAL, N_("Principal")),
    (Part.PENALTY, N_("Penalty interest")), (Part.LATE_FEE, N_("Late fee")),
    (Across.OLDEST_INSTALMENT, N_("Oldest instalment first")),
    (Across.PART_BY_PART, N_("Part by part over all that is due")),
    (Early.NEXT, N_("Early money pays the next instalments")),
    (Early.PRINCIPAL, N_("Early money lowers the principal")),
    (Early.HOLD, N_("Early money waits for the next due date")),
    (Strategy.SNOWBALL, N_("Snowball: smallest balance first")),
    (Strategy.AVALANCHE, N_("Avalanche: highest rate first")),
    (Strategy.OWN, N_("Own order")), (Strategy.PROPORTIONAL, N_("Proportional: something to everyone")),
    (Bucket.CURRENT, N_("Not overdue")), (Bucket.D1_30, N_("1–30 days overdue")),
    (Bucket.D31_60, N_("31–60 days overdue")),
    (Bucket.D61_90, N_("61–90 days overdue")), (Bucket.D90_PLUS, N_("More than 90 days overdue")),
    (AgreementKind.CONTRACT, N_("Contract")), (AgreementKind.RESTRUCTURE, N_("Restructuring")),
    (AgreementKind.SETTLEMENT, N_("Settlement")),
    (Basis.OVERDUE, N_("What is overdue")), (Basis.WHOLE, N_("What would end the loan")),
    (Confidence.CONFIRMED, N_("Read in the source")), (Confidence.SECONDARY, N_("Read in a report of the source")),
    (Confidence.KNOWN, N_("General knowledge, please verify")), (Confidence.UNSURE, N_("Doubtful, please verify")),
)
_BY_MEMBER: Final = {(type(value), value.value): word for value, word in NAMES}


def name_of(value: StrEnum, speak: Words) -> str:
    """The word for one value of the finance enums."""
    return speak(_BY_MEMBER[type(value), value.value])
