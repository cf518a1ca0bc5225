"""What paying more would do: a monthly amount, the day of freedom, what it saves, and the least that stops growth."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSlider, QWidget

from debttracker.basics.errors import Trouble
from debttracker.basics.formats import money_text, month_text
from debttracker.basics.languages import N_
from debttracker.basics.money import Money
from debttracker.derived.payoff import debts_of, main_currency
from debttracker.derived.standing import LoanView
from debttracker.finance.due_days import add_months
from debttracker.finance.plan import Debt, Strategy, minimum_only, plan, smallest_to_stop_growth
from debttracker.ui.session import Session
from debttracker.ui.theme.theme import theme
from debttracker.ui.widgets.buttons import LinkButton
from debttracker.ui.widgets.card import Card
from debttracker.ui.widgets.key_value_rows import KeyValueRows

_STEPS = 100


class MoreCard(Card):
    """A slider from the minimum to three times as much, with the answer below it as it moves."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._session = session
        session.language.say(self.set_title, N_("WHAT IF I PAY MORE?"))
        self._debts: list[Debt] = []
        self._currency = "CNY"
        self._day = date.today()
        self._least = 0
        self.amount, self.answer = KeyValueRows(), KeyValueRows()
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, _STEPS)
        self.slider.setMinimumHeight(theme().px(22))
        session.language.say(self.slider.setAccessibleName, N_("Each month"))
        self.slider.valueChanged.connect(lambda _v: self._answer())
        self.link = LinkButton()
        session.language.say(self.link.setText, N_("Compare ways to pay off →"))
        self.link.clicked.connect(lambda: session.actions.run("plan-payoff"))
        for widget in (self.amount, self.slider, self.answer):
            self.body.addWidget(widget)
        self.body.addWidget(self.link, 0, Qt.AlignmentFlag.AlignLeft)

    def show_loans(self, views: list[LoanView], day: date) -> None:
        """Take the loans of the main currency; without any the card hides."""
        self._currency = main_currency(views)
        self._debts = debts_of(views, self._currency)
        self._day = day
        self.setVisible(bool(self._debts))
        if not self._debts:
            return
        self._least = max(sum(debt.minimum for debt in self._debts), smallest_to_stop_growth(self._debts))
        self._answer()

    def _monthly(self) -> int:
        return self._least + self._least * 2 * self.slider.value() // _STEPS

    def _answer(self) -> None:
        if not self._debts:
            return
        _ = self._session.words
        monthly = self._monthly()

        def money(minor: int) -> str:
            return money_text(Money(minor, self._currency), short=True)

        self.amount.set_rows([(_("Each month"), money(monthly))])
        rows: list[tuple[object, ...]] = []
        try:
            found = plan(self._debts, monthly, Strategy.AVALANCHE, self._currency)
            least = plan(self._debts, self._least, Strategy.AVALANCHE, self._currency) if monthly > self._least else found
            base = minimum_only(self._debts, self._currency) or least
            rows = [(_("Debt-free"), month_text(add_months(self._day, found.months), _)),
                    (_("Interest saved"), money(max(base.interest - found.interest, 0)), "ok")]
        except Trouble:
            rows = [(_("Debt-free"), _("not with this amount"))]
        rows.append((_("Smallest that stops growth"), money(smallest_to_stop_growth(self._debts))))
        self.answer.set_rows(rows)
