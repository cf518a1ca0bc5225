"""What Today tells: what is already paid, what is due next, how much came since yesterday, and one next step."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from debttracker.basics.moments import day_number, day_of
from debttracker.basics.money import Money
from debttracker.case.connection import Connection
from debttracker.case.queries.clocks import kept_clocks
from debttracker.case.queries.contacts import ContactRow, count_on_day, last_collector
from debttracker.case.queries.filters import ContactFilter
from debttracker.case.queries.findings import flagged_count
from debttracker.case.queries.notes import CheckinRow, checkins
from debttracker.case.queries.stats import DayChannel, by_day_and_channel, totals
from debttracker.derived.repayment import repayment
from debttracker.derived.standing import LoanView, loan_views
from debttracker.insight.progress import total_progress

#: Days of contacts drawn on Today, and days ahead from which a due date counts as soon.
DRAWN_DAYS: Final = 60
SOON_DAYS: Final = 7
#: Deadlines and evidence that runs out are shown when they are this near.
NEAR_DAYS: Final = 30
_ROWS: Final = 6


class Paid(NamedTuple):
    """Progress of all loans of one currency: paid and still to pay (minor units), loans, and the likely end."""

    currency: str
    paid: int
    remaining: int
    loans: int
    end: date | None

    @property
    def share(self) -> float:
        """Paid share of everything to be paid, 0 to 1."""
        whole = self.paid + self.remaining
        return min(max(self.paid / whole, 0.0), 1.0) if whole > 0 else 1.0


class DueLine(NamedTuple):
    """One due date: ``status`` late, due (soon), later, deadline or promise. ``demanded`` is what was last asked."""

    day: date
    status: str
    title: str
    number: int | None
    of: int | None
    amount: Money | None
    demanded: Money | None
    loan_id: int | None
    contact_id: int | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class TodayView:
    """Everything the page shows. ``days`` are counts per day and channel of the last weeks."""

    day: date
    paid: tuple[Paid, ...]
    due: tuple[DueLine, ...]
    last: ContactRow | None
    last_today: int
    calls: int
    messages: int
    flagged_recent: int
    flagged: int
    days: tuple[DayChannel, ...]
    checkin: CheckinRow | None
    step: str
    step_contact: ContactRow | None
    any_record: bool
    contacts: int = 0
    marks: tuple[DueLine, ...] = ()


def today_view(connection: Connection, day: date, language: str = "en") -> TodayView:
    """Look at the case on the borrower's local ``day``; titles of deadlines in ``language``."""
    number = day_number(day)
    views = [view for view in loan_views(connection, day) if view.row.status in ("open", "disputed")]
    last = last_collector(connection)
    recent = by_day_and_channel(connection, ContactFilter(first_day=number - DRAWN_DAYS + 1, last_day=number,
                                                          directions=("in", "unknown")))
    since = [row for row in recent if row.day >= number - 1]
    counts = totals(connection)
    step, about = _next_step(connection, counts, number)
    feelings = [c for c in checkins(connection) if c.day == number]
    return TodayView(
        day=day, paid=_paid(connection, loan_views(connection, day), day), due=_due(connection, views, day, language), last=last,
        last_today=count_on_day(connection, number, last.party_id) if last else 0,
        calls=sum(r.n for r in since if r.channel in ("call", "voicemail")),
        messages=sum(r.n for r in since if r.channel not in ("call", "voicemail", "visit")),
        flagged_recent=_flagged_since(connection, number - 1), flagged=flagged_count(connection), days=tuple(recent),
        checkin=feelings[-1] if feelings else None, step=step, step_contact=about,
        any_record=counts["contact"] > 0 or counts["loan"] > 0, contacts=counts["contact"],
        marks=_marks(connection, views, day, language))


def _paid(connection: Connection, views: list[LoanView], day: date) -> tuple[Paid, ...]:
    """The loans added up by currency, each with the day it ends at today's pace, as Charts say it too."""
    ends = {total.currency: total.free_day for total in total_progress(repayment(connection, day))}
    by_currency: dict[str, list[LoanView]] = {}
    for view in views:
        by_currency.setdefault(view.row.currency, []).append(view)
    found = []
    for currency, some in by_currency.items():
        end = ends.get(currency)
        found.append(Paid(currency, sum(v.paid for v in some), sum(v.remaining for v in some), len(some),
                          day_of(end) if end is not None else None))
    return tuple(sorted(found, key=lambda p: -(p.paid + p.remaining)))


