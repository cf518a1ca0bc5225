"""Fields for a day and for a time of day, quick to type."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QDate, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QMenu, QToolButton, QWidget, QWidgetAction

from debttracker.basics.languages import Words
from debttracker.ui.theme.theme import theme
from debttracker.ui.widgets.dates import minute_text, parse_day, parse_minute
from debttracker.ui.widgets.field import Field


class DateField(Field):
    """A day: ISO, ``11-23``, ``yesterday``, ``昨天``, ``-3``; Up and Down (or + and −) move it by a day.

    ``past`` decides which year is meant where none is typed: the last such day, or (for due dates) the next.
    ``today`` is asked each time, so that a window left open over midnight stays right.
    """

    def __init__(self, *, name: str = "", past: bool = True, speak: Words | None = None,
                 today: Callable[[], date] = date.today, parent: QWidget | None = None) -> None:
        super().__init__(name=name, speak=speak, parent=parent)
        self._past = past
        self._today = today
        self.line.setPlaceholderText("2026-11-23")
        self.line.installEventFilter(self)
        self._calendar_action = self.line.addAction(theme().icon("calendar", "muted"),
                                                    QLineEdit.ActionPosition.TrailingPosition)
        theme().wear(self._calendar_action, "calendar", "muted")
        self._calendar_action.setText(self._speak("Calendar"))
        for button in self.line.findChildren(QToolButton):
            button.setAccessibleName(self._speak("Calendar"))
        self._calendar_action.triggered.connect(self._open_calendar)

    def read(self, text: str) -> date:
        """The day typed."""
        return parse_day(text, self._today(), past=self._past)

    def write(self, value: object) -> str:
        """ISO, the one form that all three languages read alike."""
        assert isinstance(value, date)
        return value.isoformat()

    def day(self) -> date | None:
        """The day, or None when empty or not readable."""
        value = self.value()
        return value if isinstance(value, date) else None

    def step(self, days: int) -> None:
        """Move the day; an empty field begins at today."""
        now = self.day()
        try:
            self.set_value(now + timedelta(days=days) if now else self._today())
        except OverflowError:
            return

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up, Down, + and − in the line move the day."""
        if watched is self.line and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
            if step is None and self.day() and self.line.text() == self.write(self.day()):
                step = {"+": 1, "=": 1, "-": -1}.get(event.text())
            if step is not None:
                self.step(step)
                return True
        return super().eventFilter(watched, event)

    def _open_calendar(self) -> None:
        menu = QMenu(self)
        calendar = QCalendarWidget()
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        day = self.day() or self._today()
        calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        holder = QWidgetAction(menu)
        holder.setDefaultWidget(calendar)
        menu.addAction(holder)

        def take(day: QDate) -> None:
            self.set_value(date(day.year(), day.month(), day.day()))
            menu.close()

        calendar.clicked.connect(take)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.line.mapToGlobal(self.line.rect().bottomLeft()))


class TimeField(Field):
    """A time of day by the borrower's clock; the value is minutes since midnight (0 to 1439)."""

    def __init__(self, *, name: str = "", speak: Words | None = None, parent: QWidget | None = None) -> None:
        super().__init__(name=name, speak=speak, parent=parent)
        self.line.setPlaceholderText("22:14")

    def read(self, text: str) -> int:
        """The minute typed."""
        return parse_minute(text)

    def write(self, value: object) -> str:
        """24-hour clock."""
        assert isinstance(value, int)
        return minute_text(value)

    def minute(self) -> int | None:
        """Minutes since midnight, or None when empty or not readable."""
        value = self.value()
        return value if isinstance(value, int) else None
