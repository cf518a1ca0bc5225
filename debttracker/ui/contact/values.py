"""From what stands in the sheet to a change of the case, and from a contact back into the sheet. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from debttracker.basics.errors import BadInput
from debttracker.basics.languages import N_
from debttracker.basics.moments import Moment, Precision, day_number, day_of
from debttracker.case.change import Change
from debttracker.case.connection import Connection
from debttracker.case.entries import edit_contact, log_contact
from debttracker.case.queries.contacts import ContactRow

#: A contact may lie this far ahead of the clock (clocks differ); more is a slip of the fingers.
_AHEAD = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class ContactValues:
    """What the sheet holds. ``minute`` None = only the day is known; money in minor units; lengths in seconds."""

    day: date
    minute: int | None
    zone: str
    about: bool = False
    second: int | None = None
    party_id: int | None = None
    party_name: str = ""
    handle: str = ""
    channel: str = "call"
    direction: str = "in"
    outcome: str = "missed"
    duration_s: int | None = None
    loan_id: int | None = None
    reached: str = "borrower"
    text: str = ""
    note: str = ""
    behaviours: str = ""
    identified: int | None = None
    consented: int | None = None
    demanded: int | None = None
    demanded_currency: str = ""
    promise: str = ""
    promise_day: int | None = None
    stress: int | None = None
    place: str = ""

    def moment(self) -> Moment:
        """When it happened."""
        if self.minute is None:
            return Moment.of_local(datetime.combine(self.day, time()), self.zone, Precision.DAY)
        clock = time(self.minute // 60, self.minute % 60, self.second or 0)
        precision = Precision.ABOUT if self.about else Precision.MINUTE if self.second is None else Precision.EXACT
        return Moment.of_local(datetime.combine(self.day, clock), self.zone, precision)


def from_contact(row: ContactRow) -> ContactValues:
    """The values of a contact that is to be edited."""
    return ContactValues(
        day=day_of(row.day), minute=None if row.precision == Precision.DAY else row.minute, zone=row.zone,
        about=row.precision == Precision.ABOUT, party_id=row.party_id, party_name=row.party, handle=row.handle,
        channel=row.channel, direction=row.direction, outcome=row.outcome, duration_s=row.duration_s,
        loan_id=row.loan_id, reached=row.reached, text=row.text, note=row.note, behaviours=row.behaviours,
        identified=row.identified, consented=row.consented, demanded=row.demanded,
        demanded_currency=row.demanded_currency, promise=row.promise, promise_day=row.promise_day, stress=row.stress,
        place=row.place)


def change_for(connection: Connection, values: ContactValues, now: Moment, *, region: str = "CN") -> Change:
    """The change that logs ``values``. Raises BadInput for a time that lies ahead."""
    at = values.moment()
    if at.utc_ms > now.utc_ms + int(_AHEAD.total_seconds() * 1000):
        raise BadInput(N_("This time lies ahead. Check the day and the hour."))
    return log_contact(connection, at, party_id=values.party_id,
                       party_name="" if values.party_id is not None else values.party_name, handle=values.handle,
                       region=region, **_fields(values))


def change_of_edit(row: ContactRow, before: ContactValues, after: ContactValues) -> Change | None:
    """The change that turns ``row`` into ``after``: only what was altered; None when nothing was."""
    old, new = _fields(before), _fields(after)
    fields: dict[str, Any] = {name: value for name, value in new.items() if old[name] != value}
    if after.party_id != before.party_id:
        fields["party_id"] = after.party_id
    if (after.day, after.minute, after.about) != (before.day, before.minute, before.about):
        fields["at"] = after.moment()
    return edit_contact(row.id, **fields) if fields else None


def _fields(values: ContactValues) -> dict[str, Any]:
    return {
        "channel": values.channel, "direction": values.direction, "outcome": values.outcome,
        "duration_s": values.duration_s, "loan_id": values.loan_id, "reached": values.reached, "text": values.text,
        "note": values.note, "behaviours": values.behaviours, "identified": values.identified,
        "consented": values.consented, "demanded": values.demanded,
        "demanded_currency": values.demanded_currency if values.demanded is not None else "",
        "promise": values.promise, "promise_day": values.promise_day, "stress": values.stress, "place": values.place,
    }


def today_in(zone: str, now: Moment) -> int:
    """The borrower's local day, as a day number."""
    return day_number(Moment(now.utc_ms, zone).local_day)


def read_length(text: str) -> int | None:
    """A call's length as people type it: ``3:40``, ``1:02:05``, ``220`` (seconds) or ``3 min``; None when empty.

    Raises BadInput for anything else.
    """
    cleaned = text.strip().lower().replace("：", ":")
    if not cleaned:
        return None
    try:
        if cleaned.endswith(("min", "m", "分", "分钟", "分鐘")):
            return int(cleaned.rstrip("min分钟鐘 ")) * 60
        parts = [int(part) for part in cleaned.removesuffix("s").removesuffix("秒").split(":")]
    except ValueError:
        parts = [-1]
    if len(parts) > 3 or any(part < 0 for part in parts) or any(part > 59 for part in parts[1:]):
        raise BadInput(N_("“{text}” is not a length such as 3:40 or 5 min."), text=text[:20])
    total = 0
    for part in parts:
        total = total * 60 + part
    return total
