"""A table of any length that holds only the rows near what is shown."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

RowT = TypeVar("RowT")
_Index = QModelIndex | QPersistentModelIndex

PAGE = 128
_PAGES_KEPT = 16


class PagedTableModel(QAbstractTableModel, Generic[RowT]):
    """Subclasses give ``count``, ``fetch`` and ``cell``; rows come in pages of 128 and 16 pages are kept.

    ``data()`` never waits for anything but one fetch of a page that is not there, so ``fetch`` must be quick
    (plain SQL by key); nothing else is read there.
    """

    def __init__(self, columns: Sequence[str] = ("",)) -> None:
        super().__init__()
        self._columns = list(columns)
        self._count = 0
        self._pages: OrderedDict[int, Sequence[RowT]] = OrderedDict()

    def count(self) -> int:
        """How many rows there are now."""
        raise NotImplementedError

    def fetch(self, first: int, n: int) -> Sequence[RowT]:
        """Rows ``first`` to ``first + n`` (fewer at the end)."""
        raise NotImplementedError

    def cell(self, row: RowT, column: int, role: int) -> Any:
        """What ``row`` shows in ``column`` for a Qt item role; None for nothing."""
        raise NotImplementedError

    def reload(self) -> None:
        """Forget what was read and ask anew, as after a change or another filter."""
        self.beginResetModel()
        self._pages.clear()
        self._count = self.count()
        self.endResetModel()

    def row(self, index: int) -> RowT | None:
        """The row at ``index``, read if need be."""
        if not 0 <= index < self._count:
            return None
        number, offset = divmod(index, PAGE)
        page = self._pages.get(number)
        if page is None:
            page = self._pages[number] = self.fetch(number * PAGE, PAGE)
            while len(self._pages) > _PAGES_KEPT:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(number)
        return page[offset] if offset < len(page) else None

    def set_columns(self, columns: Sequence[str]) -> None:
        """Name the columns, as after a change of language."""
        self._columns = list(columns)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(columns) - 1)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        """All rows, read or not."""
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: _Index = QModelIndex()) -> int:
        """As many as were named."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Ask the subclass."""
        row = self.row(index.row()) if index.isValid() else None
        return None if row is None else self.cell(row, index.column(), role)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Column names."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section] if 0 <= section < len(self._columns) else None
        return None
