"""Changes as people make them: log a contact, name a caller, record a payment, attach a file."""

from __future__ import annotations

import mimetypes
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from debttracker.basics.errors import CaseTrouble
from debttracker.basics.languages import N_
from debttracker.basics.moments import Moment, day_number
from debttracker.basics.phones import comparable
from debttracker.basics.vocabulary import Role
from debttracker.case import vault
from debttracker.case.change import Applied, Change, Edit, add, edit
from debttracker.case.connection import Connection
from debttracker.case.queries.parties import handle_of

if TYPE_CHECKING:
    from debttracker.basics.progress import Watch
    from debttracker.case.case import Case

_PARTY, _HANDLE, _CONTACT, _REACHED = -1, -2, -3, -4


def log_contact(connection: Connection, at: Moment, *, party_id: int | None = None, party_name: str = "",
                role: str = Role.COLLECTOR, handle: str = "", region: str = "CN", **fields: Any) -> Change:
    """The change that logs one contact.

    The caller is ``party_id``, or a new party called ``party_name``; ``handle`` is a number or chat id, looked up
    and added when new. ``fields`` are further fields of the contact (channel, outcome, text …).
    """
    edits: list[Edit] = []
    known = handle_of(connection, comparable(handle, region)) if handle.strip() else None
    if party_id is None and known is not None and not party_name:
        party_id = known.party_id
    if party_id is None and party_name.strip():
        edits.append(add("party", _PARTY, name=party_name.strip(), role=role))
        party_id = _PARTY
    handle_id = known.id if known else None
    if known is not None and known.party_id is None and party_id is not None:
        edits.append(edit("handle", known.id, party_id=party_id))
    elif known is None and handle.strip():
        edits.append(add("handle", _HANDLE, party_id=party_id, value=handle.strip(),
                         comparable=comparable(handle, region)))
        handle_id = _HANDLE
    edits.append(add("contact", _CONTACT, at_ms=at.utc_ms, zone=at.zone_name, precision=at.precision.value,
                     handle_id=handle_id, party_id=party_id, **fields))
    return Change(N_("Log a contact"), tuple(edits))


def edit_contact(contact_id: int, **fields: Any) -> Change:
    """The change that edits one contact; a new moment may be given as ``at``."""
    at: Moment | None = fields.pop("at", None)
    if at is not None:
        fields.update(at_ms=at.utc_ms, zone=at.zone_name, precision=at.precision.value)
    return Change.of(N_("Edit a contact"), edit("contact", contact_id, **fields))


def record_payment(loan_id: int, amount: int, currency: str, day: int, *, method: str = "", note: str = "",
                   allocation: str = "null") -> Change:
    """The change that records a payment of ``amount`` minor units on the local ``day``."""
    return Change.of(N_("Record a payment"), add("payment", loan_id=loan_id, amount=amount, currency=currency, day=day,
                                                 method=method, note=note, allocation=allocation))


def write_note(text: str, at: Moment, *, record: str = "case", record_id: int = 0, actor: str = "") -> Change:
    """The change that adds a note to the timeline, or a comment to a record."""
    return Change.of(N_("Add a note"), add("comment", record=record, record_id=record_id, actor=actor, text=text,
                                           at_ms=at.utc_ms, day=day_number(at.local_day)))


def check_in(level: int, at: Moment, *, tags: str = "", note: str = "") -> Change:
    """The change that keeps how the borrower feels, 0 calm to 10 overwhelmed."""
    return Change.of(N_("How I feel"), add("checkin", level=level, tags=tags, note=note, at_ms=at.utc_ms,
                                           zone=at.zone_name, day=day_number(at.local_day)))


def attach(case: Case, record: str, record_id: int, name: str, stream: BinaryIO, mime: str = "",
           at_ms: int | None = None, *, size: int = 0, watch: Watch | None = None) -> Applied:
    """Keep a file with a record: attachment record and journal in one transaction, its bytes before. ``at_ms`` is the
    moment it is written down, now unless a story is told (the sample case). ``size`` (bytes, 0 = not known) lets ``watch``
    tell how far it is. Raises Trouble, Cancelled too; then nothing of it is left."""
    kind = mime or mimetypes.guess_type(name)[0] or "application/octet-stream"
    with vault.taken_in(case, stream, size, watch) as taken:

        def keep(connection: Any, now: int) -> Change:
            _still_there(connection, record, record_id, name)
            sha256, length = taken.keep(connection)
            return Change.of(N_("Attach a file"), add("attachment", record=record, record_id=record_id, name=name,
                                                      mime=kind, size=length, sha256=sha256, added_ms=now))

        return case.change_with(keep, at_ms=at_ms)


def attach_file(case: Case, record: str, record_id: int, path: Path, watch: Watch | None = None) -> Applied:
    """Keep the file at ``path`` with a record; raises FileTrouble when it cannot be read, else as :func:`attach`."""
    with vault.opened(path) as stream:
        return attach(case, record, record_id, path.name, stream, size=path.stat().st_size, watch=watch)


def _still_there(connection: Connection, record: str, record_id: int, name: str) -> None:
    """Taking in a large file leaves time to remove what it belongs to; it would be out of sight then."""
    if record == "case":
        return
    row = connection.execute(f'SELECT hidden FROM "{record}" WHERE id = ?', (record_id,)).fetchone()
    if row is not None and row[0]:
        raise CaseTrouble(N_("The entry that “{name}” was to go with has been removed meanwhile, so the file was not added. "
                             "It is still where it was."), name=name)
