"""The money for debts: each month, once a year, and once only; and the amounts below which nothing ends."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from debttracker.basics.errors import BadInput
from debttracker.basics.formats import money_text
from debttracker.basics.languages import N_
from debttracker.basics.money import Money
from debttracker.finance.plan import MOST_MONTHS, Budget, Debt, smallest_to_stop_growth
from debttracker.ui.session import Session
from debttracker.ui.theme.theme import theme
from debttracker.ui.widgets.buttons import IconButton, LinkButton
from debttracker.ui.widgets.card import Card
from debttracker.ui.widgets.money_field import MoneyField
from debttracker.ui.widgets.plain_label import PlainLabel


class BudgetCard(Card):
    """``changed`` after any change; ``budget()`` reads it or raises BadInput."""

    changed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._session = session
        self._currency = "CNY"
        say = session.language.say
        say(self.set_title, N_("MONEY FOR DEBTS"))
        line = QHBoxLayout()
        line.setSpacing(theme().px(16))
        self.monthly, self.bonus = MoneyField(speak=session.words), MoneyField(speak=session.words)
        for name, field in ((N_("Each month"), self.monthly), (N_("Extra once a year"), self.bonus)):
            box = QVBoxLayout()
            box.setSpacing(theme().px(4))
            label = PlainLabel("", "caption")
            say(label.setText, name)
            say(field.set_name, name)
            box.addWidget(label)
            box.addWidget(field)
            line.addLayout(box)
            field.changed.connect(lambda _value: self.changed.emit())
        line.addStretch(1)
        self.body.addLayout(line)
        self._extras = QVBoxLayout()
        self._extras.setSpacing(theme().px(6))
        self.extras: list[ExtraLine] = []
        self.body.addLayout(self._extras)
        self.more = LinkButton()
        say(self.more.setText, N_("Add a one-off payment"))
        self.more.clicked.connect(lambda _checked=False: self.add_extra())
        self.body.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.least = PlainLabel("", "muted", wrap=True)
        self.body.addWidget(self.least)
        self.body.addStretch(1)

    def show_debts(self, debts: list[Debt], currency: str) -> None:
        """Offer the usual payments as the budget, and say the smallest amount."""
        self._currency = currency
        for field in (self.monthly, self.bonus, *(extra.amount for extra in self.extras)):
            field.set_currency(currency)
        growth = smallest_to_stop_growth(debts)
        if not self.monthly.line.text().strip():
            self.monthly.set_value(Money(max(sum(debt.minimum for debt in debts), growth), currency))
        self.least.setText(self._session.words("The smallest amount that stops the debts growing is {amount} a month.",
                                               amount=money_text(Money(growth, currency))))

    def budget(self) -> Budget:
        """What stands here. Raises BadInput for what cannot be read."""
        fields = (self.monthly, self.bonus, *(extra.amount for extra in self.extras))
        if not all(field.is_fine() for field in fields):
            raise BadInput(N_("One amount cannot be read yet; it says below itself what it needs."))
        money, bonus = self.monthly.money(), self.bonus.money()
        if money is None:
            raise BadInput(N_("How much can go to debts each month? Write the amount."))
        once: dict[int, int] = {}
        for extra in self.extras:
            amount = extra.amount.money()
            if amount is not None:
                once[extra.month.value()] = once.get(extra.month.value(), 0) + amount.minor
        return Budget(money.minor, once, bonus.minor if bonus else 0)

    def add_extra(self) -> ExtraLine:
        """One more one-off payment."""
        extra = ExtraLine(self._session, self._currency)
        extra.changed.connect(self.changed)
        extra.dropped.connect(lambda: self._drop(extra))
        self.extras.append(extra)
        self._extras.addWidget(extra)
        extra.amount.setFocus()
        return extra

    def _drop(self, extra: ExtraLine) -> None:
        self.extras.remove(extra)
        self._extras.removeWidget(extra)
        extra.hide()
        extra.deleteLater()
        self.changed.emit()


class ExtraLine(QWidget):
    """An amount paid once, in a month counted from now."""

    changed = Signal()
    dropped = Signal()

    def __init__(self, session: Session, currency: str) -> None:
        super().__init__()
        _ = session.words
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme().px(8))
        self.amount = MoneyField(currency, name=_("One-off payment"), speak=_)
        self.month = QSpinBox()
        self.month.setRange(1, MOST_MONTHS)
        self.month.setPrefix(_("in month") + " ")
        self.month.setAccessibleName(_("Month from now"))
        away = IconButton("close", _("Leave this payment out"))
        away.clicked.connect(self.dropped)
        for widget in (self.amount, self.month, away):
            line.addWidget(widget)
        line.addStretch(1)
        self.amount.changed.connect(lambda _value: self.changed.emit())
        self.month.valueChanged.connect(lambda _value: self.changed.emit())
