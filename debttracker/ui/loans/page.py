"""The Loans page: the loans at the left, the whole of one at the right."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from debttracker.basics.languages import N_
from debttracker.basics.moments import Moment
from debttracker.basics.progress import Watch
from debttracker.case.case import Case
from debttracker.case.queries.settings import setting
from debttracker.derived.loan_story import LoanStory, loan_stories
from debttracker.ui.loans.detail import LoanDetail
from debttracker.ui.loans.list_card import ALL, AllRow, LoanRow
from debttracker.ui.loans.more_card import MoreCard
from debttracker.ui.loans.overview import LoansOverview
from debttracker.ui.page import Page
from debttracker.ui.theme.theme import theme
from debttracker.ui.widgets.buttons import QuietButton
from debttracker.ui.widgets.card import Card
from debttracker.ui.widgets.empty_state import EmptyState
from debttracker.ui.widgets.scrolling import scrolling


class LoansData(NamedTuple):
    """Every loan in full, as of the borrower's day."""

    stories: list[LoanStory]
    day: date


class LoansPage(Page):
    """What is owed."""

    title = N_("Loans")
    kinds = frozenset({"loan", "payment", "agreement", "instalment", "party", "setting", "credit_entry", "contact"})
    scrolls = False
    in_steps = True

    def build(self, column: QVBoxLayout) -> None:
        """Two columns."""
        px, say = theme().px, self.session.language.say
        self._chosen: int | None = None
        line = QHBoxLayout()
        line.setSpacing(px(16))
        column.addLayout(line, 1)
        left = QVBoxLayout()
        left.setSpacing(px(16))
        self.list_card = Card()
        self.list_card.body.setContentsMargins(px(8), px(8), px(8), px(8))
        self.rows = QVBoxLayout()
        self.rows.setSpacing(0)
        self.list_card.body.addLayout(self.rows)
        self.add = QuietButton(icon="plus")
        say(self.add.setText, N_("Add a loan…"))
        self.add.clicked.connect(lambda: self.session.actions.run("add-loan"))
        self.offer = QuietButton(icon="scales")
        say(self.offer.setText, N_("Check an offer…"))
        self.offer.clicked.connect(lambda: self.session.actions.run("check-offer"))
        buttons = QHBoxLayout()
        buttons.addWidget(self.add)
        buttons.addWidget(self.offer)
        buttons.addStretch(1)
        self.more = MoreCard(self.session)
        left.addWidget(self.list_card)
        left.addLayout(buttons)
        left.addWidget(self.more)
        left.addStretch(1)
        line.addWidget(scrolling(left, px(330)))
        right = QVBoxLayout()
        right.setSpacing(px(16))
        self.detail, self.overview = LoanDetail(self.session), LoansOverview(self.session)
        self.overview.hide()
        right.addWidget(self.detail)
        right.addWidget(self.overview)
        right.addStretch(1)
        line.addWidget(scrolling(right), 1)

    def read(self, case: Case, watch: Watch) -> LoansData:
        """All loans in full; and bring in the words of the figure, which take 12 ms."""
        import debttracker.charts.demanded  # noqa: F401

        connection = case.reader()
        day = Moment.now(str(setting(connection, "case.zone", "UTC"))).local_day
        return LoansData(loan_stories(connection, day), day)

    def is_empty(self, data: LoansData) -> bool:
        """No loan yet."""
        return not data.stories

    def make_empty(self) -> QWidget:
        """Where to begin."""
        _ = self.session.words
        return EmptyState("card", _("No loan is written down yet."),
                          _("A name and an amount are enough. With the contract’s dates and fees you see what it really "
                            "costs, and what is demanded beyond it."), action=_("Add a loan"),
                          run=lambda: self.session.actions.run("add-loan"))

    def show_data(self, data: LoansData) -> None:
        """Fill the list and the chosen loan."""
        ids = [story.view.row.id for story in data.stories]
        if self._chosen not in ids and (self._chosen != ALL or len(ids) < 2):
            late = [s.view.row.id for s in data.stories if s.view.days_past_due]
            self._chosen = late[0] if late else ids[0]
        while self.rows.count():
            item = self.rows.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        rows: list[LoanRow | AllRow] = [LoanRow(story.view, self.session.words) for story in data.stories]
        if len(rows) > 1:
            rows.append(AllRow(self.session.words))
        for row in rows:
            row.set_chosen(row.loan_id == self._chosen)
            row.chosen.connect(self._choose)
            self.rows.addWidget(row)
        self.add.setVisible(self.session.can_write)
        self.more.show_loans([s.view for s in data.stories], data.day)
        self._show_chosen(data)

    def show_target(self, target: Any) -> None:
        """("loan", id), or ("all", None) for all loans together."""
        kind, value = target
        if kind in ("loan", "all"):
            self._choose(value if kind == "loan" else ALL)

    # -- inside

    def _story(self) -> LoanStory | None:
        data: LoansData | None = self.data
        return next((s for s in data.stories if s.view.row.id == self._chosen), None) if data is not None else None

    def _choose(self, loan_id: int) -> None:
        self._chosen = loan_id
        for n in range(self.rows.count()):
            item = self.rows.itemAt(n)
            row = item.widget() if item is not None else None
            if isinstance(row, (LoanRow, AllRow)):
                row.set_chosen(row.loan_id == loan_id)
        if self.data is not None:
            self._show_chosen(self.data)

    def _show_chosen(self, data: LoansData) -> None:
        story = self._story()
        self.overview.setVisible(story is None)
        self.detail.setVisible(story is not None)
        if story is not None:
            self.detail.show_story(story, data.day)
        else:
            self.overview.show_stories(data.stories)
