"""The offer check: what a loan really costs, before anyone signs. Two offers stand side by side."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from debttracker.basics.errors import Trouble
from debttracker.basics.formats import money_text, percent_text
from debttracker.basics.languages import N_
from debttracker.basics.money import Money
from debttracker.basics.progress import Watch
from debttracker.case.case import Case
from debttracker.case.queries.settings import setting
from debttracker.derived.loan_entry import add_loan
from debttracker.finance.glossary import find
from debttracker.finance.offer import Household, OfferCheck, check_offer, sentences
from debttracker.ui.loans.terms_form import TermsForm
from debttracker.ui.page import Page
from debttracker.ui.session import Session
from debttracker.ui.theme.theme import theme
from debttracker.ui.widgets.buttons import QuietButton
from debttracker.ui.widgets.card import Card
from debttracker.ui.widgets.money_field import MoneyField
from debttracker.ui.widgets.number_figure import NumberFigure
from debttracker.ui.widgets.plain_label import PlainLabel
from debttracker.ui.widgets.search_field import SearchField

_TERMS = 3


class OfferCard(Card):
    """One offer: its fields above, the answer below as it is typed."""

    def __init__(self, session: Session, title: str, currency: str, household: MoneyRow) -> None:
        super().__init__(title)
        self._session, self._household = session, household
        self.form = TermsForm(currency, session.words)
        self.body.addWidget(self.form)
        line = QHBoxLayout()
        self.rate, self.cost = NumberFigure(caption_above=True), NumberFigure(caption_above=True)
        line.addWidget(self.rate)
        line.addWidget(self.cost)
        line.addStretch(1)
        self.body.addLayout(line)
        self.words = PlainLabel("", "small", wrap=True)
        self.body.addWidget(self.words)
        self.keep = QuietButton()
        session.language.say(self.keep.setText, N_("Save as a loan"))
        self.keep.clicked.connect(self._keep)
        row = QHBoxLayout()
        row.addWidget(self.keep)
        row.addStretch(1)
        self.body.addLayout(row)
        self.form.changed.connect(self.answer)
        self.answer()

    def answer(self) -> None:
        """Work out the offer as it stands, or say what is missing."""
        _ = self._session.words
        found: OfferCheck | None = None
        try:
            if not self.form.is_empty():
                found = check_offer(self.form.terms(), self._household.read())
                self.words.setText("\n".join(sentences(found, _)))
            else:
                self.words.setText(_("Write the amount, the dates and the rate of the offer."))
        except Trouble as trouble:
            self.words.setText(trouble.say(_))
        for figure in (self.rate, self.cost):
            figure.setVisible(found is not None)
        self.keep.setEnabled(found is not None and self._session.can_write)
        if found is not None:
            self.rate.set_figure(percent_text(found.cost.ear), _("It really costs, a year"))
            self.cost.set_figure(money_text(Money(found.cost.cost, found.cost.currency), short=True), _("In all"))

    def _keep(self) -> None:
        try:
            terms = self.form.terms()
        except Trouble as trouble:
            self._session.tell(trouble)
            return
        self._session.change(add_loan(self._session.words("Offer"), terms), self._session.words("Saved as a loan."))
        self._session.go("loans")


class MoneyRow(QWidget):
    """Income, outgoings and payments on debts each month."""

    def __init__(self, session: Session, currency: str) -> None:
        super().__init__()
        _ = session.words
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        self.fields = []
        for name in (_("Income each month"), _("Living costs each month"), _("Payments on debts each month")):
            box = QVBoxLayout()
            box.addWidget(PlainLabel(name, "caption", wrap=True))
            field = MoneyField(currency, name=name, speak=_)
            self.fields.append(field)
            box.addWidget(field)
            line.addLayout(box)

    def read(self) -> Household:
        """What stands there; empty counts as nothing."""
        amounts = [money.minor if (money := field.money()) is not None else 0 for field in self.fields]
        return Household(*amounts)


class OfferPage(Page):
    """Two offers, a household, and the words of the contract explained."""

    title = N_("Check an offer")
    kinds = frozenset({"setting"})
    inline = True
    primary = ""

    def build(self, column: QVBoxLayout) -> None:
        """Everything is made when the currency is known."""
        self._column = column
        self._made = False

    def read(self, case: Case, watch: Watch) -> str:
        """The case's currency."""
        return str(setting(case.reader(), "case.currency", "CNY"))

    def show_data(self, data: str) -> None:
        """Make the cards once."""
        if self._made:
            return
        self._made = True
        _ = self.session.words
        house = Card(_("YOUR MONTH"))
        household = MoneyRow(self.session, data)
        house.body.addWidget(household)
        self._column.addWidget(house)
        line = QHBoxLayout()
        line.setSpacing(theme().px(16))
        cards = [OfferCard(self.session, title, data, household) for title in (_("ONE OFFER"), _("ANOTHER OFFER"))]
        for card in cards:
            line.addWidget(card, 1)
            for field in household.fields:
                field.changed.connect(lambda _value, c=card: c.answer())
        self._column.addLayout(line)
        words = Card(_("WORDS OF THE CONTRACT"))
        search = SearchField()
        search.setPlaceholderText(_("A word from the contract, e.g. guarantee fee"))
        search.setAccessibleName(_("Look up a word of the contract"))
        meaning = PlainLabel("", "small", wrap=True)
        search.textChanged.connect(lambda text: meaning.setText(
            "\n\n".join(f"{term.title(_)}: {term.explain(_)}" for term in find(text)[:_TERMS])))
        words.body.addWidget(search)
        words.body.addWidget(meaning)
        self._column.addWidget(words)
        self._column.addStretch(1)
