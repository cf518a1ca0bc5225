"""The fields of a loan contract: shared by the loan sheet and the offer check."""

from __future__ import annotations

from datetime import date
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QPlainTextEdit, QWidget

from debttracker.basics.errors import BadInput
from debttracker.basics.languages import N_, Words
from debttracker.basics.money import Money
from debttracker.finance.custom_table import read_table
from debttracker.finance.terms import LoanTerms, Method, RateBasis
from debttracker.finance.terms_check import check
from debttracker.ui.loans.fee_lines import FeeLines, fee_title
from debttracker.ui.loans.numbers_typed import percent_typed, read_count, read_percent
from debttracker.ui.loans.terms_more import TermsMore
from debttracker.ui.loans.unfold import Unfold
from debttracker.ui.theme.theme import theme
from debttracker.ui.widgets.date_field import DateField
from debttracker.ui.widgets.money_field import MoneyField
from debttracker.ui.widgets.plain_label import PlainLabel

#: How it is paid back, and what that means in one plain sentence.
METHODS: Final = (
    (Method.ANNUITY, N_("Same payment each time"),
     N_("Each payment is the same; at first most of it is interest.")),
    (Method.EQUAL_PRINCIPAL, N_("Same principal each time"),
     N_("The principal part stays the same, so payments become smaller.")),
    (Method.INTEREST_ONLY, N_("Interest each time, principal at the end"),
     N_("You pay only interest; the whole amount is still owed until the last day.")),
    (Method.BULLET, N_("All at once at the end"), N_("Nothing is paid until the end; then everything at once.")),
    (Method.FLAT_FEE, N_("Fixed fee on the first amount"),
     N_("The fee is counted on the first amount to the end, though you owe less each time: it costs about twice what "
        "its rate says.")),
    (Method.DAILY, N_("Daily interest, repay any time"),
     N_("Interest is counted by the day on what is still owed; paying early saves it.")),
    (Method.CUSTOM, N_("A table I paste"),
     N_("Paste the table from the contract or the app: a day, then the payment, or principal, interest and fee.")),
)
BASES: Final = ((RateBasis.YEAR, N_("a year")), (RateBasis.MONTH, N_("a month")), (RateBasis.DAY, N_("a day")))
_USUAL_COUNT: Final = 12


