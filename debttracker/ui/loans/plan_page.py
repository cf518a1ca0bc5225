"""Ways to pay off all debts, side by side: when each ends, and what it costs."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from debttracker.basics.errors import Trouble
from debttracker.basics.formats import money_text, month_text
from debttracker.basics.languages import N_, Words
from debttracker.basics.moments import Moment, day_number
from debttracker.basics.money import Money
from debttracker.basics.progress import Watch
from debttracker.case.case import Case
from debttracker.case.queries.settings import setting
from debttracker.derived.payoff import debts_of, main_currency
from debttracker.derived.standing import loan_views
from debttracker.finance.due_days import add_months
from debttracker.finance.names import name_of
from debttracker.finance.plan import Debt, Plan, Strategy
from debttracker.finance.plan_compare import Comparison, compare_strategies
from debttracker.ui.figure.view import FigureView
from debttracker.ui.loans.budget_card import BudgetCard
from debttracker.ui.loans.own_order import OwnOrder
from debttracker.ui.page import Page
from debttracker.ui.theme.theme import theme
from debttracker.ui.widgets.card import Card
from debttracker.ui.widgets.empty_state import EmptyState
from debttracker.ui.widgets.key_value_rows import KeyValueRows
from debttracker.ui.widgets.plain_label import PlainLabel


class PlanData(NamedTuple):
    """The debts, in one currency, as of the borrower's day."""

    debts: list[Debt]
    currency: str
    day: date


class PlanPage(Page):
    """A monthly budget in, four ways out."""

    title = N_("Plan the payoff")
    kinds = frozenset({"loan", "payment", "agreement", "instalment", "setting"})
    primary = "record-payment"

    def build(self, column: QVBoxLayout) -> None:
        """Budget and order, chart, and one card for each way."""
        top = QHBoxLayout()
        top.setSpacing(theme().px(16))
        self.budget, self.order = BudgetCard(self.session), OwnOrder(self.session)
        top.addWidget(self.budget, 1)
        top.addWidget(self.order, 1)
        self.budget.changed.connect(self._answer)
        self.order.moved.connect(self._answer)
        column.addLayout(top)
        self.chart_card = Card()
        self.chart = FigureView(400)
        self.sentence = PlainLabel("", "small", wrap=True)
        self.chart_card.body.addWidget(self.chart)
        self.chart_card.body.addWidget(self.sentence)
        column.addWidget(self.chart_card)
        cards = QGridLayout()
        cards.setSpacing(theme().px(16))
        self.ways: dict[Strategy, tuple[Card, KeyValueRows]] = {}
        for place, strategy in enumerate(Strategy):
            card, rows = Card(), KeyValueRows()
            card.body.addWidget(rows)
            self.ways[strategy] = (card, rows)
            cards.addWidget(card, place // 2, place % 2)
        column.addLayout(cards)
        column.addStretch(1)

    def read(self, case: Case, watch: Watch) -> PlanData:
        """The debts as they stand today; and bring in the words of the figure, which take 12 ms."""
        import debttracker.charts.plan  # noqa: F401

        connection = case.reader()
        day = Moment.now(str(setting(connection, "case.zone", "UTC"))).local_day
        views = loan_views(connection, day)
        currency = main_currency(views)
        return PlanData(debts_of(views, currency), currency, day)

    def is_empty(self, data: PlanData) -> bool:
        """Nothing to plan with."""
        return not data.debts

    def make_empty(self) -> QWidget:
        """What is needed."""
        _ = self.session.words
        return EmptyState("chart", _("There is no open loan with terms to plan with."),
                          _("Add what you owe, with amount, rate and dates."), action=_("Add a loan"),
                          run=lambda: self.session.actions.run("add-loan"))

    def show_data(self, data: PlanData) -> None:
        """Offer the usual payments as the budget."""
        self.budget.show_debts(data.debts, data.currency)
        self.order.show_debts(data.debts, data.currency)
        self._answer()

    # -- inside

    def _answer(self) -> None:
        data: PlanData | None = self.data
        if data is None or not data.debts:
            return
        try:
            found = compare_strategies(self.order.ordered(), self.budget.budget(), data.currency)
        except Trouble as trouble:
            self.sentence.setText(trouble.say(self.session.words))
            self.chart.hide()
            for card, _rows in self.ways.values():
                card.hide()
            return
        self._show(found, data)

    def _show(self, found: Comparison, data: PlanData) -> None:
        from debttracker.charts import plan as chart

        _ = self.session.words
        curves = []
        for strategy, one in found.plans.items():
            card, rows = self.ways[strategy]
            card.show()
            card.set_title(name_of(strategy, _))
            rows.set_rows(_rows(one, found.saved(strategy), data, _))
            curves.append(chart.Curve(strategy.value, name_of(strategy, _), one.balances, one.interest))
        if found.minimums is not None:
            curves.append(chart.Curve("minimums", _("Only the usual payments"), found.minimums.balances,
                                      found.minimums.interest))
        drawn = chart.PlanChart(data.currency, day_number(data.day), tuple(curves))

        def draw(figure: Any, look: Any, words: Any) -> Any:
            return chart.draw(figure, drawn, look, words)

        self.chart_card.set_title(chart.title(_))
        self.chart.show()
        self.chart.show_chart(draw, _, chart.title(_), chart.describe(drawn, _))
        self.sentence.setText(chart.sentence(drawn, _))


def _rows(one: Plan, saved: int | None, data: PlanData, speak: Words) -> list[tuple[object, ...]]:
    """When it ends, what it costs, and when each debt is gone."""
    def amount(minor: int) -> str:
        return money_text(Money(minor, data.currency), short=True)

    shown: list[tuple[object, ...]] = [
        (speak("Debt-free"), month_text(add_months(data.day, one.months), speak)),
        (speak("Interest"), amount(one.interest))]
    if saved is not None:
        shown.append((speak("Interest saved"), amount(max(saved, 0)), "ok"))
    shown += [(speak("{name} is gone", name=debt.name),
               month_text(add_months(data.day, debt.paid_off_month), speak))
              for debt in sorted(one.debts, key=lambda debt: debt.paid_off_month)]
    return shown
