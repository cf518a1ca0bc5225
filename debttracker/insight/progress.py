"""How far the loans are paid: paid, remaining, overdue and what comes if payments go on as they did.

Amounts are minor units. Currencies are never added together: the total is one series per currency.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from debttracker.insight.rows import InstalmentRow, LoanRow, PaymentRow

#: Days of payments that tell today's pace, and the fewest days they are spread over: one early payment is no pace.
PACE_DAYS = 180
LEAST_DAYS = 30
#: An end further away than this is none that anybody could plan with.
MOST_DAYS = 365 * 30


class Point(NamedTuple):
    """What had been paid, and what was overdue, at the end of ``day``."""

    day: int
    paid: int
    overdue: int


class Ahead(NamedTuple):
    """What will have been paid by ``day``."""

    day: int
    paid: int


@dataclass(frozen=True, slots=True)
class Progress:
    """One line of repayment: a loan, or all loans of one currency (``name`` empty, ``loan_id`` None).

    ``target`` is all that must be repaid, None where it is not known. ``points`` changes only on the days named;
    the last is ``today``. ``ahead`` begins today and ends where the target is reached; empty without a pace.
    """

    name: str
    loan_id: int | None
    currency: str
    loans: int
    target: int | None
    today: int
    points: tuple[Point, ...]
    ahead: tuple[Ahead, ...]

    @property
    def paid(self) -> int:
        """Paid up to today."""
        return self.points[-1].paid

    @property
    def overdue(self) -> int:
        """Due before today and not paid."""
        return self.points[-1].overdue

    @property
    def remaining(self) -> int | None:
        """Still to pay, overdue amounts included; None without a target, never negative."""
        return None if self.target is None else max(self.target - self.paid, 0)

    @property
    def percent(self) -> int | None:
        """Paid share of the target, rounded down, 0 to 100: 99.6 % is not yet all."""
        if not self.target:
            return None
        return max(0, min(100, self.paid * 100 // self.target))

    @property
    def free_day(self) -> int | None:
        """The day on which nothing remains, if payments go on as projected; None if they never get there, or not
        within :data:`MOST_DAYS`."""
        reached = self.ahead and self.target is not None and self.ahead[-1].paid >= self.target
        return self.ahead[-1].day if reached and self.ahead[-1].day <= self.today + MOST_DAYS else None


def loan_progress(loan: LoanRow, instalments: Iterable[InstalmentRow], payments: Iterable[PaymentRow], today: int,
                  plan: Sequence[Ahead] | None = None) -> Progress:
    """The progress of ``loan``; rows of other loans are ignored, and so are payments after ``today``.

    An amount is overdue from the day after its due date on. ``plan`` replaces the projection at today's pace.
    """
    due = [row for row in instalments if row.loan_id == loan.loan_id]
    paid = [row for row in payments if row.loan_id == loan.loan_id and row.day <= today]
    target = sum(row.amount for row in due) if due else loan.total
    points = _points([(row.due_day + 1, row.amount) for row in due], [(row.day, row.amount) for row in paid], today)
    ahead = tuple(plan) if plan is not None else projection(points, target, today)
    return Progress(loan.name, loan.loan_id, loan.currency, 1, target, today, points, ahead)


def total_progress(each: Iterable[Progress]) -> tuple[Progress, ...]:
    """Loans added up, one total per currency, the currency with most loans first.

    Overdue amounts are added loan by loan: money paid ahead on one loan does not make up for another. The target
    is None when that of any loan is: a share of something unknown would mislead.
    """
    by_currency: dict[str, list[Progress]] = defaultdict(list)
    for one in each:
        by_currency[one.currency].append(one)
    totals = [_added(currency, loans) for currency, loans in by_currency.items()]
    return tuple(sorted(totals, key=lambda total: (-total.loans, total.currency)))


def all_progress(loans: Iterable[LoanRow], instalments: Iterable[InstalmentRow], payments: Iterable[PaymentRow],
                 today: int) -> tuple[Progress, ...]:
    """The progress of each loan, in the order of ``loans``; rows are sorted to their loans once."""
    due: dict[int, list[InstalmentRow]] = defaultdict(list)
    paid: dict[int, list[PaymentRow]] = defaultdict(list)
    for row in instalments:
        due[row.loan_id].append(row)
    for payment in payments:
        paid[payment.loan_id].append(payment)
    return tuple(loan_progress(loan, due[loan.loan_id], paid[loan.loan_id], today) for loan in loans)


def projection(points: Sequence[Point], target: int | None, today: int) -> tuple[Ahead, ...]:
    """A straight line from today to the target, at the mean daily amount of the last :data:`PACE_DAYS` days.

    Empty when there is no target, nothing remains, or nothing was paid in that time.
    """
    if target is None or not points:
        return ()
    start = max(today - PACE_DAYS, points[0].day - 1)
    before = next((point.paid for point in reversed(points) if point.day <= start), 0)
    gained, remaining = points[-1].paid - before, target - points[-1].paid
    if gained <= 0 or remaining <= 0:
        return ()
    days = max(today - start, LEAST_DAYS)
    return Ahead(today, points[-1].paid), Ahead(today - (-remaining * days // gained), target)


def _points(due: list[tuple[int, int]], paid: list[tuple[int, int]], today: int) -> tuple[Point, ...]:
    """The state after each day on which something was paid or became late, and today."""
    changes: dict[int, list[int]] = {today: [0, 0]}
    for place, moves in enumerate((due, paid)):
        for day, amount in moves:
            if day <= today:
                changes.setdefault(day, [0, 0])[place] += amount
    days = sorted(changes)
    late = accumulate(changes[day][0] for day in days)
    received = accumulate(changes[day][1] for day in days)
    return tuple(Point(day, had, max(owed - had, 0)) for day, owed, had in zip(days, late, received, strict=True))


def _added(currency: str, loans: list[Progress]) -> Progress:
    """The sum of ``loans``, all of ``currency``: each step of each loan becomes one step of the total."""
    today = max(loan.today for loan in loans)
    changes: dict[int, list[int]] = {today: [0, 0]}
    for loan in loans:
        had = Point(0, 0, 0)
        for point in loan.points:
            change = changes.setdefault(point.day, [0, 0])
            change[0] += point.paid - had.paid
            change[1] += point.overdue - had.overdue
            had = point
    days = sorted(changes)
    paid = accumulate(changes[day][0] for day in days)
    overdue = accumulate(changes[day][1] for day in days)
    points = tuple(Point(*row) for row in zip(days, paid, overdue, strict=True))
    targets = [loan.target for loan in loans]
    target = sum(t for t in targets if t is not None) if None not in targets else None
    return Progress("", None, currency, len(loans), target, today, points, projection(points, target, today))
