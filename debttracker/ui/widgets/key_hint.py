"""A key as it stands on the keyboard, in a small frame."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from debttracker.ui.key_names import key_text
from debttracker.ui.theme.flags import CENTRE, MIDDLE
from debttracker.ui.theme.theme import theme
from debttracker.ui.widgets.marks import frame_round, ink


def key_hint_size(text: str) -> QSize:
    """Logical pixels that the key named ``text`` takes."""
    px = theme().px
    return QSize(QFontMetrics(_font()).horizontalAdvance(text) + px(10), px(19))


def paint_key_hint(painter: QPainter, box: QRectF, text: str, *, on_accent: bool = False) -> None:
    """Paint the key named ``text`` into ``box``; for buttons and fields that paint themselves."""
    look = theme()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    radius = look.px(4)
    ink(painter, "on_accent" if on_accent else "muted")
    if on_accent:
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    else:
        frame_round(painter, box, radius, "line", "sunken")
    painter.setFont(_font())
    painter.drawText(box, CENTRE | MIDDLE, text)
    painter.restore()


def _font() -> QFont:
    font = QFont(theme().font("caption"))
    font.setPixelSize(theme().px(11))
    return font


class KeyHint(QWidget):
    """Shows a key ("Ctrl+L") beside other text."""

    def __init__(self, shortcut: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = key_text(shortcut)
        self.setAccessibleName(self._text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Room for the key's name."""
        return key_hint_size(self._text)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint frame and name."""
        paint_key_hint(QPainter(self), QRectF(self.rect()), self._text)
