"""The header: title of the page, one field that finds anything, one main button."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from debttracker.ui.key_names import key_text
from debttracker.ui.theme.flags import LEFT, MIDDLE
from debttracker.ui.theme.theme import theme
from debttracker.ui.widgets.buttons import PrimaryButton
from debttracker.ui.widgets.key_hint import key_hint_size, paint_key_hint
from debttracker.ui.widgets.marks import focus_ring, frame_round, ink


class FindBox(QAbstractButton):
    """Looks like a field; a click or any letter opens the palette, where one types. ``typed`` gives the letter."""

    typed = Signal(str)

    def __init__(self, shortcut: str) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setProperty("ink", "muted")
        self.setMaximumWidth(theme().px(250))
        self._key = key_text(shortcut)

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

    def settle(self) -> None:
        """What can wait until after the first paint."""
        from PySide6.QtCore import Qt

        self.setCursor(Qt.CursorShape.IBeamCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Typing begins to find."""
        from PySide6.QtCore import Qt  # not at the top: see theme/flags.py

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
        box = QRectF(self.rect())
        frame_round(painter, box, px(8), "edge", "surface")
        ink(painter, "muted")
        painter.setFont(look.font("small"))
        size = key_hint_size(self._key)
        left = self.width() - px(11) - size.width()
        painter.drawText(QRectF(px(11), 0, left - px(17), box.height()), LEFT | MIDDLE, self.text())
        key = QRectF(left, (self.height() - size.height()) // 2, size.width(), size.height())
        paint_key_hint(painter, key, self._key)
        if self.hasFocus():
            focus_ring(painter, box, px(8))


class Title(QWidget):
    """The page's name; painted, so that no label with its text engine is needed for the first paint."""

    def __init__(self) -> None:
        super().__init__()
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def setText(self, text: str) -> None:
        """Show another name."""
        self._text = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """The name shown."""
        return self._text

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(theme().px(120), theme().px(34))

    def minimumSizeHint(self) -> QSize:
        """The whole name, up to a limit; the field beside it gives way."""
        natural = QFontMetrics(theme().font("title", bold=True)).horizontalAdvance(self._text)
        return QSize(min(natural + theme().px(4), theme().px(260)), theme().px(34))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the name."""
        look = theme()
        painter = QPainter(self)
        painter.setFont(look.font("title", bold=True))
        ink(painter, "text")
        painter.drawText(self.rect(), LEFT | MIDDLE, self._text)


class Header(QWidget):
    """64 design pixels high; the content begins right below."""

    def __init__(self) -> None:
        super().__init__()
        px = theme().px
        row = QHBoxLayout(self)
        row.setContentsMargins(px(24), px(15), px(24), px(15))
        row.setSpacing(px(12))
        self.title = Title()
        self.find_box = FindBox("Ctrl+K")
        self.primary = PrimaryButton("", key="Ctrl+L")
        row.addWidget(self.title, 1)
        row.addWidget(self.find_box)
        row.addWidget(self.primary)

    def settle(self) -> None:
        """What can wait until after the first paint."""
        self.find_box.settle()
