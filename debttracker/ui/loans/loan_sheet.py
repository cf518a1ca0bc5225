"""The sheet that adds or corrects a loan."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QWidget

from debttracker.basics.errors import BadInput, Trouble
from debttracker.basics.labels import label
from debttracker.basics.languages import N_
from debttracker.basics.money import Money
from debttracker.basics.vocabulary import FirmKind, Product
from debttracker.case.change import Change, Edit, edit
from debttracker.case.queries.parties import PartyRow, parties
from debttracker.case.queries.settings import setting
from debttracker.derived.loan_entry import add_loan, change_contract, edit_loan
from debttracker.derived.standing import LoanView
from debttracker.ui.loans.numbers_typed import read_percent
from debttracker.ui.loans.terms_form import TermsForm
from debttracker.ui.session import Session
from debttracker.ui.theme.theme import theme
from debttracker.ui.widgets.plain_label import PlainLabel
from debttracker.ui.widgets.sheet import Sheet

_STATUS = (("open", N_("being repaid")), ("settled", N_("settled")), ("disputed", N_("disputed")),
           ("sold", N_("sold to another firm")), ("closed", N_("closed")))


class LoanSheet(Sheet):
    """Adds a loan, or corrects the one in ``view``. Only its name is needed; the contract can follow."""

    def __init__(self, session: Session, view: LoanView | None = None, parent: QWidget | None = None) -> None:
        _ = session.words
        super().__init__(_("Correct a loan") if view else _("Add a loan"),
                         _("A name is enough for now. With the amount and the dates, the schedule and the true cost "
                           "appear."), width=680, parent=parent)
        self._session, self._view = session, view
        assert session.case is not None
        connection = session.case.reader()
        currency = view.row.currency if view else str(setting(connection, "case.currency", "CNY"))
        self._creditors: list[PartyRow] = parties(connection, "creditor", "collector")
        self._build_names(currency)
        self.form = TermsForm(currency, _)
        self.body.addWidget(self.form)
        self.currency.editTextChanged.connect(self._use_currency)
        if view is not None:
            self._show(view)
        self.add_cancel(_("Cancel"))
        self.add_action(_("Keep"), main=True)
        self.name.setFocus()

    def accept(self) -> None:
        """Check and keep."""
        self.form.complain()
        try:
            self._session.change_or_raise(self._change(), self._session.words("Kept."))
        except Trouble as trouble:
            self.complain(trouble, self._session.words)
            return
        super().accept()

    def _build_names(self, currency: str) -> None:
        _ = self._session.words
        self.name, self.number, self.advertised = QLineEdit(), QLineEdit(), QLineEdit()
        self.creditor, self.firm, self.product = QComboBox(), QComboBox(), QComboBox()
        self.currency, self.status = QComboBox(), QComboBox()
        self.creditor.setEditable(True)
        for party in self._creditors:
            self.creditor.addItem(party.name, party.id)
        self.creditor.setCurrentIndex(-1)
        for kind in FirmKind:
            self.firm.addItem(label("firm", kind, _), kind.value)
        self.firm.setCurrentIndex(self.firm.findData("unknown"))
        self.creditor.currentIndexChanged.connect(self._creditor_chosen)
        for product in Product:
            self.product.addItem(label("product", product, _), product.value)
        self.currency.setEditable(True)
        self.currency.addItems(list(dict.fromkeys((currency, "CNY", "TWD", "HKD", "USD", "GBP", "EUR", "JPY", "KRW",
                                                   "INR"))))
        for status, text in _STATUS:
            self.status.addItem(_(text), status)
        self.advertised.setPlaceholderText(_("e.g. 9.9"))
        for box in (self.creditor, self.firm, self.product, self.currency, self.status):
            # By default a box is as wide as its longest choice, which pushes the second column out of the sheet.
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(8)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme().px(12))
        grid.setVerticalSpacing(theme().px(4))
        fields: tuple[tuple[str, QWidget], ...] = (
            (_("What you call it"), self.name), (_("Who is owed"), self.creditor),
            (_("Kind of firm"), self.firm), (_("Kind of loan"), self.product), (_("Contract number"), self.number),
            (_("Yearly rate in the advertisement, percent"), self.advertised), (_("Currency"), self.currency),
            (_("How it stands"), self.status))
        for n, (name, widget) in enumerate(fields):
            grid.addWidget(PlainLabel(name, "caption", wrap=True), 2 * (n // 2), n % 2)
            grid.addWidget(widget, 2 * (n // 2) + 1, n % 2)
            widget.setAccessibleName(name)
            grid.setColumnStretch(n % 2, 1)
        self.body.addLayout(grid)

    def _show(self, view: LoanView) -> None:
        row = view.row
        self.name.setText(row.label)
        self.creditor.setCurrentIndex(self.creditor.findData(row.creditor_id))
        self.firm.setCurrentIndex(max(self.firm.findData(row.kind), 0))
        self.product.setCurrentIndex(max(self.product.findData(row.product), 0))
        self.number.setText(row.number)
        self.advertised.setText(row.advertised_rate)
        self.status.setCurrentIndex(max(self.status.findData(row.status), 0))
        if view.agreements:
            self.form.set_terms(view.agreements[0].terms)
        elif row.principal:
            self.form.principal.set_value(Money(row.principal, row.currency))

    def _use_currency(self, text: str) -> None:
        code = text.strip().upper()
        if len(code) == 3 and code.isalpha() and code.isascii():
            self.form.set_currency(code)

    def _creditor_chosen(self, index: int) -> None:
        party = next((p for p in self._creditors if p.id == self.creditor.itemData(index)), None)
        if party is not None:
            self.firm.setCurrentIndex(max(self.firm.findData(party.firm), 0))

    def _creditor(self) -> tuple[int | None, str]:
        typed = self.creditor.currentText().strip()
        found = next((p.id for p in self._creditors if p.name == typed), None)
        return found, "" if found is not None else typed

    def _change(self) -> Change:
        if not self.name.text().strip():
            raise BadInput(N_("Give the loan a name, for example the lender’s."))
        creditor_id, creditor_name = self._creditor()
        firm = str(self.firm.currentData())
        fields = {"product": self.product.currentData(), "number": self.number.text().strip(),
                  "advertised_rate": self.advertised.text().strip(), "status": self.status.currentData()}
        terms = None if self.form.is_empty() else self.form.terms()
        if terms is not None and self.advertised.text().strip():
            terms = replace(terms, advertised=read_percent(self.advertised.text()))
        if self._view is None:
            made = add_loan(self.name.text().strip(), terms, creditor_id=creditor_id, creditor_name=creditor_name,
                            firm=firm, **({"currency": self.form.currency} if terms is None else {}), **fields)
            return Change(made.label, (*made.edits, *self._firm_edit(creditor_id, firm)))
        id = self._view.row.id
        fields["label"] = self.name.text().strip()
        if creditor_id is not None:
            fields["creditor_id"] = creditor_id
        before = self._view.agreements[0].terms if self._view.agreements else None
        assert self._session.case is not None
        changed = (change_contract(self._session.case.reader(), id, terms, **fields)
                   if terms is not None and terms != before else edit_loan(id, **fields))
        return Change(changed.label, (*changed.edits, *self._firm_edit(creditor_id, firm)))

    def _firm_edit(self, creditor_id: int | None, firm: str) -> tuple[Edit, ...]:
        party = next((p for p in self._creditors if p.id == creditor_id), None)
        return (edit("party", party.id, firm=firm),) if party is not None and party.firm != firm else ()

