"""How a row of the timeline looks: text, icon and chips painted in one pass, nothing created per row."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from debttracker.ui.theme.theme import Theme, theme
from debttracker.ui.timeline.model import LINE_ROLE
from debttracker.ui.timeline.wording import Line
from debttracker.ui.widgets.chip import chip_size, paint_chip
from debttracker.ui.widgets.marks import STATUS, focus_ring

#: Design pixels: height of a row, its inner margin, and where its columns begin.
ROW = 40
_MARGIN, _TIME, _ICON, _WHO, _WHO_LEAST = 12, 52, 36, 160, 90
#: Names take at most this share of what time and icon leave.
_WHO_SHARE = 0.44
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LAST_LINE = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom)
_LAST_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom)


class TimelineDelegate(QStyledItemDelegate):
    """Paints days, contacts and marks. ``fit_names`` makes the column of names as wide as they need."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
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
            state = option.state
            if state & QStyle.StateFlag.State_Selected:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(look.colour("accent_soft"))
                painter.drawRoundedRect(box, look.px(8), look.px(8))
                if state & QStyle.StateFlag.State_HasFocus:
                    focus_ring(painter, box.adjusted(1, 1, -1, -1), look.px(8))
            _paint_line(painter, box.adjusted(look.px(_MARGIN), 0, -look.px(_MARGIN), 0), line, look, self._who)
        else:
            _paint_day(painter, box.adjusted(look.px(_MARGIN), 0, -look.px(_MARGIN), -look.px(7)), line, look)
        painter.restore()


def _paint_day(painter: QPainter, box: QRectF, words: tuple[str, str], look: Theme) -> None:
    painter.setFont(look.font("small", bold=True))
    painter.setPen(look.colour("text"))
    painter.drawText(box, _LAST_LINE, words[0])
    painter.setFont(look.font("small"))
    painter.setPen(look.colour("muted"))
    painter.drawText(box, _LAST_RIGHT, words[1])


def _paint_line(painter: QPainter, box: QRectF, line: Line, look: Theme, who: int) -> None:
    left, right = box.left(), _paint_chips(painter, box, line, look)
    who = min(who, round((box.width() - look.px(_TIME + _ICON)) * _WHO_SHARE))
    font = look.font("body")
    metrics = QFontMetrics(font)
    painter.setFont(font)
    painter.setPen(look.colour("muted"))
    painter.drawText(QRectF(left, box.top(), look.px(_TIME), box.height()), _LEFT, line.time)
    left += look.px(_TIME)
    icon = look.pixmap(line.icon, "muted", ratio=painter.device().devicePixelRatio())
    side = icon.height() / icon.devicePixelRatio()
    painter.drawPixmap(int(left), int(box.center().y() - side / 2), icon)
    left += look.px(_ICON)
    who_room = who - look.px(8) if line.what else right - left
    painter.setPen(look.colour("text"))
    painter.drawText(QRectF(left, box.top(), who_room, box.height()), _LEFT,
                     metrics.elidedText(line.who, Qt.TextElideMode.ElideRight, int(who_room)))
    left += who
    painter.setPen(look.colour("muted"))
    room = right - left - look.px(8)
    if room > look.px(24):
        painter.drawText(QRectF(left, box.top(), room, box.height()), _LEFT,
                         metrics.elidedText(line.what, Qt.TextElideMode.ElideRight, int(room)))


def _paint_chips(painter: QPainter, box: QRectF, line: Line, look: Theme) -> float:
    """Paint the chips from the right; return where they begin."""
    right = box.right()
    for text, status, mark in reversed(line.chips):
        own, tone = STATUS[status]
        size = chip_size(text, mark or own)
        right -= size.width()
        paint_chip(painter, QRectF(right, box.center().y() - size.height() / 2, size.width(), size.height()), text,
                   tone, mark or own)
        right -= look.px(6)
    return right
