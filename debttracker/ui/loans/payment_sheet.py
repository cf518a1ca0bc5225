"""The sheet that records a payment, or corrects one: amount, day, and where the money goes."""

from __future__ import annotations

import json
from datetime import date

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from debttracker.basics.errors import BadInput, Trouble
from debttracker.basics.languages import N_
from debttracker.basics.moments import Moment, day_number, day_of
from debttracker.basics.money import Money
from debttracker.case.change import Change
from debttracker.case.entries import record_payment
from debttracker.case.fields import canonical_json
from debttracker.case.queries.loans import PaymentRow
from debttracker.case.queries.settings import setting
from debttracker.derived.loan_entry import edit_payment, remove_payment
from debttracker.derived.standing import LoanView, preview_payment
from debttracker.finance.prepayment import Payment, Share
from debttracker.finance.terms_json import allocation_from_json, allocation_to_json
from debttracker.ui.contact.attaching import attach_all
from debttracker.ui.loans.allocation_form import OWN, AllocationForm
from debttracker.ui.loans.payments_card import where_words
from debttracker.ui.session import Session
from debttracker.ui.widgets.date_field import DateField
from debttracker.ui.widgets.drop_zone import DropZone
from debttracker.ui.widgets.money_field import MoneyField
from debttracker.ui.widgets.plain_label import PlainLabel
from debttracker.ui.widgets.sheet import Sheet


class PaymentSheet(Sheet):
    """Records a payment on one of ``views`` (the amount that is due stands there already), or corrects ``payment``."""

    def __init__(self, session: Session, views: list[LoanView], loan_id: int | None,
                 parent: QWidget | None = None, payment: PaymentRow | None = None) -> None:
        _ = session.words
        super().__init__(_("Correct a payment") if payment else _("Record a payment"), width=600, parent=parent)
        self._session, self._views, self._payment = session, views, payment
        self._files: list[object] = []
        self._build()
        assert session.case is not None
        zone = str(setting(session.case.reader(), "case.zone", "UTC"))
        self.day.set_value(Moment.now(zone).local_day)
        for view in views:
            self.loan.addItem(view.row.label, view.row.id)
        self.loan.setCurrentIndex(max(self.loan.findData(loan_id), 0))
        self.loan.setEnabled(payment is None)
        self.loan.currentIndexChanged.connect(lambda _i: self._loan_chosen())
        self._loan_chosen()
        if payment is not None:
            self._show(payment)
            self.add_action(_("Remove"), danger=True).clicked.connect(self._remove)
        for field in (self.amount, self.day):
            field.changed.connect(lambda _value: self._tell())
        self.where.changed.connect(self._tell)
        self._tell()
        self.add_cancel(_("Cancel"))
        self.add_action(_("Keep"), main=True)
        self.amount.setFocus()
        self.amount.line.selectAll()

    def accept(self) -> None:
        """Check and keep. Once the payment is kept the sheet closes whatever becomes of its files."""
        try:
            if not self.amount.check() or not self.day.check():
                return
            applied = self._session.change_or_raise(self._change(), self._session.words("Kept."))
        except Trouble as trouble:
            self.complain(trouble, self._session.words)
            return
        attach_all(self._session, self._payment.id if self._payment else applied.first_id, self._files, "payment")
        super().accept()

    # -- inside

    def _build(self) -> None:
        _ = self._session.words
        self.loan, self.method, self.note = QComboBox(), QLineEdit(), QLineEdit()
        self.amount = MoneyField(name=_("Amount"), speak=_)
        self.day = DateField(name=_("Day"), speak=_)
        self.where = AllocationForm(_)
        for name, widget in ((_("On which loan"), self.loan), (_("Amount"), self.amount), (_("Day"), self.day),
                             (_("What it pays"), self.where), (_("How (bank transfer, app, cash …)"), self.method),
                             (_("Note"), self.note)):
            self.body.addWidget(PlainLabel(name, "caption"))
            self.body.addWidget(widget)
            if not widget.accessibleName():
                widget.setAccessibleName(name)
        self.drop = DropZone(_("Drop the receipt here, or paste a screenshot"))
        self.drop.files_given.connect(self._take)
        self.drop.image_given.connect(lambda image: self._take([image]))
        self.body.addWidget(self.drop)

    def _show(self, payment: PaymentRow) -> None:
        self.amount.set_value(Money(payment.amount, payment.currency))
        self.day.set_value(day_of(payment.day))
        self.method.setText(payment.method)
        self.note.setText(payment.note)
        self.where.set_shares(allocation_from_json(json.loads(payment.allocation)))

    def _view(self) -> LoanView | None:
        return next((v for v in self._views if v.row.id == self.loan.currentData()), None)

    def _read(self) -> tuple[Money, date, tuple[Share, ...]]:
        money, day = self.amount.money(), self.day.day()
        if money is None or not money.minor or day is None:
            raise BadInput(N_("How much was paid, and on which day?"))
        shares = self.where.shares()
        if sum(share.amount for share in shares) > money.minor:
            raise BadInput(N_("The parts add up to more than was paid. Check the amounts."))
        return money, day, shares

    def _change(self) -> Change:
        money, day, shares = self._read()
        fields = {"method": self.method.text().strip(), "note": self.note.text().strip(),
                  "allocation": canonical_json(allocation_to_json(shares))}
        if self._payment is None:
            return record_payment(self.loan.currentData(), money.minor, money.currency, day_number(day), **fields)
        return edit_payment(self._payment.id, amount=money.minor, day=day_number(day), **fields)

    def _remove(self) -> None:
        if self._payment is not None:
            self._session.change(remove_payment(self._payment.id), self._session.words("Removed. The history keeps it."))
        self.reject()

    def _loan_chosen(self) -> None:
        """Take the loan's currency and instalments, and suggest the amount that is due next."""
        view = self._view()
        if view is None:
            return
        self.amount.set_currency(view.row.currency)
        states = view.standing.matching.instalments if view.standing is not None else ()
        self.where.set_loan(states, view.row.currency)
        unpaid = next((one for one in states if one.unpaid.total), None)
        if unpaid is not None and self._payment is None:
            self.amount.set_value(Money(unpaid.unpaid.total, view.row.currency))

    def _tell(self) -> None:
        """Say what the payment as it stands would pay."""
        view, _ = self._view(), self._session.words
        text = ""
        if view is not None and view.agreements and self.amount.money() is not None:
            try:
                money, day, shares = self._read()
                parts = preview_payment(view, Payment(day, money.minor, shares), self._payment)
                said = where_words(parts, view.row.currency, _)
                text = _("This pays {where}", where=said) if said else ""
                rest = money.minor - sum(one.amount for one in parts)
                if self.where.choice.value() == OWN and rest > 0 and not said:
                    text = _("This finds nothing to pay there yet.")
            except Trouble as trouble:
                text = trouble.say(_)
        self.where.said.setText(text)
        self.where.said.setVisible(bool(text))

    def _take(self, things: list[object]) -> None:
        self._files.extend(things)
        self.drop.set_text(self._session.words.plural("{n} file will be added", "{n} files will be added",
                                                      len(self._files)))
