"""Where a loan stands on a day: owed, paid, overdue and by how long, and when it may end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Final

from debttracker.finance.due_days import add_months
from debttracker.finance.history import Agreement, in_force
from debttracker.finance.matching import InstalmentState, Matching, match
from debttracker.finance.prepayment import Payment, interest_between
from debttracker.finance.split import Split, summed
from debttracker.finance.terms import LoanTerms, Method


class Bucket(StrEnum):
    """How long something has been overdue, in the steps lenders and credit bureaus use."""

    CURRENT = "current"
    D1_30 = "1-30"
    D31_60 = "31-60"
    D61_90 = "61-90"
    D90_PLUS = "90+"


_UP_TO: Final = ((0, Bucket.CURRENT), (30, Bucket.D1_30), (60, Bucket.D31_60), (90, Bucket.D61_90))
#: Days looked back for the pace of payments when a loan is behind its schedule.
PACE_DAYS: Final = 90


def bucket(days_past_due: int) -> Bucket:
    """The step for a number of days past due; 30 days are still in 1–30."""
    return next((name for most, name in _UP_TO if days_past_due <= most), Bucket.D90_PLUS)


@dataclass(frozen=True, slots=True)
class Standing:
    """One loan at the end of ``day``; amounts in minor units of ``currency``.

    ``due`` fell due and is unpaid (penalty and late fees included); ``later`` is not due yet; ``accrued`` is the
    part of the coming interest that has run up so far. ``paid`` covers the agreement in force, ``paid_ever`` all of
    them. ``ageing`` maps each bucket to what is unpaid in it.
    """

    currency: str
    day: date
    agreement: Agreement
    matching: Matching
    due: Split
    later: Split
    accrued: int
    paid: Split
    paid_ever: int
    days_past_due: int
    ageing: dict[Bucket, int]
    next_due: InstalmentState | None
    projected_end: date | None

    @property
    def bucket(self) -> Bucket:
        """The step of the oldest unpaid instalment."""
        return bucket(self.days_past_due)

    @property
    def remaining(self) -> int:
        """All that the agreement still asks for, due or not, less any credit."""
        return max(self.due.total + self.later.total - self.matching.credit, 0)

    @property
    def payoff(self) -> int:
        """What would end the loan today: all that is due, the principal not yet due, and interest run up so far."""
        return max(self.due.total + self.later.principal + self.accrued - self.matching.credit, 0)

    @property
    def progress(self) -> Decimal:
        """Share of everything to be paid that has been paid, 0 to 1."""
        whole = self.paid_ever + self.remaining
        return (Decimal(max(self.paid_ever, 0)) / whole).quantize(Decimal("0.0001")) if whole > 0 else Decimal(1)


def standing(agreements: LoanTerms | Sequence[Agreement], payments: Sequence[Payment], day: date) -> Standing:
    """Where the loan stands at the end of ``day``, by the agreement in force then and the payments made under it.

    Raises BadInput for terms that cannot be, or an empty list of agreements.
    """
    if isinstance(agreements, LoanTerms):
        agreements = (Agreement(agreements.start, agreements),)
    current = in_force(agreements, day)
    own = [payments[place] for place in places_under(agreements, payments, current)]
    matching = match(current.terms, own, day)
    states = matching.instalments
    due = summed([Split(), *(one.unpaid for one in states if one.row.due <= day)])
    later = summed([Split(), *(one.unpaid for one in states if one.row.due > day)])
    ages = dict.fromkeys(Bucket, 0)
    for one in states:
        if one.row.due <= day and one.unpaid.total:
            ages[bucket(one.days_past_due(day))] += one.unpaid.total
    next_due = next((one for one in states if one.row.due >= day and one.unpaid.total), None)
    result = Standing(
        currency=current.terms.currency, day=day, agreement=current, matching=matching, due=due, later=later,
        accrued=_accrued(current.terms, matching), paid=matching.paid,
        paid_ever=sum(one.amount for one in payments if one.day <= day),
        days_past_due=max((one.days_past_due(day) for one in states), default=0), ageing=ages, next_due=next_due,
        projected_end=None)
    return replace(result, projected_end=_projected_end(result, payments))


def places_under(agreements: Sequence[Agreement], payments: Sequence[Payment], agreement: Agreement) -> list[int]:
    """Places in ``payments`` of those that count for ``agreement``: from its first day on and before the next one;
    what was paid before the first agreement counts for that one.
    """
    ordered = sorted(agreements, key=lambda one: one.from_day)
    begins = agreement.from_day if agreement is not ordered[0] else date.min
    after = [one.from_day for one in ordered[ordered.index(agreement) + 1:]]
    return [place for place, one in enumerate(payments) if begins <= one.day and (not after or one.day < after[0])]


def _accrued(terms: LoanTerms, matching: Matching) -> int:
    """Interest of the running period up to the day, never more than what that period still asks for."""
    coming = next((one for one in matching.instalments if one.row.due > matching.day), None)
    if coming is None or matching.day <= terms.start:
        return 0
    past = [one.row.due for one in matching.instalments if one.row.due <= matching.day]
    begin = terms.start if not past or terms.method is Method.BULLET else past[-1]
    whole = coming.row.interest
    span = (coming.row.due - begin).days
    if terms.method is Method.DAILY:
        run = interest_between(terms, coming.row.balance + coming.row.principal, begin, matching.day)
    else:
        run = (2 * whole * (matching.day - begin).days + span) // (2 * span) if span > 0 else whole
    return max(min(run, whole) - coming.paid.interest, 0)


def _projected_end(now: Standing, payments: Sequence[Payment]) -> date | None:
    """The last due day while on schedule; else the day at the pace of the last 90 days; None without payments."""
    if not now.remaining:
        return max((one.settled for one in now.matching.instalments if one.settled), default=now.day)
    if not now.days_past_due:
        return now.matching.instalments[-1].row.due
    since = now.day - timedelta(PACE_DAYS)
    recent = sum(one.amount for one in payments if since < one.day <= now.day)
    if recent <= 0:
        return None
    days = -(-now.remaining * PACE_DAYS // recent)
    return now.day + timedelta(days) if days < 36_525 else None


def ageing_of(standings: Sequence[Standing]) -> dict[Bucket, int]:
    """Overdue amounts of several loans of one currency by step; what is not overdue counts as current."""
    result = dict.fromkeys(Bucket, 0)
    for one in standings:
        for name, amount in one.ageing.items():
            result[name] += amount
        result[Bucket.CURRENT] += one.later.total
    return result


def balance_over_time(agreements: LoanTerms | Sequence[Agreement], payments: Sequence[Payment], first: date,
                      last: date) -> tuple[tuple[date, int], ...]:
    """What is still to be paid at the end of each month from ``first`` to ``last``: the line of a chart."""
    points: list[tuple[date, int]] = []
    month = 0
    while (day := add_months(first, month)) < last:
        points.append((day, standing(agreements, payments, day).remaining))
        month += 1
    return (*points, (last, standing(agreements, payments, last).remaining))
