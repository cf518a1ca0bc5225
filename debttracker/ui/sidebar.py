"""The sidebar: the case and its state in words, the nouns, and below them people to talk to and settings."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from debttracker.ui.pages import PageEntry
from debttracker.ui.theme.flags import LEFT, MIDDLE, RIGHT
from debttracker.ui.theme.theme import theme
from debttracker.ui.widgets.marks import fill_round, focus_ring, ink, paint_icon

WIDTH, RAIL = 208, 58
_ITEM, _GAP, _MARGIN, _ICON_LEFT, _TEXT_LEFT = 36, 2, 12, 10, 38


class _SideButton(QAbstractButton):
    """What head and items share: keyboard walk, hover, focus."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down walk, Enter works like Space."""
        from PySide6.QtCore import Qt  # not at the top: see theme/flags.py

        step = {Qt.Key.Key_Down: True, Qt.Key.Key_Up: False}.get(Qt.Key(event.key()))
        if step is not None:
            self.focusNextPrevChild(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Repaint when the pointer comes."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Repaint when the pointer goes."""
        super().leaveEvent(event)
        self.update()

    def settle(self) -> None:
        """Take focus by Tab only; a click shows a page and leaves the keyboard where it was."""
        from PySide6.QtCore import Qt

        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)


class _StateLine(QWidget):
    """The line below the case's name; a widget of its own because of its colour (see theme/flags.py)."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.text, self.tone = "", "muted"
        self.setProperty("ink", "muted")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the words."""
        painter = QPainter(self)
        painter.setFont(theme().font("caption"))
        ink(painter, self.tone)
        _line(painter, self.rect(), self.text)


class CaseHead(_SideButton):
    """Name of the case, its state in words and a lock; opens the menu of everything."""

    def __init__(self) -> None:
        super().__init__()
        self._name, self._icon = "", "lock"
        self._line = _StateLine(self)
        self.collapsed = False

    def set_state(self, name: str, state: str, icon: str, tone: str, tooltip: str) -> None:
        """Show name, state and icon; ``tone`` colours the state (muted, late)."""
        self._name, self._icon = name, icon
        self._line.text, self._line.tone = state, tone
        self._line.update()
        self.setAccessibleName(f"{name}, {state}")
        self.setToolTip(tooltip)
        self.update()

    def set_collapsed(self, collapsed: bool) -> None:
        """Only the icon."""
        self.collapsed = collapsed
        self._line.setVisible(not collapsed)
        self.update()

    def sizeHint(self) -> QSize:
        """Two lines."""
        return QSize(theme().px(WIDTH - 2 * _MARGIN), theme().px(48))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint name, state and lock."""
        look = theme()
        px = look.px
        painter = QPainter(self)
        _ground(painter, self, checked=False)
        side = px(18)
        left = float(px(_ICON_LEFT)) if self.collapsed else self.width() - px(10) - side
        icon = QRectF(left, px(8) if not self.collapsed else (self.height() - side) / 2, side, side)
        paint_icon(painter, self._icon, icon, look.colour("muted"))
        if self.collapsed:
            return
        room = int(icon.left()) - px(_ICON_LEFT) - px(6)
        painter.setFont(look.font("body", bold=True))
        ink(painter, "text")
        _line(painter, QRect(px(_ICON_LEFT), px(7), room, px(21)), self._name)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the line below the name in its place."""
        super().resizeEvent(event)
        px = theme().px
        self._line.setGeometry(px(_ICON_LEFT), px(27), self.width() - 2 * px(_ICON_LEFT), px(17))


