"""Reminders while the program runs: one calm line that names no debt, and no clock that ticks in between.

A single timer waits for the next moment at which something is due that day or the day after. Where there is a tray
the line comes as a notification of the desktop, else it stands in the window.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu, QSystemTrayIcon

from debttracker.basics.languages import N_, Words
from debttracker.basics.moments import Moment, zone
from debttracker.ui.session import Session

if TYPE_CHECKING:
    from debttracker.basics.progress import Watch
    from debttracker.case.case import Case

#: When a reminder comes, in the borrower's zone, and how many days ahead it looks.
HOUR: Final = time(9)
_AHEAD: Final = timedelta(1)
#: Longest wait of one timer: Qt counts milliseconds in 32 bits. A longer one is simply armed again.
_LONGEST: Final = timedelta(days=20)
_SHOWN_MS: Final = 12_000
_KINDS: Final = frozenset({"loan", "payment", "agreement", "instalment", "setting"})


class DueDays(NamedTuple):
    """The days on which something unpaid falls due, from today on, and the zone they are in."""

    days: tuple[date, ...]
    zone_name: str


@dataclass(frozen=True, slots=True)
class Telling:
    """The next reminder: when, and whether something is due on that day (else the day after)."""

    at: datetime
    today: bool


def next_telling(days: Iterable[date], zone_name: str, now: datetime) -> Telling | None:
    """The next moment after ``now`` (aware) at which to say something; None when nothing is due any more.

    The day before a due day and the day itself each have one such moment.
    """
    due = set(days)
    moments = {datetime.combine(day - ahead, HOUR, zone(zone_name)) for day in due for ahead in (timedelta(0), _AHEAD)}
    coming = min((moment for moment in moments if moment > now), default=None)
    return None if coming is None else Telling(coming, coming.date() in due)


def words_of(telling: Telling, speak: Words) -> str:
    """What is said: never to whom or how much, for whoever looks at the screen."""
    return speak("Something is due today.") if telling.today else speak("Something is due tomorrow.")


def due_days(case: Case, _watch: Watch | None = None) -> DueDays:
    """The due days of every open loan of ``case``."""
    from debttracker.case.queries.settings import setting
    from debttracker.derived.standing import loan_views

    connection = case.reader()
    zone_name = str(setting(connection, "case.zone", "UTC"))
    today = Moment.now(zone_name).local_day
    found = {one.row.due for view in loan_views(connection, today)
             if view.standing is not None and view.row.status in ("open", "disputed")
             for one in view.standing.matching.instalments if one.row.due >= today and one.unpaid.total}
    return DueDays(tuple(sorted(found)), zone_name)


class Reminding(QObject):
    """Lives as long as the window. ``timer`` runs only while something is due and reminders are wanted."""

    def __init__(self, session: Session, window: QMainWindow) -> None:
        super().__init__(window)
        self._session, self._window = session, window
        self._due = DueDays((), "UTC")
        self._telling: Telling | None = None
        self._tray: QSystemTrayIcon | None = None
        self._menu: QMenu | None = None
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self.timer.timeout.connect(self._wake)
        self._hide = QTimer(self)
        self._hide.setSingleShot(True)
        self._hide.timeout.connect(self._fit_tray)
        session.case_replaced.connect(self.look)
        session.records_changed.connect(self._changed)
        session.preferences_changed.connect(self._wishes_changed)
        window.installEventFilter(self)
        self._wishes_changed()

    def look(self) -> None:
        """Read the due days anew, in a worker, and wait for the next."""
        self.timer.stop()
        self._due = DueDays((), "UTC")
        if self._session.case is not None and self._session.preferences.reminders:
            self._session.read(self, due_days, self._took, lambda _trouble: None)

    def tell(self, telling: Telling) -> None:
        """Say it once, by the tray or in the window."""
        text = words_of(telling, self._session.words)
        if QSystemTrayIcon.isSystemTrayAvailable():
            tray = self._tray_icon()
            tray.show()
            tray.showMessage(self._session.words("Reminder"), text, tray.icon(), _SHOWN_MS)
            self._hide.start(_SHOWN_MS)
        else:
            self._session.say(text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Closing the window only hides it, where reminders were wanted in that state and a tray brings it back."""
        if event.type() == QEvent.Type.Close and self._stays():
            event.ignore()
            self._window.hide()
            return True
        return super().eventFilter(watched, event)

    # -- inside

    def _stays(self) -> bool:
        wish = self._session.preferences
        return wish.reminders and wish.tray and self._tray is not None and QSystemTrayIcon.isSystemTrayAvailable()

    def _changed(self, kinds: frozenset[str]) -> None:
        if kinds & _KINDS:
            self.look()

    def _wishes_changed(self) -> None:
        self._fit_tray()
        self.look()

    def _took(self, due: DueDays) -> None:
        self._due = due
        self._arm()

    def _arm(self) -> None:
        now = Moment.now(self._due.zone_name).local()
        self._telling = next_telling(self._due.days, self._due.zone_name, now)
        self.timer.stop()
        if self._telling is not None:
            self.timer.start(int(min(self._telling.at - now, _LONGEST).total_seconds() * 1000) + 1)

    def _wake(self) -> None:
        """The moment has come, or only the longest wait is over."""
        telling = self._telling
        if telling is not None and Moment.now(self._due.zone_name).local() >= telling.at:
            self.tell(telling)
        self.look()

    def _fit_tray(self) -> None:
        """Keep an icon in the tray only where the window may be closed to it."""
        wish = self._session.preferences
        if wish.reminders and wish.tray and QSystemTrayIcon.isSystemTrayAvailable():
            self._tray_icon().show()
        elif self._tray is not None:
            self._tray.hide()

    def _tray_icon(self) -> QSystemTrayIcon:
        if self._tray is None:
            self._tray = QSystemTrayIcon(self._session.theme.icon("bell"), self)
            self._menu = QMenu()
            for text, run in ((N_("Open"), self._open), (N_("Quit"), self._quit)):
                action = self._menu.addAction("")
                self._session.language.say(action.setText, text)
                action.triggered.connect(lambda _checked=False, run=run: run())
            self._tray.setContextMenu(self._menu)
            self._session.language.say(self._tray.setToolTip, N_("Reminders"))
            self._tray.activated.connect(lambda reason: self._open()
                                         if reason == QSystemTrayIcon.ActivationReason.Trigger else None)
            self._tray.messageClicked.connect(self._open)
        return self._tray

    def _open(self) -> None:
        if self._window.isMinimized():
            self._window.showNormal()
        else:
            self._window.show()
        self._window.raise_()
        self._window.activateWindow()

    def _quit(self) -> None:
        self._window.removeEventFilter(self)
        if self._window.close():  # not while it waits for a file that is being added
            QApplication.quit()