class TermsForm(QWidget):
    """Fields for :class:`LoanTerms`. ``changed`` after any of them; ``terms()`` reads them or raises BadInput.

    What most contracts have stands open, the rest unfolds.
    """

    changed = Signal()

    def __init__(self, currency: str, speak: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._speak = speak
        self._advertised: LoanTerms | None = None
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
        self.count, self.rate = QLineEdit(), QLineEdit()
        self.count.setPlaceholderText(str(_USUAL_COUNT))
        self.method, self.basis = QComboBox(), QComboBox()
        for value, text, _hint in METHODS:
            self.method.addItem(_(text), value.value)
        for base, text in BASES:
            self.basis.addItem(_(text), base.value)
        for box in (self.method, self.basis):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(8)
        self.hint = PlainLabel("", "caption", wrap=True, tone="muted")
        self.table = QPlainTextEdit()
        self.table.setPlaceholderText(_("One line for each payment: 2026-08-15, 1024.50"))
        self.table.setTabChangesFocus(True)
        self.table.setFixedHeight(theme().px(120))
        self.fees = FeeLines(currency, _)
        self.more = TermsMore(currency, _)
        self.unfold = Unfold(_("Paying late, days, order: more terms"), _("Fewer terms"))
        self._place()
        self._connect()
        self.start.set_value(date.today())
        self.more.hide()
        self._fit()

    def set_terms(self, terms: LoanTerms) -> None:
        """Show ``terms``, every part of them."""
        self._advertised = terms
        self.set_currency(terms.currency)
        self.principal.set_value(Money(terms.principal, terms.currency))
        self.arrived.set_value(None if terms.disbursed is None else Money(terms.disbursed, terms.currency))
        self.start.set_value(terms.start)
        self.first_due.set_value(terms.first_due)
        self.count.setText(str(terms.instalments))
        self.method.setCurrentIndex(self.method.findData(terms.method.value))
        self.basis.setCurrentIndex(self.basis.findData(terms.basis.value))
        self.rate.setText(percent_typed(terms.rate))
        self.fees.set_fees(terms.fees)
        self.more.set_terms(terms)
        self.unfold.set_open(not self.more.is_plain())
        if terms.method is Method.CUSTOM:
            self.table.setPlainText("\n".join(
                f"{row.due.isoformat()}\t{Money(row.principal, terms.currency).plain()}\t"
                f"{Money(row.interest, terms.currency).plain()}\t{Money(row.fee, terms.currency).plain()}"
                for row in terms.rows))
        self._fit()

    def set_currency(self, currency: str) -> None:
        """Use another currency for all amounts."""
        self.currency = currency
        for field in (self.principal, self.arrived):
            field.set_currency(currency)
        self.fees.set_currency(currency)
        self.more.set_currency(currency)

    def is_empty(self) -> bool:
        """Whether no amount was given: the contract is not known yet."""
        return not self.principal.line.text().strip()

    def clear(self) -> None:
        """Throw away what was typed."""
        for field in (self.principal, self.arrived, self.first_due):
            field.set_value(None)
        self.start.set_value(date.today())
        for line in (self.count, self.rate):
            line.clear()
        self.table.clear()
        self.method.setCurrentIndex(0)
        self.basis.setCurrentIndex(0)
        self.fees.set_fees(())
        self.more.set_terms(LoanTerms(self.currency, 1, date.today(), 1))
        self.unfold.set_open(False)
        self._advertised = None
        self._fit()

    def complain(self) -> None:
        """Let every field that cannot be read say so below itself; not while somebody is typing."""
        for field in (*(self.principal, self.arrived, self.start, self.first_due), *self.more.fields,
                      *(line.amount for line in self.fees.lines), *(line.day for line in self.fees.lines)):
            field.check()

    def terms(self) -> LoanTerms:
        """The terms that stand here; touches no field, so it may be asked with every key. Raises BadInput with a calm
        sentence."""
        if not all(field.is_fine() for field in (self.principal, self.arrived, self.start, self.first_due)):
            raise BadInput(N_("One field cannot be read yet; it says below itself what it needs."))
        principal = self.principal.money()
        if principal is None:
            raise BadInput(N_("How much was borrowed? Write the amount."))
        start = self.start.day()
        if start is None:
            raise BadInput(N_("On which day did the money arrive?"))
        method = Method(self.method.currentData())
        arrived = self.arrived.money()
        rows = read_table(self.table.toPlainText(), self.currency, principal.minor, start) \
            if method is Method.CUSTOM else ()
        plain = LoanTerms(
            currency=self.currency, principal=principal.minor, start=start,
            instalments=len(rows) if rows else read_count(self.count.text(), _USUAL_COUNT), method=method,
            rate=read_percent(self.rate.text()), basis=RateBasis(self.basis.currentData()),
            first_due=self.first_due.day(), disbursed=arrived.minor if arrived else None, fees=self.fees.fees(),
            advertised=self._advertised.advertised if self._advertised else None, rows=rows)
        return check(self.more.applied(plain))

    # -- inside

    def _place(self) -> None:
        _ = self._speak
        self._count_name = PlainLabel("", "caption", wrap=True)
        rows: tuple[tuple[tuple[str, QWidget], ...], ...] = (
            ((_("Amount borrowed"), self.principal), (_("Amount that arrived (if less)"), self.arrived)),
            ((_("Money arrived on"), self.start), (_("First due date (if not a month later)"), self.first_due)),
            ((_("How it is paid back"), self.method), ("", self.count)),
            ((_("Rate in percent"), self.rate), (_("… for"), self.basis)),
        )
        for number, pair in enumerate(rows):
            for column, (name, widget) in enumerate(pair):
                label = PlainLabel(name, "caption", wrap=True) if name else self._count_name
                self._grid.addWidget(label, 3 * number, column)
                self._grid.addWidget(widget, 3 * number + 1, column)
                self._grid.setColumnStretch(column, 1)
                if isinstance(widget, (QLineEdit, QComboBox)):
                    widget.setAccessibleName(name)
        self._grid.addWidget(self.hint, 3 * 2 + 2, 0, 1, 2)
        below = 3 * len(rows)
        self._grid.addWidget(self.table, below, 0, 1, 2)
        self._grid.addWidget(fee_title(_), below + 1, 0, 1, 2)
        self._grid.addWidget(self.fees, below + 2, 0, 1, 2)
        self._grid.addWidget(self.unfold, below + 3, 0, 1, 2, Qt.AlignmentFlag.AlignLeft)
        self._grid.addWidget(self.more, below + 4, 0, 1, 2)
        self.table.setAccessibleName(_("Table of payments"))

    def _connect(self) -> None:
        for field in (self.principal, self.arrived, self.start, self.first_due):
            field.changed.connect(lambda _value: self.changed.emit())
        for line in (self.count, self.rate):
            line.textChanged.connect(lambda _text: self.changed.emit())
        for box in (self.method, self.basis):
            box.currentIndexChanged.connect(self._fit)
            box.currentIndexChanged.connect(lambda _i: self.changed.emit())
        self.table.textChanged.connect(self.changed)
        self.fees.changed.connect(self.changed)
        self.more.changed.connect(self.changed)
        self.unfold.unfolded.connect(self.more.setVisible)

    def _fit(self) -> None:
        """Show what the method needs."""
        _, method = self._speak, Method(self.method.currentData())
        custom = method is Method.CUSTOM
        self.table.setVisible(custom)
        for widget in (self.count, self.rate, self.basis):
            widget.setEnabled(not custom)
        self.hint.setText(next(_(hint) for value, _text, hint in METHODS if value is method))
        name = _("Months until it is due") if method is Method.BULLET else _("Number of payments")
        self._count_name.setText(name)
        self.count.setAccessibleName(name)
