"""Days, weeks, months or years: the coarsest step is taken only when finer ones no longer fit the paper."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from debttracker.basics.moments import day_number, day_of


class Step(StrEnum):
    """The length of one bar."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


#: Mean days of a step, to judge how many will fit.
_DAYS = {Step.DAY: 1.0, Step.WEEK: 7.0, Step.MONTH: 30.44, Step.YEAR: 365.25}


@dataclass(frozen=True, slots=True)
class Bins:
    """Neighbouring spans of whole days. ``starts[i]`` to ``starts[i + 1] - 1`` is one; ``end`` is the day after all."""

    step: Step
    starts: tuple[int, ...]
    end: int

    def __len__(self) -> int:
        return len(self.starts)

    def last(self, index: int) -> int:
        """The last day of span ``index``."""
        return (self.starts[index + 1] if index + 1 < len(self.starts) else self.end) - 1

    def index(self, day: int) -> int:
        """Which span holds ``day`` (it must lie inside)."""
        return bisect_right(self.starts, day) - 1

    def sums(self, values: Sequence[int], first_day: int) -> tuple[int, ...]:
        """Sums of daily ``values`` (the first belongs to ``first_day``) per span."""
        if self.step is Step.DAY and first_day == self.starts[0] and len(values) == len(self.starts):
            return tuple(values)
        edges = [start - first_day for start in (*self.starts, self.end)]
        return tuple(sum(values[max(left, 0):max(right, 0)]) for left, right in pairwise(edges))


def choose_step(days: int, slots: int) -> Step:
    """The finest step whose bars for ``days`` days fit into ``slots`` places."""
    return next((step for step in (Step.DAY, Step.WEEK, Step.MONTH) if days / _DAYS[step] <= max(slots, 1)), Step.YEAR)


def bins(first_day: int, last_day: int, step: Step) -> Bins:
    """Spans that cover both days. Weeks begin on Monday; the first and the last span are whole ones too."""
    start = start_of(first_day, step)
    starts = [start]
    while (start := following(start, step)) <= last_day:
        starts.append(start)
    return Bins(step, tuple(starts), start)


def start_of(day: int, step: Step) -> int:
    """The first day of the span of kind ``step`` that holds ``day``."""
    if step is Step.DAY:
        return day
    if step is Step.WEEK:
        return day - (day + 3) % 7
    return month_start(day) if step is Step.MONTH else day_number(day_of(day).replace(month=1, day=1))


def following(start: int, step: Step) -> int:
    """The first day of the span after the one that begins on ``start``."""
    if step in (Step.DAY, Step.WEEK):
        return start + (1 if step is Step.DAY else 7)
    day = day_of(start)
    if step is Step.MONTH:
        return day_number((day.replace(day=1) + timedelta(days=31)).replace(day=1))
    return day_number(date(day.year + 1, 1, 1))


def month_start(day: int) -> int:
    """The day number of the first of the month that holds ``day``."""
    return day - day_of(day).day + 1
