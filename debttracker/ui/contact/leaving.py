"""Closing the window while a large file is on its way into the case: it waits, unless it is told not to."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QProgressBar

from debttracker.ui.contact.intake_line import show_step
from debttracker.ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from debttracker.ui.window import MainWindow


class LeavingSheet(Sheet):
    """Shows how far it is and closes the window when all files are in the case. It names none: it may lie over a window
    that is locked. A file that cannot be kept is told in the window, which stays."""

    asks_before_leaving: ClassVar[bool] = False

    def __init__(self, window: MainWindow) -> None:
        self._window, session = window, window.session
        self._session, _ = session, session.words
        super().__init__(
            _.plural("A file is still being added", "{n} files are still being added", session.intake.count),
            _("The window closes by itself as soon as that is done. If you stop it, nothing half is left in the case, and "
              "what you chose stays where it is."), parent=window)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_("Progress"))
        self.body.addWidget(self.bar)
        self.stay = self.add_cancel(_("Do not close"))
        self.stop = self.add_action(_("Stop and close"))
        self.stop.clicked.connect(self._stop)
        session.intake_changed.connect(self._step)
        session.intake.failed.connect(self.leave_now)
        self._step()

    def done(self, result: int) -> None:
        """Leave; what becomes of the file closes nothing any more."""
        self._session.intake_changed.disconnect(self._step)
        super().done(result)

    def _step(self) -> None:
        if self._session.takes_in:
            show_step(self.bar, self._session.intake)
        else:
            self._close_all()

    def _stop(self) -> None:
        self._session.intake.abandon()  # which tells _step

    def _close_all(self) -> None:
        self.leave_now()
        QTimer.singleShot(0, self._window, self._window.close)
