"""Who and what the contacts come from, and how many of them may breach a rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from debttracker.basics.vocabulary import GROUP_OF
from debttracker.insight.bins import Step, following, month_start
from debttracker.insight.intensity import GROUPS
from debttracker.insight.rows import FlagCount, PartyCount


@dataclass(frozen=True, slots=True)
class FlagShare:
    """Contacts per month, gaps filled; ``n`` and ``flagged`` over all of them."""

    months: tuple[FlagCount, ...]

    @property
    def n(self) -> int:
        """All contacts."""
        return sum(month.n for month in self.months)

    @property
    def flagged(self) -> int:
        """Contacts that may breach a rule."""
        return sum(month.flagged for month in self.months)


def flag_share(rows: Iterable[tuple[int, int, int]]) -> FlagShare:
    """Add up rows (day or month, n, flagged) by month, months without contacts included."""
    sums: dict[int, tuple[int, int]] = {}
    for day, n, flagged in rows:
        month = month_start(day)
        had = sums.get(month, (0, 0))
        sums[month] = had[0] + n, had[1] + flagged
    if not sums:
        return FlagShare(())
    months, month = [], min(sums)
    while month <= max(sums):
        months.append(FlagCount(month, *sums.get(month, (0, 0))))
        month = following(month, Step.MONTH)
    return FlagShare(tuple(months))


def by_group(rows: Iterable[tuple[int, str, int]] | Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    """Contacts per family of channels in the order of GROUPS, zeros included.

    Takes the daily rows, or a mapping from channel or family to its count.
    """
    sums: Counter[str] = Counter()
    pairs = rows.items() if isinstance(rows, Mapping) else ((channel, n) for _, channel, n in rows)
    for channel, n in pairs:
        sums[GROUP_OF.get(channel, channel)] += n
    return tuple((group, sums[group]) for group in GROUPS)


@dataclass(frozen=True, slots=True)
class Ranking:
    """Parties by number of contacts; ``others`` contacts come from ``other_parties`` parties not listed."""

    parties: tuple[PartyCount, ...]
    others: int
    other_parties: int

    @property
    def n(self) -> int:
        """All contacts, the others' included."""
        return sum(party.n for party in self.parties) + self.others

    def limited(self, places: int) -> Ranking:
        """The same in at most ``places`` rows (at least one): parties that no longer fit join the others."""
        rows = len(self.parties) + (self.others > 0)
        if rows <= places:
            return self
        kept = self.parties[:max(places - 1, 0)]
        rest = self.parties[len(kept):]
        return Ranking(kept, self.others + sum(party.n for party in rest), self.other_parties + len(rest))


def ranking(rows: Iterable[tuple[int | None, str, int]], places: int = 8) -> Ranking:
    """The parties with most contacts first, equal ones by name; beyond ``places`` the rest is added up."""
    listed = sorted((PartyCount(*row) for row in rows if row[2]), key=lambda row: (-row.n, row.name))
    if len(listed) <= places:
        return Ranking(tuple(listed), 0, 0)
    top, rest = listed[:places - 1], listed[places - 1:]
    return Ranking(tuple(top), sum(row.n for row in rest), len(rest))
