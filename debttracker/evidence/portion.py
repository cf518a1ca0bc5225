"""A run of contacts that goes into one file, prepared for the page one by one and bounded in size."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from debttracker.basics.languages import Words
from debttracker.evidence.columns import Columns, fitted
from debttracker.evidence.csvout import ExhibitTable
from debttracker.evidence.dataout import contact_json
from debttracker.evidence.document import AttachmentExhibit, ContactExhibit
from debttracker.evidence.entries import Known, RowCell, entry, has_more_to_tell, table_row
from debttracker.evidence.record import VolumeLine
from debttracker.evidence.tally import Tally

#: What one file may hold, in contacts of ordinary length. Two such are set at once, in some 550 MB with all else.
CAPACITY: Final = 1000
#: Up to this many contacts, each number in the table is a link.
LINKED_CONTACTS: Final = 600
#: A line of the table alone, an entry, and each attachment with its thumbnail, in contacts of ordinary length.
_LINE_WEIGHT, _ENTRY_WEIGHT, _FILE_WEIGHT = 0.6, 0.5, 1.0
#: A text this long weighs as much as one more contact.
_TEXT_WEIGHT: Final = 700
#: Originals embedded in one file, in bytes: mail and portals take little more than this.
_MOST_ORIGINALS: Final = 40_000_000


@dataclass(frozen=True, slots=True)
class Row:
    """One contact made ready: its local day, number, table cells, and its entry if there is more to tell."""

    day: date
    number: str
    cells: list[RowCell]
    entry: dict[str, Any] | None


class Portion:
    """Contacts gathered for one file, with their table, their data and their counts."""

    def __init__(self, known: Known, capacity: int = CAPACITY, columns: Columns | None = None) -> None:
        """``columns`` are those of the files before; None = as its own contacts need them."""
        self.known, self.capacity = known, capacity
        self._columns = columns
        self.rows: list[Row] = []
        self.numbers: set[str] = set()
        self.files: list[tuple[AttachmentExhibit, str]] = []
        self.tally = Tally()
        self.table = ExhibitTable()
        self.json: list[str] = []
        self._weight = 0.0
        self._originals = 0

    def add(self, contact: ContactExhibit, marks: Mapping[str, list[str]], speak: Words) -> None:
        """Take one contact (redactions carried out); ``marks`` are the findings of each exhibit."""
        marked = ", ".join(marks.get(contact.number, ()))
        more = entry(contact, marked, self.known, speak) if has_more_to_tell(contact) else None
        self.rows.append(Row(contact.moment.local_day, contact.number, table_row(contact, marked, self.known, speak),
                             more))
        self.numbers.add(contact.number)
        self.files.extend((file, contact.number) for file in contact.attachments)
        self.tally.add(contact)
        self.table.add(contact)
        self.json.append(contact_json(contact))
        self._weight += (_LINE_WEIGHT + (_ENTRY_WEIGHT if more else 0) + len(contact.attachments) * _FILE_WEIGHT
                         + (len(contact.text) + len(contact.note)) / _TEXT_WEIGHT)
        self._originals += sum(file.size for file in contact.attachments)

    def linked(self, targets: AbstractSet[str]) -> list[Row]:
        """The rows with the links a file of this size can carry: from the table to each entry while it is small,
        and always from the findings to the exhibits in ``targets``: their entry or, without one, their line.

        A link makes Typst resolve positions anew; thousands of them cost two fifths of the time.
        """
        small = len(self.rows) <= LINKED_CONTACTS
        for row in self.rows:
            if row.entry is None:
                if row.number in targets:
                    row.cells[0] = {"anchor": row.number}
                continue
            row.entry["target"] = small or row.number in targets
            if small:
                row.cells[0] = {"list": [{"id": row.number, "text": row.number, "here": True}]}
        return self.rows

    def columns(self, speak: Words) -> Columns:
        """The columns of its table; the files after it have the same."""
        if self._columns is None:
            self._columns = fitted([[row.number, *row.cells[1:]] for row in self.rows], self.known, speak)
        return self._columns

    @property
    def full(self) -> bool:
        """Whether the next contact belongs into another file."""
        return self._weight >= self.capacity or self._originals >= _MOST_ORIGINALS

    def line(self) -> VolumeLine:
        """What is known of the volume before it is set."""
        return VolumeLine("", self.tally.range, self.days, self.tally.contacts, 0, "")

    @property
    def days(self) -> str:
        """First and last day, ISO 8601."""
        return f"{self.rows[0].day.isoformat()} – {self.rows[-1].day.isoformat()}" if self.rows else ""
