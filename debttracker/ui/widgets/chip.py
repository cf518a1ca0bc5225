"""Chips: a mark and a word on soft ground, where something needs attention."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from debttracker.ui.theme.flags import LEFT, MIDDLE
from debttracker.ui.theme.theme import theme
from debttracker.ui.widgets.marks import STATUS, fill_round, ink, paint_mark

_HEIGHT, _PAD, _MARK, _GAP = 22, 8, 10, 4
#: Most pictures kept at a time; a case has some dozens of chips.
_PICTURES = 400


def chip_size(text: str, mark: str = "") -> QSize:
    """Logical pixels a chip with ``text`` and ``mark`` takes; for delegates that paint chips themselves."""
    px = theme().px
    width = 2 * px(_PAD) + (QFontMetrics(theme().font("caption")).horizontalAdvance(text) if text else 0)
    if mark:
        width += px(_MARK) + (px(_GAP) if text else 0)
    return QSize(max(width, px(_HEIGHT)), px(_HEIGHT))


def paint_chip(painter: QPainter, box: QRectF, text: str, tone: str, mark: str = "") -> None:
    """Paint a chip into ``box`` (as big as :func:`chip_size` says). ``tone`` is a token that has a soft ground."""
    look = theme()
    px = look.px
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    fill_round(painter, box, box.height() / 2, "sunken" if tone == "muted" else f"{tone}_soft")
    left = box.left() + px(_PAD)
    if mark:
        side = px(_MARK)
        left = left if text else box.center().x() - side / 2
        paint_mark(painter, mark, QRectF(left, box.center().y() - side / 2, side, side), look.colour(tone))
        left += side + px(_GAP)
    ink(painter, tone)
    painter.setFont(look.font("caption"))
    painter.drawText(QRectF(left, box.top(), box.right() - left, box.height()), LEFT | MIDDLE, text)
    painter.restore()


def chip_picture(painter: QPainter, text: str, tone: str, mark: str = "") -> QPixmap:
    """A chip as :func:`paint_chip` paints it, kept until the look changes: in a long list the same few come by again
    and again. ``painter`` is the one that will draw it: for its pixels."""
    look, ratio = theme(), painter.device().devicePixelRatioF()
    key = ("chip", text, tone, mark, ratio)
    picture = look.pictures.get(key)
    if picture is None:
        size = chip_size(text, mark)
        picture = QPixmap(round(size.width() * ratio), round(size.height() * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(QColor(0, 0, 0, 0))
        brush = QPainter(picture)
        paint_chip(brush, QRectF(0, 0, size.width(), size.height()), text, tone, mark)
        brush.end()
        if len(look.pictures) >= _PICTURES:
            look.pictures.clear()
        look.pictures[key] = picture
    return picture


class Chip(QWidget):
    """A status to read. ``status``: late ●, due ◔, flag ⚑, edge ○, soft ⚐, ok ✓, plain, accent.

    ``mark`` replaces the status's own mark: another mark's or icon's name.
    """

    def __init__(self, text: str = "", status: str = "plain", *, mark: str | None = None,
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_chip(text, status, mark=mark)

    def set_chip(self, text: str, status: str = "plain", *, mark: str | None = None) -> None:
        """Show another status. The accessible name is the text; without text give one with setAccessibleName."""
        own, self._tone = STATUS[status]
        self._text = text
        self._mark = own if mark is None else mark
        if text:
            self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """The word on the chip."""
        return self._text

    def sizeHint(self) -> QSize:
        """As wide as its word."""
        return chip_size(self._text, self._mark)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, mark and word."""
        paint_chip(QPainter(self), QRectF(self.rect()), self._text, self._tone, self._mark)
