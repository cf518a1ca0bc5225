"""The state of the case in words: saved, journal intact, read-only."""

from __future__ import annotations

from contextlib import suppress
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from debttracker.basics.errors import Trouble
from debttracker.basics.languages import Words
from debttracker.ui.session import Session

if TYPE_CHECKING:
    from debttracker.basics.progress import Watch
    from debttracker.case.case import Case
    from debttracker.case.journal import Verdict

#: Cases larger than this (bytes of the database) are not checked by themselves on opening, only when asked.
CHECKED_AT_ONCE = 64 * 2**20
#: A case just opened first shows its rows; the check would take the interpreter from them. Milliseconds.
AFTER_OPENING_MS = 600


class Journal(StrEnum):
    """What is known of the journal of the open case."""

    UNKNOWN = "unknown"
    CHECKING = "checking"
    INTACT = "intact"
    DIFFERS = "differs"


class HeadWords(NamedTuple):
    """What the sidebar's head shows."""

    name: str
    state: str
    icon: str
    tone: str
    tooltip: str


class CaseState(QObject):
    """Watches the session's case. ``changed`` tells that the words may be others now."""

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self.journal = Journal.UNKNOWN
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.check)
        session.case_replaced.connect(self._replaced)
        session.state_changed.connect(self.changed)
        session.language.changed.connect(self.changed)

    def words(self, _: Words) -> HeadWords:
        """The state in the user's language."""
        case = self._session.case
        if case is None:
            return HeadWords(_("debttracker"), _("no case open"), "unlock", "muted", _("Menu"))
        kept = _("read only") if case.read_only else _("saved")
        journal = {Journal.CHECKING: _("checking the journal"), Journal.INTACT: _("journal intact"),
                   Journal.DIFFERS: _("journal differs")}.get(self.journal, "")
        state = " · ".join(filter(None, (kept, journal)))
        protected = case.keys.protected
        how = _("Protected by a passphrase") if protected else _("Not protected by a passphrase yet")
        tone = "late" if self.journal is Journal.DIFFERS else "muted"
        return HeadWords(self._session.case_name, state, "lock" if protected else "unlock", tone, how)

    def check(self) -> None:
        """Verify the whole journal in the background and tell the result by ``changed``."""
        self._tell(Journal.CHECKING)
        self._session.read(self, _check_all, partial(self._came, self._session.case), self._failed)

    def _look(self) -> None:
        """On opening: what was added since the last whole check; all of it when that is long ago."""
        if self._session.case is not None:
            self._session.read(self, _check_new, partial(self._looked, self._session.case), self._failed)

    def _looked(self, case: Case, verdict: Verdict | None) -> None:
        if verdict is not None:
            self._came(case, verdict)
        elif self._session.case is case and case.database.stat().st_size <= CHECKED_AT_ONCE:
            self._timer.start(AFTER_OPENING_MS)

    def _came(self, case: Case | None, verdict: Verdict) -> None:
        if self._session.case is case:
            self._tell(Journal.INTACT if verdict.intact else Journal.DIFFERS)

    def _replaced(self) -> None:
        self.journal = Journal.UNKNOWN
        self._timer.stop()
        if self._session.case is not None:
            self._session.afterwards(self._look)
        self.changed.emit()

    def _failed(self, trouble: Trouble) -> None:
        self._tell(Journal.UNKNOWN)
        self._session.tell(trouble)

    def _tell(self, journal: Journal) -> None:
        self.journal = journal
        self.changed.emit()


def _check_all(case: Case, watch: Watch) -> Verdict:
    from debttracker.case import journal, journal_checked

    verdict = journal.verify(case.reader(), watch)
    with suppress(Trouble):  # the note only spares the next start some work
        journal_checked.remember(case, verdict)
    return verdict


def _check_new(case: Case, watch: Watch) -> Verdict | None:
    from debttracker.case import journal, journal_checked

    last = journal_checked.last_checked(case.reader())
    if last is None or not last.is_recent:
        return None
    return journal.verify(case.reader(), watch, since=(last.seq, last.hash))
