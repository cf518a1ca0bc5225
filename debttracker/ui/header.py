"""The header: title of the page, one field that finds anything, one main button."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from debttracker.ui.theme.theme import theme
from debttracker.ui.widgets.buttons import PrimaryButton
from debttracker.ui.widgets.key_hint import KeyHint
from debttracker.ui.widgets.marks import focus_ring
from debttracker.ui.widgets.plain_label import ElidedLabel


class FindBox(QAbstractButton):
    """Looks like a field; a click or any letter opens the palette, where one types. ``typed`` gives the letter."""

    typed = Signal(str)

    def __init__(self, shortcut: str) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(theme().px(250))
        self._hint = KeyHint(shortcut, parent=self)

    def setText(self, text: str) -> None:
        """The invitation."""
        super().setText(text)
        self.setAccessibleName(text)

    def sizeHint(self) -> QSize:
        """As in the drawings."""
        return QSize(theme().px(250), theme().px(34))

    def minimumSizeHint(self) -> QSize:
        """Room for the key."""
        return QSize(theme().px(90), theme().px(34))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the key at the end."""
        size = self._hint.sizeHint()
        self._hint.setGeometry(self.width() - theme().px(11) - size.width(), (self.height() - size.height()) // 2,
                               size.width(), size.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Typing begins to find."""
        if event.text().strip() and event.text().isprintable():
            self.typed.emit(event.text())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_Down):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a field."""
        look = theme()
        px = look.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.colour("edge"), 1))
        painter.setBrush(look.colour("surface"))
        box = QRectF(self.rect())
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), px(8), px(8))
        painter.setPen(look.colour("muted"))
        painter.setFont(look.font("small"))
        room = self._hint.x() - px(11) - px(6)
        text = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(px(11), 0, room, box.height()),
                         int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), text)
        if self.hasFocus():
            focus_ring(painter, box, px(8))


class Header(QWidget):
    """64 design pixels high; the content begins right below."""

    def __init__(self) -> None:
        super().__init__()
        px = theme().px
        row = QHBoxLayout(self)
        row.setContentsMargins(px(24), px(15), px(24), px(15))
        row.setSpacing(px(12))
        self.title = ElidedLabel("", "title")
        self.find_box = FindBox("Ctrl+K")
        self.primary = PrimaryButton("", key="Ctrl+L")
        row.addWidget(self.title, 1)
        row.addWidget(self.find_box)
        row.addWidget(self.primary)
