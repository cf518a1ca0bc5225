"""The line at the window's foot that stays while large files are added: what, how far, and a way to stop it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from debttracker.basics.languages import N_
from debttracker.ui.theme.theme import theme
from debttracker.ui.widgets.busy_overlay import QUIET_MS
from debttracker.ui.widgets.buttons import QuietButton
from debttracker.ui.widgets.icon_label import IconLabel
from debttracker.ui.widgets.plain_label import PlainLabel

if TYPE_CHECKING:
    from debttracker.ui.contact.intake import Intake
    from debttracker.ui.session import Session


class IntakeLine(QWidget):
    """Lies below the page, so that nothing of it is covered. What takes less than a moment shows nothing."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        px = theme().px
        outer = QVBoxLayout(self)
        outer.setContentsMargins(px(24), px(6), px(24), px(12))
        frame = QFrame()
        frame.setProperty("role", "inset")
        outer.addWidget(frame)
        row = QHBoxLayout(frame)
        row.setContentsMargins(px(12), px(8), px(8), px(8))
        row.setSpacing(px(12))
        row.addWidget(IconLabel("paperclip", "muted"))
        column = QVBoxLayout()
        column.setSpacing(px(6))
        self.text = PlainLabel("", wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        session.language.say(self.bar.setAccessibleName, N_("Progress"))
        column.addWidget(self.text)
        column.addWidget(self.bar)
        row.addLayout(column, 1)
        self.stop = QuietButton()
        session.language.say(self.stop.setText, N_("Cancel"))
        self.stop.clicked.connect(session.intake.cancel)
        row.addWidget(self.stop)
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(QUIET_MS)
        self._late.timeout.connect(self._appear)
        session.language.changed.connect(self.retell)
        self.hide()
        self.retell()

    def retell(self) -> None:
        """Say what is true now."""
        if not self._session.takes_in:
            self._late.stop()
            self.hide()
            return
        intake = self._session.intake
        self.text.setText(self._session.words("Stopping…") if intake.stopping else intake.words())
        show_step(self.bar, intake)
        self.stop.setEnabled(not intake.stopping)
        if self.isHidden() and not self._late.isActive():
            self._late.start()

    def _appear(self) -> None:
        if self._session.takes_in:
            self.show()


def show_step(bar: QProgressBar, intake: Intake) -> None:
    """Show on ``bar`` how far the file is that is being added; busy while only the disk is waited for."""
    bar.setRange(0, 1000 if intake.total else 0)
    if intake.total:
        bar.setValue(intake.done * 1000 // intake.total)
