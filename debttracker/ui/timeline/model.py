"""The timeline as a Qt model: knows its days, reads rows in small blocks when they are shown, and forgets old ones."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, cast

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex

from debttracker.basics.languages import Words
from debttracker.case.case import Case
from debttracker.case.queries.contacts import ContactRow, contacts_of_day
from debttracker.case.queries.filters import ContactFilter
from debttracker.case.queries.timeline import Mark
from debttracker.ui.theme.flags import ACCESSIBLE_TEXT_ROLE, DISPLAY_ROLE, USER_ROLE
from debttracker.ui.timeline.index import Spot, TimelineIndex
from debttracker.ui.timeline.wording import Line, contact_line, day_line, mark_line

#: Contacts read at a time, and how many such blocks are kept.
BLOCK: Final = 64
_BLOCKS_KEPT: Final = 48
#: Roles under which a row gives its line, its contact, its mark and its spot.
LINE_ROLE: Final = USER_ROLE
CONTACT_ROLE: Final = USER_ROLE + 1
MARK_ROLE: Final = USER_ROLE + 2
SPOT_ROLE: Final = USER_ROLE + 3
_Index = QModelIndex | QPersistentModelIndex


class TimelineModel(QAbstractTableModel):
    """One column; days, marks and contacts in one order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.index_of_rows = TimelineIndex()
        self.which = ContactFilter()
        self._case: Case | None = None
        self._speak: Words | None = None
        self._today = 0
        self._blocks: OrderedDict[tuple[int, int], list[ContactRow]] = OrderedDict()

    def show(self, case: Case | None, which: ContactFilter, days: Mapping[int, int], marks: Sequence[Mark],
             today: int, speak: Words) -> None:
        """Show these days and marks of ``case``; rows are read when needed."""
        self.beginResetModel()
        self._case, self.which, self._today, self._speak = case, which, today, speak
        self.index_of_rows = TimelineIndex(days, marks)
        self._blocks.clear()
        self.endResetModel()

    def retell(self, speak: Words) -> None:
        """Say the same in another language."""
        self._speak = speak
        if self.index_of_rows.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(self.index_of_rows.rows - 1, 0))

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        """All rows, headers included."""
        return 0 if parent.isValid() else self.index_of_rows.rows

    def columnCount(self, parent: _Index = QModelIndex()) -> int:
        """One."""
        return 0 if parent.isValid() else 1

    def data(self, index: _Index, role: int = DISPLAY_ROLE) -> Any:
        """The row's line, contact, mark or spot; as text for assistive technology."""
        if not index.isValid() or self._speak is None:
            return None
        spot = self.index_of_rows.spot(index.row())
        if role == SPOT_ROLE:
            return spot
        if role == CONTACT_ROLE:
            return self.contact(spot) if spot.kind == "contact" else None
        if role == MARK_ROLE:
            return self._mark(spot) if spot.kind == "mark" else None
        if role == LINE_ROLE:
            return self._line(spot)
        if role in (DISPLAY_ROLE, ACCESSIBLE_TEXT_ROLE):
            return self._plain(spot)
        return None

    def contact(self, spot: Spot) -> ContactRow | None:
        """The contact at ``spot``; None when it went away meanwhile."""
        block = self._block(spot.day, spot.offset // BLOCK)
        inside = spot.offset % BLOCK
        return block[inside] if inside < len(block) else None

    def position_of(self, row: ContactRow) -> int:
        """Where ``row`` stands now, or -1 when it does not match the filter."""
        section = self.index_of_rows.section(row.day)
        if section is None:
            return -1
        for first in range(0, section.contacts, BLOCK):
            for inside, other in enumerate(self._block(row.day, first // BLOCK)):
                if other.id == row.id:
                    return self.index_of_rows.position_of_contact(row.day, first + inside)
        return -1

    def texts_read(self) -> Iterator[str]:
        """What was said in the contacts that are held right now."""
        return (row.text or row.note for block in self._blocks.values() for row in block)

    def _block(self, day: int, number: int) -> list[ContactRow]:
        key = (day, number)
        block = self._blocks.get(key)
        if block is None:
            assert self._case is not None
            block = contacts_of_day(self._case.reader(), self.which, day, limit=BLOCK, offset=number * BLOCK)
            self._blocks[key] = block
            if len(self._blocks) > _BLOCKS_KEPT:
                self._blocks.popitem(last=False)
        else:
            self._blocks.move_to_end(key)
        return block

    def _mark(self, spot: Spot) -> Mark:
        section = self.index_of_rows.section(spot.day)
        assert section is not None
        return section.marks[spot.offset]

    def _line(self, spot: Spot) -> Line | tuple[str, str]:
        speak = cast(Words, self._speak)
        if spot.kind == "day":
            section = self.index_of_rows.section(spot.day)
            return day_line(spot.day, section.contacts if section else 0, self._today, speak)
        if spot.kind == "mark":
            return mark_line(self._mark(spot), self._today, speak)
        row = self.contact(spot)
        return contact_line(row, speak) if row else Line("", "phone", "", "", ())

    def _plain(self, spot: Spot) -> str:
        line = self._line(spot)
        if isinstance(line, Line):
            return ", ".join(part for part in (line.time, line.who, line.what, *(c[0] for c in line.chips)) if part)
        return ", ".join(part for part in line if part)
