"""Small bars of the last weeks, painted by Qt alone: the first screen must not wait for a charting library."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from debttracker.basics.formats import day_text, month_text
from debttracker.basics.languages import Words
from debttracker.basics.vocabulary import ChannelGroup
from debttracker.ui.theme.theme import theme

_GROUPS = tuple(g.value for g in ChannelGroup)


class RecentBars(QWidget):
    """Stacked bars per day with the mean of seven days; ``day_clicked`` gives a date."""

    day_clicked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._days: Sequence[tuple[int, ...]] = ()
        self._last = date.today()
        self._speak: Words | None = None
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_days(self, days: Sequence[tuple[int, ...]], last: date, speak: Words) -> None:
        """One tuple per day (counts per family), oldest first, ending on ``last``."""
        self._days, self._last, self._speak = days, last, speak
        self.setAccessibleName(speak("Contacts per day, the last {n} days", n=len(days)))
        self.update()

    def sizeHint(self) -> QSize:
        """Wide and low."""
        return QSize(theme().px(320), theme().px(96))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint axis, bars and line."""
        if not self._days or self._speak is None:
            return
        look, painter = theme(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(look.font("caption"))
        plot = self._plot()
        most = max(5, *(sum(d) for d in self._days))
        step = 5 if most <= 20 else 10 if most <= 50 else 50 if most <= 250 else most // 4
        top = -(-most // step) * step
        painter.setPen(QPen(look.colour("line"), 1))
        for value in range(0, top + 1, step):
            y = plot.bottom() - plot.height() * value / top
            painter.setPen(look.colour("muted"))
            painter.drawText(QRectF(0, y - 9, plot.left() - look.px(10), 18),
                             int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), str(value))
            painter.setPen(QPen(look.colour("line"), 1))
            painter.drawLine(int(plot.left()), int(y), int(plot.right()), int(y))
        self._paint_bars(painter, plot, top)
        self._paint_line(painter, plot, top)
        self._paint_months(painter, plot)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say the day and its count."""
        day = self._day_at(event.position().x())
        if day is not None and self._speak is not None:
            n = sum(self._days[day])
            text = self._speak.plural("{day}: {n} contact", "{day}: {n} contacts", n,
                                      day=day_text(self._date(day), self._speak))
            QToolTip.showText(event.globalPosition().toPoint(), text, self)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Go to that day."""
        day = self._day_at(event.position().x())
        if day is not None:
            self.day_clicked.emit(self._date(day))

    def _plot(self) -> QRectF:
        look = theme()
        left = QFontMetrics(look.font("caption")).horizontalAdvance("000") + look.px(12)
        return QRectF(left, look.px(8), self.width() - left - 2, self.height() - look.px(30))

    def _date(self, index: int) -> date:
        return self._last - timedelta(days=len(self._days) - 1 - index)

    def _day_at(self, x: float) -> int | None:
        plot = self._plot()
        if not self._days or not plot.left() <= x <= plot.right():
            return None
        return min(int((x - plot.left()) / plot.width() * len(self._days)), len(self._days) - 1)

    def _paint_bars(self, painter: QPainter, plot: QRectF, top: int) -> None:
        look = theme()
        pitch = plot.width() / len(self._days)
        painter.setPen(Qt.PenStyle.NoPen)
        for i, counts in enumerate(self._days):
            y = plot.bottom()
            for group, n in enumerate(counts):
                if n:
                    height = plot.height() * n / top
                    painter.setBrush(look.colour(f"chart{group + 1}"))
                    painter.drawRect(QRectF(plot.left() + i * pitch, y - height, max(pitch - 1, 1), height))
                    y -= height

    def _paint_line(self, painter: QPainter, plot: QRectF, top: int) -> None:
        sums = [sum(d) for d in self._days]
        points = QPolygonF()
        for i in range(len(sums)):
            week = sums[max(0, i - 6):i + 1]
            x = plot.left() + (i + 0.5) * plot.width() / len(sums)
            points.append(QRectF(x, plot.bottom() - plot.height() * sum(week) / len(week) / top, 0, 0).topLeft())
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme().colour("text"), 1.4))
        painter.drawPolyline(points)

    def _paint_months(self, painter: QPainter, plot: QRectF) -> None:
        assert self._speak is not None
        painter.setPen(theme().colour("muted"))
        for i in range(len(self._days)):
            day = self._date(i)
            if day.day == 1 or (i == 0 and day.day < 20):
                x = plot.left() + i * plot.width() / len(self._days)
                painter.drawText(QRectF(x, plot.bottom() + 4, 80, 20), 0, month_text(day, self._speak, year=False))


def stacked(rows: Sequence[tuple[int, str, int]], last_day: int, days: int) -> list[tuple[int, ...]]:
    """Counts per day and family from rows (day, channel, n), oldest day first."""
    from debttracker.basics.vocabulary import GROUP_OF

    counts = [[0] * len(_GROUPS) for _ in range(days)]
    for day, channel, n in rows:
        slot = days - 1 - (last_day - day)
        if 0 <= slot < days:
            counts[slot][_GROUPS.index(GROUP_OF[channel].value)] += n
    return [tuple(c) for c in counts]
