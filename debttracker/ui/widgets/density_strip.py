"""A strip beside a long list: how much there was when, and a scroll bar in one."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from debttracker.ui.theme.theme import theme
from debttracker.ui.widgets.marks import focus_ring

_WIDTH, _PITCH, _GAP, _MARGIN = 44, 10, 2, 3


class DensityStrip(QWidget):
    """Bars from the top of the list to its end; ``moved`` gives where the user wants to be, as a share 0 to 1.

    ``set_bins`` takes one count per slice of the list, first slice on top (:meth:`bins_wanted` says how many fit);
    ``set_view`` the part that the list shows now.
    """

    moved = Signal(float)
    wheeled = Signal(QWheelEvent)
    resized = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bins: tuple[int, ...] = ()
        self._first, self._last = 0.0, 1.0
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def bins_wanted(self) -> int:
        """How many bars have room."""
        return max(1, (self.height() - 2 * _MARGIN) // theme().px(_PITCH))

    def set_bins(self, bins: Sequence[int]) -> None:
        """Counts per slice, first slice on top."""
        self._bins = tuple(bins)
        self.update()

    def set_view(self, first: float, last: float) -> None:
        """The part of the list that shows, as shares 0 to 1."""
        before, was = self._touched(), self._seen()
        self._first, self._last = max(0.0, first), min(1.0, max(first, last))
        if self._seen() != was:
            self.update(before)
            self.update(self._touched())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another height has room for another number of bars."""
        super().resizeEvent(event)
        self.resized.emit()

    def sizeHint(self) -> QSize:
        """As wide as in the drawings."""
        return QSize(theme().px(_WIDTH), theme().px(200))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint bars and the frame around what shows."""
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        most = max(self._bins, default=0)
        pitch = self._pitch()
        room = self.width() - 2 * look.px(_MARGIN) - look.px(4)
        for index, count in enumerate(self._bins):
            if not count:
                continue
            share = (index + 0.5) / len(self._bins)
            shown = self._first <= share <= self._last
            width = max(look.px(3), room * count / most)
            top = _MARGIN + index * pitch
            painter.setBrush(look.colour("chart1" if shown else "accent_faint"))
            box = QRectF(self.width() - look.px(_MARGIN + 2) - width, top, width, max(1.0, pitch - _GAP))
            if not event.region().intersects(box.toAlignedRect()):
                continue
            painter.drawRoundedRect(box, min(2.0, box.height() / 2), min(2.0, box.height() / 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(look.colour("accent"), 1.4))
        painter.drawRoundedRect(self._frame(), look.px(3), look.px(3))
        if self.hasFocus():
            focus_ring(painter, QRectF(self.rect()), look.px(4))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go there."""
        self._go(event.position().y())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer while a button is held."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go(event.position().y())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The list scrolls itself."""
        self.wheeled.emit(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows and page keys move by what shows; Home and End go to the ends."""
        page = max(self._last - self._first, 0.001)
        step = {Qt.Key.Key_Down: page / 4, Qt.Key.Key_Up: -page / 4, Qt.Key.Key_PageDown: page,
                Qt.Key.Key_PageUp: -page, Qt.Key.Key_Home: -1.0, Qt.Key.Key_End: 1.0}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.moved.emit(min(max(self._first + step, 0.0), 1.0))

    def _pitch(self) -> float:
        room = self.height() - 2 * _MARGIN
        return min(float(theme().px(_PITCH)), room / len(self._bins)) if self._bins else float(theme().px(_PITCH))

    def _length(self) -> float:
        return self._pitch() * len(self._bins) if self._bins else float(self.height() - 2 * _MARGIN)

    def _frame(self) -> QRectF:
        top = _MARGIN + self._first * self._length()
        height = max(theme().px(8), (self._last - self._first) * self._length())
        return QRectF(1, top - 1, self.width() - 2, height + 1)

    def _seen(self) -> tuple[int, int, int, int]:
        """What people can tell from another view: where the frame stands (to a quarter of a pixel), and which bars lie
        within it."""
        bars, frame = len(self._bins), self._frame()
        return round(frame.top() * 4), round(frame.height() * 4), ceil(self._first * bars - 0.5), floor(self._last * bars - 0.5)

    def _touched(self) -> QRect:
        """What must be painted anew when the view moves: the frame, and bars that lie half within it."""
        return self._frame().adjusted(-2, -self._pitch(), 2, self._pitch()).toAlignedRect()

    def _go(self, y: float) -> None:
        half = (self._last - self._first) / 2
        self.moved.emit(min(max((y - _MARGIN) / max(self._length(), 1.0) - half, 0.0), 1.0))
