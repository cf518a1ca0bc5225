"""Spans of days in words, as short as they can be without doubt."""

from __future__ import annotations

from datetime import date, timedelta

from debttracker.basics.formats import day_text, month_text
from debttracker.basics.languages import Words
from debttracker.basics.moments import day_of


def period_text(first_day: int, last_day: int, speak: Words, *, year: bool = True) -> str:
    """``12–18 Apr 2026``, ``28 Apr – 4 May 2026``, ``2026年4月12–18日``; whole months and years by their name."""
    first, last = day_of(first_day), day_of(last_day)
    if first == last:
        return day_text(first, speak, year=year)
    whole = _whole(first, last, speak, year)
    if whole:
        return whole
    if first.year != last.year:
        return f"{day_text(first, speak)} – {day_text(last, speak)}"
    if first.month != last.month:
        if speak.is_chinese:
            return f"{day_text(first, speak, year=year)}–{day_text(last, speak, year=False)}"
        return f"{day_text(first, speak, year=False)} – {day_text(last, speak, year=year)}"
    if speak.is_chinese:
        return f"{month_text(first, speak, year=year)}{first.day}–{last.day}日"
    return f"{first.day}–{day_text(last, speak, year=year)}"


def _whole(first: date, last: date, speak: Words, year: bool) -> str:
    """The name of the month or year that the span is exactly, or ""."""
    if first.day != 1 or (last + timedelta(days=1)).day != 1 or first.year != last.year:
        return ""
    if first.month == last.month:
        return month_text(first, speak, year=year)
    if (first.month, last.month) == (1, 12):
        return f"{first.year}年" if speak.is_chinese else str(first.year)
    return ""
