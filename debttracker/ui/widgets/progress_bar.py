"""A bar in two parts: what is done, and what of the rest is late."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from debttracker.ui.theme.theme import theme


class ProgressBar(QWidget):
    """``done`` and ``late`` are shares of the whole (0 to 1); say both in words beside it too."""

    def __init__(self, done: float = 0.0, late: float = 0.0, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_shares(done, late)

    def set_shares(self, done: float, late: float = 0.0) -> None:
        """Show other shares; what exceeds the whole is cut."""
        self._done = min(max(done, 0.0), 1.0)
        self._late = min(max(late, 0.0), 1.0 - self._done)
        self.update()

    def sizeHint(self) -> QSize:
        """10 design pixels high."""
        return QSize(theme().px(120), theme().px(10))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint track and parts."""
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        outline = QPainterPath()
        outline.addRoundedRect(box, look.px(4), look.px(4))
        painter.setClipPath(outline)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.fillRect(box, look.colour("sunken"))
        done = box.width() * self._done
        painter.fillRect(QRectF(0, 0, done, box.height()), look.colour("chart1"))
        painter.fillRect(QRectF(done, 0, box.width() * self._late, box.height()), look.colour("chart4"))
