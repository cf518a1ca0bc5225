"""The page of letters: choices and questions at the left, the real page at the right."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from debttracker.basics.errors import Trouble
from debttracker.basics.languages import N_
from debttracker.basics.moments import Moment
from debttracker.basics.progress import Watch
from debttracker.case.case import Case
from debttracker.case.change import Change, Edit, edit
from debttracker.case.queries.loans import LoanRow, loans
from debttracker.case.queries.parties import PartyRow
from debttracker.case.queries.settings import set_setting, setting
from debttracker.derived.findings import CaseCheck
from debttracker.evidence.letters.facts import LetterFacts
from debttracker.evidence.letters.from_case import (
    OWN_SETTINGS,
    LetterWish,
    firms,
    letter_facts,
    recipient_party,
    usual_loan,
)
from debttracker.evidence.letters.letter import LetterDraft
from debttracker.evidence.letters.sending import Sending, log_sent
from debttracker.evidence.letters.writing import draft
from debttracker.ui.evidence.pages_view import PagesView
from debttracker.ui.jobs import Job
from debttracker.ui.letters.blanks import BlanksCard
from debttracker.ui.letters.choices import ChoicesCard, kind_title
from debttracker.ui.letters.saving import FILTERS, LetterFile, file_name, save_letter
from debttracker.ui.page import Page
from debttracker.ui.saving import ask_where, tell_unsaved
from debttracker.ui.theme.theme import theme
from debttracker.ui.widgets.buttons import LinkButton, PrimaryButton, QuietButton
from debttracker.ui.widgets.card import Card
from debttracker.ui.widgets.plain_label import PlainLabel
from debttracker.ui.widgets.scrolling import scrolling

_SETTLE_MS = 350


class LettersData(NamedTuple):
    """What can be chosen, and the check that the letter's rules come from."""

    firms: list[PartyRow]
    loans: list[LoanRow]
    places: tuple[tuple[str, Any], ...]
    check: CaseCheck
    zone: str
    currency: str


