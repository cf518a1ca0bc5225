"""The sheet that records a payment."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from debttracker.basics.errors import BadInput, Trouble
from debttracker.basics.languages import N_
from debttracker.basics.moments import Moment, day_number
from debttracker.basics.money import Money
from debttracker.case.entries import record_payment
from debttracker.case.queries.settings import setting
from debttracker.derived.standing import LoanView
from debttracker.ui.contact.attaching import attach_all
from debttracker.ui.session import Session
from debttracker.ui.widgets.date_field import DateField
from debttracker.ui.widgets.drop_zone import DropZone
from debttracker.ui.widgets.money_field import MoneyField
from debttracker.ui.widgets.plain_label import PlainLabel
from debttracker.ui.widgets.sheet import Sheet


class PaymentSheet(Sheet):
    """Records a payment on one of ``views``; the amount that is due stands there already."""

    def __init__(self, session: Session, views: list[LoanView], loan_id: int | None,
                 parent: QWidget | None = None) -> None:
        _ = session.words
        super().__init__(_("Record a payment"), parent=parent)
        self._session, self._views = session, views
        self._files: list[object] = []
        assert session.case is not None
        zone = str(setting(session.case.reader(), "case.zone", "UTC"))
        self.loan, self.method, self.note = QComboBox(), QLineEdit(), QLineEdit()
        for view in views:
            self.loan.addItem(view.row.label, view.row.id)
        self.loan.setCurrentIndex(max(self.loan.findData(loan_id), 0))
        self.amount = MoneyField(name=_("Amount"), speak=_)
        self.day = DateField(name=_("Day"), speak=_)
        self.day.set_value(Moment.now(zone).local_day)
        for name, widget in ((_("On which loan"), self.loan), (_("Amount"), self.amount), (_("Day"), self.day),
                             (_("How (bank transfer, app, cash …)"), self.method), (_("Note"), self.note)):
            self.body.addWidget(PlainLabel(name, "caption"))
            self.body.addWidget(widget)
            if not widget.accessibleName():
                widget.setAccessibleName(name)
        self.drop = DropZone(_("Drop the receipt here, or paste a screenshot"))
        self.drop.files_given.connect(self._take)
        self.drop.image_given.connect(lambda image: self._take([image]))
        self.body.addWidget(self.drop)
        self.loan.currentIndexChanged.connect(lambda _i: self._suggest())
        self._suggest()
        self.add_cancel(_("Cancel"))
        self.add_action(_("Keep"), main=True)
        self.amount.setFocus()
        self.amount.line.selectAll()

    def accept(self) -> None:
        """Check and keep."""
        try:
            if not self.amount.check() or not self.day.check():
                return
            money, day = self.amount.money(), self.day.day()
            if money is None or not money.minor or day is None:
                raise BadInput(N_("How much was paid, and on which day?"))
            applied = self._session.change_or_raise(record_payment(
                self.loan.currentData(), money.minor, money.currency, day_number(day),
                method=self.method.text().strip(), note=self.note.text().strip()), self._session.words("Kept."))
            attach_all(self._session, applied.first_id, self._files, "payment")
        except Trouble as trouble:
            self.complain(trouble, self._session.words)
            return
        super().accept()

    def _suggest(self) -> None:
        """The amount that is due next on the chosen loan."""
        view = next((v for v in self._views if v.row.id == self.loan.currentData()), None)
        if view is None:
            return
        self.amount.set_currency(view.row.currency)
        if view.standing is not None:
            unpaid = [one for one in view.standing.matching.instalments if one.unpaid.total]
            if unpaid:
                self.amount.set_value(Money(unpaid[0].unpaid.total, view.row.currency))

    def _take(self, things: list[object]) -> None:
        self._files.extend(things)
        self.drop.set_text(self._session.words.plural("{n} file will be added", "{n} files will be added",
                                                      len(self._files)))
