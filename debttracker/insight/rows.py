"""The small rows that insight counts with. The database gives the same tuples; any plain tuple will do.

Days are day numbers (days since 1970-01-01 of the borrower's local date); weekdays run from 0 = Monday.
"""

from __future__ import annotations

from typing import NamedTuple


class DayCount(NamedTuple):
    """``n`` contacts on one day through one channel or family of channels."""

    day: int
    channel: str
    n: int


class HourCount(NamedTuple):
    """``n`` contacts in one hour (0 to 23) of one weekday (0 = Monday)."""

    weekday: int
    hour: int
    n: int


class PartyCount(NamedTuple):
    """``n`` contacts of one party; ``party_id`` None and an empty name for unknown callers."""

    party_id: int | None
    name: str
    n: int


class FlagCount(NamedTuple):
    """``n`` contacts of the day or month that begins on ``day``; ``flagged`` of them may breach a rule."""

    day: int
    n: int
    flagged: int


class ContactRow(NamedTuple):
    """One contact; ``minute`` (since local midnight) is None where only the day is known."""

    day: int
    minute: int | None
    channel: str
    direction: str = "in"
    party_id: int | None = None
    party: str = ""
    flagged: bool = False


class LoanRow(NamedTuple):
    """A loan in ``currency``; ``total`` is what must be repaid in minor units where no instalments are known."""

    loan_id: int
    name: str
    currency: str
    total: int | None = None


class InstalmentRow(NamedTuple):
    """``amount`` minor units of the loan's currency, due on day ``due_day`` (late from the next day on)."""

    loan_id: int
    due_day: int
    amount: int


class PaymentRow(NamedTuple):
    """``amount`` minor units of the loan's currency paid on ``day``; negative where money came back."""

    loan_id: int
    day: int
    amount: int
