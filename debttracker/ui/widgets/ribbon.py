"""The counting itself, to be checked by eye: 1 2 3 | 4 5 6 7."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from debttracker.ui.theme.theme import theme
from debttracker.ui.widgets.marks import focus_ring

_CELL, _GAP, _CAPTION, _NARROWEST = 34, 6, 22, 44


@dataclass(frozen=True, slots=True)
class Cell:
    """One counted thing: its number, what stands below it (a time), whether it is past the limit."""

    number: str
    caption: str
    past_limit: bool = False


class Ribbon(QWidget):
    """Cells in a row that wraps; a bar stands where the limit is passed.

    ``chosen`` gives the index of a cell that was clicked or entered by keyboard."""

    chosen = Signal(int)

    def __init__(self, cells: list[Cell] | None = None, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cells: list[Cell] = []
        self._current = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_cells(cells or [])

    def set_cells(self, cells: list[Cell]) -> None:
        """Show other counted things."""
        self._cells = list(cells)
        self._current = 0
        self.setAccessibleDescription(", ".join(f"{c.number}: {c.caption}" for c in cells))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """One row of comfortable cells."""
        px = theme().px
        return QSize(max(1, len(self._cells)) * px(60), px(_CELL + _CAPTION))

    def heightForWidth(self, width: int) -> int:
        """As many rows as are needed."""
        _, rows = self._grid(width)
        return rows * theme().px(_CELL + _CAPTION)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint cells, captions and focus."""
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = look.px(8)
        for index, cell in enumerate(self._cells):
            box = QRectF(self._box(index))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("flag" if cell.past_limit else "sunken"))
            painter.drawRoundedRect(box, radius, radius)
            painter.setFont(look.font("body", bold=True))
            painter.setPen(look.colour("surface" if cell.past_limit else "text"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, cell.number)
            painter.setFont(look.font("caption"))
            painter.setPen(look.colour("muted"))
            below = QRectF(box.left() - look.px(3), box.bottom(), box.width() + look.px(6), look.px(_CAPTION))
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, cell.caption)
            if cell.past_limit and index and not self._cells[index - 1].past_limit:
                painter.fillRect(QRectF(box.left() - look.px(_GAP) / 2 - 1, box.top(), 2, box.height()),
                                 look.colour("text"))
            if self.hasFocus() and index == self._current:
                focus_ring(painter, box, radius, "text" if cell.past_limit else "accent")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the cell under the pointer."""
        index = self._at(event.position().toPoint())
        if index is not None:
            self._current = index
            self.update()
            self.chosen.emit(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk, Enter and Space choose."""
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()))
        if step and 0 <= self._current + step < len(self._cells):
            self._current += step
            self.update()
        elif self._cells and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self._current)
        else:
            super().keyPressEvent(event)

    def _grid(self, width: int) -> tuple[int, int]:
        px = theme().px
        fit = max(1, (width + px(_GAP)) // (px(_NARROWEST) + px(_GAP)))
        columns = max(1, min(fit, len(self._cells)))
        return columns, max(1, -(-len(self._cells) // columns))

    def _box(self, index: int) -> QRect:
        px = theme().px
        columns, _ = self._grid(self.width())
        widest = px(84)
        cell = min(widest, (self.width() - px(_GAP) * (columns - 1)) // columns)
        row, column = divmod(index, columns)
        return QRect(column * (cell + px(_GAP)), row * px(_CELL + _CAPTION), cell, px(_CELL))

    def _at(self, point: QPoint) -> int | None:
        return next((i for i in range(len(self._cells)) if self._box(i).contains(point)), None)
