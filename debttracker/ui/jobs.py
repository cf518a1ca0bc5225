"""Long work off the GUI thread: a job with a life (prepare, run, progress, result or trouble, cancel).

Results arrive on the GUI thread and are dropped when their owner (a page, a dialog) is gone.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from threading import Event
from typing import Any, Final, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, QThreadPool, Signal, Slot

from debttracker.basics.errors import Trouble
from debttracker.basics.progress import Watch
from debttracker.ui.surprise import as_trouble

ResultT = TypeVar("ResultT")

#: PySide hands the interpreter over at each call into Qt, and the GUI thread gets it back from a worker after one turn: at
#: Python's own 5 ms a page that paints while a worker computes stood still for a tenth of a second.
_TURN_S: Final = 0.001
#: Jobs that have not ended; keeps them alive while their thread works.
_running: set[Job] = set()


class Job(QObject):
    """One piece of work. Make it with :func:`start`; it tells its owner and then forgets itself.

    ``progressed`` gives (done, total) in the work's own unit; ``ended`` comes last, whatever happened.
    """

    progressed = Signal(object, object)
    ended = Signal()
    _came = Signal(object, object)
    _stepped = Signal(object, object)

    def __init__(self, owner: QObject, work: Callable[[Watch], Any], done: Callable[[Any], object] | None,
                 failed: Callable[[Trouble], object] | None) -> None:
        super().__init__()
        self._owner = owner
        self._work = work
        self._done = done
        self._failed = failed
        self._watch = Watch(self._report)
        self._per_mille = -1
        self._over = Event()
        self._succeeded = False
        self._came.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._stepped.connect(self._step, Qt.ConnectionType.QueuedConnection)

    def cancel(self) -> None:
        """Ask the work to stop. It then ends in ``failed`` with Cancelled, unless it was done already."""
        self._watch.cancel()

    def drop(self) -> None:
        """Cancel and deliver nothing at all."""
        self._done = self._failed = None
        self._watch.cancel()

    def wait(self, seconds: float) -> bool:
        """Wait until the work has ended (not until its result was delivered); False when that takes longer."""
        return self._over.wait(seconds)

    @property
    def succeeded(self) -> bool:
        """Whether the work came to its end, whether or not anybody was told."""
        return self._succeeded

    @property
    def cancelled(self) -> bool:
        """Whether it was asked to stop."""
        return self._watch.cancelled

    def run(self) -> None:
        """Do the work; called by a worker thread."""
        result: object = None
        trouble: Trouble | None = None
        try:
            result = self._work(self._watch)
            self._succeeded = True
        except Exception as error:  # noqa: BLE001  nothing may escape into the thread pool: it is told to the user
            trouble = as_trouble(error)
        self._over.set()
        try:
            self._came.emit(result, trouble)
        except RuntimeError:  # the application has ended meanwhile
            return

    def _report(self, done: int, total: int) -> None:
        step = done * 1000 // total if total else done
        if step != self._per_mille:
            self._per_mille = step
            self._stepped.emit(done, total)

    @Slot(object, object)
    def _step(self, done: int, total: int) -> None:
        if shiboken6.isValid(self._owner) and not self.cancelled:
            self.progressed.emit(done, total)

    @Slot(object, object)
    def _deliver(self, result: object, trouble: Trouble | None) -> None:
        _running.discard(self)
        try:
            if not shiboken6.isValid(self._owner):
                return
            if trouble is None and self._done is not None:
                self._done(result)
            elif trouble is not None and self._failed is not None:
                self._failed(trouble)
        finally:
            if shiboken6.isValid(self):
                self.ended.emit()
                self.deleteLater()


def start(owner: QObject, work: Callable[[Watch], ResultT], done: Callable[[ResultT], object] | None = None,
          failed: Callable[[Trouble], object] | None = None) -> Job:
    """Run ``work(watch)`` in a worker thread; then ``done(result)`` or ``failed(trouble)`` on the GUI thread.

    ``work`` must not touch widgets and uses its own database connection (``case.reader()`` gives each thread one).
    """
    if sys.getswitchinterval() > _TURN_S:
        sys.setswitchinterval(_TURN_S)
    job = Job(owner, work, done, failed)
    _running.add(job)
    QThreadPool.globalInstance().start(job.run)
    return job


def under_way() -> int:
    """How many jobs have not ended."""
    return len(_running)


def stop_all(wait_ms: int = 5000) -> None:
    """Before the program ends: ask every job to stop and wait for the threads."""
    for job in list(_running):
        job.drop()
    QThreadPool.globalInstance().waitForDone(wait_ms)
    _running.clear()
