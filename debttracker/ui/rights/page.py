"""The Rights page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QScrollArea, QVBoxLayout, QWidget

from debttracker.basics.formats import count_text
from debttracker.basics.languages import N_
from debttracker.basics.progress import Watch
from debttracker.case.case import Case
from debttracker.case.queries.contacts import ContactRow, newest
from debttracker.case.queries.filters import ContactFilter
from debttracker.case.queries.settings import set_setting, setting
from debttracker.derived.findings import CaseCheck, check_case, refresh_findings
from debttracker.rules.channels import HelpChannel, channels_for
from debttracker.rules.finding import Finding
from debttracker.ui.page import Page
from debttracker.ui.rights.rule_card import RuleCard
from debttracker.ui.theme.theme import theme
from debttracker.ui.widgets.card import Card
from debttracker.ui.widgets.filter_chip import FilterChip
from debttracker.ui.widgets.plain_label import PlainLabel
from debttracker.ui.widgets.properties import set_style

_CHANNELS = 6


class RightsData(NamedTuple):
    """The check, findings by rule, and where to turn."""

    check: CaseCheck
    by_rule: Mapping[str, list[Finding]]
    jurisdictions: tuple[str, ...]
    known: tuple[tuple[str, Any], ...]
    channels: tuple[HelpChannel, ...]
    contacts: Mapping[str, list[ContactRow]]


class RuleLine(QFrame):
    """One rule in the list, with how many contacts touched it."""

    chosen = Signal(str)

    def __init__(self, id: str, title: str, source: str, n: int, soft: bool) -> None:
        super().__init__()
        self.rule_id = id
        self.setProperty("role", "loan-row")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        line = QHBoxLayout(self)
        line.setContentsMargins(theme().px(8), theme().px(8), theme().px(8), theme().px(8))
        words = QVBoxLayout()
        words.setSpacing(theme().px(2))
        words.addWidget(PlainLabel(title, "strong", wrap=True))
        words.addWidget(PlainLabel(source, "caption", wrap=True))
        line.addLayout(words, 1)
        line.addWidget(PlainLabel(count_text(n), "number", tone="muted" if soft else "flag"))
        self.setAccessibleName(f"{title}, {n}")

    def set_chosen(self, on: bool) -> None:
        """Show whether its detail shows."""
        set_style(self, chosen="true" if on else "false")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose it."""
        self.chosen.emit(self.rule_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose it by keyboard."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self.rule_id)
        else:
            super().keyPressEvent(event)


class RightsPage(Page):
    """Rules at the left, the chosen one at the right."""

    title = N_("Rights")
    kinds = frozenset({"contact", "party", "loan", "payment", "agreement", "setting", "import_batch", "handle"})
    scrolls = False

    def build(self, column: QVBoxLayout) -> None:
        """Two columns that scroll."""
        px = theme().px
        self._chosen: str | None = None
        line = QHBoxLayout()
        line.setSpacing(px(16))
        column.addLayout(line, 1)
        left = QVBoxLayout()
        left.setSpacing(px(8))
        self.place = FilterChip(opens_menu=True, tone="flag")
        left.addWidget(self.place)
        self.list = Card()
        self.list.body.setContentsMargins(px(8), px(8), px(8), px(8))
        self.rows = QVBoxLayout()
        self.rows.setSpacing(px(2))
        self.list.body.addLayout(self.rows)
        left.addWidget(self.list)
        left.addStretch(1)
        line.addWidget(_scrolling(left, px(370)))
        right = QVBoxLayout()
        right.setSpacing(px(16))
        self.detail = QVBoxLayout()
        right.addLayout(self.detail)
        self.turn = Card()
        self.session.language.say(self.turn.set_title, N_("WHERE YOU CAN TURN"))
        self.turn_rows = QVBoxLayout()
        self.turn_rows.setSpacing(px(8))
        self.turn.body.addLayout(self.turn_rows)
        right.addWidget(self.turn)
        note = PlainLabel("", "caption", wrap=True)
        self.session.language.say(note.setText, N_("This program counts and cites. Whether a rule was broken is for a "
                                                   "lawyer, regulator or court to decide."))
        right.addWidget(note)
        right.addStretch(1)
        line.addWidget(_scrolling(right), 1)

    def read(self, case: Case, watch: Watch) -> RightsData:
        """Check the case, keep the findings for the timeline, and read the contacts of each rule's newest finding."""
        connection = case.reader()
        refresh_findings(case)
        done = check_case(connection)
        by_rule: dict[str, list[Finding]] = {}
        for found in done.checked.findings:
            by_rule.setdefault(found.rule, []).append(found)
        codes = tuple(setting(connection, "case.jurisdictions", []) or ())
        contacts = {rule: list(reversed(newest(connection, ContactFilter(ids=found[-1].contacts[:40]), 40)))
                    for rule, found in by_rule.items() if len(found[-1].contacts) > 1}
        known = tuple((pack.jurisdiction, pack.name) for pack in done.packs.packs)
        return RightsData(done, by_rule, codes, known, tuple(channels_for(codes)), contacts)

    def show_data(self, data: RightsData) -> None:
        """Fill list, detail and places to turn to."""
        _ = self.session.words
        rules = data.check.checked.rules
        touched = {id: len({c for f in found for c in f.contacts}) for id, found in data.by_rule.items()}
        order = sorted(data.by_rule, key=lambda id: (_soft(data.by_rule[id]), -touched[id], id))
        if self._chosen not in data.by_rule:
            self._chosen = order[0] if order else None
        _empty(self.rows)
        for id in order:
            rule = rules[id]
            line = RuleLine(id, rule.title.say(_), f"{rule.source.instrument.say(_)} {rule.article}".strip(),
                            touched[id], _soft(data.by_rule[id]))
            line.set_chosen(id == self._chosen)
            line.chosen.connect(self._choose)
            self.rows.addWidget(line)
        rest = len(rules) - len(order)
        said = (_.plural("{n} more rule: nothing found", "{n} more rules: nothing found", rest) if rules
                else _("Choose a place above to see its rules."))
        self.rows.addWidget(PlainLabel(said, "muted", wrap=True))
        self._fill_places(data)
        self._show_rule(data)
        self._show_channels(data)
        self.session.set_badge("rights", len(order))

    def show_target(self, target: Any) -> None:
        """("rule", id)."""
        if target[0] == "rule":
            self._choose(target[1])

    # -- inside

    def _choose(self, id: str) -> None:
        self._chosen = id
        for n in range(self.rows.count()):
            item = self.rows.itemAt(n)
            row = item.widget() if item is not None else None
            if isinstance(row, RuleLine):
                row.set_chosen(row.rule_id == id)
        if self.data is not None:
            self._show_rule(self.data)

    def _show_rule(self, data: RightsData) -> None:
        _empty(self.detail)
        if self._chosen is None or self._chosen not in data.by_rule:
            card = Card()
            card.body.addWidget(PlainLabel(self.session.words("No contact touched a rule so far."), "lead", wrap=True))
            self.detail.addWidget(card)
            return
        card_ = RuleCard(data.check.checked.rules[self._chosen], data.by_rule[self._chosen],
                         data.contacts.get(self._chosen, []), self.session.words, can_write=self.session.can_write)
        card_.contacts_wanted.connect(
            lambda ids: self.session.go("timeline", ("filter", ContactFilter(ids=tuple(ids[:5000])))))
        card_.answered.connect(self._answer)
        self.detail.addWidget(card_)

    def _show_channels(self, data: RightsData) -> None:
        _ = self.session.words
        _empty(self.turn_rows)
        self.turn.setVisible(bool(data.channels))
        for channel in data.channels[:_CHANNELS]:
            box = QWidget()
            words = QVBoxLayout(box)
            words.setContentsMargins(0, 0, 0, 0)
            words.setSpacing(theme().px(2))
            reach = " · ".join((*channel.phones, *((channel.web,) if channel.web else ())))
            name = PlainLabel(" · ".join(part for part in (channel.name.say(_), reach) if part), "strong", wrap=True)
            name.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            words.addWidget(name)
            checked = _("checked {month}", month=f"{channel.checked:%Y-%m}")
            if channel.confidence.to_verify:
                checked += " · " + _("please verify")
            words.addWidget(PlainLabel(f"{channel.purpose.say(_)} · {checked}", "caption", wrap=True))
            self.turn_rows.addWidget(box)

    def _fill_places(self, data: RightsData) -> None:
        _ = self.session.words
        chosen = {code.upper() for code in data.jurisdictions}
        menu = QMenu(self)
        for code, name in data.known:
            action = menu.addAction(name.say(_))
            action.setCheckable(True)
            action.setChecked(code.upper() in chosen)
            action.setEnabled(self.session.can_write)
            action.toggled.connect(lambda on, c=code: self._use_place(c, on))
        self.place.set_menu(menu)
        names = [name.say(_) for code, name in data.known if code.upper() in chosen]
        self.place.setText(_("Rules of: {places}", places=_(", ").join(names)) if names else _("Whose rules apply?"))
        self.place.set_on(bool(names))

    def _use_place(self, code: str, on: bool) -> None:
        case = self.session.case
        if case is None:
            return
        now = [c for c in setting(case.reader(), "case.jurisdictions", []) or () if c.upper() != code.upper()]
        self.session.change(set_setting(case.reader(), "case.jurisdictions", [*now, code.lower()] if on else now))

    def _answer(self, key: str, value: str) -> None:
        case = self.session.case
        if case is not None:
            self.session.change(set_setting(case.reader(), f"answer.{key}"[:80], value),
                                self.session.words("Noted. The check takes it into account."))


def _soft(found: list[Finding]) -> bool:
    return all(f.strength.value == "soft" for f in found)


def _empty(layout: QVBoxLayout) -> None:
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.deleteLater()


def _scrolling(layout: QVBoxLayout, width: int | None = None) -> QScrollArea:
    inner = QWidget()
    inner.setProperty("role", "scrolled")
    layout.setContentsMargins(0, 0, 0, 0)
    inner.setLayout(layout)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inner)
    if width is not None:
        area.setFixedWidth(width)
    return area
