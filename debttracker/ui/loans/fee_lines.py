"""The fees of a contract, as many as there are: what each is called, when it is paid, and how much."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from debttracker.basics.errors import BadInput
from debttracker.basics.languages import N_, Words
from debttracker.basics.money import Money
from debttracker.finance.names import name_of
from debttracker.finance.terms import Fee, FeeKind, FeeTiming
from debttracker.ui.loans.numbers_typed import percent_typed, read_percent
from debttracker.ui.theme.theme import theme
from debttracker.ui.widgets.buttons import IconButton, LinkButton
from debttracker.ui.widgets.date_field import DateField
from debttracker.ui.widgets.money_field import MoneyField
from debttracker.ui.widgets.plain_label import PlainLabel

_OF_FIRST, _OF_REST = "first", "rest"


class FeeLines(QWidget):
    """``changed`` after any change; ``fees()`` reads them or raises BadInput."""

    changed = Signal()

    def __init__(self, currency: str, speak: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._currency, self._speak = currency, speak
        self.lines: list[FeeLine] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme().px(8))
        self.more = LinkButton(speak("Add a fee"))
        self.more.clicked.connect(lambda _checked=False: self.add_line())
        self._column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)

    def set_fees(self, fees: tuple[Fee, ...]) -> None:
        """Show these."""
        for line in list(self.lines):
            self._drop(line)
        for fee in fees:
            self.add_line().set_fee(fee)

    def set_currency(self, currency: str) -> None:
        """Count in another currency."""
        self._currency = currency
        for line in self.lines:
            line.amount.set_currency(currency)

    def fees(self) -> tuple[Fee, ...]:
        """What stands here, without lines that name no amount. Raises BadInput."""
        found = [line.fee() for line in self.lines]
        return tuple(fee for fee in found if fee.amount or fee.share)

    def add_line(self) -> FeeLine:
        """One more fee."""
        line = FeeLine(self._currency, self._speak)
        line.changed.connect(self.changed)
        line.dropped.connect(lambda: self._drop(line))
        self.lines.append(line)
        self._column.insertWidget(len(self.lines) - 1, line)
        return line

    def _drop(self, line: FeeLine) -> None:
        self.lines.remove(line)
        self._column.removeWidget(line)
        line.hide()
        line.deleteLater()
        self.changed.emit()


class FeeLine(QWidget):
    """One fee; an amount, a percentage, or both."""

    changed = Signal()
    dropped = Signal()

    def __init__(self, currency: str, speak: Words) -> None:
        super().__init__()
        self._note = ""
        self._currency = currency
        self.kind, self.timing, self.base = QComboBox(), QComboBox(), QComboBox()
        for kind in FeeKind:
            self.kind.addItem(name_of(kind, speak), kind.value)
        for timing in FeeTiming:
            self.timing.addItem(name_of(timing, speak), timing.value)
        self.base.addItem(speak("of the first amount"), _OF_FIRST)
        self.base.addItem(speak("of what is still owed"), _OF_REST)
        self.amount = MoneyField(currency, name=speak("Amount of the fee"), speak=speak)
        self.percent = QLineEdit()
        self.percent.setPlaceholderText(speak("or percent"))
        self.day = DateField(name=speak("Day of the fee"), speak=speak)
        away = IconButton("close", speak("Leave this fee out"))
        away.clicked.connect(self.dropped)
        for box, name in ((self.kind, speak("What the fee is called")), (self.timing, speak("When it is paid")),
                          (self.base, speak("Percent of what"))):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(6)
            box.setAccessibleName(name)
            box.currentIndexChanged.connect(lambda _i: self._fit())
        self.percent.setAccessibleName(speak("Fee in percent"))
        self.percent.textChanged.connect(lambda _t: self.changed.emit())
        for field in (self.amount, self.day):
            field.changed.connect(lambda _value: self.changed.emit())
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme().px(8))
        grid.setVerticalSpacing(theme().px(4))
        for widget, row, column, span in ((self.kind, 0, 0, 2), (self.timing, 0, 2, 2), (away, 0, 4, 1),
                                          (self.amount, 1, 0, 2), (self.percent, 1, 2, 1), (self.base, 1, 3, 1),
                                          (self.day, 2, 0, 4)):
            grid.addWidget(widget, row, column, 1, span)
        for column in range(4):
            grid.setColumnStretch(column, 1)
        self._fit()

    def set_fee(self, fee: Fee) -> None:
        """Show ``fee``."""
        self._note = fee.note
        self.kind.setCurrentIndex(self.kind.findData(fee.kind.value))
        self.timing.setCurrentIndex(self.timing.findData(fee.timing.value))
        if fee.amount:
            self.amount.set_value(Money(fee.amount, self._currency))
        self.percent.setText(percent_typed(fee.share))
        self.base.setCurrentIndex(self.base.findData(_OF_REST if fee.of_balance else _OF_FIRST))
        self.day.set_value(fee.day)

    def fee(self) -> Fee:
        """What stands here. Raises BadInput when a part of it cannot be read."""
        if not self.amount.is_fine() or not self.day.is_fine():
            raise BadInput(N_("One field cannot be read yet; it says below itself what it needs."))
        money, timing = self.amount.money(), FeeTiming(str(self.timing.currentData()))
        each = timing is FeeTiming.EACH_INSTALMENT
        return Fee(FeeKind(str(self.kind.currentData())), timing, money.minor if money else 0,
                   read_percent(self.percent.text()), of_balance=each and self.base.currentData() == _OF_REST,
                   day=self.day.day() if timing is FeeTiming.LATER else None, note=self._note)

    def _fit(self) -> None:
        timing = self.timing.currentData()
        self.day.setVisible(timing == FeeTiming.LATER.value)
        self.base.setEnabled(timing == FeeTiming.EACH_INSTALMENT.value)
        self.changed.emit()


def fee_title(speak: Words) -> PlainLabel:
    """The words above the fees."""
    return PlainLabel(speak("Fees (kept back, at the start, or with each payment)"), "caption", wrap=True)
