"""Undo and redo: one command that replays a change of the case, forth and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from debttracker.ui.surprise import as_trouble

if TYPE_CHECKING:
    from debttracker.case.case import Case
    from debttracker.case.change import Applied, Change


class Replay(QUndoCommand):
    """Holds the change that comes next: the way back, then the way forth again, and so on."""

    def __init__(self, history: History, case: Case, applied: Applied) -> None:
        super().__init__(applied.change.label)
        self._history = history
        self._case = case
        self._next: Change = applied.inverse
        self._fresh = True

    def redo(self) -> None:
        """Nothing when just pushed (the change has been applied), else replay."""
        if self._fresh:
            self._fresh = False
        else:
            self._replay()

    def undo(self) -> None:
        """Take the change back."""
        self._replay()

    def _replay(self) -> None:
        try:
            applied = self._case.change(self._next)
        except Exception as error:  # noqa: BLE001  Qt calls this: nothing may escape; the user is told
            self.setObsolete(True)
            self._history.failed.emit(as_trouble(error))
            return
        self._next = applied.inverse
        self._history.replayed.emit(applied)


class History(QObject):
    """The undo stack of one open case. ``replayed`` gives what undo or redo applied; ``failed`` a Trouble."""

    replayed = Signal(object)
    failed = Signal(object)
    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stack = QUndoStack(self)
        self._stack.indexChanged.connect(self._moved)

    def _moved(self, _index: int) -> None:
        # A method, not a lambda: Qt lets go of it when this object ends before the stack does.
        self.changed.emit()

    def push(self, case: Case, applied: Applied) -> None:
        """Remember a change that was just applied."""
        self._stack.push(Replay(self, case, applied))

    def clear(self) -> None:
        """Forget everything, as when another case is opened."""
        self._stack.clear()

    def undo(self) -> None:
        """Take the last change back, if there is one."""
        self._stack.undo()

    def redo(self) -> None:
        """Apply the change undone last again, if there is one."""
        self._stack.redo()

    @property
    def undo_label(self) -> str:
        """The marked sentence of the change that undo would take back; empty if none."""
        return self._stack.undoText()

    @property
    def redo_label(self) -> str:
        """The same for redo."""
        return self._stack.redoText()
