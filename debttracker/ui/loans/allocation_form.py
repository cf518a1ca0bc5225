"""Where a payment goes: by the contract, oldest first, unless the user says otherwise, part by part."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from debttracker.basics.errors import BadInput
from debttracker.basics.formats import day_text
from debttracker.basics.languages import N_, Words
from debttracker.basics.money import Money
from debttracker.finance.matching import InstalmentState
from debttracker.finance.names import name_of
from debttracker.finance.prepayment import Share
from debttracker.finance.terms import Part
from debttracker.ui.theme.theme import theme
from debttracker.ui.widgets.buttons import IconButton, LinkButton
from debttracker.ui.widgets.choice_row import ChoiceRow
from debttracker.ui.widgets.money_field import MoneyField
from debttracker.ui.widgets.plain_label import PlainLabel

CONTRACT, OWN = "contract", "own"


class AllocationForm(QWidget):
    """``changed`` after any change; ``shares()`` reads it (empty: by the contract)."""

    changed = Signal()

    def __init__(self, speak: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._speak = speak
        self._states: Sequence[InstalmentState] = ()
        self._currency = "CNY"
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(6))
        self.choice = ChoiceRow([(CONTRACT, speak("By the contract, oldest first")), (OWN, speak("I say where"))],
                                name=speak("What it pays"))
        self.choice.set_value(CONTRACT)
        self.choice.chosen.connect(lambda _value: self._fit())
        column.addWidget(self.choice)
        self._holder = QWidget()
        self._lines = QVBoxLayout(self._holder)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(theme().px(6))
        self.rows: list[AllocationLine] = []
        column.addWidget(self._holder)
        self.more = LinkButton(speak("Another part"))
        self.more.clicked.connect(lambda _checked=False: self.add_line())
        column.addWidget(self.more)
        self.said = PlainLabel("", "caption", wrap=True)
        column.addWidget(self.said)
        self._fit()

    def set_loan(self, states: Sequence[InstalmentState], currency: str) -> None:
        """The instalments to choose from; what was said so far is dropped."""
        self._states, self._currency = states, currency
        for row in list(self.rows):
            self._drop(row)
        self.choice.set_value(CONTRACT)
        self.setVisible(bool(states))
        self._fit()

    def set_shares(self, shares: Sequence[Share]) -> None:
        """Show an allocation that was kept."""
        for share in shares:
            self.add_line(share)
        self.choice.set_value(OWN if shares else CONTRACT)
        self._fit()

    def shares(self) -> tuple[Share, ...]:
        """What the user said. Raises BadInput for a line without an amount."""
        if self.choice.value() != OWN:
            return ()
        return tuple(row.share() for row in self.rows)

    def add_line(self, share: Share | None = None) -> AllocationLine:
        """One more part; without ``share`` it starts at the oldest instalment that is not settled."""
        row = AllocationLine(self._states, self._currency, self._speak)
        row.set_share(share)
        row.changed.connect(self.changed)
        row.dropped.connect(lambda: self._drop(row))
        self.rows.append(row)
        self._lines.addWidget(row)
        self.changed.emit()
        return row

    def _drop(self, row: AllocationLine) -> None:
        self.rows.remove(row)
        self._lines.removeWidget(row)
        row.hide()
        row.deleteLater()
        self.changed.emit()

    def _fit(self) -> None:
        own = self.choice.value() == OWN
        if own and not self.rows and self._states:
            self.add_line()
        self._holder.setVisible(own)
        self.more.setVisible(own)
        self.changed.emit()


class AllocationLine(QWidget):
    """One part: which instalment, which part of it, how much."""

    changed = Signal()
    dropped = Signal()

    def __init__(self, states: Sequence[InstalmentState], currency: str, speak: Words) -> None:
        super().__init__()
        self._states = states
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme().px(6))
        self.number, self.part = QComboBox(), QComboBox()
        self.number.setAccessibleName(speak("Instalment"))
        self.part.setAccessibleName(speak("Part"))
        for one in states:
            self.number.addItem(speak("no. {n} of {day}", n=one.row.number, day=day_text(one.row.due, speak)),
                                one.row.number)
        self.part.addItem(speak("as the contract says"), "")
        for part in Part:
            self.part.addItem(name_of(part, speak), part.value)
        self.amount = MoneyField(currency, name=speak("Amount of this part"), speak=speak)
        away = IconButton("close", speak("Leave this part out"))
        away.clicked.connect(self.dropped)
        for widget, stretch in ((self.number, 3), (self.part, 3), (self.amount, 2), (away, 0)):
            line.addWidget(widget, stretch)
        for box in (self.number, self.part):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(8)
            box.currentIndexChanged.connect(lambda _i: self.changed.emit())
        self.amount.changed.connect(lambda _value: self.changed.emit())
        self._currency = currency

    def set_share(self, share: Share | None) -> None:
        """Show ``share``, or the oldest instalment with something unpaid."""
        if share is None:
            first = next((one.row.number for one in self._states if one.unpaid.total), None)
            self.number.setCurrentIndex(max(self.number.findData(first), 0))
            return
        self.number.setCurrentIndex(max(self.number.findData(share.number), 0))
        self.part.setCurrentIndex(max(self.part.findData(share.part.value if share.part else ""), 0))
        self.amount.set_value(Money(share.amount, self._currency))

    def share(self) -> Share:
        """What stands here. Raises BadInput without a readable amount."""
        money = self.amount.money()
        if money is None or money.minor <= 0:
            raise BadInput(N_("How much of the payment goes to this part? Write the amount, or leave the part out."))
        chosen = str(self.part.currentData())
        return Share(int(self.number.currentData()), money.minor, Part(chosen) if chosen else None)
