"""Works the deadlines out in the background when the first page has long been shown, and tells it if they differ."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from debttracker.ui.session import Session

if TYPE_CHECKING:
    from debttracker.basics.progress import Watch
    from debttracker.case.case import Case

#: Milliseconds after the page was shown, and the most contacts that are checked as a whole for it; in larger cases
#: the Rights page works the deadlines out when it is looked at.
AFTER_MS: Final = 2000
MOST_CONTACTS: Final = 20_000


class Deadlines(QObject):
    """``changed`` tells that other deadlines are kept now than before."""

    changed = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._start)

    def look(self, contacts: int) -> None:
        """Look at them in a while; ``contacts`` says how large the case is."""
        if self._session.can_write and 0 < contacts <= MOST_CONTACTS:
            self._timer.start(AFTER_MS)

    def _start(self) -> None:
        if self._session.can_write:
            self._session.read(self, self._keep, self._done)

    def _keep(self, case: Case, _watch: Watch) -> bool:
        from debttracker.derived.clocks import keep_clocks

        return keep_clocks(case, self._session.checks.now(case))

    def _done(self, differs: bool) -> None:
        if differs:
            self.changed.emit()