class NavItem(_SideButton):
    """One noun; checked while its page shows."""

    def __init__(self, entry: PageEntry) -> None:
        super().__init__()
        self.entry = entry
        self.badge = 0
        self.collapsed = False
        self.setCheckable(True)

    def setText(self, text: str) -> None:
        """Name the page in the user's language."""
        super().setText(text)
        self._tell()
        self.update()

    def set_badge(self, count: int) -> None:
        """The count at the right; 0 hides it."""
        if count != self.badge:
            self.badge = count
            self._tell()
            self.update()

    def set_collapsed(self, collapsed: bool) -> None:
        """Only the icon, with the name as tooltip."""
        self.collapsed = collapsed
        self.setToolTip(self.text() if collapsed else "")
        self.update()

    def nextCheckState(self) -> None:
        """The window decides which page shows."""

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(theme().px(WIDTH - 2 * _MARGIN), theme().px(_ITEM))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, icon, name and count."""
        look = theme()
        px = look.px
        painter = QPainter(self)
        _ground(painter, self, checked=self.isChecked())
        token = "accent" if self.isChecked() else "muted"
        side = px(18)
        icon = QRectF(px(_ICON_LEFT), (self.height() - side) // 2, side, side)
        paint_icon(painter, self.entry.icon, icon, look.colour(token))
        if self.collapsed:
            return
        right = self.width() - px(_ICON_LEFT)
        if self.badge:
            painter.setFont(look.font("caption", bold=True))
            ink(painter, "flag")
            box = QRect(0, 0, right, self.height())
            painter.drawText(box, RIGHT | MIDDLE, f"{self.badge:,}")
            right -= painter.fontMetrics().horizontalAdvance(f"{self.badge:,}") + px(6)
        painter.setFont(look.font("body", bold=self.isChecked()))
        ink(painter, token)
        _line(painter, QRect(px(_TEXT_LEFT), 0, right - px(_TEXT_LEFT), self.height()), self.text())

    def _tell(self) -> None:
        self.setAccessibleName(f"{self.text()} {self.badge}" if self.badge else self.text())


class Sidebar(QWidget):
    """Head, nouns, foot. ``chosen`` gives the id of a page; ``head`` is the button with the case's state."""

    chosen = Signal(str)

    def __init__(self, entries: list[PageEntry]) -> None:
        super().__init__()
        self.head = CaseHead()
        self.items = {entry.id: NavItem(entry) for entry in entries}
        column = QVBoxLayout(self)
        px = theme().px
        column.setContentsMargins(px(_MARGIN), px(12), px(_MARGIN) + 1, px(16))
        column.setSpacing(px(_GAP))
        column.addWidget(self.head)
        column.addSpacing(px(14))
        for item in self.items.values():
            item.clicked.connect(lambda _c=False, id=item.entry.id: self.chosen.emit(id))
        for entry in entries:
            if entry.place == "nav":
                column.addWidget(self.items[entry.id])
        column.addStretch(1)
        for entry in entries:
            if entry.place == "foot":
                column.addWidget(self.items[entry.id])
        self.set_collapsed(False)

    def settle(self) -> None:
        """What can wait until after the first paint."""
        for button in (self.head, *self.items.values()):
            button.settle()

    def set_current(self, id: str) -> None:
        """Mark the page that shows."""
        for own, item in self.items.items():
            item.setChecked(own == id)
            if not self.isVisible():  # the first paint finds its pen; later ones take what they need
                item.setProperty("ink", "accent" if own == id else "muted")

    def set_collapsed(self, collapsed: bool) -> None:
        """A rail of icons where the window is narrow for its text size."""
        self.setFixedWidth(theme().px(RAIL if collapsed else WIDTH))
        self.head.set_collapsed(collapsed)
        for item in self.items.values():
            item.set_collapsed(collapsed)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The hairline at the right."""
        fill_round(QPainter(self), QRectF(self.width() - 1, 0, 1, self.height()), 0, "line")


def _ground(painter: QPainter, button: _SideButton, *, checked: bool) -> None:
    look = theme()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    radius = look.px(8)
    if checked or button.underMouse():
        fill_round(painter, QRectF(button.rect()), radius, "accent_soft" if checked else "hover")
    if button.hasFocus():
        focus_ring(painter, QRectF(button.rect()), radius)


def _line(painter: QPainter, box: QRect, text: str) -> None:
    metrics = painter.fontMetrics()
    if metrics.horizontalAdvance(text) > box.width():
        from PySide6.QtCore import Qt

        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, LEFT | MIDDLE, text)
