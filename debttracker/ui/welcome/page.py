"""The welcome: three short steps, and the program is ready."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from debttracker.basics.errors import BadInput, Trouble
from debttracker.basics.languages import LANGUAGES, N_, OWN_NAMES
from debttracker.basics.progress import Watch
from debttracker.case.case import Case
from debttracker.case.keys import check_passphrase
from debttracker.ui import jobs
from debttracker.ui.page import Page
from debttracker.ui.theme.theme import theme
from debttracker.ui.welcome.beginning import Beginning, begin
from debttracker.ui.welcome.recovery import RecoverySheet
from debttracker.ui.widgets.buttons import PrimaryButton, QuietButton
from debttracker.ui.widgets.card import Card
from debttracker.ui.widgets.choice_row import ChoiceRow
from debttracker.ui.widgets.error_banner import ErrorBanner
from debttracker.ui.widgets.icon_label import IconLabel
from debttracker.ui.widgets.plain_label import PlainLabel

_STEPS = 3


class WelcomePage(Page):
    """Language, protection, where to begin."""

    title = N_("Welcome")
    needs_case = False
    primary = ""

    def build(self, column: QVBoxLayout) -> None:
        """One card in the middle that turns three times."""
        px = theme().px
        column.addStretch(1)
        line = QHBoxLayout()
        line.addStretch(1)
        card = Card()
        card.setFixedWidth(px(600))
        line.addWidget(card)
        line.addStretch(1)
        column.addLayout(line)
        column.addStretch(2)
        card.body.setContentsMargins(px(32), px(28), px(32), px(28))
        card.body.setSpacing(px(12))
        self.count = PlainLabel("", "caption")
        card.body.addWidget(self.count)
        self.steps = QStackedWidget()
        self._starts: list[QuietButton] = []
        card.body.addWidget(self.steps)
        self.trouble = ErrorBanner()
        card.body.addWidget(self.trouble)
        for make in (self._make_language, self._make_protection, self._make_start):
            self.steps.addWidget(make())
        buttons = QHBoxLayout()
        self.back, self.forth = QuietButton(), PrimaryButton()
        self.session.language.say(self.back.setText, N_("Back"))
        self.session.language.say(self.forth.setText, N_("Go on"))
        self.back.clicked.connect(lambda: self._turn(-1))
        self.forth.clicked.connect(lambda: self._turn(1))
        buttons.addWidget(self.back)
        buttons.addStretch(1)
        buttons.addWidget(self.forth)
        card.body.addLayout(buttons)
        self.show_step(0)

    def retranslate(self) -> None:
        """The counter holds a number."""
        self.show_step(self.steps.currentIndex())

    # -- the steps

    def _step(self, title: str, text: str) -> tuple[QWidget, QVBoxLayout]:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(12))
        heading, more = PlainLabel("", "heading", wrap=True), PlainLabel("", "muted", wrap=True)
        self.session.language.say(heading.setText, title)
        self.session.language.say(more.setText, text)
        column.addWidget(heading)
        column.addWidget(more)
        return holder, column

    def _make_language(self) -> QWidget:
        holder, column = self._step(
            N_("A calm place for what is happening"),
            N_("You write down loans, payments, and every call, message and visit. Everything stays on this computer; "
               "nothing is ever sent anywhere unless you ask for it."))
        self.languages = ChoiceRow([(code, OWN_NAMES[code]) for code in LANGUAGES], name=self.session.words("Language"))
        self.languages.set_value(self.session.language.code)
        self.languages.chosen.connect(
            lambda code: self.session.prefer(self.session.preferences._replace(language=str(code))))
        column.addWidget(self.languages)
        column.addSpacing(theme().px(8))
        for icon, text in (("undo", N_("Everything can be corrected or undone later.")),
                           ("eye-off", N_("The key F9 hides the window at once.")),
                           ("help", N_("Someone to talk to: always at the bottom left."))):
            line = QHBoxLayout()
            line.setSpacing(theme().px(10))
            line.addWidget(IconLabel(icon, "accent"))
            label = PlainLabel("", wrap=True)
            self.session.language.say(label.setText, text)
            line.addWidget(label, 1)
            column.addLayout(line)
        column.addStretch(1)
        return holder

    def _make_protection(self) -> QWidget:
        say = self.session.language.say
        holder, column = self._step(
            N_("Protect it with a passphrase"),
            N_("With a passphrase, nobody who takes this computer can read your record. A short sentence that only "
               "you know is best. You can also decide later."))
        self.first, self.second = QLineEdit(), QLineEdit()
        for field, name in ((self.first, N_("Passphrase")), (self.second, N_("Once more"))):
            field.setEchoMode(QLineEdit.EchoMode.Password)
            say(field.setPlaceholderText, name)
            say(field.setAccessibleName, name)
            column.addWidget(field)
        self.first.textChanged.connect(lambda _text: self.show_step(1))
        self.first.returnPressed.connect(self.second.setFocus)
        self.second.returnPressed.connect(lambda: self._turn(1))
        note = PlainLabel("", "caption", wrap=True)
        say(note.setText, N_("Leave both empty for no passphrase for now: whoever opens this computer’s files could "
                             "then read it."))
        column.addWidget(note)
        column.addStretch(1)
        return holder

    def _make_start(self) -> QWidget:
        say = self.session.language.say
        holder, column = self._step(
            N_("Where shall we begin?"), N_("You can do the other things at any time later."))
        for start, title, text in (
                ("empty", N_("Start empty"), N_("Log the next call with two keys, add loans when you find the papers.")),
                ("import", N_("Bring in calls and messages from the phone"),
                 N_("From the Android app “SMS Backup & Restore”: a file with months of calls and messages.")),
                ("sample", N_("Look at the sample first"),
                 N_("An invented case with 400 contacts. Nothing in it is yours, nothing of yours is in it."))):
            button = QuietButton()
            say(button.setText, title)
            button.clicked.connect(lambda _c=False, s=start: self._begin(s))
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            more = PlainLabel("", "caption", wrap=True)
            say(more.setText, text)
            column.addWidget(more)
            self._starts.append(button)
        column.addStretch(1)
        return holder

    # -- going on

    def take_focus(self) -> None:
        """On what Enter should do next."""
        step = self.steps.currentIndex()
        (self.forth, self.first, self._starts[0])[step].setFocus()

    def show_step(self, index: int) -> None:
        """Turn to step ``index``, from 0."""
        _ = self.session.words
        self.steps.setCurrentIndex(index)
        self.count.setText(_("Step {n} of {of}", n=index + 1, of=_STEPS))
        self.back.setVisible(index > 0)
        self.forth.setVisible(index < _STEPS - 1)
        later = index == 1 and not self.first.text()
        self.forth.setText(_("No passphrase for now") if later else _("Go on"))

    def _turn(self, by: int) -> None:
        self.trouble.hide()
        if by > 0 and self.steps.currentIndex() == 1:
            try:
                self._passphrase()
            except BadInput as trouble:
                self.trouble.show_trouble(trouble, self.session.words)
                return
        self.show_step(self.steps.currentIndex() + by)
        self.take_focus()

    def _passphrase(self) -> str | None:
        if not self.first.text() and not self.second.text():
            return None
        if self.first.text() != self.second.text():
            raise BadInput(N_("The two passphrases differ. Please type both again."))
        return check_passphrase(self.first.text())

    def _begin(self, start: str) -> None:
        wanted = Beginning(self.session.language.code, self._passphrase(), start)
        name = self.session.words("My case")
        self.steps.setEnabled(False)

        def work(_watch: Watch) -> tuple[Case, str | None]:
            return begin(wanted, name)

        jobs.start(self, work, lambda made: self._begun(made, start), self._failed)

    def _begun(self, made: tuple[Case, str | None], start: str) -> None:
        from debttracker.ui.opening import adopt

        self.steps.setEnabled(True)
        self.first.clear()
        self.second.clear()
        self.show_step(0)
        case, code = made
        adopt(self.session, case)
        self.session.go("today")
        if code is not None:
            sheet = RecoverySheet(self.session, code, self.window())
            sheet.finished.connect(lambda _result: self._after(start))
            sheet.open()
        else:
            self._after(start)

    def _after(self, start: str) -> None:
        if start == "import":
            self.session.actions.run("import-file")

    def _failed(self, trouble: Trouble) -> None:
        self.steps.setEnabled(True)
        self.trouble.show_trouble(trouble, self.session.words)
