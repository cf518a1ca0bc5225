"""The passphrase of a protected case: no limit on tries, no hints to who looks over the shoulder."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from debttracker.basics.errors import Trouble
from debttracker.basics.progress import Watch
from debttracker.case.case import Case, open_case
from debttracker.ui import jobs
from debttracker.ui.session import Session
from debttracker.ui.widgets.sheet import Sheet


class UnlockSheet(Sheet):
    """Asks for the passphrase (or recovery code) of the case in ``folder`` and opens it."""

    def __init__(self, session: Session, folder: Path, parent: QWidget | None = None) -> None:
        _ = session.words
        super().__init__(_("This case is locked"), _("Type its passphrase, or the recovery code you wrote down."),
                         parent=parent)
        self._session, self._folder = session, folder
        self.secret = QLineEdit()
        self.secret.setEchoMode(QLineEdit.EchoMode.Password)
        self.secret.setAccessibleName(_("Passphrase or recovery code"))
        self.secret.setPlaceholderText(_("Passphrase or recovery code"))
        show = QCheckBox(_("Show what I type"))
        show.toggled.connect(lambda on: self.secret.setEchoMode(
            QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password))
        self.body.addWidget(self.secret)
        self.body.addWidget(show)
        self.add_cancel(_("Not now"))
        self.open_button = self.add_action(_("Open"), main=True)
        self.secret.setFocus()

    def accept(self) -> None:
        """Try; deriving the key takes about a second, off the GUI thread."""
        secret = self.secret.text()
        if not secret or not self.open_button.isEnabled():
            return
        self.open_button.setEnabled(False)
        self.banner.hide()

        def work(_watch: Watch) -> Case:
            return open_case(self._folder, secret)

        jobs.start(self, work, self._opened, self._failed)

    def _opened(self, case: Case) -> None:
        from debttracker.ui.opening import adopt

        adopt(self._session, case)
        super().accept()

    def _failed(self, trouble: Trouble) -> None:
        self.open_button.setEnabled(True)
        self.complain(trouble, self._session.words)
        self.secret.selectAll()
        self.secret.setFocus()
