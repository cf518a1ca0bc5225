"""A key as it stands on the keyboard, in a small frame."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from debttracker.ui.key_names import key_text
from debttracker.ui.theme.theme import theme


class KeyHint(QWidget):
    """Shows a key; never takes focus or the pointer. ``on_accent`` is for filled buttons."""

    def __init__(self, shortcut: str, *, on_accent: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = key_text(shortcut)
        self._on_accent = on_accent
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_on_accent(self, on_accent: bool) -> None:
        """Whether it stands on a filled button."""
        self._on_accent = on_accent
        self.update()

    def sizeHint(self) -> QSize:
        """Room for the key's name."""
        px = theme().px
        return QSize(QFontMetrics(self._font()).horizontalAdvance(self._text) + px(10), px(19))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint frame and name."""
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.colour("on_accent" if self._on_accent else "line"), 1))
        if not self._on_accent:
            painter.setBrush(look.colour("sunken"))
        radius = look.px(4)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        painter.setPen(look.colour("on_accent" if self._on_accent else "muted"))
        painter.setFont(self._font())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._text)

    def _font(self) -> QFont:
        font = QFont(theme().font("caption"))
        font.setPixelSize(theme().px(11))
        return font
