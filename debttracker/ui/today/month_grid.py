"""The weeks ahead, or a month, of due dates: one glance at what is late, soon, promised; arrows walk the days, Enter opens
one."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolTip, QVBoxLayout, QWidget

from debttracker.basics.formats import day_text, money_text, month_text
from debttracker.basics.languages import N_, Words
from debttracker.derived.today import DueLine
from debttracker.finance.due_days import add_months
from debttracker.ui.session import Session
from debttracker.ui.theme.theme import theme
from debttracker.ui.widgets.buttons import IconButton, LinkButton
from debttracker.ui.widgets.card import Card
from debttracker.ui.widgets.marks import line as pen
from debttracker.ui.widgets.marks import paint_mark
from debttracker.ui.widgets.plain_label import PlainLabel, as_tooltip

#: Mark and colour token of each status of a due line, the most pressing first: a day shows at most three.
MARKS: Final = {"late": ("dot", "late"), "due": ("quarter", "due"), "deadline": ("flag", "flag"),
                "promise": ("flag", "flag"), "later": ("circle", "accent")}
_CELL: Final = 33
#: Weeks shown at first, from this one on: what is past needs no room on the first page.
AHEAD: Final = 5
#: Items of a day told below the month.
_TOLD: Final = 4


class MonthGrid(QWidget):
    """Paints the weeks ahead (``ahead``) or, once another month was asked for, that month. ``picked`` gives a day when it
    is chosen, ``opened`` when Enter or a double click asks more."""

    picked = Signal(object)
    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._speak: Words | None = None
        self._lines: dict[date, list[DueLine]] = {}
        self.today = self.day = date.today()
        self.ahead = True
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_lines(self, lines: Sequence[DueLine], today: date, speak: Words) -> None:
        """Show these due lines; the day that was picked stays."""
        if self._speak is None:
            self.day = today
        self._speak, self.today = speak, today
        self._lines = {}
        for line in lines:
            self._lines.setdefault(line.day, []).append(line)
        self.updateGeometry()
        self._tell()

    def lines_on(self, day: date) -> list[DueLine]:
        """What stands on ``day``."""
        return self._lines.get(day, [])

    def pick(self, day: date) -> None:
        """Go to ``day``; where it is not among the weeks ahead, to its month."""
        self.day = day
        self.ahead = self.ahead and 0 <= (day - self._first_ahead()).days < 7 * AHEAD
        self.updateGeometry()
        self._tell()
        self.picked.emit(day)

    def pick_month(self, months: int) -> None:
        """Go to the same day so many months on, and show its month."""
        self.ahead = False
        self.pick(add_months(self.day, months))

    def sizeHint(self) -> QSize:
        """Seven columns, a row of week days and the weeks of the month."""
        return QSize(theme().px(280), theme().px(22 + _CELL * len(self._weeks())))

    def minimumSizeHint(self) -> QSize:
        """As high as asked for."""
        return QSize(theme().px(200), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk days and weeks, Page Up and Down months, Home goes to today."""
        days = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
        months = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
        key = Qt.Key(event.key())
        if key in days:
            self.pick(self.day + timedelta(days[key]))
        elif key in months:
            self.pick_month(months[key])
        elif key == Qt.Key.Key_Home:
            self.ahead = True
            self.pick(self.today)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit(self.day)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Pick a day."""
        day = self.day_at(event.position())
        if day is not None:
            self.pick(day)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open what is due there."""
        day = self.day_at(event.position())
        if day is not None:
            self.opened.emit(day)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say what is due."""
        day = self.day_at(event.position())
        if day is not None and self._speak is not None and self._lines.get(day):
            QToolTip.showText(event.globalPosition().toPoint(), as_tooltip(day_words(
                day, self._lines[day], self._speak)), self)
        else:
            QToolTip.hideText()

    def day_at(self, point: QPointF) -> date | None:
        """The day under ``point``."""
        row = int((point.y() - theme().px(22)) // theme().px(_CELL))
        column = int(point.x() * 7 // max(self.width(), 1))
        weeks = self._weeks()
        return weeks[row][column] if 0 <= row < len(weeks) and 0 <= column < 7 else None

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint week days, numbers and marks."""
        if self._speak is None:
            return
        look, painter = theme(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(look.font("caption"))
        painter.setPen(look.colour("muted"))
        wide = self.width() / 7
        for column, name in enumerate(_week_days(self._speak)):
            painter.drawText(QRectF(column * wide, 0, wide, look.px(20)), int(Qt.AlignmentFlag.AlignCenter), name)
        for row, week in enumerate(self._weeks()):
            for column, day in enumerate(week):
                box = QRectF(column * wide, look.px(22) + row * look.px(_CELL), wide, look.px(_CELL))
                self._paint_day(painter, box, day)

    # -- inside

    def _first_ahead(self) -> date:
        """The Monday of this week."""
        return self.today - timedelta(self.today.weekday())

    def _weeks(self) -> list[list[date]]:
        if self.ahead:
            days = [self._first_ahead() + timedelta(n) for n in range(7 * AHEAD)]
            return [days[n:n + 7] for n in range(0, len(days), 7)]
        return calendar.Calendar().monthdatescalendar(self.day.year, self.day.month)

    def _paint_day(self, painter: QPainter, box: QRectF, day: date) -> None:
        look = theme()
        side = look.px(24)
        ring = QRectF(box.center().x() - side / 2, box.top() + look.px(1), side, side)
        painter.setPen(Qt.PenStyle.NoPen)
        if day == self.day:
            painter.setBrush(look.colour("accent_soft"))
            painter.drawEllipse(ring)
        if day == self.today or (day == self.day and self.hasFocus()):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(pen(look.colour("accent"), 1.5))
            painter.drawEllipse(ring)
        inside = day >= self.today if self.ahead else day.month == self.day.month
        painter.setPen(look.colour("text" if inside else "muted"))
        painter.setFont(look.font("caption", bold=bool(self._lines.get(day))))
        assert self._speak is not None
        named = self.ahead and day.day == 1  # where a month begins among the weeks
        painter.drawText(box.adjusted(0, look.px(1), 0, side + look.px(1) - box.height()) if named else ring,
                         int(Qt.AlignmentFlag.AlignCenter),
                         day_text(day, self._speak, year=False) if named else str(day.day))
        kinds = dict.fromkeys(status for status in MARKS if any(line.status == status for line in self.lines_on(day)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        mark_side, gap = look.px(8), look.px(2)
        shown = list(dict.fromkeys(MARKS[kind] for kind in kinds))[:3]
        left = box.center().x() - (len(shown) * (mark_side + gap) - gap) / 2
        for place, (mark, tone) in enumerate(shown):
            where = QRectF(left + place * (mark_side + gap), ring.bottom() + look.px(1), mark_side, mark_side)
            paint_mark(painter, mark, where, look.colour(tone))

    def _tell(self) -> None:
        if self._speak is None:
            return
        self.setAccessibleName(month_text(self.day, self._speak))
        self.setAccessibleDescription(day_words(self.day, self.lines_on(self.day), self._speak))
        self.update()


class MonthCard(Card):
    """The weeks ahead or a month, with arrows, and what the picked day holds; ``opened`` gives a :class:`DueLine`."""

    opened = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._session = session
        self.grid = MonthGrid()
        say = session.language.say
        self.before, self.after = IconButton("chevron-left"), IconButton("chevron-right")
        say(self.before.set_name, N_("Month before"))
        say(self.after.set_name, N_("Month after"))
        self.before.clicked.connect(lambda _c=False: self.grid.pick_month(-1))
        self.after.clicked.connect(lambda _c=False: self.grid.pick_month(1))
        arrows = QHBoxLayout()
        arrows.setSpacing(0)
        arrows.addWidget(self.before)
        arrows.addWidget(self.after)
        self.head.addLayout(arrows)
        self.said = PlainLabel("", "caption", wrap=True)
        self.save = LinkButton()
        say(self.save.setText, N_("Save these dates for the phone…"))
        self.save.clicked.connect(lambda _c=False: session.actions.run("export-reminders"))
        for widget in (self.grid, self.said):
            self.body.addWidget(widget)
        column = QVBoxLayout()
        column.addWidget(self.save, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addLayout(column)
        self.grid.picked.connect(lambda _day: self._tell())
        self.grid.opened.connect(self._open)

    def show_lines(self, lines: Sequence[DueLine], today: date) -> None:
        """Show these due lines."""
        self.grid.show_lines(lines, today, self._session.words)
        self._tell()

    def _tell(self) -> None:
        speak, day = self._session.words, self.grid.day
        self.set_title(speak("THE WEEKS AHEAD") if self.grid.ahead else month_text(day, speak))
        self.said.setText(day_words(day, self.grid.lines_on(day), speak))

    def _open(self, day: date) -> None:
        lines = self.grid.lines_on(day)
        if lines:
            self.opened.emit(lines[0])


def day_words(day: date, lines: Sequence[DueLine], speak: Words) -> str:
    """``28 Nov: Bank card instalments ¥ 491.33``, a line for each; or that nothing is due."""
    if not lines:
        return speak("{day}: nothing is due.", day=day_text(day, speak, year=False))
    said = [" ".join(part for part in (line.title, money_text(line.amount) if line.amount else "") if part)
            for line in lines[:_TOLD]]
    rest = [speak.plural("and {n} more", "and {n} more", len(lines) - _TOLD)] if len(lines) > _TOLD else []
    mark = "：" if speak.is_chinese else ": "
    return day_text(day, speak, year=False) + mark + "\n".join([*said, *rest])


def _week_days(speak: Words) -> tuple[str, ...]:
    return tuple("一二三四五六日") if speak.is_chinese else ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
