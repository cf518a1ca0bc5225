"""Payments matched to instalments, with penalty interest and late fees as the contract says.

The walk goes through the payments in order of day. Before each, penalties run up to that day on what was unpaid; then
the payment goes to what is due by the contract's order, unless it carries an allocation of its own. A payment on the
due day is on time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import islice

from debttracker.basics.errors import BadInput
from debttracker.basics.languages import N_
from debttracker.finance.interest import rounded
from debttracker.finance.prepayment import Payment, living_rows
from debttracker.finance.schedule import Row
from debttracker.finance.split import Split, summed
from debttracker.finance.terms import Across, Early, LateTerms, LoanTerms, Part, RateBasis


@dataclass(frozen=True, slots=True)
class Allocation:
    """``amount`` minor units of payment ``payment`` (its index) that paid ``part`` of instalment ``number``."""

    payment: int
    day: date
    number: int
    part: Part
    amount: int


@dataclass(frozen=True, slots=True)
class InstalmentState:
    """One instalment as it stands: ``charged`` (its row, plus penalty and late fee so far) against ``paid``.

    ``settled`` is the day on which its last part was paid, None while anything is unpaid.
    """

    row: Row
    charged: Split
    paid: Split
    settled: date | None

    @property
    def unpaid(self) -> Split:
        """What is still unpaid, part by part."""
        return self.charged.less(self.paid)

    def days_past_due(self, day: date) -> int:
        """Days after the due day with something unpaid, 0 when settled or not yet due."""
        return 0 if self.settled or not self.unpaid.total else max((day - self.row.due).days, 0)


@dataclass(frozen=True, slots=True)
class Matching:
    """All instalments on ``day``, where each payment went, and ``credit``: money that found nothing to pay."""

    day: date
    instalments: tuple[InstalmentState, ...]
    allocations: tuple[Allocation, ...]
    credit: int

    @property
    def paid(self) -> Split:
        """What was paid so far, part by part (without the credit)."""
        return summed([Split(), *(state.paid for state in self.instalments)])


def match(terms: LoanTerms, payments: Sequence[Payment], day: date) -> Matching:
    """The state of a loan at the end of ``day``: payments after it are left out. Raises BadInput for bad terms."""
    known = [(index, payment) for index, payment in enumerate(payments) if payment.day <= day]
    rows = living_rows(terms, [payment for _, payment in known])
    return match_rows(rows, terms, known, day)


def match_rows(rows: Sequence[Row], terms: LoanTerms, known: Iterable[tuple[int, Payment]], day: date) -> Matching:
    """As :func:`match`, for rows from elsewhere; ``known`` are (index, payment) pairs up to ``day``."""
    ledger = _Ledger(rows, terms)
    for index, payment in sorted(known, key=lambda pair: (pair[1].day, pair[0])):
        ledger.run_to(payment.day)
        if payment.amount < 0:
            ledger.take_back(-payment.amount, payment.day)
        else:
            ledger.receive(index, payment)
    ledger.run_to(day)
    return ledger.result(day)


class _Line:
    """One instalment while the walk is under way."""

    __slots__ = ("charged", "exact", "fined", "paid", "ran_to", "row", "settled")

    def __init__(self, row: Row) -> None:
        self.row = row
        self.charged = Split(row.fee, row.interest, row.principal)
        self.paid = Split()
        self.ran_to = row.due
        self.fined = False
        self.exact = 0
        self.settled = row.due if not self.charged.total else None

    def run_to(self, day: date, late: LateTerms, daily: Fraction) -> None:
        """Charge the late fee and let penalty interest of ``daily`` a day run up to ``day``."""
        over = (day - self.row.due).days
        if over <= late.grace_days or day <= self.ran_to:
            return
        open_parts = self.charged.less(self.paid)
        overdue = open_parts.fee + open_parts.interest + open_parts.principal
        if not overdue:
            return
        if not self.fined:
            self.fined = True
            top, bottom = late.fee_share.as_integer_ratio()
            self.charged = self.charged.plus(Part.LATE_FEE, late.fee + rounded(overdue * top, bottom))
        base = overdue if late.on_instalment else open_parts.principal
        # Kept in units of 1 / daily.denominator, so that rounding happens once and not at each payment.
        self.exact += daily.numerator * base * (day - self.ran_to).days
        self.ran_to = day
        penalty = rounded(self.exact, daily.denominator)
        self.charged = self.charged._replace(penalty=max(penalty, self.charged.penalty))

    def pay(self, part: Part, most: int, day: date) -> int:
        """Pay up to ``most`` of ``part``; return what was used."""
        used = min(most, self.charged.of(part) - self.paid.of(part))
        if used <= 0:
            return 0
        self.paid = self.paid.plus(part, used)
        if self.paid.total >= self.charged.total:
            self.settled = day
        return used


def _daily(late: LateTerms) -> Fraction:
    return Fraction(late.rate) / {RateBasis.DAY: 1, RateBasis.MONTH: 30, RateBasis.YEAR: 365}[late.basis]


class _Ledger:
    """All instalments of one loan during the walk."""

    def __init__(self, rows: Sequence[Row], terms: LoanTerms) -> None:
        self._terms = terms
        self._daily = _daily(terms.late)
        self._lines = [_Line(row) for row in rows]
        self._by_number = {line.row.number: line for line in self._lines}
        self._first_open = 0
        self._made: list[Allocation] = []
        self._credit = 0
        self._credit_of = -1
        self._reached = date.min

    def run_to(self, day: date) -> None:
        """Bring every line to ``day``; a held credit pays what falls due on the way."""
        if self._credit and self._terms.early is Early.HOLD:
            for line in self._open_lines():
                if self._reached < line.row.due <= day and self._credit:
                    self._charge(line.row.due - timedelta(1))
                    credit, self._credit = self._credit, 0
                    self._credit = self._spread(credit, self._credit_of, line.row.due)
        self._charge(day)
        self._reached = max(self._reached, day)

    def _charge(self, day: date) -> None:
        for line in self._open_lines():
            if line.row.due >= day:
                break
            if line.settled is None:
                line.run_to(day, self._terms.late, self._daily)

    def _open_lines(self) -> Iterator[_Line]:
        """The lines from the first that is not settled on."""
        lines = self._lines
        while self._first_open < len(lines) and lines[self._first_open].settled is not None:
            self._first_open += 1
        return islice(lines, self._first_open, None)

    def receive(self, index: int, payment: Payment) -> None:
        """Spread one payment: its own allocation first, then the contract's order, then what comes next."""
        left = payment.amount
        for share in payment.allocation:
            line = self._by_number.get(share.number)
            if line is None:
                raise BadInput(N_("There is no instalment number {n} to put this payment to."), n=share.number)
            meant = min(share.amount, left)
            left -= meant
            for part in (share.part,) if share.part else self._terms.order:
                meant -= self._pay(line, part, meant, index, payment.day)
            left += meant
        self._credit += self._spread(left, index, payment.day)
        self._credit_of = index

    def _spread(self, amount: int, index: int, day: date) -> int:
        for line, part in self._steps(day):
            if not amount:
                break
            amount -= self._pay(line, part, amount, index, day)
        return amount

    def _steps(self, day: date) -> Iterator[tuple[_Line, Part]]:
        """Where money of ``day`` goes, in order."""
        order = self._terms.order
        if self._terms.across is Across.PART_BY_PART:
            due = [line for line in self._open_lines() if line.row.due <= day]
            yield from ((line, part) for part in order for line in due)
        for line in self._open_lines():
            if line.row.due > day and self._terms.early is Early.HOLD:
                break
            yield from ((line, part) for part in order)

    def _pay(self, line: _Line, part: Part, most: int, index: int, day: date) -> int:
        used = line.pay(part, most, day)
        if used:
            self._made.append(Allocation(index, day, line.row.number, part, used))
        return used

    def take_back(self, amount: int, day: date) -> None:
        """Money returned to the borrower: from the credit first, then from the newest allocations."""
        from_credit = min(amount, self._credit)
        self._credit -= from_credit
        amount -= from_credit
        self._first_open = 0
        while amount and self._made:
            last = self._made.pop()
            undone = min(amount, last.amount)
            amount -= undone
            line = self._by_number[last.number]
            line.paid = line.paid.plus(last.part, -undone)
            line.settled = None
            line.ran_to = max(line.ran_to, day)  # no penalty for the time it was paid
            if undone < last.amount:
                self._made.append(Allocation(last.payment, last.day, last.number, last.part, last.amount - undone))

    def result(self, day: date) -> Matching:
        """The frozen picture."""
        return Matching(day, tuple(InstalmentState(line.row, line.charged, line.paid, line.settled)
                                   for line in self._lines), tuple(self._made), self._credit)
