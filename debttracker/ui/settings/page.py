"""The Settings page."""

from __future__ import annotations

from typing import Any, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from debttracker.basics.errors import Trouble
from debttracker.basics.formats import count_text, day_text
from debttracker.basics.languages import LANGUAGES, N_, OWN_NAMES
from debttracker.basics.moments import Moment, zone
from debttracker.basics.progress import Watch
from debttracker.case.backups import Backup, back_up, list_backups
from debttracker.case.case import Case
from debttracker.case.queries.notes import BatchRow, batches
from debttracker.case.queries.settings import set_setting, settings
from debttracker.ui.hiding import HIDE_KEY
from debttracker.ui.page import Page
from debttracker.ui.preferences import LOCK_MINUTES
from debttracker.ui.settings.protection import ask_passphrase, take_off
from debttracker.ui.widgets.buttons import LinkButton, QuietButton
from debttracker.ui.widgets.card import Card
from debttracker.ui.widgets.choice_row import ChoiceRow
from debttracker.ui.widgets.plain_label import PlainLabel
from debttracker.ui.widgets.rows import Rows
from debttracker.ui.widgets.side_by_side import Columns

#: Currencies offered first; any ISO 4217 code can be typed.
_CURRENCIES = ("CNY", "TWD", "HKD", "USD", "GBP", "EUR", "JPY", "KRW", "INR", "AUD", "CAD", "SGD", "MYR", "PHP", "IDR",
               "VND", "THB")
_TEXT_SIZES = ((1.0, "100 %"), (1.25, "125 %"), (1.5, "150 %"), (2.0, "200 %"))


class SettingsData(NamedTuple):
    """What the page shows of the case."""

    values: dict[str, Any]
    protected: bool
    backups: list[Backup]
    batches: list[BatchRow]
    folder: str
    read_only: bool


