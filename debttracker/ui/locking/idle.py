"""Locks by itself when nobody touched keyboard or mouse for some minutes.

No clock runs meanwhile: input is only noted with its time, and one timer fires when the minutes could have passed. It
then waits for what is left of them, or locks.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QWindow

if TYPE_CHECKING:
    from debttracker.ui.window import MainWindow

_MINUTE_MS: Final = 60_000
_INPUT: Final = frozenset({
    QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.Wheel,
    QEvent.Type.TouchBegin, QEvent.Type.TabletPress})
#: A clock that also counts the time a computer sleeps, where there is one.
_CLOCK: Final = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC if hasattr(time, "CLOCK_MONOTONIC") else None)


def now_ms() -> int:
    """Milliseconds of a clock that never goes back."""
    return time.clock_gettime_ns(_CLOCK) // 1_000_000 if _CLOCK is not None else time.monotonic_ns() // 1_000_000


class AutoLock(QObject):
    """One per window. It watches only while the open case has a passphrase and the user wants it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._session = window.session
        self._last = 0
        self._watched: list[QWindow] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._timer.timeout.connect(self._look)
        self._session.case_replaced.connect(self._case_replaced)
        for changed in (self._session.preferences_changed, self._session.state_changed):
            changed.connect(self._arm)
        self._arm()

    @property
    def limit_ms(self) -> int:
        """How long nobody may be there; 0 = never locks by itself."""
        return self._session.preferences.locks_after * _MINUTE_MS if self.can_lock else 0

    @property
    def can_lock(self) -> bool:
        """Whether there is a case with a passphrase to ask for."""
        return self._session.case is not None and self._session.case.keys.protected

    @property
    def watching(self) -> bool:
        """Whether it waits for the minutes to pass."""
        return self._timer.isActive()

    def lock(self) -> None:
        """Hide everything until the passphrase is typed. Without one nothing happens."""
        from debttracker.ui.locking.cover import lock_cover, locked

        if self.can_lock and not locked(self._window):
            self._stop()
            lock_cover(self._window).unlocked.connect(self._arm)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note when somebody was there. After a sleep of the computer the first touch finds it locked."""
        if event.type() in _INPUT:
            now = now_ms()
            if self.limit_ms and now - self._last >= self.limit_ms:
                self.lock()
                return True
            self._last = now
        return False

    # -- inside

    def _case_replaced(self) -> None:
        from debttracker.ui.locking.cover import take_away

        take_away(self._window)
        self._stop()
        self._arm()

    def _arm(self) -> None:
        """Begin or stop to watch, as the case and the user's wish are now."""
        limit = self.limit_ms
        if not limit:
            self._stop()
            return
        from debttracker.ui.locking.cover import locked

        if locked(self._window):
            return
        if not self._watched:
            self._last = now_ms()
            QGuiApplication.instance().focusWindowChanged.connect(self._watch)  # type: ignore[union-attr]
            self._watch(self._window.windowHandle())
        self._timer.start(max(limit - (now_ms() - self._last), 1))

    def _watch(self, window: QWindow | None) -> None:
        if window is not None and window not in self._watched:
            window.installEventFilter(self)
            self._watched.append(window)

    def _stop(self) -> None:
        self._timer.stop()
        if self._watched:
            QGuiApplication.instance().focusWindowChanged.disconnect(self._watch)  # type: ignore[union-attr]
        for window in self._watched:
            if shiboken6.isValid(window):
                window.removeEventFilter(self)
        self._watched.clear()

    def _look(self) -> None:
        left = self.limit_ms - (now_ms() - self._last)
        if left > 0:
            self._timer.start(left)
        else:
            self.lock()
