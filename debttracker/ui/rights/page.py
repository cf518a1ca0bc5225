"""The Rights page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from debttracker.basics.languages import N_
from debttracker.basics.moments import day_number
from debttracker.basics.progress import Watch
from debttracker.basics.vocabulary import LetterKind
from debttracker.case.case import Case
from debttracker.case.queries.clocks import ClockLine
from debttracker.case.queries.contacts import ContactRow, newest
from debttracker.case.queries.filters import ContactFilter
from debttracker.case.queries.settings import set_setting, setting
from debttracker.derived.answers import GivenAnswer, given_answers, setting_of
from debttracker.derived.clocks import clocks_now
from debttracker.derived.finding_words import strength_title
from debttracker.derived.findings import CaseCheck
from debttracker.derived.own_packs import OwnPack, own_packs
from debttracker.derived.rights import RuleCount, RuleFindings, rule_findings, rules_quiet, rules_touched
from debttracker.rules.channels import HelpChannel, channels_for
from debttracker.rules.finding import Finding
from debttracker.rules.pack import Rule
from debttracker.ui.jobs import Job
from debttracker.ui.letters.actions import write
from debttracker.ui.page import Page
from debttracker.ui.rights.doing import AnswersCard, ChannelsCard, ClocksCard, LettersCard
from debttracker.ui.rights.own_rules import OwnRulesCard, ask_rule_file, drop_rule_file, save_example
from debttracker.ui.rights.places import PlacesChip, places, suggested
from debttracker.ui.rights.rule_card import MADE, MOST_SHOWN, RuleCard
from debttracker.ui.rights.rule_line import RuleLine
from debttracker.ui.theme.theme import theme
from debttracker.ui.widgets.buttons import LinkButton
from debttracker.ui.widgets.card import Card
from debttracker.ui.widgets.empty_state import EmptyState
from debttracker.ui.widgets.plain_label import PlainLabel
from debttracker.ui.widgets.scrolling import emptied, scrolling
from debttracker.ui.widgets.section_title import SectionTitle

#: Contacts of one finding or list that are read for the screen at once.
_READ = 400


class RightsData(NamedTuple):
    """The check, what it found by rule, and what can be done next."""

    check: CaseCheck
    touched: tuple[RuleCount, ...]
    quiet: tuple[Rule, ...]
    jurisdictions: tuple[str, ...]
    channels: tuple[HelpChannel, ...]
    clocks: Mapping[str, tuple[ClockLine, ...]]
    answers: Mapping[str, list[GivenAnswer]]
    own: list[OwnPack]
    names: Mapping[int, str]
    currency: str
    any_contact: bool
    found: RuleFindings | None


class RightsPage(Page):
    """Rules at the left, the chosen one at the right, what can be done below it."""

    title = N_("Rights")
    kinds = frozenset({"contact", "party", "loan", "payment", "agreement", "setting", "import_batch", "handle",
                       "attachment"})
    scrolls = False

    def build(self, column: QVBoxLayout) -> None:
        """Two columns that scroll."""
        px, say = theme().px, self.session.language.say
        self._chosen: str | None = None
        self._all = False
        self._making: Job | None = None
        line = QHBoxLayout()
        line.setSpacing(px(16))
        column.addLayout(line, 1)
        left = QVBoxLayout()
        left.setSpacing(px(8))
        self.place = PlacesChip()
        self.place.used.connect(self._use_place)
        left.addWidget(self.place)
        card = Card()
        card.body.setContentsMargins(px(8), px(8), px(8), px(8))
        self.rows = QVBoxLayout()
        self.rows.setSpacing(px(2))
        card.body.addLayout(self.rows)
        left.addWidget(card)
        self.own = OwnRulesCard()
        self.own.add_wanted.connect(lambda: ask_rule_file(self.session))
        self.own.example_wanted.connect(lambda: save_example(self.session))
        self.own.remove_wanted.connect(lambda path: drop_rule_file(self.session, path))
        left.addWidget(self.own)
        left.addStretch(1)
        line.addWidget(scrolling(left, px(370)))
        right = QVBoxLayout()
        right.setSpacing(px(16))
        self.detail = QVBoxLayout()
        right.addLayout(self.detail)
        self.letters, self.clocks = LettersCard(), ClocksCard()
        self.answers, self.channels = AnswersCard(), ChannelsCard()
        for below in (self.letters, self.clocks, self.channels, self.answers):
            right.addWidget(below)
        note = PlainLabel("", "caption", wrap=True)
        say(note.setText, N_("This program counts and cites. Whether a rule was broken is for a lawyer, regulator or "
                             "court to decide."))
        right.addWidget(note)
        right.addStretch(1)
        line.addWidget(scrolling(right), 1)
        self._connect()

    def _connect(self) -> None:
        self.letters.wanted.connect(self._write)
        self.clocks.contacts_wanted.connect(self._show_contacts)
        self.clocks.letter_wanted.connect(lambda ids: self._write_about(LetterKind.PRESERVE_RECORDINGS, ids))
        self.channels.complaint_wanted.connect(self._complain_to)
        self.answers.changed.connect(self._answer)

    def read(self, case: Case, watch: Watch) -> RightsData:
        """Check the case, keep findings and clocks for the other pages."""
        connection = case.reader()
        done = self.session.checks.now(case, watch)
        touched = rules_touched(done)
        first = self._chosen if self._chosen in done.checked.rules else touched[0].rule.id if touched else ""
        codes = tuple(setting(connection, "case.jurisdictions", []) or ())
        speak = self.session.words
        return RightsData(
            done, touched, rules_quiet(done, touched), codes, tuple(channels_for(codes)),
            {speak.language: clocks_now(case, done, speak)},
            {speak.language: given_answers(connection, done, speak)}, own_packs(),
            {int(id): str(name) for id, name in connection.execute("SELECT id, name FROM party")},
            str(setting(connection, "case.currency", "CNY")),
            connection.execute("SELECT 1 FROM contact WHERE hidden = 0 LIMIT 1").fetchone() is not None,
            rule_findings(done, first or "", MADE))

    def show_data(self, data: RightsData) -> None:
        """Fill list, detail and what can be done."""
        _ = self.session.words
        if _.language not in data.clocks:  # the language changed since it was read
            self.reload()
            return
        if self._making is not None:  # it was begun on an older check
            self._making.drop()
            self._making = None
        known = {one.rule.id for one in data.touched} | {rule.id for rule in data.quiet}
        if self._chosen not in known:
            self._chosen = data.touched[0].rule.id if data.touched else None
        self.place.tell(data.check.packs, data.jurisdictions, _, can_write=self.session.can_write)
        self._fill_list(data)
        self._show_rule(data)
        self.letters.tell(_)
        self.letters.setVisible(data.any_contact)
        self.clocks.tell(data.clocks[_.language], day_number(data.check.today), _)
        self.channels.tell(data.channels, _)
        self.answers.tell(data.answers[_.language], _, can_write=self.session.can_write)
        self.own.tell(data.own, _)
        self.session.set_badge("rights", len(data.check.checked.touched.masks))

    def show_target(self, target: Any) -> None:
        """("rule", id)."""
        if target[0] == "rule":
            self._choose(target[1])

    # -- the list

    def _fill_list(self, data: RightsData) -> None:
        _ = self.session.words
        emptied(self.rows)
        strength = None
        for one in data.touched:
            if one.strength is not strength:
                strength = one.strength
                self.rows.addWidget(_heading(strength_title(strength, _)))
            self._add_line(RuleLine(one.rule, one.contacts, one.strength, _))
        if not data.quiet and not data.touched:
            self.rows.addWidget(PlainLabel(_("Choose a place above to see its rules."), "muted", wrap=True))
            return
        if self._all or not data.touched:
            self.rows.addWidget(_heading(_("NOTHING FOUND")))
            for rule in data.quiet:
                self._add_line(RuleLine(rule, 0, None, _))
        elif data.quiet:
            more = LinkButton(_.plural("{n} more rule: nothing found", "{n} more rules: nothing found", len(data.quiet)))
            more.clicked.connect(self._show_all)
            self.rows.addWidget(more)

    def _add_line(self, line: RuleLine) -> None:
        line.set_chosen(line.rule_id == self._chosen)
        line.chosen.connect(self._choose)
        self.rows.addWidget(line)

    def _show_all(self) -> None:
        self._all = True
        if self.data is not None:
            self._fill_list(self.data)

    def _choose(self, id: str) -> None:
        if self._chosen == id:
            return
        self._chosen = id
        for n in range(self.rows.count()):
            item = self.rows.itemAt(n)
            row = item.widget() if item is not None else None
            if isinstance(row, RuleLine):
                row.set_chosen(row.rule_id == id)
        if self.data is not None:
            self._show_rule(self.data)

    # -- the chosen rule

    def _show_rule(self, data: RightsData) -> None:
        rule, found = data.check.checked.rules.get(self._chosen or ""), data.found
        if found is not None and found.rule is not rule:
            found = None
        if rule is not None and found is None and rule.id in {one.rule.id for one in data.touched}:
            self._make(rule.id, MADE, self._made)  # what shows stays until they are made
            return
        emptied(self.detail)
        if not data.jurisdictions:
            self.detail.addWidget(self._no_place(data))
        elif rule is None:
            self.detail.addWidget(self._nothing_found(data))
        else:
            card = RuleCard(rule, found, data.names, self._contacts, self.session.words,
                            can_write=self.session.can_write)
            card.contacts_wanted.connect(self._show_contacts)
            card.answered.connect(self._answer)
            card.letter_wanted.connect(self._write_about_finding)
            card.more_wanted.connect(lambda n: self._make(rule.id, n, card.take))
            self.detail.addWidget(card)

    def _make(self, rule: str, newest: int, done: Callable[[RuleFindings], object]) -> None:
        """Make the newest findings of a rule in a worker, then hand them to ``done``."""
        check = self.data.check
        if self._making is not None:
            self._making.drop()

        def work(_case: Case, _watch: Watch) -> RuleFindings | None:
            return rule_findings(check, rule, newest)

        def made(found: RuleFindings | None) -> None:
            self._making = None
            if found is not None:
                done(found)

        self._making = self.session.read(self, work, made)

    def _made(self, found: RuleFindings) -> None:
        self._data = self.data._replace(found=found)
        self._show_rule(self.data)

    def _no_place(self, data: RightsData) -> QWidget:
        _ = self.session.words
        code = suggested(data.currency, data.check.packs)
        name = dict(places(data.check.packs, (), _)).get(code, "")
        return _state(EmptyState(
            "scales", _("Whose rules apply?"),
            _("Choose the place whose rules protect you, usually where you live. More than one is possible, and you "
              "can change it at any time."), action=_("Use the rules of {place}", place=name) if name else "",
            run=(lambda: self._use_place(code, True)) if name and self.session.can_write else None))

    def _nothing_found(self, data: RightsData) -> QWidget:
        _ = self.session.words
        if not data.any_contact:
            return _state(EmptyState(
                "scales", _("There is nothing to check yet."),
                _("Once calls and messages are written down, this page counts them. The rules can be read at the left."), action=_("Log a contact"),
                run=lambda: self.session.actions.run("log-contact")))
        n = len(data.quiet)
        return _state(EmptyState(
            "check-circle", _("No contact touched a rule so far."),
            _.plural("{n} rule was looked at. Choose one at the left to read it.",
                     "{n} rules were looked at. Choose one at the left to read it.", n)))

    def _contacts(self, ids: Sequence[int]) -> list[ContactRow]:
        """Contacts by id, oldest first."""
        case = self.session.case
        if case is None or not ids:
            return []
        return list(reversed(newest(case.reader(), ContactFilter(ids=tuple(ids)[:_READ]), _READ)))

    # -- what can be done

    def _show_contacts(self, ids: list[int]) -> None:
        self.session.go("timeline", ("filter", ContactFilter(ids=tuple(ids[-MOST_SHOWN:]))))

    def _write(self, kind: LetterKind | None) -> None:
        write(self.session, kind)

    def _write_about(self, kind: LetterKind, ids: list[int]) -> None:
        rows = self._contacts(ids[:1])
        write(self.session, kind, party_id=rows[0].party_id if rows else None, contacts=ids)

    def _write_about_finding(self, found: Finding) -> None:
        write(self.session, LetterKind.COMPLAINT, party_id=found.party_id, contacts=found.contacts, rules=(found.rule,))

    def _complain_to(self, channel: str) -> None:
        write(self.session, LetterKind.COMPLAINT, channel=channel)

    def _use_place(self, code: str, on: bool) -> None:
        case = self.session.case
        if case is None:
            return
        now = [c for c in setting(case.reader(), "case.jurisdictions", []) or () if c.upper() != code.upper()]
        self.session.change(set_setting(case.reader(), "case.jurisdictions", [*now, code.lower()] if on else now),
                            self.session.words("The rules that apply were changed."))

    def _answer(self, key: str, value: str) -> None:
        case = self.session.case
        if case is not None:
            self.session.change(set_setting(case.reader(), setting_of(key), value),
                                self.session.words("Noted. The check takes it into account."))


def _heading(text: str) -> QWidget:
    label = SectionTitle(text)
    label.setContentsMargins(theme().px(8), theme().px(8), 0, theme().px(2))
    return label


def _state(empty: EmptyState) -> QWidget:
    card = Card()
    card.body.addWidget(empty)
    return card
