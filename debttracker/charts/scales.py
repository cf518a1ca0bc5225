"""Round numbers along the side of a chart: whole contacts, money, per cent; never more than the height carries."""

from __future__ import annotations

from collections.abc import Callable

from debttracker.basics.currencies import exponent
from debttracker.basics.formats import count_text, money_text
from debttracker.basics.languages import Words
from debttracker.basics.money import Money

#: Major units from which money along an axis is told in millions (Chinese: from 100,000 on in 万).
_MILLION = 1_000_000
_WAN = 10_000


def steps(highest: int, lines: int) -> list[int]:
    """Round whole values from 0 up to the first that is not below ``highest``, about ``lines`` steps, at least one."""
    highest, lines = max(highest, 1), max(lines, 1)
    unit, place = 1, 0
    while unit * lines < highest:
        place += 1
        unit = (1, 2, 5)[place % 3] * 10 ** (place // 3)
    return [unit * k for k in range(-(-highest // unit) + 1)]


def room_for(height: float, size: float) -> int:
    """How many steps of an axis ``height`` points high keep labels of ``size`` points apart; 1 to 4."""
    return max(1, min(4, int(height / (size * 3))))


def money_steps(highest: int, lines: int, currency: str) -> list[int]:
    """As :func:`steps`, in minor units, at whole major units."""
    unit = 10 ** exponent(currency)
    return [value * unit for value in steps(-(-highest // unit), lines)]


def money_label(minor: int, currency: str, speak: Words) -> str:
    """An amount along an axis: ``¥ 50,000``, ``¥ 1.5M``, ``¥ 150万``; exact for the round values that stand there."""
    major = minor // 10 ** exponent(currency)
    sign = money_text(Money(0, currency), short=True)[:-1]
    if speak.is_chinese and major >= 10 * _WAN:
        large = major >= _WAN * _WAN
        word = speak.context("unit", "100 million") if large else speak.context("unit", "10,000")
        return f"{sign}{_short(major, _WAN * _WAN if large else _WAN)}{word}"
    if not speak.is_chinese and major >= 10 * _MILLION:
        return f"{sign}{_short(major, _MILLION)}M"
    return f"{sign}{major:,}"


def _short(value: int, unit: int) -> str:
    whole, rest = divmod(value, unit)
    return f"{whole:,}" + (f".{rest * 100 // unit:02d}".rstrip("0") if rest * 100 // unit else "")


def count_label(n: int) -> str:
    """A number of contacts along an axis."""
    return count_text(n)


def widest(values: list[int], label: Callable[[int], str], measure: Callable[[str], float]) -> float:
    """Width in points of the widest label."""
    return max((measure(label(value)) for value in values), default=0.0)
