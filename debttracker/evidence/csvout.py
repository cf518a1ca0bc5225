"""``contacts.csv``: the table of contacts that a spreadsheet, a lawyer's tool or this program itself can read.

The columns are those that ``import --as csv`` takes, so nothing is lost on the way out and in again.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Protocol, TextIO

from debttracker.basics.csvcells import guard
from debttracker.basics.moments import Moment

COLUMNS: Final = ("occurred_at", "zone", "channel", "direction", "outcome", "duration_s", "handle", "party", "role",
                  "reached", "loan", "text", "behaviours", "note")
#: Between the values of the ``behaviours`` column; no value contains it.
BETWEEN_BEHAVIOURS: Final = " "


class ContactCells(Protocol):
    """What a row needs to be written: any frozen row or exhibit with these fields."""

    @property
    def moment(self) -> Moment:
        """When it happened."""

    @property
    def channel(self) -> str:
        """Vocabulary value, like the three below."""

    @property
    def direction(self) -> str:
        """``in``, ``out`` or ``unknown``."""

    @property
    def outcome(self) -> str:
        """What became of it."""

    @property
    def duration(self) -> int | None:
        """Seconds, None when not known."""

    @property
    def handle(self) -> str:
        """Number or address as it was seen."""

    @property
    def party(self) -> str:
        """Name of who contacted."""

    @property
    def role(self) -> str:
        """What that party is in the case."""

    @property
    def reached(self) -> str:
        """Who was reached."""

    @property
    def loan(self) -> str:
        """Label of the loan."""

    @property
    def text(self) -> str:
        """What was written or said."""

    @property
    def behaviours(self) -> Sequence[str]:
        """Behaviours the borrower ticked."""

    @property
    def note(self) -> str:
        """The borrower's own remark."""


def cells(contact: ContactCells) -> list[str]:
    """The cells of one row in the order of :data:`COLUMNS`, guarded against spreadsheet formulas."""
    plain = (contact.moment.iso(), contact.moment.zone_name, contact.channel, contact.direction,
             contact.outcome, "" if contact.duration is None else str(contact.duration), contact.handle,
             contact.party, contact.role, contact.reached, contact.loan, contact.text,
             BETWEEN_BEHAVIOURS.join(contact.behaviours), contact.note)
    return [guard(encodable(cell)) for cell in plain]


def lines(contacts: Iterable[ContactCells]) -> Iterator[str]:
    """The file line by line (each ending in CR LF, RFC 4180), the header first. Records may span lines."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(COLUMNS)
    yield _drain(buffer)
    for contact in contacts:
        writer.writerow(cells(contact))
        yield _drain(buffer)


def write_contacts(contacts: Iterable[ContactCells], stream: TextIO) -> int:
    """Write header and rows to ``stream`` (opened with ``newline=""``); returns how many contacts were written."""
    written = -1
    for line in lines(contacts):
        stream.write(line)
        written += 1
    return written


def encodable(text: str) -> str:
    """``text`` with lone surrogates, which no UTF-8 file can hold, replaced by U+FFFD."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def _drain(buffer: io.StringIO) -> str:
    """What was written to ``buffer`` since the last call."""
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text
