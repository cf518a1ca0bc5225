"""The offer check: what a loan really costs, before anyone signs. Two offers stand side by side."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from debttracker.basics.languages import N_
from debttracker.basics.moments import Moment
from debttracker.basics.money import Money
from debttracker.basics.progress import Watch
from debttracker.case.case import Case
from debttracker.case.queries.settings import setting
from debttracker.derived.payoff import debts_of
from debttracker.derived.standing import loan_views
from debttracker.ui.loans.glossary_card import GlossaryCard
from debttracker.ui.loans.offer_card import MoneyRow, OfferCard
from debttracker.ui.loans.offer_side import SideBySide
from debttracker.ui.page import Page
from debttracker.ui.theme.theme import theme
from debttracker.ui.widgets.card import Card


class OfferData(NamedTuple):
    """What the case knows: currency, what debts take each month (minor units), and whose laws count."""

    currency: str
    on_debts: int
    places: tuple[str, ...]


class OfferPage(Page):
    """Two offers, a household, and the words of the contract explained."""

    title = N_("Check an offer")
    kinds = frozenset({"setting"})
    inline = True
    primary = ""

    def build(self, column: QVBoxLayout) -> None:
        """Everything is made when the currency is known."""
        self._column = column
        self.cards: list[OfferCard] = []

    def read(self, case: Case, watch: Watch) -> OfferData:
        """The case's currency, and what its loans ask for each month."""
        connection = case.reader()
        currency = str(setting(connection, "case.currency", "CNY"))
        day = Moment.now(str(setting(connection, "case.zone", "UTC"))).local_day
        debts = debts_of(loan_views(connection, day), currency)
        return OfferData(currency, sum(debt.minimum for debt in debts),
                         tuple(setting(connection, "case.jurisdictions", []) or ()))

    def show_data(self, data: OfferData) -> None:
        """Make the cards once; what was typed stays."""
        if self.cards:
            return
        _ = self.session.words
        house = Card(_("YOUR MONTH"))
        self.household = MoneyRow(self.session, data.currency)
        if data.on_debts:
            self.household.fields[2].set_value(Money(data.on_debts, data.currency))
        house.body.addWidget(self.household)
        self._column.addWidget(house)
        line = QHBoxLayout()
        line.setSpacing(theme().px(16))
        self.side = SideBySide(self.session)
        self.cards = [OfferCard(self.session, title, data.currency, self.household, data.places)
                      for title in (_("ONE OFFER"), _("ANOTHER OFFER"))]
        for card in self.cards:
            line.addWidget(card, 1)
            card.answered.connect(self._compare)
            for field in self.household.fields:
                field.changed.connect(lambda _value, c=card: c.answer())
        self._column.addLayout(line)
        self._column.addWidget(self.side)
        self._column.addWidget(GlossaryCard(self.session))
        self._column.addStretch(1)

    def _compare(self) -> None:
        self.side.show_offers([card.title_text for card in self.cards], [card.found for card in self.cards])
