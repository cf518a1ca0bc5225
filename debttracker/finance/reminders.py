"""Due days as an iCalendar file that phones accept: one event and one alarm each, updated when imported again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from debttracker.basics.formats import money_text
from debttracker.basics.languages import Words
from debttracker.basics.money import Money
from debttracker.finance.matching import InstalmentState
from debttracker.finance.schedule import Row


@dataclass(frozen=True, slots=True)
class DueEvent:
    """One due day to be reminded of. ``loan_key`` is a stable id of the loan (its record's id, never a name), or of a
    deadline, which has no ``amount`` and number 0.

    ``revision`` grows whenever the schedule changes, so that calendars take the newer event.
    """

    loan_key: str
    number: int
    due: date
    amount: Money | None
    label: str
    revision: int = 0

    @property
    def uid(self) -> str:
        """The same for the same instalment of the same loan, whatever its day or amount; names no debt."""
        return f"{self.loan_key}-{self.number}@reminders.local"


@dataclass(frozen=True, slots=True)
class ReminderStyle:
    """How events look. ``neutral`` leaves out the lender and the amount: nobody who sees the screen learns of a debt.

    ``at`` None makes all-day events, with the alarm at nine in the morning ``days_before``; with ``at`` the events are
    at that local time of ``zone_name`` and the alarm comes ``days_before`` at the same time.
    """

    neutral: bool = True
    days_before: int = 1
    at: time | None = None
    zone_name: str = "UTC"
    alarm_hour: int = 9


def due_events(loan_key: str, label: str, currency: str, rows: Iterable[Row | InstalmentState], today: date,
               revision: int = 0) -> tuple[DueEvent, ...]:
    """Events for the instalments from ``today`` on; of matched instalments only the unpaid part is shown."""
    events = []
    for one in rows:
        row, amount = (one.row, one.unpaid.total) if isinstance(one, InstalmentState) else (one, one.payment)
        if row.due >= today and amount > 0:
            events.append(DueEvent(loan_key, row.number, row.due, Money(amount, currency), label, revision))
    return tuple(events)


def calendar_text(events: Sequence[DueEvent], style: ReminderStyle, stamp: datetime, speak: Words, *,
                  gone: Mapping[str, date] | None = None, revision: int = 0) -> str:
    """The iCalendar text (RFC 5545) of ``events``; ``stamp`` is the aware moment of writing.

    The same events give the same UIDs, so importing again updates instead of doubling. ``gone``: UIDs and days of
    events of earlier files that no longer hold; they are in it with STATUS:CANCELLED, without an alarm, and with the
    sequence ``revision``, so that a calendar takes them out.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//Reminders//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", speak("Reminders") if style.neutral else speak("Due dates"))
    for one in sorted(events, key=lambda event: (event.due, event.uid)):
        calendar.add_component(_event(one, style, stamp.astimezone(UTC), speak))
    for uid, day in sorted((gone or {}).items(), key=lambda item: (item[1], item[0])):
        calendar.add_component(_cancelled(uid, day, revision, stamp.astimezone(UTC), speak))
    return str(calendar.to_ical().decode("utf-8"))


def _cancelled(uid: str, day: date, revision: int, stamp: datetime, speak: Words):  # type: ignore[no-untyped-def]
    from icalendar import Event

    event = Event()
    event.add("uid", uid)
    event.add("sequence", revision)
    event.add("dtstamp", stamp)
    event.add("summary", speak("Reminder"))
    event.add("status", "CANCELLED")
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(1))
    return event


def _event(one: DueEvent, style: ReminderStyle, stamp: datetime, speak: Words):  # type: ignore[no-untyped-def]
    from icalendar import Alarm, Event

    event = Event()
    event.add("uid", one.uid)
    event.add("sequence", one.revision)
    event.add("dtstamp", stamp)
    summary = speak("Reminder")
    if not style.neutral:
        summary = one.label if one.amount is None else speak("{label}: {amount} due", label=one.label,
                                                             amount=money_text(one.amount))
    event.add("summary", summary)
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    if style.at is None:
        event.add("dtstart", one.due)
        event.add("dtend", one.due + timedelta(1))
        trigger = timedelta(hours=style.alarm_hour) - timedelta(days=style.days_before)
    else:
        begin = datetime.combine(one.due, style.at, ZoneInfo(style.zone_name)).astimezone(UTC)
        event.add("dtstart", begin)
        event.add("dtend", begin + timedelta(minutes=30))
        trigger = -timedelta(days=style.days_before)
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", summary)
    alarm.add("trigger", trigger)
    event.add_component(alarm)
    return event
