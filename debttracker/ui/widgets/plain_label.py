"""Text that is never read as HTML, whoever wrote it, set with the same calm line height in every script."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from debttracker.ui.theme.theme import theme
from debttracker.ui.widgets.properties import set_style

#: Distance of lines as a multiple of the type size. Chinese faces are taller than Latin ones; lines are not.
LINE_HEIGHT, LARGE_LINE_HEIGHT = 1.46, 1.2
_WIDEST_HINT, _NARROWEST_HINT = 380, 60


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
        self._own_layout = not selectable
        self.setWordWrap(wrap)
        if selectable:
            self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setText(text)

    def set_tone(self, tone: str) -> None:
        """Change what the colour says; empty = normal text."""
        set_style(self, tone=tone)

    def hasHeightForWidth(self) -> bool:
        """Wrapped text is higher where it is narrower."""
        return self.wordWrap()

    def heightForWidth(self, width: int) -> int:
        """Lines times their distance."""
        if not self.wordWrap():
            return -1
        self.ensurePolished()
        if not self._own_layout:
            return max(super().heightForWidth(width), self._pitch())
        return len(self._lines(max(width, 1))[1]) * self._pitch()

    def sizeHint(self) -> QSize:
        """The text in one line, or in lines of comfortable length when it wraps."""
        self.ensurePolished()
        if not self._own_layout:
            size = super().sizeHint()
            return QSize(size.width(), max(size.height(), self._pitch()))
        paragraphs = self.text().split("\n")
        natural = max(self.fontMetrics().horizontalAdvance(p) for p in paragraphs) + 1
        if not self.wordWrap():
            return QSize(natural, len(paragraphs) * self._pitch())
        width = min(natural, theme().px(_WIDEST_HINT))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """One line in full; wrapped text may become narrow."""
        if not self.wordWrap() or not self._own_layout:
            return self.sizeHint() if self._own_layout else super().minimumSizeHint()
        return QSize(min(self.sizeHint().width(), theme().px(_NARROWEST_HINT)), self._pitch())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint lines of one distance, aligned as asked."""
        if not self._own_layout:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.setFont(self.font())
        layouts, tops = self._lines(self.contentsRect().width())
        height = len(tops) * self._pitch()
        box = self.contentsRect()
        top = box.top() + self._offset(height, box)
        for layout in layouts:
            layout.draw(painter, QPointF(box.left(), top))

    def _pitch(self) -> int:
        pixels = self.font().pixelSize()
        if pixels <= 0:
            return self.fontMetrics().lineSpacing()
        return round(pixels * (LARGE_LINE_HEIGHT if pixels >= theme().sizes.type("title") else LINE_HEIGHT))

    def _offset(self, height: int, box: QRect) -> int:
        alignment = self.alignment()
        if alignment & Qt.AlignmentFlag.AlignTop:
            return 0
        spare = box.height() - height
        return spare if alignment & Qt.AlignmentFlag.AlignBottom else spare // 2

    def _lines(self, width: int) -> tuple[list[QTextLayout], list[int]]:
        """Text laid out in ``width``, and the top of every line."""
        option = QTextOption(self.alignment() & Qt.AlignmentFlag.AlignHorizontal_Mask)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere if self.wordWrap()
                           else QTextOption.WrapMode.ManualWrap)
        metrics = QFontMetrics(self.font())
        pitch = self._pitch()
        first_baseline = (pitch - metrics.ascent() - metrics.descent()) / 2 + metrics.ascent()
        layouts: list[QTextLayout] = []
        tops: list[int] = []
        for paragraph in self.text().split("\n"):
            layout = QTextLayout(paragraph, self.font())
            layout.setTextOption(option)
            layout.beginLayout()
            while (line := layout.createLine()).isValid():
                line.setLineWidth(width)
                tops.append(len(tops) * pitch)
                line.setPosition(QPointF(0, tops[-1] + first_baseline - line.ascent()))
            layout.endLayout()
            layouts.append(layout)
            if not paragraph:
                tops.append(len(tops) * pitch)
        return layouts, tops


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
        tooltip = as_tooltip(self.text()) if shown != line else ""
        if self.toolTip() != tooltip:  # setToolTip always sends an event, even for the same text
            self.setToolTip(tooltip)
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        top = (self.height() - metrics.ascent() - metrics.descent()) / 2
        left = 0 if shown != line or not self.alignment() & Qt.AlignmentFlag.AlignRight else (
            self.width() - metrics.horizontalAdvance(shown))
        painter.drawText(QPointF(left, top + metrics.ascent()), shown)


def as_tooltip(text: str) -> str:
    """Text for ``setToolTip``: Qt guesses whether a tooltip is HTML, so whatever could be a tag is taken apart."""
    if "<" not in text and "&" not in text:
        return text
    safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return "<qt>" + safe.replace("\n", "<br>") + "</qt>"
