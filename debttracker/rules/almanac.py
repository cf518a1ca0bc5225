"""Kinds of day: days of one weekday on which the same rules are in force and the same holidays fall are alike.

A case of ten years has some thousand days and a dozen or two kinds of day; whatever depends on the day only is
worked out once per kind.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import Final

from debttracker.rules.book import Book
from debttracker.rules.pack import Rule
from debttracker.rules.params import HOLIDAY, QuietHours


def weekday(day: int) -> int:
    """0 = Monday to 6 of a day number (1970-01-01 was a Thursday)."""
    return (day + 3) % 7


def holidays_of(book: Book, rule: Rule) -> frozenset[int]:
    """The holidays that a rule about hours knows."""
    name = rule.params.holidays if isinstance(rule.params, QuietHours) else ""
    return book.pack_of[rule.id].holidays[name] if name else frozenset()


class Almanac(dict[int, int]):
    """``almanac[day]`` is the number of the day's kind."""

    def __init__(self, book: Book) -> None:
        super().__init__()
        self._changes: Final = sorted({day for rule in book.rules for day in _changes(rule)})
        lists = {holidays_of(book, rule) for rule in book.rules}
        self._holidays: Final = sorted((days for days in lists if days), key=sorted)
        self._kinds: dict[tuple[int, int, tuple[bool, ...]], int] = {}
        #: A day of each kind: everything that holds on it holds on all days of the kind.
        self.example: list[int] = []

    def __missing__(self, day: int) -> int:
        key = (weekday(day), bisect_right(self._changes, day), tuple(day in days for days in self._holidays))
        kind = self._kinds.get(key)
        if kind is None:
            kind = self._kinds[key] = len(self.example)
            self.example.append(day)
        self[day] = kind
        return kind


def _changes(rule: Rule) -> Iterable[int]:
    """The days on which the rule's force begins, or has just ended."""
    if rule.from_day is not None:
        yield rule.from_day
    if rule.to_day is not None:
        yield rule.to_day + 1


def day_kind(day: int, holidays: frozenset[int]) -> int:
    """The row of a week of hours that a day follows: its weekday, or 7 on a holiday."""
    return HOLIDAY if day in holidays else weekday(day)
