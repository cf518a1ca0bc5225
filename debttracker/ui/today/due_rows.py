"""One row of "next due": the day and how far it is, what it is, the amount, and a chip."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from debttracker.basics.formats import day_text, money_text
from debttracker.basics.languages import Words
from debttracker.derived.today import DueLine
from debttracker.ui.theme.theme import theme
from debttracker.ui.widgets.chip import Chip
from debttracker.ui.widgets.plain_label import PlainLabel

_DAY_WIDTH = 92


class DueRow(QWidget):
    """A due date; a click or Enter opens its loan or contact."""

    opened = Signal(object)

    def __init__(self, line: DueLine, today: date, speak: Words) -> None:
        super().__init__()
        self._line = line
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, theme().px(2), 0, theme().px(2))
        grid.setHorizontalSpacing(theme().px(10))
        grid.setVerticalSpacing(0)
        grid.setColumnMinimumWidth(0, theme().px(_DAY_WIDTH - 10))
        grid.setColumnStretch(1, 1)
        grid.addWidget(PlainLabel(day_text(line.day, speak, year=line.day.year != today.year), "strong"), 0, 0,
                       Qt.AlignmentFlag.AlignTop)
        grid.addWidget(PlainLabel(distance(line.day, today, speak), "caption"), 1, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(PlainLabel(line.title), 0, 1)
        detail = PlainLabel(_detail(line, speak), "caption", wrap=True)
        grid.addWidget(detail, 1, 1)
        if line.amount is not None:
            grid.addWidget(PlainLabel(money_text(line.amount), "number"), 0, 2, 2, 1, Qt.AlignmentFlag.AlignVCenter)
        chip = {"late": (speak("overdue"), "late"), "due": (speak("due soon"), "due"),
                "promise": (speak("promised"), "flag"), "deadline": (speak("deadline"), "flag")}.get(line.status)
        if chip:
            grid.addWidget(Chip(*chip), 0, 3, 2, 1, Qt.AlignmentFlag.AlignVCenter)
        self.setAccessibleName(f"{day_text(line.day, speak)}, {line.title}, "
                               f"{money_text(line.amount) if line.amount else ''}")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open it."""
        self.opened.emit(self._line)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open it by keyboard."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit(self._line)
        else:
            super().keyPressEvent(event)


def distance(day: date, today: date, speak: Words) -> str:
    """``in 5 days``, ``today``, ``39 days ago``."""
    days = (day - today).days
    if days == 0:
        return speak("today")
    if days > 0:
        return speak.plural("in {n} day", "in {n} days", days)
    return speak.plural("{n} day ago", "{n} days ago", -days)


def _detail(line: DueLine, speak: Words) -> str:
    if line.status in ("promise", "deadline"):
        return line.detail
    first = speak("instalment {n} of {of}", n=line.number, of=line.of)
    if line.status == "late" and line.demanded is not None and line.amount is not None:
        return f"{first} · " + speak("they demand {demanded}, the contract gives {amount}",
                                     demanded=money_text(line.demanded), amount=money_text(line.amount))
    return first
