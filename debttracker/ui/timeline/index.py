"""Which row of the timeline stands where: days with their counts, without holding the rows themselves.

Each day takes one row for its header, then its marks (payments, due dates …), then its contacts, newest first.
Positions lead to days by bisection, so a million contacts cost as much memory as they have days.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from debttracker.case.queries.timeline import DayCount, Mark


class Spot(NamedTuple):
    """What stands at one position: ``kind`` "day", "mark" or "contact"; ``offset`` counts within its kind."""

    kind: str
    day: int
    offset: int


@dataclass(frozen=True, slots=True)
class Section:
    """One day: where its header stands, and how many contacts and marks follow."""

    day: int
    start: int
    contacts: int
    marks: tuple[Mark, ...]


class TimelineIndex:
    """The order of the whole timeline, newest day first."""

    def __init__(self, days: Sequence[DayCount] = (), marks: Sequence[Mark] = ()) -> None:
        by_day: dict[int, list[Mark]] = {}
        for mark in marks:
            by_day.setdefault(mark.day, []).append(mark)
        counts = {d.day: d.n for d in days}
        self.sections: list[Section] = []
        self._starts: list[int] = []
        self._of_day: dict[int, Section] = {}
        start = 0
        for day in sorted(counts.keys() | by_day.keys(), reverse=True):
            section = Section(day, start, counts.get(day, 0), tuple(by_day.get(day, ())))
            self.sections.append(section)
            self._starts.append(start)
            self._of_day[day] = section
            start += 1 + section.contacts + len(section.marks)
        self.rows = start
        self.contacts = sum(counts.values())

    def spot(self, position: int) -> Spot:
        """What stands at ``position`` (0 to ``rows`` − 1)."""
        section = self.sections[bisect_right(self._starts, position) - 1]
        inside = position - section.start
        if inside == 0:
            return Spot("day", section.day, 0)
        if inside <= len(section.marks):
            return Spot("mark", section.day, inside - 1)
        return Spot("contact", section.day, inside - 1 - len(section.marks))

    def section(self, day: int) -> Section | None:
        """The section of ``day``, if it has one."""
        return self._of_day.get(day)

    def position_of_day(self, day: int) -> int:
        """Where the header of ``day`` stands, or of the nearest older day; the last position otherwise."""
        found = self._of_day.get(day)
        if found is not None:
            return found.start
        older = next((s.start for s in self.sections if s.day < day), None)
        return older if older is not None else max(self.rows - 1, 0)

    def newest_contact(self, day: int) -> int | None:
        """Where the newest contact of ``day`` or before stands; None without one."""
        section = next((s for s in self.sections if s.day <= day and s.contacts), None)
        return section.start + 1 + len(section.marks) if section is not None else None

    def position_of_mark(self, kind: str, id: int) -> int | None:
        """Where the mark of this kind and id stands, if it is shown."""
        for section in self.sections:
            for offset, mark in enumerate(section.marks):
                if (mark.kind, mark.id) == (kind, id):
                    return section.start + 1 + offset
        return None

    def position_of_contact(self, day: int, offset: int) -> int:
        """Where the ``offset``-th contact of ``day`` stands."""
        section = self._of_day[day]
        return section.start + 1 + len(section.marks) + offset
