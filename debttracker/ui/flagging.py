"""Keeps the flags of the open case up to date in a worker thread, after every change and once after opening.

Pages hear of it as a change of records of the kind "finding", and only if a flag really differs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

from debttracker.ui.session import Session

if TYPE_CHECKING:
    from debttracker.basics.progress import Watch
    from debttracker.case.case import Case
    from debttracker.derived.flags import Refreshed
    from debttracker.ui.jobs import Job

#: Changes this close together are looked at together; a case just opened first shows its rows. Milliseconds.
AFTER_CHANGE_MS: Final = 40
AFTER_OPENING_MS: Final = 1500
_OWN: Final = frozenset({"finding"})


class Flagging(QObject):
    """One per window. ``busy`` is true while a check is under way."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._job: Job | None = None
        self._again = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._start)
        session.case_replaced.connect(self._opened)
        session.records_changed.connect(self._changed)
        self._opened()

    @property
    def busy(self) -> bool:
        """Whether flags are being looked at, or will be in a moment."""
        return self._job is not None or self._timer.isActive()

    def _opened(self) -> None:
        if self._job is not None:
            self._job.drop()
            self._job = None
        self._again = False
        self._timer.stop()
        if self._session.can_write:
            self._job = self._session.read(self, _hold, self._asked, lambda _trouble: self._asked(hold=False))
            self._job.ended.connect(self._ended)

    def _changed(self, kinds: frozenset[str]) -> None:
        if kinds <= _OWN or not self._session.can_write:
            return
        if self._job is not None:
            self._again = True
        else:
            self._timer.start(AFTER_CHANGE_MS)

    def _start(self) -> None:
        if self._session.can_write:
            self._job = self._session.read(self, _refresh, self._done)
            self._job.ended.connect(self._ended)

    def _asked(self, hold: bool) -> None:
        """Flags that hold need nothing; else a case just opened first shows its rows."""
        if not hold and self._session.can_write:
            self._timer.start(AFTER_OPENING_MS)

    def _done(self, found: Refreshed) -> None:
        if found.differs:
            self._session.announce(_OWN)

    def _ended(self) -> None:
        self._job = None
        if self._again:
            self._again = False
            self._timer.start(AFTER_CHANGE_MS)


def _hold(case: Case, _watch: Watch) -> bool:
    from debttracker.derived.flag_state import flags_hold

    return flags_hold(case.reader())


def _refresh(case: Case, _watch: Watch) -> Refreshed:
    from debttracker.derived.flags import refresh_flags

    return refresh_flags(case)
