"""A ring that shows how much is done, with the share in words inside."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from debttracker.ui.theme.theme import theme


class ProgressRing(QWidget):
    """``share`` from 0 to 1; ``text`` stands in the middle (62%). Give an accessible name that says of what."""

    def __init__(self, share: float = 0.0, text: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_share(share, text)

    def set_share(self, share: float, text: str) -> None:
        """Show another share, cut to 0 … 1."""
        self._share = min(max(share, 0.0), 1.0)
        self._text = text
        self.setAccessibleDescription(text)
        self.update()

    def sizeHint(self) -> QSize:
        """112 design pixels square."""
        side = theme().px(112)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint track, share and text."""
        look = theme()
        width = look.px(12)
        inset = width / 2 + look.px(4)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.setPen(QPen(look.colour("sunken"), width))
        painter.drawEllipse(box)
        if self._share > 0:
            painter.setPen(QPen(look.colour("accent"), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawArc(box, 90 * 16, -round(self._share * 360 * 16))
        font = QFont(look.font("title", bold=True))
        font.setPixelSize(look.px(22))
        painter.setPen(look.colour("text"))
        painter.setFont(font)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._text)
