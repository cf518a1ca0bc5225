"""Money as whole minor units of an ISO 4217 currency; never a float."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Final

from debttracker.basics.errors import BadInput
from debttracker.basics.languages import N_

#: Digits after the point where ISO 4217 (list one, 2024) says other than two.
EXPONENTS: Final = {
    **dict.fromkeys(("BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND",
                     "VUV", "XAF", "XOF", "XPF"), 0),
    **dict.fromkeys(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"), 3),
}
#: Largest amount taken, in minor units: far beyond any loan, safely inside SQLite's 64-bit integers.
LARGEST: Final = 10**15
_CODE = re.compile(r"[A-Z]{3}")


def exponent(currency: str) -> int:
    """Digits after the decimal point for ``currency`` (0, 2 or 3)."""
    return EXPONENTS.get(currency, 2)


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """``minor`` whole minor units (cents, fen) of ``currency`` (ISO 4217 code)."""

    minor: int
    currency: str

    def __post_init__(self) -> None:
        if not _CODE.fullmatch(self.currency):
            raise BadInput(N_("“{code}” is not a currency code such as CNY, TWD or USD."), code=self.currency)

    @classmethod
    def parse(cls, text: str, currency: str) -> Money:
        """Read an amount a person typed, for example ``1,024.50`` or ``¥ 9000``.

        Digits beyond the currency's own are refused rather than rounded. Raises BadInput.
        """
        cleaned = re.sub(r"[\s,，'’]|[^\d.．\-−]", "", text.strip()).replace("．", ".").replace("−", "-")
        try:
            value = Decimal(cleaned)
        except InvalidOperation:
            raise BadInput(N_("“{text}” is not an amount. Write digits, for example 1024.50."), text=text[:40]) from None
        scaled = value.scaleb(exponent(currency))
        if scaled != scaled.to_integral_value():
            raise BadInput(N_("“{text}” has more decimals than {currency} uses."), text=text[:40], currency=currency)
        if abs(scaled) > LARGEST:
            raise BadInput(N_("“{text}” is larger than this program can keep."), text=text[:40])
        return cls(int(scaled), currency)

    @classmethod
    def of(cls, value: Decimal | int, currency: str) -> Money:
        """Money from major units, rounded half up to the currency's smallest unit."""
        scaled = Decimal(value).scaleb(exponent(currency)).quantize(Decimal(1), ROUND_HALF_UP)
        return cls(int(scaled), currency)

    @property
    def amount(self) -> Decimal:
        """The value in major units, with the currency's digits."""
        return Decimal(self.minor).scaleb(-exponent(self.currency))

    def plain(self) -> str:
        """Digits only, point as decimal mark, no grouping: for CSV and JSON."""
        return f"{self.amount:f}"

    def __add__(self, other: Money) -> Money:
        return Money(self.minor + self._same(other), self.currency)

    def __sub__(self, other: Money) -> Money:
        return Money(self.minor - self._same(other), self.currency)

    def __neg__(self) -> Money:
        return Money(-self.minor, self.currency)

    def _same(self, other: Money) -> int:
        if other.currency != self.currency:
            raise ValueError(f"{self.currency} and {other.currency} cannot be added")
        return other.minor
