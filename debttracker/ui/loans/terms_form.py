"""The fields of a loan contract: shared by the loan sheet and the offer check."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QPlainTextEdit, QWidget

from debttracker.basics.errors import BadInput
from debttracker.basics.languages import N_, Words
from debttracker.basics.money import Money
from debttracker.finance.custom_table import read_table
from debttracker.finance.terms import Fee, FeeKind, FeeTiming, LateTerms, LoanTerms, Method, RateBasis
from debttracker.ui.theme.theme import theme
from debttracker.ui.widgets.date_field import DateField
from debttracker.ui.widgets.money_field import MoneyField
from debttracker.ui.widgets.plain_label import PlainLabel

METHODS = (
    (Method.ANNUITY, N_("Same payment each time")), (Method.EQUAL_PRINCIPAL, N_("Same principal each time")),
    (Method.INTEREST_ONLY, N_("Interest each time, principal at the end")),
    (Method.BULLET, N_("All at once at the end")), (Method.FLAT_FEE, N_("Fixed fee on the first amount")),
    (Method.DAILY, N_("Daily interest, repay any time")), (Method.CUSTOM, N_("A table I paste")),
)
BASES = ((RateBasis.YEAR, N_("a year")), (RateBasis.MONTH, N_("a month")), (RateBasis.DAY, N_("a day")))


class TermsForm(QWidget):
    """Fields for :class:`LoanTerms`. ``changed`` after any of them; ``terms()`` reads them or raises BadInput."""

    changed = Signal()

    def __init__(self, currency: str, speak: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._speak = speak
        self._kept: LoanTerms | None = None
        self.currency = currency
        grid = self._grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme().px(12))
        grid.setVerticalSpacing(theme().px(4))
        _ = speak
        self.principal = MoneyField(currency, name=_("Amount borrowed"), speak=_)
        self.arrived = MoneyField(currency, name=_("Amount that arrived"), speak=_)
        self.start = DateField(name=_("Money arrived on"), speak=_)
        self.first_due = DateField(name=_("First due date"), speak=_)
        self.count = QLineEdit()
        self.method, self.basis = QComboBox(), QComboBox()
        for value, text in METHODS:
            self.method.addItem(_(text), value.value)
        for base, text in BASES:
            self.basis.addItem(_(text), base.value)
        for box in (self.method, self.basis):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(8)
        self.rate, self.late = QLineEdit(), QLineEdit()
        self.payment = MoneyField(currency, name=_("Payment in the contract"), speak=_)
        self.fee = MoneyField(currency, name=_("Fee with each payment"), speak=_)
        self.up_front = MoneyField(currency, name=_("Other fee at the start"), speak=_)
        self.table = QPlainTextEdit()
        self.table.setPlaceholderText(_("One line for each payment: 2026-08-15, 1024.50"))
        self.table.setTabChangesFocus(True)
        self.table.setFixedHeight(theme().px(84))
        self._place()
        self._connect()
        self.start.set_value(date.today())
        self._fit()

    def set_terms(self, terms: LoanTerms) -> None:
        """Show ``terms``; what has no field here is kept as it is."""
        self._kept = terms
        self.set_currency(terms.currency)
        self.principal.set_value(Money(terms.principal, terms.currency))
        if terms.disbursed is not None:
            self.arrived.set_value(Money(terms.disbursed, terms.currency))
        self.start.set_value(terms.start)
        self.first_due.set_value(terms.first_due)
        self.count.setText(str(terms.instalments))
        self.method.setCurrentIndex(self.method.findData(terms.method.value))
        self.basis.setCurrentIndex(self.basis.findData(terms.basis.value))
        self.rate.setText(f"{(terms.rate * 100).normalize():f}")
        self.late.setText(f"{(terms.late.rate * 100).normalize():f}" if terms.late.rate else "")
        if terms.payment is not None:
            self.payment.set_value(Money(terms.payment, terms.currency))
        for fee in terms.fees:
            if fee.timing is FeeTiming.EACH_INSTALMENT and fee.amount:
                self.fee.set_value(Money(fee.amount, terms.currency))
            elif fee.timing is FeeTiming.UP_FRONT and fee.amount:
                self.up_front.set_value(Money(fee.amount, terms.currency))
        if terms.method is Method.CUSTOM:
            self.table.setPlainText("\n".join(
                f"{row.due.isoformat()}\t{Money(row.principal, terms.currency).plain()}\t"
                f"{Money(row.interest, terms.currency).plain()}\t{Money(row.fee, terms.currency).plain()}"
                for row in terms.rows))
        self._fit()

    def set_currency(self, currency: str) -> None:
        """Use another currency for all amounts."""
        self.currency = currency
        for field in (self.principal, self.arrived, self.payment, self.fee, self.up_front):
            field.set_currency(currency)

    def is_empty(self) -> bool:
        """Whether no amount was given: the contract is not known yet."""
        return self.principal.money() is None

    def terms(self) -> LoanTerms:
        """The terms that stand here. Raises BadInput with a calm sentence."""
        for field in (self.principal, self.arrived, self.start, self.first_due, self.payment, self.fee, self.up_front):
            if not field.check():
                raise BadInput(N_("One field cannot be read yet; it says below itself what it needs."))
        principal = self.principal.money()
        if principal is None:
            raise BadInput(N_("How much was borrowed? Write the amount."))
        start = self.start.day()
        if start is None:
            raise BadInput(N_("On which day did the money arrive?"))
        method = Method(self.method.currentData())
        arrived, payment = self.arrived.money(), self.payment.money()
        rows = read_table(self.table.toPlainText(), self.currency, principal.minor, start) \
            if method is Method.CUSTOM else ()
        old = self._kept
        return LoanTerms(
            currency=self.currency, principal=principal.minor, start=start,
            instalments=len(rows) if rows else _whole(self.count.text()), method=method,
            rate=read_percent(self.rate.text()), basis=RateBasis(self.basis.currentData()),
            day_count=old.day_count if old else LoanTerms("CNY", 1, start, 1).day_count,
            first_due=self.first_due.day(), disbursed=arrived.minor if arrived else None,
            payment=payment.minor if payment and not rows else None, fees=self._fees(),
            late=LateTerms(rate=read_percent(self.late.text())), advertised=old.advertised if old else None, rows=rows)

    def _fees(self) -> tuple[Fee, ...]:
        found = []
        each, first = self.fee.money(), self.up_front.money()
        if each is not None and each.minor:
            found.append(Fee(FeeKind.SERVICE, FeeTiming.EACH_INSTALMENT, each.minor))
        if first is not None and first.minor:
            found.append(Fee(FeeKind.HANDLING, FeeTiming.UP_FRONT, first.minor))
        return tuple(found)

    def _place(self) -> None:
        _ = self._speak
        rows = (
            ((_("Amount borrowed"), self.principal), (_("Amount that arrived (if less)"), self.arrived)),
            ((_("Money arrived on"), self.start), (_("First due date (if not a month later)"), self.first_due)),
            ((_("How it is paid back"), self.method), (_("Number of payments"), self.count)),
            ((_("Rate in percent"), self.rate), (_("… for"), self.basis)),
            ((_("Fee with each payment"), self.fee), (_("Other fee at the start"), self.up_front)),
            ((_("Payment in the contract (if printed)"), self.payment),
             (_("Penalty interest, percent a day"), self.late)),
        )
        for number, pair in enumerate(rows):
            for column, (name, widget) in enumerate(pair):
                self._grid.addWidget(PlainLabel(name, "caption", wrap=True), 2 * number, column)
                self._grid.addWidget(widget, 2 * number + 1, column)
                self._grid.setColumnStretch(column, 1)
                if isinstance(widget, (QLineEdit, QComboBox)):
                    widget.setAccessibleName(name)
        self._grid.addWidget(self.table, 2 * len(rows), 0, 1, 2)
        self.table.setAccessibleName(_("Table of payments"))

    def _connect(self) -> None:
        for field in (self.principal, self.arrived, self.start, self.first_due, self.payment, self.fee, self.up_front):
            field.changed.connect(lambda _value: self.changed.emit())
        for line in (self.count, self.rate, self.late):
            line.textChanged.connect(lambda _text: self.changed.emit())
        for box in (self.method, self.basis):
            box.currentIndexChanged.connect(self._fit)
            box.currentIndexChanged.connect(lambda _i: self.changed.emit())
        self.table.textChanged.connect(self.changed)

    def _fit(self) -> None:
        """Show what the method needs."""
        custom = self.method.currentData() == Method.CUSTOM.value
        self.table.setVisible(custom)
        for widget in (self.count, self.rate, self.basis, self.payment, self.fee):
            widget.setEnabled(not custom)


def _whole(text: str) -> int:
    try:
        return int(text.strip() or "12")
    except ValueError:
        raise BadInput(N_("“{text}” is not a number of payments. Write a whole number, for example 12."),
                       text=text[:20]) from None


def read_percent(text: str) -> Decimal:
    """A rate typed in percent as a fraction; empty is 0. Raises BadInput."""
    cleaned = text.strip().removesuffix("%").strip().replace(",", ".")
    try:
        return Decimal(cleaned or "0") / 100
    except InvalidOperation:
        raise BadInput(N_("“{text}” is not a rate. Write percent, for example 9.9."), text=text[:20]) from None
