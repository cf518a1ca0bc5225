"""Putting a passphrase on, changing it, taking it off."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from debttracker.basics.errors import BadInput, Trouble
from debttracker.basics.languages import N_
from debttracker.basics.progress import Watch
from debttracker.case.case import Case
from debttracker.case.creation import protect, unprotect
from debttracker.case.keys import check_passphrase
from debttracker.ui.session import Session
from debttracker.ui.welcome.recovery import RecoverySheet
from debttracker.ui.widgets.sheet import Sheet


def ask_passphrase(session: Session, parent: QWidget, done: Callable[[], object]) -> None:
    """Ask for a new passphrase, then show the new recovery code."""
    sheet = PassphraseSheet(session, parent)
    sheet.finished.connect(lambda _result: done())
    sheet.open()


def take_off(session: Session, parent: QWidget, done: Callable[[], object]) -> None:
    """Ask once whether the passphrase shall really go."""
    _ = session.words
    sheet = Sheet(_("Take the passphrase off?"),
                  _("Whoever can open this computer’s files could then read the case."), parent=parent)
    sheet.add_cancel(_("Keep it"))
    go = sheet.add_action(_("Take it off"), danger=True)

    def doing() -> None:
        if session.case is None:
            return
        try:
            unprotect(session.case)
        except Trouble as trouble:
            sheet.complain(trouble, _)
            return
        session.state_changed.emit()
        sheet.accept()
        done()

    go.clicked.connect(doing)
    sheet.open()


class PassphraseSheet(Sheet):
    """Asks for a passphrase twice and shows the new recovery code."""

    asks_before_leaving = False

    def __init__(self, session: Session, parent: QWidget) -> None:
        _ = session.words
        super().__init__(_("A passphrase for this case"), _("A short sentence that only you know is best. You get a "
                                                            "new recovery code; the old one stops working."),
                         parent=parent)
        self._session = session
        self.first, self.second = QLineEdit(), QLineEdit()
        for field, name in ((self.first, _("Passphrase")), (self.second, _("Once more"))):
            field.setEchoMode(QLineEdit.EchoMode.Password)
            field.setPlaceholderText(name)
            field.setAccessibleName(name)
            self.body.addWidget(field)
        self.add_cancel(_("Cancel"))
        self.keep = self.add_action(_("Set it"), main=True)

    def accept(self) -> None:
        """Check both, then guard the key off the GUI thread."""
        try:
            if self.first.text() != self.second.text():
                raise BadInput(N_("The two passphrases differ. Please type both again."))
            secret = check_passphrase(self.first.text())
        except BadInput as trouble:
            self.complain(trouble, self._session.words)
            return
        self.keep.setEnabled(False)

        def work(case: Case, _watch: Watch) -> str:
            return protect(case, secret)

        self._session.read(self, work, self._protected, self._failed)

    def _protected(self, code: str) -> None:
        self._session.state_changed.emit()
        parent = self.parentWidget()
        super().accept()
        RecoverySheet(self._session, code, parent).open()

    def _failed(self, trouble: Trouble) -> None:
        self.keep.setEnabled(True)
        self.complain(trouble, self._session.words)
