"""A field for an amount of money."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from debttracker.basics.formats import money_text
from debttracker.basics.languages import Words
from debttracker.basics.money import Money
from debttracker.ui.widgets.field import Field


class MoneyField(Field):
    """An amount in ``currency``; typed as digits, with or without sign and thousands marks."""

    def __init__(self, currency: str = "CNY", *, name: str = "", speak: Words | None = None,
                 parent: QWidget | None = None) -> None:
        super().__init__(name=name, speak=speak, parent=parent)
        self._currency = currency
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._show_currency()

    def set_currency(self, currency: str) -> None:
        """Count in another currency; the digits typed so far stay."""
        self._currency = currency
        self._show_currency()
        self.check()

    def read(self, text: str) -> Money:
        """The amount typed."""
        return Money.parse(text, self._currency)

    def write(self, value: object) -> str:
        """Digits in groups, with the sign of the currency."""
        assert isinstance(value, Money)
        return money_text(value)

    def money(self) -> Money | None:
        """The amount, or None when empty or not readable."""
        value = self.value()
        return value if isinstance(value, Money) else None

    def _show_currency(self) -> None:
        self.line.setPlaceholderText(money_text(Money(0, self._currency)))
