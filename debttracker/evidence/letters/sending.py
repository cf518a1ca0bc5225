"""A letter that was sent: logged as an outgoing contact with a copy of what went out, so that rules count from it."""

from __future__ import annotations

import io
import mimetypes
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Final

from debttracker.basics.languages import N_
from debttracker.basics.moments import Moment, Precision
from debttracker.basics.vocabulary import Channel, Direction, Outcome, Role
from debttracker.case import vault
from debttracker.case.case import Case
from debttracker.case.change import Applied, Change, add
from debttracker.evidence.letters.letter import LetterDraft
from debttracker.evidence.letters.plain import to_text

_CONTACT, _PARTY = -3, -1
#: Where the hour is not known the letter counts as sent at the end of its day: nothing of that day came after it.
_END: Final = time(23, 59)


@dataclass(frozen=True, slots=True)
class Sending:
    """How a letter went out. ``channel`` is a Channel; ``minute`` of the local day, None when not known;
    ``office`` names an authority or bureau that the case may not know yet."""

    day: date
    channel: str = Channel.LETTER
    minute: int | None = None
    party_id: int | None = None
    office: str = ""
    loan_id: int | None = None
    note: str = ""

    def moment(self, zone_name: str) -> Moment:
        """When it was sent, by the borrower's wall clock."""
        clock = _END if self.minute is None else time(*divmod(self.minute, 60))
        exact = Precision.DAY if self.minute is None else Precision.MINUTE
        return Moment.of_local(datetime.combine(self.day, clock), zone_name, exact)


def log_sent(case: Case, letter: LetterDraft, sending: Sending, zone_name: str, copy: bytes = b"",
             name: str = "letter.pdf") -> Applied:
    """Log ``letter`` as sent, in one change that can be undone; ``copy`` (a file called ``name``) is kept with it.

    Raises Trouble; then nothing was changed.
    """
    moment = sending.moment(zone_name)

    def prepare(connection: Any, now: int) -> Change:
        party_id, edits = sending.party_id, []
        if party_id is None and sending.office.strip():
            party_id = _known(connection, sending.office.strip())
            if party_id is None:
                edits.append(add("party", _PARTY, name=sending.office.strip(), role=Role.AUTHORITY))
                party_id = _PARTY
        edits.append(add(
            "contact", _CONTACT, at_ms=moment.utc_ms, zone=zone_name, precision=moment.precision.value,
            channel=sending.channel, direction=Direction.OUT.value, outcome=Outcome.DELIVERED.value, party_id=party_id,
            loan_id=sending.loan_id, text=to_text(letter), note=sending.note, letter=letter.kind.value, created_ms=now))
        if copy:
            sha256, size = vault.store(connection, io.BytesIO(copy))
            kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
            edits.append(add("attachment", record="contact", record_id=_CONTACT, name=name, mime=kind, size=size,
                             sha256=sha256, added_ms=now))
        return Change(N_("Log a letter"), tuple(edits))

    return case.change_with(prepare)


def _known(connection: Any, name: str) -> int | None:
    row = connection.execute("SELECT id FROM party WHERE name = ? AND hidden = 0 ORDER BY id LIMIT 1", (name,)).fetchone()
    return int(row[0]) if row else None
