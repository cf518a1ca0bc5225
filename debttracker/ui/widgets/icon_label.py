"""One of our icons as a picture beside text."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from debttracker.ui.theme.theme import theme
from debttracker.ui.widgets.marks import paint_icon


class IconLabel(QWidget):
    """Icon ``name`` in the colour of ``token``; decoration only, so the text beside it must say the same."""

    def __init__(self, name: str, token: str = "muted", side: int = 18, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._token, self._side = name, token, side
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_icon(self, name: str, token: str = "") -> None:
        """Show another icon, or the same in another colour."""
        self._name, self._token = name, token or self._token
        self.update()

    def sizeHint(self) -> QSize:
        """Square, ``side`` design pixels."""
        side = theme().px(self._side)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the icon in today's colour."""
        paint_icon(QPainter(self), self._name, QRectF(self.rect()), theme().colour(self._token))
