"""Money as whole minor units of an ISO 4217 currency; never a float."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from debttracker.basics.currencies import exponent
from debttracker.basics.errors import BadInput
from debttracker.basics.languages import N_

#: Largest amount taken, in minor units: far beyond any loan, safely inside SQLite's 64-bit integers.
LARGEST: Final = 10**15
#: How people mark an amount besides the currency's code, after Unicode compatibility folding.
_MARKS: Final = {
    "CNY": ("RMB", "¥", "元", "圆", "块", "块钱", "人民币"),
    "TWD": ("NT$", "NTD", "NT", "$", "元", "圓", "塊", "塊錢", "新台幣"),
    "HKD": ("HK$", "$", "元", "港币", "港幣"), "USD": ("US$", "$", "美元"), "JPY": ("JP¥", "¥", "円"), "GBP": ("£",),
    "EUR": ("€",), "KRW": ("₩",), "INR": ("₹", "Rs"), "AUD": ("A$", "$"), "CAD": ("C$", "$"), "SGD": ("S$", "$"),
    "MYR": ("RM",), "PHP": ("₱",), "IDR": ("Rp",), "VND": ("₫",), "THB": ("฿",),
}
#: Chinese number words that may follow the digits, as powers of ten.
_UNITS: Final = {"千": 3, "万": 4, "萬": 4, "亿": 8, "億": 8}
#: Digits in groups of three (or four, by 万), the Indian lakh grouping included.
_DIGITS = re.compile(r"(\d+|\d{1,4}(,\d{2,4})*,\d{3,4})(\.\d*)?|\.\d+")
_CODE = re.compile(r"[A-Z]{3}")


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
        """Read an amount a person typed, for example ``1,024.50``, ``¥ 9000``, ``-5`` or ``1.5万``.

        Refused rather than guessed: digits beyond the currency's own, a comma that does not group (``1,5``), the
        sign of another currency, any other word. Raises BadInput.
        """
        negative, digits, unit = _split(text, currency)
        if not _DIGITS.fullmatch(digits):
            raise BadInput(N_("“{text}” is not an amount. Write digits, for example 1024.50."), text=text[:40])
        value = Decimal(digits.replace(",", "")).scaleb(unit)
        if negative:
            value = -value
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


def _split(text: str, currency: str) -> tuple[bool, str, int]:
    """Whether ``text`` is negative, its digits with commas and point, and the power of ten of a word such as 万."""
    rest = unicodedata.normalize("NFKC", text).replace("−", "-").strip()
    rest = re.sub(r"(?<=\d)[\s'’](?=\d)", ",", rest)  # a space or apostrophe between digits groups, like a comma
    negative = False
    for _ in range(2):  # the sign stands before or after the currency: -¥5, ¥-5
        if not negative and rest[:1] in ("+", "-"):
            negative, rest = rest[0] == "-", rest[1:].strip()
        rest = _without_mark(rest, currency)
    unit = _UNITS.get(rest[-1:], 0)
    return negative, rest[:-1].strip() if unit else rest, unit


def _without_mark(text: str, currency: str) -> str:
    """``text`` without the currency's code or sign in front or behind."""
    for mark in sorted((currency, *_MARKS.get(currency, ())), key=len, reverse=True):
        folded = text.casefold()
        if folded.startswith(mark.casefold()):
            return text[len(mark):].strip()
        if folded.endswith(mark.casefold()):
            return text[:-len(mark)].strip()
    return text
