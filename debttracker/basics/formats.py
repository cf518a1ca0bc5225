"""Numbers, money, dates and spans as people of each language write them.

Babel is imported on first use only: lists on the first screen use the fast functions at the top.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from debttracker.basics.currencies import exponent
from debttracker.basics.languages import Words

if TYPE_CHECKING:
    from decimal import Decimal

    from debttracker.basics.money import Money

_SIGNS = {"CNY": "¥", "TWD": "NT$", "HKD": "HK$", "USD": "$", "GBP": "£", "EUR": "€", "JPY": "JP¥", "KRW": "₩",
          "INR": "₹", "AUD": "A$", "CAD": "C$", "SGD": "S$", "MYR": "RM", "PHP": "₱", "IDR": "Rp", "VND": "₫",
          "THB": "฿"}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DAYS_ZH = "一二三四五六日"


def money_text(money: Money, *, short: bool = False) -> str:
    """``¥ 1,024.50``; with ``short`` whole amounts lose their zeros. A space keeps the sign legible."""
    return amount_text(money.minor, money.currency, short=short)


def amount_text(minor: int, currency: str, *, short: bool = False) -> str:
    """``minor`` units (cents, fen) of ``currency`` as :func:`money_text` writes them."""
    digits = exponent(currency)
    whole, rest = divmod(abs(minor), 10**digits)
    number = f"{whole:,}" if not digits or (short and not rest) else f"{whole:,}.{rest:0{digits}}"
    return f"{'−' if minor < 0 else ''}{_SIGNS.get(currency, currency)} {number}"


def percent_text(rate: Decimal, digits: int = 1) -> str:
    """A ratio such as 0.466 as ``46.6 %``."""
    return f"{rate * 100:.{digits}f} %"


def count_text(n: int) -> str:
    """A whole number with groups of three."""
    return f"{n:,}"


def span_text(seconds: int) -> str:
    """A call's length: ``3:40``, or ``1:02:05`` from an hour on."""
    hours, rest = divmod(max(seconds, 0), 3600)
    minutes, secs = divmod(rest, 60)
    return f"{hours}:{minutes:02d}:{secs:02d}" if hours else f"{minutes}:{secs:02d}"


def day_text(day: date, speak: Words, *, year: bool = True, weekday: bool = False) -> str:
    """A day in words: ``23 Nov 2026`` or ``2026年11月23日``, with the weekday when asked."""
    if speak.is_chinese:
        text = (f"{day.year}年" if year else "") + f"{day.month}月{day.day}日"
        week = "星期" + _DAYS_ZH[day.weekday()]
        return f"{text} {week}" if weekday else text
    text = f"{day.day} {_MONTHS[day.month - 1]}" + (f" {day.year}" if year else "")
    return f"{_DAYS[day.weekday()]}, {text}" if weekday else text


def month_text(day: date, speak: Words, *, year: bool = True) -> str:
    """``Nov 2026`` or ``2026年11月``."""
    if speak.is_chinese:
        return (f"{day.year}年" if year else "") + f"{day.month}月"
    return _MONTHS[day.month - 1] + (f" {day.year}" if year else "")


@lru_cache(maxsize=8)
def babel_locale(language: str) -> str:
    """Babel's name for one of our languages."""
    return {"en": "en_GB", "zh-Hans": "zh_Hans_CN", "zh-Hant": "zh_Hant_TW"}[language]
