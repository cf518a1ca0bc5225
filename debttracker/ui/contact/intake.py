"""Large files on their way into the case, one after the other, off the GUI thread.

What a case is asked to keep is written and hashed by a worker before the short transaction that makes it part of the case
(``case/vault.py``): pages, changes and undo go on meanwhile. A file is in the case as a whole or not at all.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from debttracker.basics.errors import Trouble
    from debttracker.basics.progress import Watch
    from debttracker.case.case import Case
    from debttracker.case.change import Applied
    from debttracker.ui.jobs import Job
    from debttracker.ui.session import Session

#: How long the window waits for a worker that was told to stop, in seconds: it looks after each mebibyte, so only a slow
#: disk that writes out what it holds takes longer. The worker then tidies up behind the window's back.
_PATIENCE_S: Final = 2.0
#: Longer names are cut in their middle: one that has no spaces would make the window wider.
_LONGEST_NAME, _KEPT_END = 40, 12


class Item(NamedTuple):
    """One file: its name, and what keeps it (by a worker thread, where there is a watch)."""

    name: str
    keep: Callable[[Case, Watch | None], Applied]


class Intake(QObject):
    """The files of one session that are being added; ``session.intake_changed`` tells of every step. Each is a change of
    its own, on the undo stack once it is in the case. ``failed``: one was not kept (the user was told), or was stopped."""

    failed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._items: deque[Item] = deque()
        self._job: Job | None = None
        self._case: Case | None = None
        self.done, self.total = 0, 0
        session.case_replaced.connect(self._case_replaced)

    @property
    def active(self) -> bool:
        """Whether any file is not in the case yet."""
        return bool(self._items)

    @property
    def count(self) -> int:
        """How many files are not in the case yet."""
        return len(self._items)

    def words(self) -> str:
        """What is going on, in the user's language; "" when nothing is."""
        if not self._items:
            return ""
        _, name, more = self._session.words, short_name(self._items[0].name), len(self._items) - 1
        if not more:
            return _("Adding “{name}”…", name=name)
        return _.plural("Adding “{name}”, then {n} more…", "Adding “{name}”, then {n} more…", more, name=name)

    def add(self, item: Item) -> None:
        """Take ``item`` in, after those that came before it."""
        self._case = self._session.case
        self._items.append(item)
        if self._job is None:
            self._begin()
        else:
            self._session.intake_changed.emit()

    def cancel(self) -> None:
        """Stop, as the user asked: nothing of what is not in the case yet is kept."""
        while len(self._items) > 1:
            self._items.pop()
        if self._job is not None:
            self._job.cancel()
        self._session.intake_changed.emit()

    @property
    def stopping(self) -> bool:
        """Whether it was asked to stop and is about to."""
        return self._job is not None and self._job.cancelled

    def abandon(self) -> list[str]:
        """Stop at once and without a word, as before the case is closed; returns the names of what was not kept."""
        names = [item.name for item in self._items]
        self._items.clear()
        if self._job is not None:
            self._job.drop()
            self._job.wait(_PATIENCE_S)
            if self._job.succeeded:  # it was too late to stop
                names = names[1:]
            self._job = None
        self._session.intake_changed.emit()
        return names

    # -- inside

    def _begin(self) -> None:
        self.done, self.total = 0, 0
        item = self._items[0]
        self._job = self._session.read(self, item.keep, partial(self._kept, item), self._failed)
        self._job.progressed.connect(self._step)
        self._session.intake_changed.emit()

    def _step(self, done: int, total: int) -> None:
        self.done, self.total = done, total
        self._session.intake_changed.emit()

    def _kept(self, item: Item, applied: Applied) -> None:
        _ = self._session.words
        self._go_on()
        self._session.remember(applied, _("“{name}” was added.", name=short_name(item.name)))

    def _failed(self, trouble: Trouble) -> None:
        self.failed.emit()
        self._go_on()
        self._session.tell(trouble)

    def _go_on(self) -> None:
        self._job = None
        if self._items:
            self._items.popleft()
        if self._items:
            self._begin()
        else:
            self._session.intake_changed.emit()

    def _case_replaced(self) -> None:
        """Another case, or none: what was meant for the one before is not kept in this one."""
        if not self._items or self._session.case is self._case:
            return
        _, names = self._session.words, self.abandon()
        if not names:
            return
        if len(names) == 1:
            said = _("“{name}” was not added, because its case was closed. It is still where it was.",
                     name=short_name(names[0]))
        else:
            said = _.plural("{n} file was not added, because its case was closed. It is still where it was.",
                            "{n} files were not added, because their case was closed. They are still where they were.",
                            len(names))
        self._session.say(said)


def short_name(name: str) -> str:
    """``name``, cut in its middle when it is long."""
    return name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME - _KEPT_END - 1]}…{name[-_KEPT_END:]}"
