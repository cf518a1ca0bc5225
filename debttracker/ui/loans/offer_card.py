"""One offer: its fields, and below them, as it is typed, what it really costs and what each month looks like."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from debttracker.basics.errors import BadInput, Trouble
from debttracker.basics.formats import money_text, month_text, percent_text
from debttracker.basics.languages import N_, Words
from debttracker.basics.money import Money
from debttracker.derived.loan_entry import add_loan
from debttracker.finance.limits import LimitCheck, check_limits, sentence
from debttracker.finance.offer import Household, OfferCheck, check_offer, sentences
from debttracker.finance.terms import LoanTerms
from debttracker.ui.loans.numbers_typed import percent_typed, read_percent
from debttracker.ui.loans.terms_form import TermsForm
from debttracker.ui.loans.unfold import Unfold
from debttracker.ui.session import Session
from debttracker.ui.theme.theme import theme
from debttracker.ui.widgets.buttons import LinkButton, QuietButton
from debttracker.ui.widgets.card import Card
from debttracker.ui.widgets.lines_table import Line, LinesTable
from debttracker.ui.widgets.money_field import MoneyField
from debttracker.ui.widgets.number_figure import NumberFigure
from debttracker.ui.widgets.plain_label import PlainLabel

#: Months shown before the table scrolls.
_MONTHS = 6


class OfferCard(Card):
    """``answered`` whenever ``found`` (the answers, None while something is missing) was worked out anew."""

    answered = Signal()

    def __init__(self, session: Session, title: str, currency: str, household: MoneyRow,
                 places: tuple[str, ...]) -> None:
        super().__init__(title)
        self._session, self._household, self._places = session, household, places
        self.found: OfferCheck | None = None
        _ = session.words
        self.name, self.advertised = QLineEdit(), QLineEdit()
        line = QHBoxLayout()
        line.setSpacing(theme().px(12))
        for name, field in ((_("Who offers it"), self.name), (_("Advertised, percent a year"),
                                                              self.advertised)):
            box = QVBoxLayout()
            box.setSpacing(theme().px(4))
            box.addWidget(PlainLabel(name, "caption", wrap=True))
            box.addWidget(field)
            field.setAccessibleName(name)
            line.addLayout(box, 1)
        self.body.addLayout(line)
        self.form = TermsForm(currency, _)
        self.body.addWidget(self.form)
        self._build_answer()
        self.advertised.textChanged.connect(lambda _text: self.answer())
        self.name.textChanged.connect(lambda _text: self.answered.emit())
        self.form.changed.connect(self.answer)
        self.answer()

    @property
    def title_text(self) -> str:
        """The offer's name, or the card's title."""
        return self.name.text().strip() or self.title.text()

    def answer(self) -> None:
        """Work out the offer as it stands, or say what is missing."""
        _ = self._session.words
        self.found = None
        try:
            if self.form.is_empty():
                self.words.setText(_("Write the amount, the dates and the rate of the offer."))
            else:
                self.found = check_offer(self._terms(), self._household.read())
                self.words.setText("\n".join([*sentences(self.found, _), *self._limits(_)]))
        except Trouble as trouble:
            self.words.setText(trouble.say(_))
        for figure in (self.rate, self.cost):
            figure.setVisible(self.found is not None)
        self.keep.setEnabled(self.found is not None and self._session.can_write)
        self.months.setVisible(self.found is not None and self.show_months.is_open)
        self.show_months.setVisible(self.found is not None)
        if self.found is not None:
            self._show(self.found, _)
        self.answered.emit()

    def throw_away(self) -> None:
        """Empty the card; nothing of it is kept."""
        self.name.clear()
        self.advertised.clear()
        self.form.clear()

    # -- inside

    def _build_answer(self) -> None:
        say = self._session.language.say
        line = QHBoxLayout()
        line.setSpacing(theme().px(32))
        self.rate, self.cost = NumberFigure(caption_above=True), NumberFigure(caption_above=True)
        line.addWidget(self.rate)
        line.addWidget(self.cost)
        line.addStretch(1)
        self.body.addSpacing(theme().px(8))
        self.body.addLayout(line)
        self.words = PlainLabel("", "small", wrap=True)
        self.body.addWidget(self.words)
        look = self._session.words("What each month looks like")
        self.show_months = Unfold(look, look)
        self.months = LinesTable(wide=(0,), words=(0,))
        self.show_months.unfolded.connect(lambda _on: self.answer())
        row = QHBoxLayout()
        row.addWidget(self.show_months)
        row.addStretch(1)
        self.body.addLayout(row)
        self.body.addWidget(self.months)
        self.keep, self.away = QuietButton(), LinkButton()
        say(self.keep.setText, N_("Save as a loan"))
        say(self.away.setText, N_("Throw away"))
        self.keep.clicked.connect(self._keep)
        self.away.clicked.connect(lambda _checked=False: self.throw_away())
        row = QHBoxLayout()
        row.addWidget(self.keep)
        row.addWidget(self.away)
        row.addStretch(1)
        self.body.addLayout(row)
        self.body.addStretch(1)

    def _terms(self) -> LoanTerms:
        terms = self.form.terms()
        typed = self.advertised.text().strip()
        return replace(terms, advertised=read_percent(typed)) if typed else terms

    def _limits(self, speak: Words) -> list[str]:
        assert self.found is not None
        checks: list[LimitCheck] = [check for place in self._places
                                    for check in check_limits(self.found.terms, self.found.cost, place)]
        above = [check for check in checks if check.allowed is not None and check.measured > check.allowed]
        return [sentence(check, speak) for check in above[:2]]

    def _show(self, found: OfferCheck, speak: Words) -> None:
        def money(minor: int) -> str:
            return money_text(Money(minor, found.cost.currency))

        self.rate.set_figure(percent_text(found.cost.ear), speak("It really costs, a year"))
        self.cost.set_figure(money_text(Money(found.cost.cost, found.cost.currency), short=True), speak("In all"))
        with_income = found.household.income > 0
        names = [speak("Month"), speak("Payment")] + ([speak("Left of your income")] if with_income else [])
        lines = []
        for month in found.months:
            left = (money(month.left_over),) if with_income else ()
            lines.append(Line((month_text(month.month, speak), money(month.payment), *left),
                              ("", "", "late" if with_income and month.left_over < 0 else "")))
        self.months.set_lines(names, lines, most=_MONTHS)
        self.months.setAccessibleName(speak("What each month looks like"))

    def _keep(self) -> None:
        try:
            terms = self._terms()
        except Trouble as trouble:
            self._session.tell(trouble)
            return
        name = self.name.text().strip()
        advertised = percent_typed(terms.advertised) if terms.advertised is not None else ""
        if self._session.change(add_loan(name or self._session.words("Offer"), terms, creditor_name=name,
                                         advertised_rate=advertised),
                                self._session.words("Saved as a loan.")) is not None:
            self.throw_away()
            self._session.go("loans")


class MoneyRow(QWidget):
    """Income, outgoings and payments on debts each month."""

    def __init__(self, session: Session, currency: str) -> None:
        super().__init__()
        _ = session.words
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme().px(12))
        self.fields: list[MoneyField] = []
        for name in (_("Income each month"), _("Living costs each month"), _("Payments on debts each month")):
            box = QVBoxLayout()
            box.setSpacing(theme().px(4))
            box.addWidget(PlainLabel(name, "caption", wrap=True))
            field = MoneyField(currency, name=name, speak=_)
            self.fields.append(field)
            box.addWidget(field)
            line.addLayout(box)

    def read(self) -> Household:
        """What stands there; empty counts as nothing. Raises BadInput for what cannot be read."""
        if not all(field.is_fine() for field in self.fields):
            raise BadInput(N_("One of the amounts of your month cannot be read; it says below itself what it needs."))
        amounts = [money.minor if (money := field.money()) is not None else 0 for field in self.fields]
        return Household(*amounts)
