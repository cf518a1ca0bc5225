"""Works the deadlines out in the background when the first page has long been shown, and tells it if they differ."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from debttracker.ui.session import Session

if TYPE_CHECKING:
    from debttracker.basics.errors import Trouble
    from debttracker.basics.progress import Watch
    from debttracker.case.case import Case
    from debttracker.ui.jobs import Job

#: Milliseconds after the page was last shown or changed. A case of more than ``LARGE`` contacts takes a second or more
#: of a core, so it waits until nothing has happened for a good while.
AFTER_MS: Final = 2000
LARGE: Final = 20_000
AFTER_MS_LARGE: Final = 10_000


class Deadlines(QObject):
    """``changed`` tells that other deadlines are kept now than before."""

    changed = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._job: Job | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._start)
        session.case_replaced.connect(self._stop)

    def look(self, contacts: int) -> None:
        """Look at them in a while; ``contacts`` says how large the case is. Work under way is out of date and stops."""
        self._stop()
        if self._session.can_write and contacts:
            self._timer.start(AFTER_MS if contacts <= LARGE else AFTER_MS_LARGE)

    def _stop(self) -> None:
        self._timer.stop()
        if self._job is not None:
            self._job.drop()
            self._job = None

    def _start(self) -> None:
        if self._session.can_write:
            self._job = self._session.read(self, self._keep, self._done, self._failed)

    def _keep(self, case: Case, watch: Watch) -> bool:
        from debttracker.derived.clocks import clocks_are_kept, keep_clocks

        if clocks_are_kept(case.reader()):
            return False
        return keep_clocks(case, self._session.checks.now(case, watch))

    def _done(self, differs: bool) -> None:
        self._job = None
        if differs:
            self.changed.emit()

    def _failed(self, trouble: Trouble) -> None:
        self._job = None
        self._session.tell(trouble)
