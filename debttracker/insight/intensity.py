"""How heavy the contacts are: per day, over seven days, the busiest week, quiet times, before and after a letter."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate, groupby

from debttracker.basics.vocabulary import GROUP_OF, ChannelGroup

#: Order in which families are stacked and listed.
GROUPS: tuple[str, ...] = tuple(group.value for group in ChannelGroup)
#: Length of the rolling count, in days.
WEEK = 7


@dataclass(frozen=True, slots=True)
class Daily:
    """Contacts of each day from ``first_day`` on, without gaps.

    ``counts`` holds one tuple per family in the order of :data:`GROUPS`; ``totals`` their sums per day;
    ``rolling`` the contacts of each day and the six days before it, days before ``first_day`` included if known.
    """

    first_day: int
    counts: tuple[tuple[int, ...], ...]
    totals: tuple[int, ...]
    rolling: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.totals)

    @property
    def last_day(self) -> int:
        """The last day shown."""
        return self.first_day + len(self.totals) - 1

    @property
    def total(self) -> int:
        """All contacts shown."""
        return sum(self.totals)


@dataclass(frozen=True, slots=True)
class Span:
    """Days ``first_day`` to ``last_day``, both included, with ``n`` contacts."""

    first_day: int
    last_day: int
    n: int

    @property
    def days(self) -> int:
        """Length in days."""
        return self.last_day - self.first_day + 1


@dataclass(frozen=True, slots=True)
class Change:
    """Contacts in ``days`` days before ``day`` and in as many after it; the day itself counts for neither."""

    day: int
    days: int
    before: int
    after: int

    @property
    def percent(self) -> int:
        """By how many per cent of ``before`` the count went down (negative: up), rounded half away from zero."""
        doubled = 200 * (self.before - self.after)
        return (abs(doubled) + self.before) // (2 * self.before) * (1 if doubled >= 0 else -1)


def daily(rows: Iterable[tuple[int, str, int]], first_day: int | None = None,
          last_day: int | None = None) -> Daily | None:
    """Counts per day from rows (day, channel or family, n) in any order; missing days count zero.

    Without ``first_day`` or ``last_day`` the rows' own first or last day is taken. Rows before ``first_day`` only
    feed the rolling count, rows after ``last_day`` nothing. None when there is no day to show.
    """
    kept = list(rows)
    if not kept and (first_day is None or last_day is None):
        return None
    first = min(row[0] for row in kept) if first_day is None else first_day
    last = max(row[0] for row in kept) if last_day is None else last_day
    if last < first:
        return None
    lead, length = WEEK - 1, last - first + 1
    grid = {group: [0] * (length + lead) for group in GROUPS}
    for day, channel, n in kept:
        if first - lead <= day <= last:
            grid[GROUP_OF.get(channel, channel)][day - first + lead] += n
    counts = tuple(tuple(grid[group][lead:]) for group in GROUPS)
    with_lead = [sum(day) for day in zip(*grid.values(), strict=True)]
    return Daily(first, counts, tuple(with_lead[lead:]), rolling(with_lead, WEEK)[lead:])


def rolling(values: Iterable[int], length: int) -> tuple[int, ...]:
    """For each place the sum of it and the ``length - 1`` places before it (fewer at the start)."""
    sums = [0, *accumulate(values)]
    return tuple(total - sums[max(place - length, 0)] for place, total in enumerate(sums) if place)


def busiest_week(shown: Daily) -> Span | None:
    """The seven days in a row with most contacts, the earliest if several; None without any contact.

    A record shorter than a week counts as one. Days before the first day shown do not count.
    """
    if not shown.total:
        return None
    sums = rolling(shown.totals, WEEK)
    place = max(range(min(WEEK - 1, len(sums) - 1), len(sums)), key=lambda i: (sums[i], -i))
    return Span(shown.first_day + max(place - WEEK + 1, 0), shown.first_day + place, sums[place])


def quiet_gaps(shown: Daily, at_least: int = WEEK) -> tuple[Span, ...]:
    """Runs of ``at_least`` or more days without a contact, longest first, earlier first if equal."""
    gaps: list[Span] = []
    day = shown.first_day
    for busy, run in groupby(shown.totals, bool):
        length = sum(1 for _ in run)
        if not busy and length >= at_least:
            gaps.append(Span(day, day + length - 1, 0))
        day += length
    return tuple(sorted(gaps, key=lambda gap: (-gap.days, gap.first_day)))


def change_at(shown: Daily, day: int, days: int = 28) -> Change | None:
    """Compare up to ``days`` days before ``day`` with as many after it.

    Both sides have the same length, so that a short time after a letter is not taken for an effect. None when
    less than a week lies on either side or nothing came before: then there is nothing to compare.
    """
    length = min(days, day - shown.first_day, shown.last_day - day)
    place = day - shown.first_day
    if length < WEEK:
        return None
    before, after = sum(shown.totals[place - length:place]), sum(shown.totals[place + 1:place + 1 + length])
    return Change(day, length, before, after) if before else None
