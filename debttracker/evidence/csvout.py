"""``contacts.csv``: the table of contacts that a spreadsheet, a lawyer's tool or this program itself can read.

The columns are those that ``import --as csv`` takes, so nothing is lost on the way out and in again. ``list
contacts`` prints rows of the case by it, the evidence document embeds its exhibits by it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final, TextIO

from debttracker.basics.csvcells import guard
from debttracker.basics.moments import Moment, Precision

if TYPE_CHECKING:
    from debttracker.case.queries.contacts import ContactRow
    from debttracker.evidence.document import ContactExhibit

COLUMNS: Final = ("occurred_at", "zone", "channel", "direction", "outcome", "duration_s", "handle", "party", "role",
                  "reached", "loan", "text", "behaviours", "note")
#: Between the values of the ``behaviours`` column; no value contains it.
BETWEEN_BEHAVIOURS: Final = " "
#: A cell before it is made text: None is an empty cell, and null in JSON.
Cell = str | int | None


def contact_cells(row: ContactRow) -> dict[str, Cell]:
    """Column to value for one contact of the case, in the order of :data:`COLUMNS`, not yet guarded."""
    moment = Moment(row.at_ms, row.zone, Precision(row.precision))
    return {
        "occurred_at": moment.iso(), "zone": row.zone, "channel": row.channel, "direction": row.direction,
        "outcome": row.outcome, "duration_s": row.duration_s, "handle": row.handle, "party": row.party,
        "role": row.role, "reached": row.reached, "loan": row.loan, "text": row.text,
        "behaviours": row.behaviours, "note": row.note,
    }


def exhibit_cells(contact: ContactExhibit) -> dict[str, Cell]:
    """The same for one contact as evidence shows it, redactions already carried out."""
    return {
        "occurred_at": contact.moment.iso(), "zone": contact.moment.zone_name, "channel": contact.channel,
        "direction": contact.direction, "outcome": contact.outcome, "duration_s": contact.duration,
        "handle": contact.handle, "party": contact.party, "role": contact.role, "reached": contact.reached,
        "loan": contact.loan, "text": contact.text,
        "behaviours": BETWEEN_BEHAVIOURS.join(contact.behaviours), "note": contact.note,
    }


def write_contacts(stream: TextIO, rows: Iterable[ContactRow]) -> None:
    """Write header and rows to ``stream``; lines end in CR LF where the stream leaves them alone (RFC 4180)."""
    writer = csv.writer(stream)
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow(guarded(contact_cells(row)))


class ExhibitTable:
    """``contacts.csv`` of one document, grown contact by contact; ``text`` is the whole file.

    It has one column more than :data:`COLUMNS`, the exhibit number, which our own reader leaves out.
    """

    def __init__(self) -> None:
        self._buffer = io.StringIO(newline="")
        self._writer = csv.writer(self._buffer)
        self._writer.writerow((*COLUMNS, "exhibit"))

    def add(self, contact: ContactExhibit) -> None:
        """Append one contact."""
        self._writer.writerow([*guarded(exhibit_cells(contact)), contact.number])

    @property
    def text(self) -> str:
        """The file so far."""
        return self._buffer.getvalue()


def guarded(cells: Mapping[str, Cell]) -> list[str]:
    """Values as the text of CSV cells that no spreadsheet runs as formulas."""
    return [guard(encodable(str(value))) if value or value == 0 else "" for value in cells.values()]


def encodable(text: str) -> str:
    """``text`` with lone surrogates, which no UTF-8 file can hold, replaced by U+FFFD."""
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text
