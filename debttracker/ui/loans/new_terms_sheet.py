"""The sheet for terms that replace the old ones: a restructuring or a settlement that was agreed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from PySide6.QtWidgets import QLineEdit, QSpinBox, QWidget

from debttracker.basics.errors import BadInput, Trouble
from debttracker.basics.languages import N_
from debttracker.basics.moments import day_number
from debttracker.basics.money import Money
from debttracker.derived.loan_entry import replace_terms
from debttracker.derived.standing import LoanView
from debttracker.finance.due_days import add_months
from debttracker.finance.history import AgreementKind
from debttracker.finance.restructure import Proposal, proposal_lines, propose_instalments, propose_settlement
from debttracker.ui.loans.terms_form import read_percent
from debttracker.ui.session import Session
from debttracker.ui.widgets.choice_row import ChoiceRow
from debttracker.ui.widgets.date_field import DateField
from debttracker.ui.widgets.money_field import MoneyField
from debttracker.ui.widgets.plain_label import PlainLabel
from debttracker.ui.widgets.sheet import Sheet


class NewTermsSheet(Sheet):
    """Asks what was agreed, shows it in plain sentences, and puts it in force; the old schedule stays as history."""

    def __init__(self, session: Session, view: LoanView, day: date, parent: QWidget | None = None) -> None:
        _ = session.words
        super().__init__(_("New terms for “{loan}”", loan=view.row.label),
                         _("What was agreed replaces the schedule from its first day on. What was due before stays in "
                           "the history."), parent=parent)
        self._session, self._view, self._day = session, view, day
        currency = view.row.currency
        self.kind = ChoiceRow([(AgreementKind.RESTRUCTURE.value, _("Pay all of it, in other instalments")),
                               (AgreementKind.SETTLEMENT.value, _("Pay a part, and be done"))])
        self.kind.set_value(AgreementKind.RESTRUCTURE.value)
        self.count = QSpinBox()
        self.count.setRange(1, 360)
        self.count.setValue(60)
        self.rate = QLineEdit("0")
        self.amount = MoneyField(currency, name=_("Settlement amount"), speak=_)
        if view.standing is not None:
            self.amount.set_value(Money(view.standing.payoff, currency))
        self.first_due = DateField(name=_("First payment on"), speak=_)
        self.first_due.set_value(add_months(day, 1))
        self.note = QLineEdit()
        for name, widget in ((_("What was agreed"), self.kind), (_("Number of payments"), self.count),
                             (_("Rate in percent a year"), self.rate), (_("Settlement amount"), self.amount),
                             (_("First payment on"), self.first_due), (_("Note"), self.note)):
            self.body.addWidget(PlainLabel(name, "caption"))
            self.body.addWidget(widget)
            widget.setAccessibleName(name)
        self.said = PlainLabel("", "small", wrap=True)
        self.body.addWidget(self.said)
        self.kind.chosen.connect(lambda _v: self._fit())
        for field in (self.amount, self.first_due):
            field.changed.connect(lambda _v: self._tell())
        self.count.valueChanged.connect(lambda _v: self._tell())
        self.rate.textChanged.connect(lambda _t: self._tell())
        self.add_cancel(_("Cancel"))
        self.add_action(_("Put in force"), main=True)
        self._fit()

    def accept(self) -> None:
        """Put the new terms in force from today."""
        try:
            proposal = self._proposal()
            assert self._session.case is not None
            self._session.change_or_raise(replace_terms(
                self._session.case.reader(), self._view.row.id, proposal.agreement.terms, AgreementKind(str(self.kind.value())),
                day_number(self._day), self.note.text().strip()), self._session.words("The new terms are in force."))
        except Trouble as trouble:
            self.complain(trouble, self._session.words)
            return
        super().accept()

    def _proposal(self) -> Proposal:
        first_due = self.first_due.day()
        if first_due is None or self._view.standing is None:
            raise BadInput(N_("On which day is the first payment?"))
        if self.kind.value() == AgreementKind.SETTLEMENT.value:
            money = self.amount.money()
            if money is None:
                raise BadInput(N_("Which amount ends the loan?"))
            return propose_settlement(self._view.standing, money.minor, first_due, self.count.value())
        return propose_instalments(self._view.standing, first_due, self.count.value(),
                                   read_percent(self.rate.text()) or Decimal(0))

    def _fit(self) -> None:
        settlement = self.kind.value() == AgreementKind.SETTLEMENT.value
        self.amount.setEnabled(settlement)
        self.rate.setEnabled(not settlement)
        self._tell()

    def _tell(self) -> None:
        try:
            self.said.setText("\n".join(proposal_lines(self._proposal(), self._session.words)))
            self.banner.hide()
        except Trouble as trouble:
            self.said.setText(trouble.say(self._session.words))
