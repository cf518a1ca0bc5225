"""The due dates of a case as an iCalendar file."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

from debttracker.basics.languages import Words
from debttracker.basics.moments import Moment, day_number, day_of
from debttracker.case import journal
from debttracker.case.connection import Connection
from debttracker.case.queries.settings import setting
from debttracker.derived.clocks import clock_lines
from debttracker.derived.findings import check_case
from debttracker.derived.standing import loan_views
from debttracker.finance.reminders import DueEvent, ReminderStyle, calendar_text, due_events


def case_calendar(connection: Connection, speak: Words, *, neutral: bool = True, days_before: int = 1) -> str:
    """Every unpaid instalment, deadline and promise from today on, one alarm each. UIDs rest on the case and the loan's
    id, so a later file updates the earlier one; the journal's length is the revision."""
    zone = str(setting(connection, "case.zone", "UTC"))
    today = Moment.now(zone).local_day
    case = str(setting(connection, "case.uuid", "case"))
    revision = journal.head(connection).seq
    events: list[DueEvent] = []
    for view in loan_views(connection, today):
        if view.standing is not None and view.row.status in ("open", "disputed"):
            events += due_events(f"{case}-{view.row.id}", view.row.label, view.row.currency,
                                 view.standing.matching.instalments, today, revision)
    for line in clock_lines(connection, check_case(connection), speak):
        if line.day >= day_number(today):
            title = line.title if not line.who or line.who in line.title else f"{line.title} · {line.who}"
            events.append(DueEvent(f"{case}-{_steady(line.key)}", 0, day_of(line.day), None, title, revision))
    style = ReminderStyle(neutral=neutral, days_before=days_before, zone_name=zone)
    return calendar_text(events, style, datetime.now(UTC), speak)


def _steady(key: str) -> str:
    """A clock's key as a calendar may see it: always the same, and naming nothing."""
    return hashlib.sha256(key.encode()).hexdigest()[:16]
