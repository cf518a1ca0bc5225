"""Progress and cancel for long jobs, without knowing who watches."""

from __future__ import annotations

from collections.abc import Callable

from debttracker.basics.errors import Cancelled
from debttracker.basics.languages import N_


class Watch:
    """Handed to a long job: it calls :meth:`step` now and then; the watcher may call :meth:`cancel`."""

    def __init__(self, report: Callable[[int, int], None] | None = None) -> None:
        self._report = report
        self._cancelled = False

    def cancel(self) -> None:
        """Ask the job to stop at its next step. Safe from any thread."""
        self._cancelled = True

    @property
    def cancelled(self) -> bool:
        """Whether the user asked to stop."""
        return self._cancelled

    def step(self, done: int, total: int) -> None:
        """Report ``done`` of ``total`` (same unit, total 0 = unknown); raises Cancelled when asked to stop."""
        if self._cancelled:
            raise Cancelled(N_("Stopped, as you asked. Nothing of this was kept."))
        if self._report is not None:
            self._report(done, total)
