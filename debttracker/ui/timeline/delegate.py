"""How a row of the timeline looks: text, icon and chips painted in one pass, nothing created per row."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem

from debttracker.ui.theme.flags import BOTTOM, LEFT, MIDDLE, RIGHT, qt_is_touched
from debttracker.ui.theme.theme import Theme, theme
from debttracker.ui.timeline.model import LINE_ROLE
from debttracker.ui.timeline.wording import Line
from debttracker.ui.widgets.chip import chip_picture, chip_size, paint_chip
from debttracker.ui.widgets.marks import STATUS, elided, fill_round, focus_ring, ink

#: Design pixels: height of a row, its inner margin, and where its columns begin.
ROW = 40
_MARGIN, _TIME, _ICON, _WHO, _WHO_LEAST = 12, 52, 36, 160, 90
#: Names take at most this share of what time and icon leave.
_WHO_SHARE = 0.44


class TimelineDelegate(QStyledItemDelegate):
    """Paints days, contacts and marks. ``fit_names`` makes the column of names as wide as they need."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view
        self._who = theme().px(_WHO)

    def fit_names(self, names: Iterable[str]) -> None:
        """Room for the longest of ``names``."""
        metrics = QFontMetrics(theme().font("body"))
        widest = max((metrics.horizontalAdvance(name) for name in names), default=0)
        self._who = max(widest + theme().px(20), theme().px(_WHO_LEAST))

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """All rows have one height."""
        return QSize(theme().px(480), theme().px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem,
              index: QModelIndex | QPersistentModelIndex) -> None:
        """Paint one row."""
        line = index.data(LINE_ROLE)
        if line is None:
            return
        look = theme()
        rect = option.rect
        box = QRectF(rect).adjusted(look.px(8), 0, -look.px(8), 0)
        painter.save()
        if isinstance(line, Line):
            # Asked of the view, not of ``option.state``: that would build all of QStyle's enumerations before the first rows.
            if self._view.selectionModel().isSelected(index):
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                fill_round(painter, box, look.px(8), "accent_soft")
                if self._view.hasFocus() and self._view.currentIndex() == index:
                    focus_ring(painter, box.adjusted(1, 1, -1, -1), look.px(8))
            _paint_line(painter, box.adjusted(look.px(_MARGIN), 0, -look.px(_MARGIN), 0), line, look, self._who)
        else:
            _paint_day(painter, box.adjusted(look.px(_MARGIN), 0, -look.px(_MARGIN), -look.px(7)), line, look)
        painter.restore()


def _paint_day(painter: QPainter, box: QRectF, words: tuple[str, str], look: Theme) -> None:
    painter.setFont(look.font("small", bold=True))
    ink(painter, "text")
    painter.drawText(box, LEFT | BOTTOM, words[0])
    painter.setFont(look.font("small"))
    ink(painter, "muted")
    painter.drawText(box, RIGHT | BOTTOM, words[1])


def _paint_line(painter: QPainter, box: QRectF, line: Line, look: Theme, who: int) -> None:
    left, right = box.left(), _paint_chips(painter, box, line, look)
    who = min(who, round((box.width() - look.px(_TIME + _ICON)) * _WHO_SHARE))
    font = look.font("body")
    metrics = QFontMetrics(font)
    painter.setFont(font)
    ink(painter, "muted")
    painter.drawText(QRectF(left, box.top(), look.px(_TIME), box.height()), LEFT | MIDDLE, line.time)
    left += look.px(_TIME)
    icon = look.pixmap(line.icon, "muted", ratio=painter.device().devicePixelRatio())
    side = icon.height() / icon.devicePixelRatio()
    painter.drawPixmap(int(left), int(box.center().y() - side / 2), icon)
    left += look.px(_ICON)
    who_room = who - look.px(8) if line.what else right - left
    ink(painter, "text")
    painter.drawText(QRectF(left, box.top(), who_room, box.height()), LEFT | MIDDLE,
                     elided(metrics, line.who, int(who_room)))
    left += who
    ink(painter, "muted")
    room = right - left - look.px(8)
    if room > look.px(24):
        painter.drawText(QRectF(left, box.top(), room, box.height()), LEFT | MIDDLE,
                         elided(metrics, line.what, int(room)))


def _paint_chips(painter: QPainter, box: QRectF, line: Line, look: Theme) -> float:
    """Paint the chips from the right; return where they begin."""
    right = box.right()
    for text, status, mark in reversed(line.chips):
        own, tone = STATUS[status]
        right = _paint_chip(painter, right, box.center().y(), text, tone, mark or own) - look.px(6)
    return right


def _paint_chip(painter: QPainter, right: float, middle: float, text: str, tone: str, mark: str) -> float:
    """Paint one chip that ends at ``right``; return where it begins."""
    if qt_is_touched():
        picture = chip_picture(painter, text, tone, mark)
        size = picture.deviceIndependentSize()
        painter.drawPixmap(QPointF(round(right - size.width()), round(middle - size.height() / 2)), picture)
        return right - size.width()
    wanted = chip_size(text, mark)
    paint_chip(painter, QRectF(right - wanted.width(), middle - wanted.height() / 2, wanted.width(), wanted.height()), text,
               tone, mark)
    return right - wanted.width()
