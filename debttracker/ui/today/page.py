"""The Today page."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from debttracker.basics.formats import day_text, money_text, month_text
from debttracker.basics.languages import N_
from debttracker.basics.moments import Moment, day_number
from debttracker.basics.money import Money
from debttracker.basics.progress import Watch
from debttracker.case.case import Case
from debttracker.case.entries import check_in
from debttracker.case.queries.settings import setting
from debttracker.derived.today import DRAWN_DAYS, DueLine, TodayView, today_view
from debttracker.ui.contact.actions import rang_again
from debttracker.ui.page import Page
from debttracker.ui.theme.theme import theme
from debttracker.ui.today.bars import RecentBars, stacked
from debttracker.ui.today.deadlines import Deadlines
from debttracker.ui.today.due_rows import DueRow
from debttracker.ui.today.month_grid import MonthCard
from debttracker.ui.today.steps import step_words
from debttracker.ui.widgets.buttons import PrimaryButton, QuietButton
from debttracker.ui.widgets.card import Card, Rule
from debttracker.ui.widgets.choice_row import ChoiceRow
from debttracker.ui.widgets.empty_state import EmptyState
from debttracker.ui.widgets.filter_chip import FilterChip
from debttracker.ui.widgets.flow_layout import FlowLayout
from debttracker.ui.widgets.number_figure import NumberFigure
from debttracker.ui.widgets.plain_label import PlainLabel
from debttracker.ui.widgets.progress_ring import ProgressRing

#: What may lie behind a feeling; stored as these codes.
TAGS = (("sleep", N_("slept badly")), ("family", N_("family")), ("work", N_("work")), ("fear", N_("fear")),
        ("shame", N_("shame")))
_RANG = (("missed", N_("Missed"), "1"), ("answered", N_("Answered"), "2"), ("delivered", N_("Message"), "3"))


class TodayPage(Page):
    """What is achieved, what is due, pressure, one next step."""

    title = N_("Today")
    kinds = frozenset({"contact", "payment", "loan", "instalment", "agreement", "checkin", "party", "finding",
                       "import_batch", "setting", "attachment"})

    def build(self, column: QVBoxLayout) -> None:
        """Two columns of cards."""
        self._deadlines = Deadlines(self.session, self)
        self._deadlines.changed.connect(self._mark_stale)
        say, px = self.session.language.say, theme().px
        line = QHBoxLayout()
        line.setSpacing(px(16))
        column.addLayout(line)
        column.addStretch(1)
        left, right = QVBoxLayout(), QVBoxLayout()
        for side, stretch in ((left, 3), (right, 2)):
            side.setSpacing(px(16))
            line.addLayout(side, stretch)
        self._build_progress(left)
        self.due_card = Card()
        say(self.due_card.set_title, N_("NEXT DUE"))
        self.due_rows = QVBoxLayout()
        self.due_rows.setSpacing(px(8))
        self.due_card.body.addLayout(self.due_rows)
        left.addWidget(self.due_card)
        self._build_recent(left)
        left.addStretch(1)
        self._build_rang(right)
        self.step_card = Card()
        say(self.step_card.set_title, N_("ONE NEXT STEP"))
        self.step_title, self.step_text = PlainLabel("", "strong", wrap=True), PlainLabel("", "muted", wrap=True)
        self.step_button = QuietButton()
        self.step_button.clicked.connect(self._take_step)
        for widget in (self.step_title, self.step_text):
            self.step_card.body.addWidget(widget)
        self.step_card.body.addWidget(self.step_button, 0, Qt.AlignmentFlag.AlignLeft)
        right.addWidget(self.step_card)
        self._build_feeling(right)
        self.month = MonthCard(self.session)
        self.month.opened.connect(self._open_due)
        right.addWidget(self.month)
        right.addStretch(1)

    def read(self, case: Case, watch: Watch) -> TodayView:
        """Look at the case as of the borrower's day."""
        connection = case.reader()
        return today_view(connection, Moment.now(str(setting(connection, "case.zone", "UTC"))).local_day,
                          self.session.language.code)

    def retranslate(self) -> None:
        """Titles of deadlines were read in the old language."""
        self._stale = True

    def is_empty(self, data: TodayView) -> bool:
        """A new case."""
        return not data.any_record

    def make_empty(self) -> QWidget:
        """Where to begin."""
        _ = self.session.words
        return EmptyState("home", _("This is the beginning of a calm record."),
                           _("Add what you owe, log the last call, or bring in the calls and messages of your phone. "
                             "One thing is enough for tonight."), action=_("Log a contact"),
                           run=lambda: self.session.actions.run("log-contact"))

    def show_data(self, data: TodayView) -> None:
        """Fill the cards."""
        self._deadlines.look(data.contacts)
        self._show_progress(data)
        self._show_due(data)
        self._show_recent(data)
        self._show_rang(data)
        _ = self.session.words
        title, text, button, self._step = step_words(data, _)
        self.step_title.setText(title)
        self.step_text.setText(text)
        self.step_button.setText(button)
        self.step_button.setVisible(bool(button))
        self.level.set_value(data.checkin.level if data.checkin else None)
        chosen = set(data.checkin.tags.split()) if data.checkin else set()
        for code, chip in self.tags.items():
            chip.set_on(code in chosen)
            chip.setChecked(code in chosen)
        self.month.setVisible(bool(data.marks))
        self.month.show_lines(data.marks, data.day)
        self.session.set_badge("rights", data.flagged)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1, 2 and 3 say that it rang again."""
        for outcome, _text, key in _RANG:
            if event.text() == key and self.rang.isVisible() and self.session.can_write:
                rang_again(self.session, outcome)
                return
        super().keyPressEvent(event)

    # -- building

    def _build_progress(self, column: QVBoxLayout) -> None:
        self.progress = Card()
        row = QHBoxLayout()
        row.setSpacing(theme().px(24))
        self.ring = ProgressRing()
        row.addWidget(self.ring)
        words = QVBoxLayout()
        words.setSpacing(theme().px(2))
        words.addStretch(1)
        self.paid_before, self.paid = PlainLabel("", "muted"), PlainLabel("", "figure")
        self.paid_after = PlainLabel("", "muted", wrap=True)
        for label in (self.paid_before, self.paid, self.paid_after):
            words.addWidget(label)
        words.addStretch(1)
        row.addLayout(words, 1)
        self.progress.body.addLayout(row)
        column.addWidget(self.progress)

    def _build_recent(self, column: QVBoxLayout) -> None:
        self.recent = Card()
        self.session.language.say(self.recent.set_title, N_("SINCE YESTERDAY"))
        row = QHBoxLayout()
        row.setSpacing(theme().px(28))
        self.calls, self.messages, self.breaches = NumberFigure(), NumberFigure(), NumberFigure()
        for figure in (self.calls, self.messages, self.breaches):
            row.addWidget(figure, 0, Qt.AlignmentFlag.AlignBottom)
        self.bars = RecentBars()
        self.bars.day_clicked.connect(self._go_to_day)
        row.addWidget(self.bars, 1)
        self.recent.body.addLayout(row)
        column.addWidget(self.recent)

    def _build_rang(self, column: QVBoxLayout) -> None:
        say = self.session.language.say
        self.rang = Card(tone="accent")
        say(self.rang.set_title, N_("IT RANG AGAIN"))
        self.rang_who, self.rang_what = PlainLabel("", "lead"), PlainLabel("", "muted")
        self.rang.body.addWidget(self.rang_who)
        self.rang.body.addWidget(self.rang_what)
        holder = QWidget()
        row = FlowLayout(holder, gap=8)
        for index, (outcome, text, key) in enumerate(_RANG):
            button = (PrimaryButton if index == 0 else QuietButton)(key=key)
            say(button.setText, text)
            button.clicked.connect(lambda _c=False, o=outcome: rang_again(self.session, o))
            row.addWidget(button)
        self.rang.body.addWidget(holder)
        column.addWidget(self.rang)

    def _build_feeling(self, column: QVBoxLayout) -> None:
        say = self.session.language.say
        card = Card()
        say(card.set_title, N_("HOW ARE YOU?"))
        self.level = ChoiceRow([(n, str(n)) for n in range(11)], compact=True)
        self.level.setAccessibleName("0–10")
        self.level.chosen.connect(lambda _value: self._feel())
        card.body.addWidget(self.level)
        ends = QHBoxLayout()
        for text, side in ((N_("calm"), Qt.AlignmentFlag.AlignLeft), (N_("overwhelmed"), Qt.AlignmentFlag.AlignRight)):
            label = PlainLabel("", "caption")
            say(label.setText, text)
            ends.addWidget(label, 1, side)
        card.body.addLayout(ends)
        holder = QWidget()
        row = FlowLayout(holder, gap=6)
        self.tags: dict[str, FilterChip] = {}
        for code, text in TAGS:
            chip = self.tags[code] = FilterChip()
            say(chip.setText, text)
            chip.clicked.connect(lambda _c=False: self._feel())
            row.addWidget(chip)
        card.body.addWidget(holder)
        column.addWidget(card)

    # -- showing

    def _show_progress(self, data: TodayView) -> None:
        _ = self.session.words
        self.progress.setVisible(bool(data.paid))
        if not data.paid:
            return
        first = data.paid[0]
        whole = Money(first.paid + first.remaining, first.currency)
        self.ring.set_share(first.share, f"{first.share:.0%}")
        self.ring.setAccessibleName(_("Share paid back"))
        self.paid_before.setText(_("You have paid back"))
        self.paid.setText(money_text(Money(first.paid, first.currency), short=True))
        after = _.plural("of {amount} to be paid on {n} loan", "of {amount} to be paid on {n} loans", first.loans,
                         amount=money_text(whole, short=True))
        if first.end is not None and first.remaining:
            after += " · " + _("debt-free by {month} at today’s pace", month=month_text(first.end, _))
        for other in data.paid[1:]:
            after += "\n" + _("and {paid} of {whole}", paid=money_text(Money(other.paid, other.currency), short=True),
                              whole=money_text(Money(other.paid + other.remaining, other.currency), short=True))
        self.paid_after.setText(after)

    def _show_due(self, data: TodayView) -> None:
        while self.due_rows.count():
            item = self.due_rows.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        for n, line in enumerate(data.due):
            if n:
                self.due_rows.addWidget(Rule())
            row = DueRow(line, data.day, self.session.words)
            row.opened.connect(self._open_due)
            self.due_rows.addWidget(row)
        if not data.due:
            self.due_rows.addWidget(PlainLabel(self.session.words("Nothing is due. Add a loan to see its dates here."),
                                               "muted", wrap=True))

    def _show_recent(self, data: TodayView) -> None:
        _ = self.session.words
        self.calls.set_figure(str(data.calls), _.plural("call", "calls", data.calls))
        self.messages.set_figure(str(data.messages), _.plural("message", "messages", data.messages))
        self.breaches.set_figure(str(data.flagged_recent), _("may breach a rule"),
                                 tone="flag" if data.flagged_recent else "")
        self.bars.set_days(stacked(data.days, day_number(data.day), DRAWN_DAYS), data.day, _)

    def _show_rang(self, data: TodayView) -> None:
        _ = self.session.words
        self.rang.setVisible(data.last is not None and self.session.can_write)
        if data.last is None:
            return
        self.rang_who.setText(data.last.party or data.last.handle or _("Unknown caller"))
        times = _("contact {n} today", n=data.last_today) if data.last_today else \
            _("last on {day}", day=day_text(_last_day(data), _, year=False))
        self.rang_what.setText(" · ".join(part for part in (data.last.handle, times) if part))

    # -- doing

    def _feel(self) -> None:
        case, level = self.session.case, self.level.value()
        if case is None or level is None or not self.session.can_write:
            return
        zone = str(setting(case.reader(), "case.zone", "UTC"))
        tags = " ".join(code for code, chip in self.tags.items() if chip.isChecked())
        self.session.change(check_in(int(str(level)), Moment.now(zone), tags=tags))

    def _take_step(self) -> None:
        kind, value = self._step
        if kind == "action":
            self.session.actions.run(value)
        else:
            self.session.go(kind, value)

    def _go_to_day(self, day: date) -> None:
        self.session.go("timeline", ("day", day_number(day)))

    def _open_due(self, line: DueLine) -> None:
        if line.contact_id is not None:
            self.session.go("timeline", ("contact", line.contact_id))
        else:
            self.session.go("loans", ("loan", line.loan_id))


def _last_day(data: Any) -> date:
    from debttracker.basics.moments import day_of

    return day_of(data.last.day)