class LettersPage(Page):
    """One letter at a time. What was typed by hand stays until the letter is begun anew."""

    title = N_("Letters")
    kinds = frozenset({"contact", "party", "loan", "setting", "handle", "import_batch"})
    scrolls = False

    def build(self, column: QVBoxLayout) -> None:
        """Choices, questions, text and advice in a column; the pages beside it."""
        px, say = theme().px, self.session.language.say
        self._facts, self._ours = LetterFacts(), ""
        self._firm: int | None = None
        self._letter: LetterDraft | None = None
        self._job: Job | None = None
        self._printing: Job | None = None
        self._fresh = True
        line = QHBoxLayout()
        line.setSpacing(px(16))
        column.addLayout(line, 1)
        left = QVBoxLayout()
        left.setSpacing(px(12))
        back = LinkButton()
        say(back.setText, N_("← Rights"))
        back.clicked.connect(lambda: self.session.go("rights"))
        left.addWidget(back)
        self.choices = ChoicesCard(self.session.words)
        self.choices.changed.connect(self._begin)
        left.addWidget(self.choices)
        self.blanks = BlanksCard(self.session.words)
        self.blanks.changed.connect(self._later)
        self.blanks.keep_wanted.connect(self._keep_answers)
        left.addWidget(self.blanks)
        left.addWidget(self._text_card())
        self.advice = Card()
        say(self.advice.set_title, N_("BEFORE YOU SEND IT"))
        self.advice_rows = QVBoxLayout()
        self.advice_rows.setSpacing(px(8))
        self.advice.body.addLayout(self.advice_rows)
        left.addWidget(self.advice)
        left.addStretch(1)
        holder = QVBoxLayout()
        holder.setSpacing(px(12))
        holder.addWidget(scrolling(left, px(440)), 1)
        holder.addLayout(self._buttons())
        line.addLayout(holder)
        self.pages = PagesView()
        line.addWidget(self.pages, 1)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.timeout.connect(self._write)
        self._print_soon = QTimer(self)
        self._print_soon.setSingleShot(True)
        self._print_soon.timeout.connect(self._print)

    def _text_card(self) -> QWidget:
        say, px = self.session.language.say, theme().px
        card = Card()
        say(card.set_title, N_("THE TEXT"))
        self.subject, self.body = QLineEdit(), QPlainTextEdit()
        say(self.subject.setAccessibleName, N_("Subject"))
        say(self.body.setAccessibleName, N_("Text of the letter"))
        self.body.setTabChangesFocus(True)
        self.body.setMinimumHeight(px(300))
        self.by_hand = PlainLabel("", "small", tone="muted", wrap=True)
        say(self.by_hand.setText, N_("You changed the text, so other choices leave it as it is."))
        self.again = LinkButton()
        say(self.again.setText, N_("Write it anew from the case"))
        self.again.clicked.connect(self._anew)
        card.body.addWidget(self.subject)
        card.body.addWidget(self.body)
        card.body.addWidget(self.by_hand)
        card.body.addWidget(self.again)
        for edited in (self.subject.textChanged, self.body.textChanged):
            edited.connect(self._edited)
        return card

    def _buttons(self) -> QHBoxLayout:
        say = self.session.language.say
        row = QHBoxLayout()
        row.setSpacing(theme().px(8))
        self.save_pdf, self.save_word, self.save_text = PrimaryButton(), QuietButton(), QuietButton()
        self.sent = QuietButton()
        for button, text, kind in ((self.save_pdf, N_("Save PDF…"), LetterFile.PDF),
                                   (self.save_word, N_("Word…"), LetterFile.DOCX),
                                   (self.save_text, N_("Text…"), LetterFile.TXT)):
            say(button.setText, text)
            button.clicked.connect(lambda _c=False, k=kind: self._save(k))
            row.addWidget(button)
        say(self.sent.setText, N_("It was sent…"))
        self.sent.clicked.connect(self._ask_sent)
        row.addWidget(self.sent)
        row.addStretch(1)
        return row

    # -- reading and showing

    def read(self, case: Case, watch: Watch) -> LettersData:
        """What can be chosen; the whole case is checked, because letters cite what may be breached. No finding is made."""
        connection = case.reader()
        done = self.session.checks.now(case)
        done.checked.touched  # noqa: B018  worked out here, in the worker
        codes = tuple(setting(connection, "case.jurisdictions", []) or ())
        names = {pack.jurisdiction.lower(): pack.name for pack in done.packs.packs}
        places = tuple((code, names.get(code.lower(), code)) for code in codes)
        return LettersData(firms(connection), loans(connection), places, done,
                           str(setting(connection, "case.zone", "UTC")),
                           str(setting(connection, "case.currency", "CNY")))

    def show_data(self, data: LettersData) -> None:
        """Offer the choices; write the letter that holds."""
        _ = self.session.words
        self.choices.retell(_)
        self.choices.offer(data.firms, data.loans, [(code, name.say(_) if hasattr(name, "say") else str(name))
                                                    for code, name in data.places])
        self.sent.setEnabled(self.session.can_write)
        self.blanks.keep.setEnabled(self.session.can_write)
        if self._fresh:
            self._fresh = False
            self.choices.use(self._usual(LetterWish(self.choices.wish().kind)))
        self._write()

    def show_target(self, target: Any) -> None:
        """("new", LetterWish)."""
        if target[0] == "new":
            self.blanks.clear_answers()
            self.choices.use(self._usual(target[1]))
            self._anew()

    def _usual(self, wish: LetterWish) -> LetterWish:
        """With the firm that made most contacts and the loan it speaks of, where nothing was chosen."""
        data: LettersData = self.data
        if wish.party_id is None and data.firms:
            wish = replace(wish, party_id=data.firms[0].id)
        if wish.loan_id is None and self.session.case is not None:
            wish = replace(wish, loan_id=usual_loan(self.session.case.reader(), wish.party_id))
        self._firm = wish.party_id
        return wish

    # -- writing

    def _begin(self) -> None:
        """Other choices: the loan follows the firm."""
        wish, case = self.choices.wish(), self.session.case
        if wish.party_id != self._firm and case is not None:
            self._firm = wish.party_id
            self.choices.use(replace(wish, loan_id=usual_loan(case.reader(), wish.party_id)))
        self._settle.start(0)

    def _later(self) -> None:
        self._settle.start(_SETTLE_MS)

    def _anew(self) -> None:
        self._ours = ""
        self._write()

    def _write(self) -> None:
        if self.data is None:
            return
        data: LettersData = self.data
        wish, typed = self.choices.wish(), self.blanks.answers()
        today = Moment.now(data.zone).local_day

        def work(case: Case, _watch: Watch) -> tuple[LetterFacts, LetterDraft, LetterDraft]:
            facts = letter_facts(case.reader(), wish, data.check, today)
            said = replace(facts, **typed)  # type: ignore[arg-type]
            return facts, draft(wish.kind, facts, wish.language), draft(wish.kind, said, wish.language)

        if self._job is not None:
            self._job.drop()
        self._job = self.session.read(self, work, self._written)

    def _written(self, made: tuple[LetterFacts, LetterDraft, LetterDraft]) -> None:
        self._job = None
        self._facts, plain, letter = made
        keep = self._by_hand()
        self._letter = letter
        if not keep:
            self._put(letter)
        known = {name: getattr(self._facts, name, None) for name in plain.fields}
        amount = self._facts.amount
        self.blanks.ask(plain.blanks, plain.fields, known, amount.currency if amount else self.data.currency,
                        self.session.words)
        self.blanks.keep.setVisible(bool(self._keepable()))
        self._show_by_hand(keep)
        self._show_advice(letter)
        self._print()

    def _put(self, letter: LetterDraft) -> None:
        self._ours = letter.subject + "\n" + letter.body
        for field in (self.subject, self.body):
            field.blockSignals(True)
        self.subject.setText(letter.subject)
        self.body.setPlainText(letter.body)
        for field in (self.subject, self.body):
            field.blockSignals(False)

    def _by_hand(self) -> bool:
        """Whether the text on the screen is no longer what the program wrote."""
        return bool(self._ours) and self.subject.text() + "\n" + self.body.toPlainText() != self._ours

    def _edited(self) -> None:
        self._show_by_hand(self._by_hand())
        self._print_soon.start(_SETTLE_MS)

    def _show_by_hand(self, on: bool) -> None:
        self.by_hand.setVisible(on)
        self.again.setVisible(on)

    def _show_advice(self, letter: LetterDraft) -> None:
        while self.advice_rows.count():
            item = self.advice_rows.takeAt(0)
            old = item.widget() if item is not None else None
            if old is not None:
                old.hide()
                old.deleteLater()
        spoken = draft(letter.kind, replace(self._facts, **self.blanks.answers()),  # type: ignore[arg-type]
                       self.session.language.code)
        for text in spoken.notes:
            self.advice_rows.addWidget(PlainLabel(text, "small", wrap=True))
        self.advice.setVisible(bool(spoken.notes))

    def letter(self) -> LetterDraft | None:
        """The letter as it stands on the screen, edits included."""
        if self._letter is None:
            return None
        return self._letter.edited(self.body.toPlainText(), subject=self.subject.text())

    # -- printing, saving, sending

    def _print(self) -> None:
        letter = self.letter()
        if letter is None:
            return
        if self._printing is not None:
            self._printing.drop()
        self._printing = self.session.read(self, lambda _case, _watch: _pdf(letter), self._printed)

    def _printed(self, document: bytes) -> None:
        self._printing = None
        try:
            self.pages.show_pdf(document, self.session.words)
        except Trouble as trouble:
            self.session.tell(trouble)

    def _save(self, kind: LetterFile) -> None:
        letter = self.letter()
        if letter is None:
            return
        _ = self.session.words
        path = ask_where(self, _("Save the letter"), file_name(letter, kind), FILTERS[kind], f".{kind.value}")
        if path is not None:
            self._save_to(path, letter, kind)

    def _save_to(self, path: Path, letter: LetterDraft, kind: LetterFile) -> None:
        _ = self.session.words

        def saved(_result: None) -> None:
            self.session.say(_("Saved: {name}. When it is sent, log it here, so that rules count from then.",
                               name=path.name))

        def failed(trouble: Trouble) -> None:
            tell_unsaved(self.session, trouble, lambda: self._save_to(path, letter, kind), lambda: self._save(kind))

        self.session.read(self, lambda _case, _watch: save_letter(letter, path), saved, failed)

    def _ask_sent(self) -> None:
        from debttracker.ui.letters.sent_sheet import SentSheet

        letter = self.letter()
        if letter is None or not self.session.can_write:
            return
        title = kind_title(letter.kind, self.session.words)
        SentSheet(self.session, title, self.data.zone, self.log, self.window()).open()

    def log(self, sending: Sending, with_copy: bool) -> None:
        """Log the letter as sent. Raises Trouble."""
        letter, case, wish = self.letter(), self.session.case, self.choices.wish()
        if letter is None or case is None:
            return
        party = recipient_party(case.reader(), wish)
        office = "" if party is not None else letter.recipient[0].partition("：")[2] or letter.recipient[0]
        if letter.missing and office.startswith(("[", "［")):
            office = ""
        sending = replace(sending, party_id=party, office=office, loan_id=wish.loan_id)
        applied = log_sent(case, letter, sending, self.data.zone, _pdf(letter) if with_copy else b"", file_name(letter))
        self.session.remember(applied, self.session.words("Logged as sent. Rules that depend on it count from now on."))

    # -- keeping answers

    def _keepable(self) -> dict[str, object]:
        """What was typed that the case has a place for."""
        typed = self.blanks.answers()
        party = {f"{who}_address" for who in ("creditor", "collector")}
        return {name: value for name, value in typed.items()
                if name in OWN_SETTINGS or name in party or (name == "loan_number" and self.choices.wish().loan_id)}

    def _keep_answers(self) -> None:
        case, wish = self.session.case, self.choices.wish()
        if case is None:
            return
        edits: list[Edit] = []
        for name, value in self._keepable().items():
            if name in OWN_SETTINGS:
                edits += set_setting(case.reader(), OWN_SETTINGS[name], value).edits
            elif name == "loan_number" and wish.loan_id is not None:
                edits.append(edit("loan", wish.loan_id, number=value))
            else:
                who = next((p for p in self.data.firms if p.name and p.name == getattr(
                    self._facts, name.replace("_address", "_name"))), None)
                if who is not None:
                    edits.append(edit("party", who.id, address=value))
        if edits:
            self.session.change(Change.of(N_("Keep what a letter needs"), *edits), self.session.words("Kept."))


def _pdf(letter: LetterDraft) -> bytes:
    from debttracker.evidence.letters.typeset import to_pdf

    return to_pdf(letter)
