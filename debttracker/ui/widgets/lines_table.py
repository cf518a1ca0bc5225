"""A small table to read: a few columns of words and amounts, a line may be opened."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy, QTableView, QWidget

from debttracker.ui.theme.theme import theme

_Index = QModelIndex | QPersistentModelIndex
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_ROW = 33


class Line(NamedTuple):
    """One line: its cells, the tone of each ("" as usual), and what opening it gives (None: it cannot be opened)."""

    cells: tuple[str, ...]
    tones: tuple[str, ...] = ()
    key: object = None


class LinesTable(QTableView):
    """``opened`` gives the key of the line that was clicked, or chosen with arrows and Enter.

    ``wide`` are the columns that take the room left over; columns in ``words`` are set at the left, others (amounts)
    at the right.
    """

    opened = Signal(object)

    def __init__(self, *, wide: Sequence[int] = (0,), words: Sequence[int] = (0,),
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = _LinesModel(frozenset(words), self)
        self._wide = tuple(wide)
        self.setModel(self._model)
        self.setProperty("role", "plain-table")
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme().px(_ROW))
        self.horizontalHeader().setHighlightSections(False)
        self.clicked.connect(self._open)

    def set_lines(self, names: Sequence[str], lines: Sequence[Line], *, most: int = 12) -> None:
        """Show other lines under ``names``; from ``most`` lines on they scroll."""
        self._model.show(tuple(names), tuple(lines))
        header = self.horizontalHeader()
        for column in range(len(names)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch if column in self._wide
                                        else QHeaderView.ResizeMode.ResizeToContents)
        height = theme().px(_ROW) * min(len(lines), most) + header.sizeHint().height() + theme().px(2)
        self.setFixedHeight(height)
        opens = any(line.key is not None for line in lines)
        self.setCursor(Qt.CursorShape.PointingHandCursor if opens else Qt.CursorShape.ArrowCursor)

    def lines(self) -> tuple[Line, ...]:
        """What stands there."""
        return self._model.lines

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the line."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _open(self, index: _Index) -> None:
        if index.isValid() and self._model.lines[index.row()].key is not None:
            self.opened.emit(self._model.lines[index.row()].key)


class _LinesModel(QAbstractTableModel):
    """Holds the lines as they are."""

    def __init__(self, words: frozenset[int], parent: QObject) -> None:
        super().__init__(parent)
        self._words = words
        self._names: tuple[str, ...] = ()
        self.lines: tuple[Line, ...] = ()

    def show(self, names: tuple[str, ...], lines: tuple[Line, ...]) -> None:
        self.beginResetModel()
        self._names, self.lines = names, lines
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._names)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._names[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _LEFT if section in self._words else _RIGHT
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line, column = self.lines[index.row()], index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return line.cells[column] if column < len(line.cells) else ""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _LEFT if column in self._words else _RIGHT
        if role == Qt.ItemDataRole.ForegroundRole and column < len(line.tones) and line.tones[column]:
            return theme().colour(line.tones[column])
        if role == Qt.ItemDataRole.ToolTipRole and column in self._words and column < len(line.cells):
            from debttracker.ui.widgets.plain_label import as_tooltip

            return as_tooltip(line.cells[column])
        if role == Qt.ItemDataRole.SizeHintRole:
            return QSize(0, theme().px(_ROW)) if column in self._words and column >= len(line.cells) else None
        return None