class SettingsPage(Page):
    """Two columns: the program, and the case."""

    title = N_("Settings")
    kinds = frozenset({"setting", "import_batch"})
    needs_case = False

    def build(self, column: QVBoxLayout) -> None:
        """Make both columns."""
        sides = Columns(least=640)
        column.addWidget(sides)
        column.addStretch(1)
        left, right = sides.first, sides.second
        self._build_program(left)
        self._build_imports(left)
        left.addStretch(1)
        self._build_case(right)
        self._build_protection(right)
        self._build_backups(right)
        right.addStretch(1)

    def read(self, case: Case | None, watch: Watch) -> SettingsData | None:
        """What the case says of itself; None without a case."""
        if case is None:
            return None
        return SettingsData(settings(case.reader()), case.keys.protected, list_backups(case.folder / "backups"),
                            batches(case.reader()), str(case.folder), case.read_only)

    def show_data(self, data: SettingsData | None) -> None:
        """Fill in."""
        wish = self.session.preferences
        self.languages.set_value(self.session.language.code)
        self.scheme.set_value(wish.scheme)
        self.text_size.set_value(min((s for s, _t in _TEXT_SIZES), key=lambda s: abs(s - wish.text_scale)))
        self.contrast.set_value(wish.contrast)
        self.reminders.set_value("off" if not wish.reminders else "tray" if wish.tray else "open")
        for card in (self.case_card, self.protection, self.backup_card, self.import_card):
            card.setVisible(data is not None)
        if data is not None:
            self._show_case(data)

    # -- the program

    def _build_program(self, column: QVBoxLayout) -> None:
        card = self._card(N_("THIS PROGRAM"), column)
        self.languages = ChoiceRow([(code, OWN_NAMES[code]) for code in LANGUAGES])
        self.languages.chosen.connect(lambda v: self._prefer(language=str(v)))
        self._row(card, N_("Language"), self.languages)
        self.scheme, self.contrast = ChoiceRow(), ChoiceRow()
        self.scheme.chosen.connect(lambda v: self._prefer(scheme=str(v)))
        self.contrast.chosen.connect(lambda v: self._prefer(contrast=str(v)))
        self._row(card, N_("Light or dark"), self.scheme)
        self.text_size = ChoiceRow(_TEXT_SIZES)
        self.text_size.chosen.connect(lambda v: self._prefer(text_scale=float(str(v))))
        self._row(card, N_("Text size"), self.text_size)
        self._row(card, N_("Contrast"), self.contrast)
        self.reminders = ChoiceRow()
        self.reminders.chosen.connect(lambda v: self._prefer(reminders=v != "off", tray=v == "tray"))
        self._row(card, N_("Reminders of due dates (they never name a debt)"), self.reminders)

    def retranslate(self) -> None:
        """Words on the choices."""
        _ = self.session.words
        self.scheme.set_choices([("system", _("Like the desktop")), ("light", _("Light")), ("dark", _("Dark"))])
        self.contrast.set_choices([("system", _("Like the desktop")), ("normal", _("Normal")), ("high", _("High"))])
        self.reminders.set_choices([("off", _("Off")), ("open", _("While it is open")),
                                    ("tray", _("Also when the window is closed"))])
        self.locking.set_choices([(n, _.plural("{n} minute", "{n} minutes", n) if n else _("Off")) for n in LOCK_MINUTES])

    def _prefer(self, **choices: Any) -> None:
        self.session.prefer(self.session.preferences._replace(**choices))

    def _build_case(self, column: QVBoxLayout) -> None:
        say = self.session.language.say
        card = self.case_card = self._card(N_("THIS CASE"), column)
        self.name, self.borrower, self.zone = QLineEdit(), QLineEdit(), QLineEdit()
        self.currency = QComboBox()
        self.currency.setEditable(True)
        self.currency.addItems(list(_CURRENCIES))
        for field, key, name in ((self.name, "case.name", N_("Name of the case")),
                                 (self.borrower, "case.borrower", N_("Your name, as letters and evidence show it")),
                                 (self.zone, "case.zone", N_("Time zone you live in"))):
            field.editingFinished.connect(lambda f=field, k=key: self._set(k, f.text().strip()))
            self._row(card, name, field)
        self.currency.activated.connect(lambda _i: self._set("case.currency", self.currency.currentText().strip().upper()))
        self._row(card, N_("Currency"), self.currency)
        self.where = PlainLabel("", "caption", wrap=True)
        self.where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        card.body.addWidget(self.where)
        say(self.where.setAccessibleName, N_("Folder of the case"))

    def _show_case(self, data: SettingsData) -> None:
        _ = self.session.words
        values = data.values
        for field, key in ((self.name, "case.name"), (self.borrower, "case.borrower"), (self.zone, "case.zone")):
            if not field.hasFocus():
                field.setText(str(values.get(key) or ""))
            field.setEnabled(not data.read_only)
        self.currency.setEditText(str(values.get("case.currency") or ""))
        self.currency.setEnabled(not data.read_only)
        self.where.setText(_("Kept in {folder}", folder=data.folder))
        self.protect_words.setText(
            _("Protected by a passphrase. The recovery code opens it too.") if data.protected
            else _("No passphrase: whoever can open this computer’s files can read it."))
        self.protect.setText(_("Change the passphrase…") if data.protected else _("Set a passphrase…"))
        self.unprotect.setVisible(data.protected)
        self.locking.setVisible(data.protected)
        self.locking.set_value(self.session.preferences.locks_after)
        self.locking_words.setText(
            _("Lock by itself when nobody touches keyboard or mouse for") if data.protected
            else _("Without a passphrase there is nothing to lock with. {key} hides the window at once.", key=HIDE_KEY))
        self.locking.setAccessibleName(self.locking_words.text())
        self._show_backups(data)
        self._show_imports(data)

    def _set(self, key: str, value: str) -> None:
        case = self.session.case
        if case is None or not self.session.can_write or str(settings(case.reader()).get(key) or "") == value:
            return
        try:
            if key == "case.zone":
                zone(value)
        except Trouble as trouble:
            self.session.tell(trouble)
            self.reload()
            return
        self.session.change(set_setting(case.reader(), key, value), self.session.words("Changed."))

    def _build_protection(self, column: QVBoxLayout) -> None:
        card = self.protection = self._card(N_("PROTECTION"), column)
        self.protect_words = PlainLabel("", wrap=True)
        card.body.addWidget(self.protect_words)
        row = QHBoxLayout()
        self.protect, self.unprotect = QuietButton(icon="lock"), QuietButton()
        self.session.language.say(self.unprotect.setText, N_("Take it off…"))
        self.protect.clicked.connect(lambda: ask_passphrase(self.session, self.window(), self.reload))
        self.unprotect.clicked.connect(lambda: take_off(self.session, self.window(), self.reload))
        row.addWidget(self.protect)
        row.addWidget(self.unprotect)
        row.addStretch(1)
        card.body.addLayout(row)
        self.locking = ChoiceRow()
        self.locking.chosen.connect(lambda v: self._prefer(lock_minutes=int(str(v))))
        self.locking_words = PlainLabel("", "caption", wrap=True)
        card.body.addWidget(self.locking_words)
        card.body.addWidget(self.locking)
        self.retranslate()

    def _build_backups(self, column: QVBoxLayout) -> None:
        card = self.backup_card = self._card(N_("BACKUPS"), column)
        self.backup_words = PlainLabel("", wrap=True)
        card.body.addWidget(self.backup_words)
        files = PlainLabel("", "caption", wrap=True)
        self.session.language.say(files.setText, N_(
            "Large attachments (recordings, videos) lie in the folder “files” beside the database; the copies refer to them. "
            "To keep everything in another place too, copy the whole folder of the case."))
        card.body.addWidget(files)
        self.backup_now = QuietButton(icon="download")
        self.session.language.say(self.backup_now.setText, N_("Back up now"))
        self.backup_now.clicked.connect(self._back_up)
        card.body.addWidget(self.backup_now, 0, Qt.AlignmentFlag.AlignLeft)

    def _show_backups(self, data: SettingsData) -> None:
        _ = self.session.words
        self.backup_now.setEnabled(not data.read_only)
        if not data.backups:
            self.backup_words.setText(_("None yet. One is made each time you close a case that was changed."))
            return
        newest = data.backups[0].made.astimezone()
        self.backup_words.setText(_.plural(
            "{n} checked copy inside the case; the newest is of {day}, {time}.",
            "{n} checked copies inside the case; the newest is of {day}, {time}.", len(data.backups),
            day=day_text(newest.date(), _), time=f"{newest:%H:%M}"))

    def _back_up(self) -> None:
        self.session.read(self, lambda case, _watch: back_up(case), lambda _path: self._backed_up())

    def _backed_up(self) -> None:
        self.session.say(self.session.words("A copy was made and checked."))
        self.reload()

    def _build_imports(self, column: QVBoxLayout) -> None:
        self.import_card = self._card(N_("IMPORTS"), column)
        self.imports = Rows()
        self.import_card.body.addWidget(self.imports)

    def _show_imports(self, data: SettingsData) -> None:
        from debttracker.ui.importing.sheet import take_back

        _ = self.session.words
        self.imports.clear()
        for batch in reversed(data.batches[-12:]):
            when = Moment(batch.at_ms, str(data.values.get("case.zone") or "UTC")).local_day
            row = QWidget()
            line = QHBoxLayout(row)
            line.setContentsMargins(0, 0, 0, 0)
            words = QVBoxLayout()
            words.setSpacing(0)
            words.addWidget(PlainLabel(batch.file_name))
            words.addWidget(PlainLabel(_.plural("{day} · {count} contact kept", "{day} · {count} contacts kept",
                                                batch.added, day=day_text(when, _), count=count_text(batch.added)),
                                       "caption"))
            line.addLayout(words, 1)
            back = LinkButton(_("Take back"))
            back.setEnabled(not data.read_only)
            back.clicked.connect(lambda _c=False, id=batch.id: take_back(self.session, id))
            line.addWidget(back)
            self.imports.add_row(row)
        if not data.batches:
            self.imports.add_row(PlainLabel(_("Nothing was brought in yet."), "muted"))

    # -- inside

    def _card(self, title: str, column: QVBoxLayout) -> Card:
        card = Card()
        self.session.language.say(card.set_title, title)
        column.addWidget(card)
        return card

    def _row(self, card: Card, name: str, widget: QWidget) -> None:
        label = PlainLabel("", "caption")
        self.session.language.say(label.setText, name)
        self.session.language.say(widget.setAccessibleName, name)
        card.body.addWidget(label)
        card.body.addWidget(widget)
