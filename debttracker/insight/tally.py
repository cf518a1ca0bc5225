"""Counts from single contacts, for callers without a database: one pass, every aggregate."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from debttracker.basics.vocabulary import GROUP_OF, Direction
from debttracker.insight.bins import month_start
from debttracker.insight.rows import ContactRow, DayCount, FlagCount, HourCount, PartyCount


@dataclass(frozen=True, slots=True)
class Tally:
    """The same aggregates that the database would give, each sorted as it would."""

    days: tuple[DayCount, ...]
    hours: tuple[HourCount, ...]
    parties: tuple[PartyCount, ...]
    flags: tuple[FlagCount, ...]


def tally(contacts: Iterable[ContactRow]) -> Tally:
    """Count ``contacts`` by day and family, hour, party and month. Those the borrower made are left out:
    the charts show the pressure on the borrower."""
    days: Counter[tuple[int, str]] = Counter()
    hours: Counter[tuple[int, int]] = Counter()
    parties: Counter[tuple[int | None, str]] = Counter()
    months: Counter[int] = Counter()
    flagged: Counter[int] = Counter()
    for row in contacts:
        if row.direction == Direction.OUT:
            continue
        month = month_start(row.day)
        days[row.day, GROUP_OF[row.channel].value] += 1
        parties[row.party_id, row.party] += 1
        months[month] += 1
        flagged[month] += row.flagged
        if row.minute is not None:
            hours[(row.day + 3) % 7, row.minute // 60] += 1
    return Tally(
        tuple(DayCount(day, group, n) for (day, group), n in sorted(days.items())),
        tuple(HourCount(weekday, hour, n) for (weekday, hour), n in sorted(hours.items())),
        tuple(PartyCount(*who, n) for who, n in sorted(parties.items(), key=lambda item: (-item[1], item[0][1]))),
        tuple(FlagCount(month, n, flagged[month]) for month, n in sorted(months.items())),
    )
