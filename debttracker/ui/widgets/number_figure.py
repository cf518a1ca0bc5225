"""A large number with the words that say what it counts."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from debttracker.ui.widgets.plain_label import PlainLabel


class NumberFigure(QWidget):
    """A 28-pixel figure and a caption, below it or (``caption_above``) over it."""

    def __init__(self, number: str = "", caption: str = "", *, tone: str = "", caption_above: bool = False,
                 wrap: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = PlainLabel(number, "figure", tone=tone)
        self._caption = PlainLabel(caption, "caption", wrap=wrap)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for label in (self._caption, self._number) if caption_above else (self._number, self._caption):
            column.addWidget(label, 0, Qt.AlignmentFlag.AlignLeft)
        self._tell()

    def set_figure(self, number: str, caption: str, *, tone: str = "") -> None:
        """Show another number."""
        self._number.setText(number)
        self._number.set_tone(tone)
        self._caption.setText(caption)
        self._tell()

    def _tell(self) -> None:
        self.setAccessibleName(f"{self._number.text()} {self._caption.text()}")
