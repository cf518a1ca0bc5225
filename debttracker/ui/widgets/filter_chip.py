"""Chips that switch a filter on and off, alone or in a row that the arrow keys walk."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy, QWidget

from debttracker.ui.theme.theme import theme
from debttracker.ui.widgets.marks import focus_ring, paint_mark

_HEIGHT, _PAD, _MARK, _GAP = 22, 8, 10, 4


class FilterChip(QAbstractButton):
    """A checkable chip. ``tone`` is its colour when on; ``mark`` stands before the word.

    With ``opens_menu`` it shows ▾ and opens :meth:`set_menu`'s menu instead of toggling.
    ``tinted`` keeps the tone's ground when off too (as "may breach 41" in the drawings).
    """

    def __init__(self, text: str = "", *, tone: str = "accent", mark: str = "", opens_menu: bool = False,
                 tinted: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone, self._mark, self._tinted = tone, mark, tinted
        self._menu: QMenu | None = None
        self._opens_menu = opens_menu
        self.setCheckable(not opens_menu)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setText(text)
        self._on = False
        if opens_menu:
            self.clicked.connect(self._open_menu)

    def set_menu(self, menu: QMenu) -> None:
        """The choices behind the chip."""
        self._menu = menu

    def set_on(self, on: bool) -> None:
        """For chips with a menu: show that a choice is in force."""
        self._on = on
        self.update()

    def setText(self, text: str) -> None:
        """Change the word."""
        super().setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As wide as its word and marks."""
        px = theme().px
        width = 2 * px(_PAD) + QFontMetrics(theme().font("caption")).horizontalAdvance(self.text())
        for shown in (bool(self._shown_mark()), self._opens_menu):
            width += px(_MARK) + px(_GAP) if shown else 0
        return QSize(width, px(_HEIGHT))

    def _shown_mark(self) -> str:
        return self._mark or ("check" if self.isChecked() else "")

    def nextCheckState(self) -> None:
        """Toggle, and take the room that the tick needs."""
        super().nextCheckState()
        self.updateGeometry()

    def checkStateSet(self) -> None:
        """Follow a change from code."""
        super().checkStateSet()
        self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, mark, word, ▾ and focus."""
        look = theme()
        px = look.px
        on = self.isChecked() or self._on
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        painter.setPen(look.colour("edge") if self.underMouse() else Qt.PenStyle.NoPen)
        painter.setBrush(look.colour(f"{self._tone}_soft" if on or self._tinted else "sunken"))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), box.height() / 2, box.height() / 2)
        ink = look.colour(self._tone if on or self._tinted else "muted")
        left = float(px(_PAD))
        side = px(_MARK)
        if self._shown_mark():
            paint_mark(painter, self._shown_mark(), QRectF(left, (box.height() - side) / 2, side, side), ink)
            left += side + px(_GAP)
        painter.setPen(ink)
        painter.setFont(look.font("caption", bold=self._tinted and on))
        painter.drawText(QRectF(left, 0, box.width() - left, box.height()),
                         int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), self.text())
        if self._opens_menu:
            arrow = QRectF(box.width() - px(_PAD) - side, (box.height() - side) / 2, side, side)
            paint_mark(painter, "arrow", arrow, ink)
        if self.hasFocus():
            focus_ring(painter, box, box.height() / 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right walk to the neighbouring chip, Enter works like Space."""
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()))
        if step:
            self._walk(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Repaint when the pointer comes or goes."""
        if event.type() in (QEvent.Type.Enter, QEvent.Type.Leave):
            self.update()
        return super().event(event)

    def _walk(self, step: int) -> None:
        holder = self.parentWidget()
        if holder is None:
            return
        row = [c for c in holder.findChildren(FilterChip, options=Qt.FindChildOption.FindDirectChildrenOnly)
               if c.isVisible()]
        index = row.index(self) + step
        if 0 <= index < len(row):
            row[index].setFocus(Qt.FocusReason.TabFocusReason)

    def _open_menu(self) -> None:
        if self._menu is not None:
            self._menu.popup(self.mapToGlobal(self.rect().bottomLeft()))
