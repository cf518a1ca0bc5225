"""Which row of the timeline stands where: days with their counts, without holding the rows themselves.

Each day takes one row for its header, then its marks (payments, due dates …), then its contacts, newest first.
Positions lead to days by bisection, so a million contacts cost as much memory as they have days. It is made anew after
every change, so days are kept as plain columns, never one object each: ten years of them take a millisecond.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from operator import neg
from types import MappingProxyType
from typing import NamedTuple

from debttracker.case.queries.timeline import Mark


class Spot(NamedTuple):
    """What stands at one position: ``kind`` "day", "mark" or "contact"; ``offset`` counts within its kind."""

    kind: str
    day: int
    offset: int


class Section(NamedTuple):
    """One day: where its header stands, and how many contacts and marks follow."""

    day: int
    start: int
    contacts: int
    marks: Sequence[Mark]


class TimelineIndex:
    """The order of the whole timeline, newest day first."""

    def __init__(self, days: Mapping[int, int] = MappingProxyType({}), marks: Sequence[Mark] = ()) -> None:
        """``days`` tells how many contacts each day has. Days and marks may come in any order; marks of one day keep
        theirs."""
        self._marks: dict[int, list[Mark]] = {}
        for mark in marks:
            self._marks.setdefault(mark.day, []).append(mark)
        counts = dict(days)
        self.contacts = sum(counts.values())
        for day in self._marks.keys() - counts.keys():
            counts[day] = 0
        #: Day numbers with their sign turned, so that they ascend and can be bisected; and what belongs to each.
        self._days = sorted(map(neg, counts))
        self._counts = [counts[-day] for day in self._days]
        lengths = [1 + n for n in self._counts]
        for day, some in self._marks.items():
            lengths[bisect_left(self._days, -day)] += len(some)
        self._starts = [0, *accumulate(lengths)]
        self.rows = self._starts.pop()

    def spot(self, position: int) -> Spot:
        """What stands at ``position`` (0 to ``rows`` − 1)."""
        number = bisect_right(self._starts, position) - 1
        day, inside = -self._days[number], position - self._starts[number]
        if inside == 0:
            return Spot("day", day, 0)
        marks = len(self._marks.get(day, ()))
        return Spot("mark", day, inside - 1) if inside <= marks else Spot("contact", day, inside - 1 - marks)

    def section(self, day: int) -> Section | None:
        """The section of ``day``, if it has one."""
        number = bisect_left(self._days, -day)
        return self._section(number) if number < len(self._days) and self._days[number] == -day else None

    def position_of_day(self, day: int) -> int:
        """Where the header of ``day`` stands, or of the nearest older day; the last position otherwise."""
        number = bisect_left(self._days, -day)
        return self._starts[number] if number < len(self._days) else max(self.rows - 1, 0)

    def newest_contact(self, day: int) -> int | None:
        """Where the newest contact of ``day`` or before stands; None without one."""
        first = bisect_left(self._days, -day)
        number = next((i for i in range(first, len(self._days)) if self._counts[i]), None)
        return self._first_contact(number) if number is not None else None

    def position_of_mark(self, kind: str, id: int) -> int | None:
        """Where the mark of this kind and id stands, if it is shown."""
        for day, some in self._marks.items():
            for offset, mark in enumerate(some):
                if (mark.kind, mark.id) == (kind, id):
                    return self._starts[bisect_left(self._days, -day)] + 1 + offset
        return None

    def position_of_contact(self, day: int, offset: int) -> int:
        """Where the ``offset``-th contact of ``day`` stands; KeyError for a day that is not shown."""
        number = bisect_left(self._days, -day)
        if number == len(self._days) or self._days[number] != -day:
            raise KeyError(day)
        return self._first_contact(number) + offset

    def sections(self) -> Iterator[Section]:
        """Every day, newest first."""
        return map(self._section, range(len(self._days)))

    def density(self, bins: int) -> list[int]:
        """Contacts in each of ``bins`` slices of the list; a day counts where its header stands."""
        found, per_row = [0] * bins, bins / max(self.rows, 1)
        for start, n in zip(self._starts, self._counts, strict=True):
            found[int(start * per_row)] += n
        return found

    def _section(self, number: int) -> Section:
        day = -self._days[number]
        return Section(day, self._starts[number], self._counts[number], self._marks.get(day, ()))

    def _first_contact(self, number: int) -> int:
        return self._starts[number] + 1 + len(self._marks.get(-self._days[number], ()))
