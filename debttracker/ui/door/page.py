"""The page that stands before a case which is locked, damaged, newer, or not there."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from debttracker.basics.errors import DamagedCase, Trouble, WrongPassphrase
from debttracker.basics.formats import day_text
from debttracker.basics.languages import N_
from debttracker.basics.progress import Watch
from debttracker.case.backups import Backup, list_backups
from debttracker.case.case import Case, open_case
from debttracker.case.creation import rescue_backup
from debttracker.ui import jobs
from debttracker.ui.opening import adopt, open_folder
from debttracker.ui.page import Page
from debttracker.ui.theme.theme import theme
from debttracker.ui.widgets.buttons import PrimaryButton, QuietButton
from debttracker.ui.widgets.card import Card
from debttracker.ui.widgets.error_banner import ErrorBanner
from debttracker.ui.widgets.plain_label import PlainLabel

#: Copies offered at once; older ones stay in the folder.
_COPIES = 6


class Door(NamedTuple):
    """A case that is not open, and why not."""

    folder: Path
    trouble: Trouble


class DoorPage(Page):
    """One calm card: what is the matter, what was kept, what to do next."""

    title = N_("Open a case")
    needs_case = False
    inline = True
    primary = ""

    def build(self, column: QVBoxLayout) -> None:
        """A card in the middle; its content depends on the door."""
        self.door: Door | None = None
        self._chosen: Backup | None = None
        px = theme().px
        column.addStretch(1)
        line = QHBoxLayout()
        line.addStretch(1)
        self.card = Card()
        self.card.setMaximumWidth(px(600))
        self.card.setMinimumWidth(px(320))
        self.card.body.setContentsMargins(px(32), px(28), px(32), px(28))
        self.card.body.setSpacing(px(12))
        line.addWidget(self.card, 10)
        line.addStretch(1)
        column.addLayout(line)
        column.addStretch(2)
        self.heading, self.where = PlainLabel("", "heading", wrap=True), PlainLabel("", "caption", wrap=True)
        self.sentence = PlainLabel("", wrap=True, selectable=True)
        for label in (self.heading, self.where, self.sentence):
            self.card.body.addWidget(label)
        self._build_secret()
        self.copies = QWidget()
        self.card.body.addWidget(self.copies)
        QVBoxLayout(self.copies).setContentsMargins(0, 0, 0, 0)
        self.trouble = ErrorBanner()
        self.card.body.addWidget(self.trouble)
        self._build_buttons()

    def show_data(self, data: Any) -> None:
        """Say it again, in today's language."""
        if self.door is not None:
            self._show(self.door)

    def show_target(self, target: Door) -> None:
        """Stand before another case."""
        self.door = target
        self.secret.clear()
        self._show(target)

    def take_focus(self) -> None:
        """Where typing the passphrase, or Enter, goes on."""
        (self.secret if self.secret.isVisible() else self.go).setFocus()

    # -- making

    def _build_secret(self) -> None:
        say = self.session.language.say
        self.secret, self.see = QLineEdit(), QCheckBox()
        self.secret.setEchoMode(QLineEdit.EchoMode.Password)
        say(self.secret.setAccessibleName, N_("Passphrase or recovery code"))
        say(self.secret.setPlaceholderText, N_("Passphrase or recovery code"))
        say(self.see.setText, N_("Show what I type"))
        self.see.toggled.connect(lambda on: self.secret.setEchoMode(
            QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password))
        self.secret.returnPressed.connect(self._go_on)
        self.card.body.addWidget(self.secret)
        self.card.body.addWidget(self.see)

    def _build_buttons(self) -> None:
        say = self.session.language.say
        row = QHBoxLayout()
        self.other, self.new, self.go = QuietButton(), QuietButton(), PrimaryButton()
        say(self.other.setText, N_("Open another…"))
        say(self.new.setText, N_("Begin a new case"))
        self.go.setText(self.session.words("Try again"))
        self.other.clicked.connect(lambda: self.session.actions.run("open-case"))
        self.new.clicked.connect(lambda: self.session.go("welcome"))
        self.go.clicked.connect(self._go_on)
        row.addWidget(self.other)
        row.addWidget(self.new)
        row.addStretch(1)
        row.addWidget(self.go)
        self.card.body.addLayout(row)

    # -- saying

    def _show(self, door: Door) -> None:
        _ = self.session.words
        locked, damaged = isinstance(door.trouble, WrongPassphrase), isinstance(door.trouble, DamagedCase)
        found = list_backups(door.folder / "backups")[:_COPIES] if damaged else []
        self._chosen = found[0] if found else None
        self.trouble.hide()
        self.heading.setText(_("This case is locked") if locked else _("This case cannot be read") if damaged
                             else _("This case was not opened"))
        self.where.setText(str(door.folder))
        said = (_("Type its passphrase, or the recovery code you wrote down.") if locked
                else door.trouble.say(_))
        self.sentence.setText(said)
        for field in (self.secret, self.see):
            field.setVisible(locked)
        self._list_copies(found)
        self.go.setText(_("Open") if locked else _("Go on with this copy") if found else _("Try again"))
        self.go.setEnabled(True)
        (self.secret if locked else self.go).setFocus()

    def _list_copies(self, found: list[Backup]) -> None:
        _ = self.session.words
        column = self.copies.layout()
        assert column is not None
        while (item := column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.copies.setVisible(bool(found))
        if not found:
            return
        column.addWidget(PlainLabel(_("Copies made when the case was closed. The damaged file is kept beside them."),
                                    "muted", wrap=True))
        for backup in found:
            made = backup.made.astimezone()
            choice = QRadioButton(_("{day}, {time}", day=day_text(made.date(), _), time=f"{made:%H:%M}"))
            choice.setChecked(backup is self._chosen)
            choice.toggled.connect(lambda on, b=backup: self._choose(b) if on else None)
            column.addWidget(choice)

    def _choose(self, backup: Backup) -> None:
        self._chosen = backup

    # -- going on

    def _go_on(self) -> None:
        door = self.door
        if door is None or not self.go.isEnabled():
            return
        if isinstance(door.trouble, WrongPassphrase):
            self._unlock(door.folder)
        elif self._chosen is not None:
            self._rescue(door.folder, self._chosen)
        else:
            open_folder(self.session, door.folder)

    def _unlock(self, folder: Path) -> None:
        """Deriving the key takes about a second, so it happens off the GUI thread."""
        secret = self.secret.text()
        if not secret:
            return
        self.go.setEnabled(False)
        self.trouble.hide()

        def work(_watch: Watch) -> Case:
            return open_case(folder, secret)

        jobs.start(self, work, self._opened, self._refused)

    def _opened(self, case: Case) -> None:
        self.secret.clear()
        self.see.setChecked(False)
        self.go.setEnabled(True)
        adopt(self.session, case)
        self.session.go("today")

    def _refused(self, trouble: Trouble) -> None:
        assert self.door is not None
        self.go.setEnabled(True)
        if isinstance(trouble, WrongPassphrase):
            self.trouble.show_trouble(trouble, self.session.words)
            self.secret.selectAll()
            self.secret.setFocus()
        else:
            self.show_target(Door(self.door.folder, trouble))

    def _rescue(self, folder: Path, backup: Backup) -> None:
        try:
            rescue_backup(folder, backup.path)
        except Trouble as trouble:
            self.trouble.show_trouble(trouble, self.session.words)
            return
        except OSError as error:
            self.trouble.show_text(self.session.words("The copy could not be put in place ({reason}). Nothing was lost.",
                                                      reason=error.strerror or type(error).__name__))
            return
        if open_folder(self.session, folder):
            self.session.say(self.session.words("Opened from the copy. The damaged file lies in the folder of the case."))
