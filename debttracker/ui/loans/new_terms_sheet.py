"""The sheet for other terms: propose a restructuring or settlement on paper, or put one in force that was agreed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QSpinBox, QWidget

from debttracker.basics.errors import BadInput, Trouble
from debttracker.basics.languages import N_
from debttracker.basics.moments import day_number
from debttracker.basics.money import Money
from debttracker.derived.loan_entry import replace_terms
from debttracker.derived.standing import LoanView
from debttracker.evidence.letters.proposal import MonthlyMeans
from debttracker.finance.due_days import add_months
from debttracker.finance.history import AgreementKind
from debttracker.finance.restructure import (
    MOST_CARD_INSTALMENTS,
    Proposal,
    accept,
    proposal_lines,
    propose_instalments,
    propose_settlement,
)
from debttracker.ui.loans.numbers_typed import read_percent
from debttracker.ui.session import Session
from debttracker.ui.theme.theme import theme
from debttracker.ui.widgets.choice_row import ChoiceRow
from debttracker.ui.widgets.date_field import DateField
from debttracker.ui.widgets.money_field import MoneyField
from debttracker.ui.widgets.plain_label import PlainLabel
from debttracker.ui.widgets.sheet import Sheet


class NewTermsSheet(Sheet):
    """Says in plain sentences what the terms come to; the old schedule stays as history when new ones take its place."""

    def __init__(self, session: Session, view: LoanView, day: date, parent: QWidget | None = None) -> None:
        _ = session.words
        super().__init__(_("Other terms for “{loan}”", loan=view.row.label),
                         _("Print them as a proposal, or put them in force once they were agreed in writing. What was "
                           "due before stays in the history."), width=620, parent=parent)
        self._session, self._view, self._day = session, view, day
        self._build(view)
        self.kind.chosen.connect(lambda _v: self._fit())
        for field in (self.amount, self.first_due, self.income, self.costs):
            field.changed.connect(lambda _v: self._tell())
        self.count.valueChanged.connect(lambda _v: self._tell())
        self.rate.textChanged.connect(lambda _t: self._tell())
        self.waive.toggled.connect(lambda _on: self._tell())
        self.add_cancel(_("Cancel"))
        self.print = self.add_action(_("Show as a letter…"))
        self.print.clicked.connect(self._print)
        self.add_action(_("Agreed: put in force"), main=True)
        self._fit()

    def accept(self) -> None:
        """Put the new terms in force."""
        try:
            proposal = self._proposal()
            from_day = self.from_day.day() if self.from_day.check() else None
            if from_day is None:
                raise BadInput(N_("From which day on do the new terms hold?"))
            accept(self._view.agreements, proposal, from_day)
            assert self._session.case is not None
            self._session.change_or_raise(replace_terms(
                self._session.case.reader(), self._view.row.id, proposal.agreement.terms,
                proposal.agreement.kind, day_number(from_day), self.note.text().strip()),
                self._session.words("The new terms are in force."))
        except Trouble as trouble:
            self.complain(trouble, self._session.words)
            return
        super().accept()

    # -- inside

    def _build(self, view: LoanView) -> None:
        _, currency = self._session.words, view.row.currency
        self.kind = ChoiceRow([(AgreementKind.RESTRUCTURE.value, _("Pay all of it, in other instalments")),
                               (AgreementKind.SETTLEMENT.value, _("Pay a part, and be done"))],
                              name=_("What is proposed or agreed"))
        self.kind.set_value(AgreementKind.RESTRUCTURE.value)
        self.count = QSpinBox()
        self.count.setRange(1, 360)
        self.count.setValue(MOST_CARD_INSTALMENTS)
        self.rate, self.note = QLineEdit("0"), QLineEdit()
        self.waive = QCheckBox(_("Ask to drop penalty interest and late fees"))
        self.amount = MoneyField(currency, name=_("Settlement amount"), speak=_)
        if view.standing is not None:
            self.amount.set_value(Money(view.standing.payoff, currency))
        self.first_due = DateField(name=_("First payment on"), speak=_)
        self.first_due.set_value(add_months(self._day, 1))
        self.from_day = DateField(name=_("In force from"), speak=_)
        self.from_day.set_value(self._day)
        self.income = MoneyField(currency, name=_("Income each month (for the letter)"), speak=_)
        self.costs = MoneyField(currency, name=_("Living costs each month (for the letter)"), speak=_)
        self.body.addWidget(self.kind)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme().px(12))
        grid.setVerticalSpacing(theme().px(4))
        fields: tuple[tuple[str, QWidget], ...] = (
            (_("Number of payments"), self.count), (_("First payment on"), self.first_due),
            (_("Rate in percent a year"), self.rate), (_("Settlement amount"), self.amount),
            (_("Income each month (for the letter)"), self.income),
            (_("Living costs each month (for the letter)"), self.costs),
            (_("In force from"), self.from_day), (_("Note"), self.note))
        for n, (name, widget) in enumerate(fields):
            grid.addWidget(PlainLabel(name, "caption", wrap=True), 2 * (n // 2), n % 2)
            grid.addWidget(widget, 2 * (n // 2) + 1, n % 2)
            grid.setColumnStretch(n % 2, 1)
            widget.setAccessibleName(name)
        self.body.addLayout(grid)
        self.body.addWidget(self.waive)
        self.said = PlainLabel("", "small", wrap=True)
        self.body.addWidget(self.said)
        self.body.addStretch(1)

    def _proposal(self) -> Proposal:
        first_due = self.first_due.day()
        if first_due is None:
            raise BadInput(N_("On which day is the first payment?"))
        now = self._view.standing
        if now is None:
            raise BadInput(N_("This loan has no terms yet. Add what the contract says."))
        if self.kind.value() == AgreementKind.SETTLEMENT.value:
            money = self.amount.money()
            if money is None or money.minor <= 0:
                raise BadInput(N_("Which amount ends the loan?"))
            return propose_settlement(now, money.minor, first_due, self.count.value())
        return propose_instalments(now, first_due, self.count.value(), read_percent(self.rate.text()) or Decimal(0),
                                   waive_penalties=self.waive.isChecked())

    def _means(self) -> MonthlyMeans:
        income, costs = self.income.money(), self.costs.money()
        return MonthlyMeans(income.minor if income else 0, costs.minor if costs else 0)

    def _print(self) -> None:
        from debttracker.ui.loans.proposal_sheet import ProposalSheet

        try:
            proposal = self._proposal()
        except Trouble as trouble:
            self.complain(trouble, self._session.words)
            return
        ProposalSheet(self._session, self._view.row.id, proposal, self._means(), self._day, self).open()

    def _fit(self) -> None:
        settlement = self.kind.value() == AgreementKind.SETTLEMENT.value
        self.amount.setEnabled(settlement)
        self.rate.setEnabled(not settlement)
        self.waive.setEnabled(not settlement)
        if settlement and self.count.value() == MOST_CARD_INSTALMENTS:
            self.count.setValue(1)
        elif not settlement and self.count.value() == 1:
            self.count.setValue(MOST_CARD_INSTALMENTS)
        self._tell()

    def _tell(self) -> None:
        try:
            self.said.setText("\n".join(proposal_lines(self._proposal(), self._session.words)))
            self.banner.hide()
        except Trouble as trouble:
            self.said.setText(trouble.say(self._session.words))
