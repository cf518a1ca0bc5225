"""The recovery code: shown once, to be written down or printed, and asked for again before going on."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QWidget

from debttracker.ui.session import Session
from debttracker.ui.widgets.card import Card
from debttracker.ui.widgets.plain_label import PlainLabel
from debttracker.ui.widgets.sheet import Sheet

_SELECT = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard


class RecoverySheet(Sheet):
    """Shows ``code``; leaves only when the user says it is kept."""

    asks_before_leaving = False

    def __init__(self, session: Session, code: str, parent: QWidget | None = None) -> None:
        _ = session.words
        super().__init__(_("Your recovery code"),
                         _("If the passphrase is ever lost, this code opens the case. Without both, nobody can, we "
                           "included. Write it on paper and keep it away from this computer."), parent=parent)
        card = Card()
        label = PlainLabel(code, "title", wrap=True)
        label.setAccessibleName(_("Recovery code"))
        label.setTextInteractionFlags(_SELECT)
        card.body.addWidget(label)
        self.body.addWidget(card)
        self.kept = QCheckBox(_("I have written it down"))
        self.body.addWidget(self.kept)
        self.body.addStretch(1)
        copy = self.add_action(_("Copy"))
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(code))
        done = self.add_action(_("Go on"), main=True)
        done.setEnabled(False)
        self.kept.toggled.connect(done.setEnabled)
        self.kept.setFocus()

    def reject(self) -> None:
        """The code is shown only once: leaving needs the tick."""
        if self.kept.isChecked():
            super().reject()

