"""What pages hold: the open case, its changes, language, look, actions, and the ways to speak to the window.

One session per window; nothing in it is global, so that several cases may be open in one process.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from debttracker.basics.errors import CaseTrouble, Trouble
from debttracker.basics.languages import N_, Words
from debttracker.ui.actions import Actions
from debttracker.ui.language import Language

if TYPE_CHECKING:
    from debttracker.basics.progress import Watch
    from debttracker.case.case import Case
    from debttracker.case.change import Applied, Change
    from debttracker.derived.checks import Checks
    from debttracker.ui.contact.intake import Intake
    from debttracker.ui.jobs import Job
    from debttracker.ui.preferences import Preferences
    from debttracker.ui.surprise import Surprise, Watchman
    from debttracker.ui.theme.theme import Theme
    from debttracker.ui.undo import History

ResultT = TypeVar("ResultT")


class Session(QObject):
    """Signals: ``case_replaced`` (opened, closed, another one), ``records_changed`` (frozenset of record kinds such
    as "contact" or "loan"), ``state_changed`` (anything the sidebar's head tells), ``preferences_changed``,
    ``intake_changed`` (large files are being added: begun, how far, done).

    Pages speak to the window by :meth:`go`, :meth:`say` and :meth:`tell`.
    """

    case_replaced = Signal()
    records_changed = Signal(object)
    state_changed = Signal()
    preferences_changed = Signal()
    intake_changed = Signal()
    going = Signal(str, object)
    saying = Signal(str, str, object)
    badge_changed = Signal(str, int)

    def __init__(self, theme: Theme, preferences: Preferences, preferences_file: Path | None = None,
                 parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.preferences = preferences
        self._preferences_file = preferences_file
        self.language = Language(preferences.screen_language, self)
        self.actions = Actions(self.language, self)
        self.case: Case | None = None
        self.case_name = ""
        self.read_only_because: Trouble | None = None
        self.watchman: Watchman | None = None
        self._waiting: list[Callable[[], object]] | None = None

    def hold(self) -> None:
        """From now on what :meth:`afterwards` gets waits, until :meth:`release`: the window's first page comes first."""
        self._waiting = []

    def afterwards(self, work: Callable[[], object]) -> None:
        """Run ``work`` with the next turn of events, or, while the window opens, once its first page was seen."""
        if self._waiting is None:
            QTimer.singleShot(0, self, work)
        else:
            self._waiting.append(work)

    def release(self) -> None:
        """The first page was seen: do what waited, one piece for each turn of events, so that keys get in between."""
        waiting, self._waiting = self._waiting or [], None
        for work in waiting:
            QTimer.singleShot(0, self, work)

    @property
    def words(self) -> Words:
        """The words of the screen's language; write ``_ = self.session.words``."""
        return self.language.words

    @cached_property
    def history(self) -> History:
        """Undo and redo of the open case."""
        from debttracker.ui.undo import History

        history = History(self)
        history.replayed.connect(lambda applied: self.announce(applied.change.records))
        history.failed.connect(self.tell)
        history.changed.connect(self.actions.refresh)
        return history

    @cached_property
    def checks(self) -> Checks:
        """The check of the open case that Rights and Today share; a worker thread asks it."""
        from debttracker.derived.checks import Checks

        return Checks()

    @cached_property
    def intake(self) -> Intake:
        """Takes large files into the open case, in the background."""
        from debttracker.ui.contact.intake import Intake

        return Intake(self)

    @property
    def takes_in(self) -> bool:
        """Whether a large file is being added to the case right now."""
        return "intake" in self.__dict__ and self.intake.active

    # -- the case

    @property
    def can_write(self) -> bool:
        """Whether there is a case that may be changed."""
        return self.case is not None and not self.case.read_only

    def set_case(self, case: Case | None) -> None:
        """Show another case (already open), or none. The old one is left to whoever opened it to close."""
        self.case = case
        if "history" in self.__dict__:
            self.history.clear()
        self.__dict__.pop("checks", None)
        self.case_name = self._read_name()
        self.actions.refresh()
        self.case_replaced.emit()
        self.state_changed.emit()

    def change(self, change: Change, said: str = "") -> Applied | None:
        """Apply ``change``, remember it for undo, tell every page and show ``said`` with an undo link.

        ``said`` is a sentence in the user's language. Troubles are shown to the user; then None is returned and
        nothing was changed.
        """
        try:
            return self.change_or_raise(change, said)
        except Trouble as trouble:
            self.tell(trouble)
            return None

    def change_or_raise(self, change: Change, said: str = "") -> Applied:
        """Like :meth:`change` for dialogs that show troubles themselves: raises Trouble."""
        if self.case is None:
            raise CaseTrouble(N_("No case is open, so there is nothing to change."))
        applied = self.case.change(change)
        self.remember(applied, said)
        return applied

    def remember(self, applied: Applied, said: str = "") -> None:
        """Put a change that was applied elsewhere (``case.change_with``) on the undo stack and tell every page."""
        if self.case is not None:
            self.history.push(self.case, applied)
        self.announce(applied.change.records)
        if said:
            self.say(said, self.words("Undo"), self.history.undo)

    def announce(self, kinds: Iterable[str]) -> None:
        """Tell every page that records of these kinds are new, changed or gone (also after an import)."""
        kinds = frozenset(kinds)
        if "setting" in kinds:
            self.case_name = self._read_name()
        self.records_changed.emit(kinds)
        self.state_changed.emit()

    def read(self, owner: QObject, work: Callable[[Case, Watch], ResultT],
             done: Callable[[ResultT], object] | None = None,
             failed: Callable[[Trouble], object] | None = None) -> Job:
        """Run ``work(case, watch)`` in a worker thread with that thread's own connection; see :func:`jobs.start`.

        ``failed`` None shows troubles in the status line. Raises nothing; without a case ``failed`` is told.
        """
        from debttracker.ui import jobs

        case = self.case

        def whole(watch: Watch) -> ResultT:
            if case is None:
                raise Trouble(N_("No case is open."))
            try:
                return work(case, watch)
            finally:
                case.release_reader()

        return jobs.start(owner, whole, done, failed or self.tell)

    # -- speaking to the window

    def go(self, page: str, target: object = None) -> None:
        """Show ``page``; ``target`` is handed to its ``show_target`` (for example ``("contact", 12)``)."""
        self.going.emit(page, target)

    def say(self, text: str, action: str = "", run: Callable[[], object] | None = None) -> None:
        """Show one calm line at the bottom, with an optional link."""
        self.saying.emit(text, action, run)

    def tell(self, trouble: Trouble) -> None:
        """Show a trouble that has no better place; for a fault of the program itself its details can be read."""
        from debttracker.ui.surprise import Surprise

        if isinstance(trouble, Surprise):
            self.saying.emit(trouble.say(self.words), self.words("Details"), partial(_show_details, self, trouble))
        else:
            self.saying.emit(trouble.say(self.words), "", None)

    def set_badge(self, page: str, count: int) -> None:
        """The count beside a page in the sidebar; 0 hides it."""
        self.badge_changed.emit(page, count)

    # -- choices

    def prefer(self, preferences: Preferences) -> None:
        """Apply and keep the user's choices. A file that cannot be written is told; the choices hold all the same."""
        self.preferences = preferences
        self.theme.use_language(preferences.screen_language)
        self.theme.choose(scheme=preferences.scheme, contrast=preferences.high_contrast,
                          text_scale=preferences.text_scale, motion_wish=preferences.motion)
        self.language.use(preferences.screen_language)
        if self._preferences_file is not None:
            from debttracker.ui.preferences import write_preferences

            try:
                write_preferences(self._preferences_file, preferences)
            except Trouble as trouble:
                self.tell(trouble)
        self.preferences_changed.emit()

    def _read_name(self) -> str:
        if self.case is None:
            return ""
        from debttracker.case.queries.settings import setting

        try:
            name = str(setting(self.case.reader(), "case.name", "") or "")
        except Trouble:
            name = ""
        return name or self.case.folder.name


def _show_details(session: Session, surprise: Surprise) -> None:
    from debttracker.ui.details_sheet import DetailsSheet

    DetailsSheet(session, surprise).open()
