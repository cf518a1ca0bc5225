"""The finer terms of a contract, out of the way until they are asked for: paying late, days, order, early money."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLineEdit, QWidget

from debttracker.basics.errors import BadInput
from debttracker.basics.languages import N_, Words
from debttracker.basics.money import Money
from debttracker.finance.names import name_of
from debttracker.finance.terms import (
    DEFAULT_ORDER,
    Across,
    DayCount,
    Early,
    Frequency,
    LateTerms,
    LoanTerms,
    Part,
    RateBasis,
    Rounding,
    Weekend,
)
from debttracker.ui.loans.numbers_typed import percent_typed, read_days, read_percent
from debttracker.ui.theme.theme import theme
from debttracker.ui.widgets.money_field import MoneyField
from debttracker.ui.widgets.plain_label import PlainLabel

#: Orders in which contracts let money count; any other order that was stored is kept and shown as such.
ORDERS: Final[tuple[tuple[str, tuple[Part, ...]], ...]] = (
    (N_("Costs and penalties, then interest, then principal"), DEFAULT_ORDER),
    (N_("Fees and interest, then principal, penalties last"),
     (Part.FEE, Part.INTEREST, Part.PRINCIPAL, Part.PENALTY, Part.LATE_FEE)),
    (N_("Principal first"), (Part.PRINCIPAL, Part.INTEREST, Part.FEE, Part.PENALTY, Part.LATE_FEE)),
)
_ANY_DAY: Final = date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class _Choice:
    """A combo box for an enum."""

    box: QComboBox
    kind: type[StrEnum]

    def value(self) -> StrEnum:
        return self.kind(str(self.box.currentData()))

    def set_value(self, value: StrEnum) -> None:
        self.box.setCurrentIndex(self.box.findData(value.value))


class TermsMore(QWidget):
    """``changed`` after any change; ``applied(terms)`` gives ``terms`` with what stands here, or raises BadInput."""

    changed = Signal()

    def __init__(self, currency: str, speak: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._speak, self._currency = speak, currency
        self.payment = MoneyField(currency, name=speak("Payment in the contract (if printed)"), speak=speak)
        self.late_rate, self.late_share, self.grace, self.period = QLineEdit(), QLineEdit(), QLineEdit(), QLineEdit()
        self.late_fee = MoneyField(currency, name=speak("Late fee, once for each late payment"), speak=speak)
        self.late_basis = self._choice(RateBasis)
        self.late_basis.set_value(RateBasis.DAY)
        self.whole = QCheckBox(speak("Penalty interest runs on the whole payment, not only on its principal"))
        self.frequency, self.day_count = self._choice(Frequency), self._choice(DayCount)
        self.weekend, self.rounding = self._choice(Weekend), self._choice(Rounding)
        self.across, self.early = self._choice(Across), self._choice(Early)
        self.order = QComboBox()
        for text, order in ORDERS:
            self.order.addItem(speak(text), " ".join(order))
        self._place()
        self._connect()
        self._fit()

    def set_terms(self, terms: LoanTerms) -> None:
        """Show what ``terms`` say."""
        self.set_currency(terms.currency)
        late = terms.late
        self.payment.set_value(None if terms.payment is None else Money(terms.payment, terms.currency))
        self.late_rate.setText(percent_typed(late.rate))
        self.late_basis.set_value(late.basis)
        self.whole.setChecked(late.on_instalment)
        self.late_fee.set_value(Money(late.fee, terms.currency) if late.fee else None)
        self.late_share.setText(percent_typed(late.fee_share))
        self.grace.setText(str(late.grace_days) if late.grace_days else "")
        self.period.setText(str(terms.period_days) if terms.frequency is Frequency.DAYS else "")
        for choice, value in ((self.frequency, terms.frequency), (self.day_count, terms.day_count),
                              (self.weekend, terms.weekend), (self.rounding, terms.rounding),
                              (self.across, terms.across), (self.early, terms.early)):
            choice.set_value(value)
        key = " ".join(terms.order)
        if self.order.findData(key) < 0:
            mark = self._speak.context("list", ", ")
            self.order.addItem(mark.join(name_of(part, self._speak) for part in terms.order), key)
        self.order.setCurrentIndex(self.order.findData(key))
        self._fit()

    def set_currency(self, currency: str) -> None:
        """Count in another currency."""
        self._currency = currency
        self.payment.set_currency(currency)
        self.late_fee.set_currency(currency)

    def applied(self, terms: LoanTerms) -> LoanTerms:
        """``terms`` with the finer terms that stand here. Raises BadInput for what cannot be read."""
        if not all(field.is_fine() for field in self.fields):
            raise BadInput(N_("One field cannot be read yet; it says below itself what it needs."))
        payment, fee = self.payment.money(), self.late_fee.money()
        late = LateTerms(
            rate=read_percent(self.late_rate.text()), basis=RateBasis(self.late_basis.value()),
            on_instalment=self.whole.isChecked(), fee=fee.minor if fee else 0,
            fee_share=read_percent(self.late_share.text()), grace_days=read_days(self.grace.text(), 0))
        return replace(
            terms, payment=payment.minor if payment and not terms.rows else None, late=late,
            frequency=Frequency(self.frequency.value()), period_days=read_days(self.period.text(), 30),
            day_count=DayCount(self.day_count.value()), weekend=Weekend(self.weekend.value()),
            rounding=Rounding(self.rounding.value()), across=Across(self.across.value()),
            early=Early(self.early.value()), order=tuple(Part(part) for part in str(self.order.currentData()).split()))

    @property
    def fields(self) -> tuple[MoneyField, ...]:
        """The fields that can be unreadable."""
        return self.payment, self.late_fee

    def is_plain(self) -> bool:
        """Whether nothing here differs from what most contracts say, so that it may stay folded."""
        plain = LoanTerms("CNY", 1, _ANY_DAY, 1)
        try:
            return self.applied(plain) == plain
        except BadInput:
            return False

    # -- inside

    def _choice(self, kind: type[StrEnum]) -> _Choice:
        box = QComboBox()
        for value in kind:
            box.addItem(name_of(value, self._speak), value.value)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(8)
        return _Choice(box, kind)

    def _place(self) -> None:
        _ = self._speak
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme().px(12))
        grid.setVerticalSpacing(theme().px(4))
        self.order.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.order.setMinimumContentsLength(8)
        cells: Iterable[tuple[str, QWidget, int]] = (
            (_("Payment in the contract (if printed)"), self.payment, 1), (_("Due"), self.frequency.box, 1),
            (_("Days between payments"), self.period, 1), (_("Days are counted as"), self.day_count.box, 1),
            (_("On a weekend"), self.weekend.box, 1), (_("Rounding"), self.rounding.box, 1),
            (_("Penalty interest, percent"), self.late_rate, 1), (_("… for"), self.late_basis.box, 1),
            (_("Late fee, once for each late payment"), self.late_fee, 1),
            (_("Late fee, percent of what is late"), self.late_share, 1),
            (_("Days of grace"), self.grace, 1), (_("Early money"), self.early.box, 1),
            (_("What a payment pays first"), self.order, 1), (_("When several are overdue"), self.across.box, 1))
        for n, (name, widget, span) in enumerate(cells):
            grid.addWidget(PlainLabel(name, "caption", wrap=True), 2 * (n // 2), n % 2)
            grid.addWidget(widget, 2 * (n // 2) + 1, n % 2, 1, span)
            grid.setColumnStretch(n % 2, 1)
            if not widget.accessibleName():
                widget.setAccessibleName(name)
        grid.addWidget(self.whole, grid.rowCount(), 0, 1, 2)

    def _connect(self) -> None:
        for field in (self.payment, self.late_fee):
            field.changed.connect(lambda _value: self.changed.emit())
        for line in (self.late_rate, self.late_share, self.grace, self.period):
            line.textChanged.connect(lambda _text: self.changed.emit())
        for choice in (self.late_basis, self.day_count, self.weekend, self.rounding, self.across, self.early):
            choice.box.currentIndexChanged.connect(lambda _i: self.changed.emit())
        self.frequency.box.currentIndexChanged.connect(lambda _i: self._fit())
        self.order.currentIndexChanged.connect(lambda _i: self.changed.emit())
        self.whole.toggled.connect(lambda _on: self.changed.emit())

    def _fit(self) -> None:
        self.period.setEnabled(self.frequency.value() is Frequency.DAYS)
        self.changed.emit()
