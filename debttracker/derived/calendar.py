"""The due dates of a case as an iCalendar file, and which of them a phone may still hold from an earlier file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Final, NamedTuple

from debttracker.basics.languages import N_, Words
from debttracker.basics.moments import Moment, day_number, day_of
from debttracker.case import journal
from debttracker.case.case import Case
from debttracker.case.change import Change, add
from debttracker.case.connection import Connection
from debttracker.case.fields import canonical_json
from debttracker.case.queries.settings import setting
from debttracker.derived.clocks import clock_lines
from debttracker.derived.findings import check_case
from debttracker.derived.standing import loan_views
from debttracker.finance.reminders import DueEvent, ReminderStyle, calendar_text, due_events

_KIND: Final = "ics"


class CaseCalendar(NamedTuple):
    """The file's text; ``days`` are its events that hold, by UID; ``gone`` how many it takes out of the phone."""

    text: str
    days: Mapping[str, date]
    gone: int


def case_calendar(connection: Connection, speak: Words, *, neutral: bool = True, days_before: int = 1) -> CaseCalendar:
    """Every unpaid instalment, deadline and promise from today on, one alarm each. UIDs rest on the case and the loan's
    id, so a later file updates the earlier one; the journal's length is the revision.

    What an earlier file held and this one does not (paid or dropped since) is in it as cancelled, so that the phone
    takes it out; until its day is past, for nobody knows which of the files were opened there.
    """
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
    days = {one.uid: one.due for one in events}
    gone = {uid: day for uid, day in saved_before(connection).items() if uid not in days and day >= today}
    style = ReminderStyle(neutral=neutral, days_before=days_before, zone_name=zone)
    return CaseCalendar(calendar_text(events, style, datetime.now(UTC), speak, gone=gone, revision=revision), days,
                        len(gone))


def saved_before(connection: Connection) -> dict[str, date]:
    """The events of every file saved so far, by UID, each with the day it was last saved with."""
    found: dict[str, date] = {}
    for (choices,) in connection.execute(
            "SELECT choices FROM export WHERE kind = ? AND hidden = 0 ORDER BY id", (_KIND,)):
        told = json.loads(choices).get("days", {})
        found.update((str(uid), date.fromisoformat(day)) for uid, day in told.items())
    return found


def remember_calendar(case: Case, saved: CaseCalendar) -> None:
    """Keep which events a file held that was just saved. In a case open to read only nothing is kept. Raises Trouble."""
    if case.read_only or {uid: saved_before(case.reader()).get(uid) for uid in saved.days} == saved.days:
        return
    head = journal.head(case.reader())
    days = {uid: day.isoformat() for uid, day in saved.days.items()}
    case.change(Change.of(N_("Save due dates"), add(
        "export", at_ms=Moment.now("UTC").utc_ms, kind=_KIND, choices=canonical_json({"days": days}),
        sha256=hashlib.sha256(saved.text.encode()).hexdigest(), journal_seq=head.seq, journal_hash=head.hash.hex())))


def _steady(key: str) -> str:
    """A clock's key as a calendar may see it: always the same, and naming nothing."""
    return hashlib.sha256(key.encode()).hexdigest()[:16]