def _due(connection: Connection, views: list[LoanView], day: date, language: str) -> tuple[DueLine, ...]:
    """Overdue instalments (the oldest of each loan, with how much), then what comes next, promises and deadlines."""
    number = day_number(day)
    asked = _last_demands(connection)
    lines = []
    for view in views:
        now = view.standing
        if now is None:
            continue
        of = len(now.matching.instalments)
        late = [one for one in now.matching.instalments if one.row.due < day and one.unpaid.total]
        if late:
            lines.append(DueLine(late[0].row.due, "late", view.row.label, late[0].row.number, of,
                                 Money(sum(one.unpaid.total for one in late), view.row.currency),
                                 asked.get(view.row.id), view.row.id))
        coming = next((one for one in now.matching.instalments if one.row.due >= day and one.unpaid.total), None)
        if coming is not None:
            status = "due" if (coming.row.due - day).days <= SOON_DAYS else "later"
            lines.append(DueLine(coming.row.due, status, view.row.label, coming.row.number, of,
                                 Money(coming.unpaid.total, view.row.currency), None, view.row.id))
    lines += [DueLine(day_of(promised), "promise", party, None, None, None, None, None, id, text)
              for id, promised, party, text in connection.execute(
                  "SELECT c.id, c.promise_day, coalesce(p.name, ''), c.promise FROM contact c LEFT JOIN party p "
                  "ON p.id = c.party_id WHERE c.hidden = 0 AND c.promise_day >= ? ORDER BY c.promise_day LIMIT 3",
                  (day_number(day),))]
    lines += [DueLine(day_of(clock.day), "deadline", clock.title, None, None, None, None, None,
                      clock.contacts[0] if clock.contacts else None, clock.who)
              for clock in kept_clocks(connection, language, "answer", "claim", "evidence")
              if number <= clock.day <= number + NEAR_DAYS][:3]
    order = {"late": 0, "due": 1, "deadline": 2, "promise": 2, "later": 3}
    return tuple(sorted(lines, key=lambda line: (order[line.status], line.day))[:_ROWS])


def _marks(connection: Connection, views: list[LoanView], day: date, language: str) -> tuple[DueLine, ...]:
    """Every unpaid instalment, promise and deadline of the calendar, the past year and the coming ones, by day."""
    lines = []
    for view in views:
        states = view.standing.matching.instalments if view.standing is not None else ()
        for one in states:
            away = (one.row.due - day).days
            if one.unpaid.total and away >= -366:
                status = "late" if away < 0 else "due" if away <= SOON_DAYS else "later"
                lines.append(DueLine(one.row.due, status, view.row.label, one.row.number, len(states),
                                     Money(one.unpaid.total, view.row.currency), None, view.row.id))
    lines += [DueLine(day_of(promised), "promise", party, None, None, None, None, None, id, text)
              for id, promised, party, text in connection.execute(
                  "SELECT c.id, c.promise_day, coalesce(p.name, ''), c.promise FROM contact c LEFT JOIN party p "
                  "ON p.id = c.party_id WHERE c.hidden = 0 AND c.promise_day >= ? ORDER BY c.promise_day",
                  (day_number(day) - 366,))]
    lines += [DueLine(day_of(clock.day), "deadline", clock.title, None, None, None, None, None,
                      clock.contacts[0] if clock.contacts else None, clock.who)
              for clock in kept_clocks(connection, language, "answer", "claim", "evidence") if clock.day >= day_number(day)]
    return tuple(sorted(lines, key=lambda line: line.day))


def _last_demands(connection: Connection) -> dict[int, Money]:
    """The newest amount demanded for each loan."""
    return {loan: Money(amount, currency) for loan, amount, currency, _at in connection.execute(
        "SELECT loan_id, demanded, demanded_currency, max(at_ms) FROM contact WHERE hidden = 0 AND demanded IS NOT NULL "
        "AND loan_id IS NOT NULL AND demanded_currency <> '' GROUP BY loan_id")}


def _flagged_since(connection: Connection, day: int) -> int:
    return int(connection.execute(
        "SELECT count(DISTINCT f.contact_id) FROM flag f JOIN contact c ON c.id = f.contact_id "
        "WHERE c.hidden = 0 AND c.day >= ?", (day,)).fetchone()[0])


def _next_step(connection: Connection, counts: dict[str, int], day: int) -> tuple[str, ContactRow | None]:
    """One suggestion: the first thing that would help the record most. A code, and the contact it is about."""
    from debttracker.case.queries.contacts import contact

    if counts["contact"] == 0:
        return "import", None
    if counts["loan"] == 0:
        return "loan", None
    row = connection.execute(
        "SELECT c.id FROM contact c WHERE c.hidden = 0 AND c.day >= ? AND c.behaviours <> '' AND NOT EXISTS (SELECT 1 "
        "FROM attachment a WHERE a.record = 'contact' AND a.record_id = c.id AND a.hidden = 0) "
        "ORDER BY c.day DESC, c.at_ms DESC LIMIT 1", (day - 2,)).fetchone()
    if row:
        return "recording", contact(connection, row[0])
    if connection.execute("SELECT 1 FROM party WHERE hidden = 0 AND role IN ('collector', 'creditor') AND "
                          "firm = 'unknown' LIMIT 1").fetchone():
        return "firm", None
    return "calm", None
