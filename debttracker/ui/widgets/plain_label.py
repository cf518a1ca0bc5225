"""Text that is never read as HTML, whoever wrote it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from debttracker.ui.widgets.properties import set_style


class PlainLabel(QLabel):
    """A label for any text, from inside or outside. ``role`` and ``tone`` are those of the style sheet.

    Roles: title, heading, lead, strong, section, muted, small, caption, figure, number.
    Tones: accent, due, late, flag, ok, muted.
    """

    def __init__(self, text: str = "", role: str = "", *, tone: str = "", wrap: bool = False,
                 selectable: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        if role:
            self.setProperty("role", role)
        if tone:
            self.setProperty("tone", tone)
        self.setWordWrap(wrap)
        if selectable:
            self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setText(text)

    def set_tone(self, tone: str) -> None:
        """Change what the colour says; empty = normal text."""
        set_style(self, tone=tone)


class ElidedLabel(PlainLabel):
    """One line that ends in "…" where room ends; the whole text is in its tooltip."""

    def __init__(self, text: str = "", role: str = "", *, tone: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, role, tone=tone, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """A few letters are enough."""
        return QSize(self.fontMetrics().horizontalAdvance("MMM"), super().sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint as much as fits."""
        metrics = self.fontMetrics()
        line = self.text().replace("\n", " ")
        shown = metrics.elidedText(line, Qt.TextElideMode.ElideRight, self.width())
        _set_tooltip(self, as_tooltip(self.text()) if shown != line else "")
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), int(self.alignment() | Qt.AlignmentFlag.AlignVCenter), shown)


def as_tooltip(text: str) -> str:
    """Text for ``setToolTip``: Qt guesses whether a tooltip is HTML, so whatever could be a tag is taken apart."""
    if "<" not in text and "&" not in text:
        return text
    safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return "<qt>" + safe.replace("\n", "<br>") + "</qt>"


def _set_tooltip(label: QLabel, text: str) -> None:
    if label.toolTip() != text:  # setToolTip always sends an event, even for the same text
        label.setToolTip(text)
