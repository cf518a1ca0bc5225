"""The rows that charts draw, for one choice of contacts: aggregated by the database, shaped by insight."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from debttracker.case.connection import Connection
from debttracker.case.queries import stats
from debttracker.case.queries.filters import ContactFilter
from debttracker.derived.repayment import repayment
from debttracker.insight.heat import Heat, heat
from debttracker.insight.intensity import WEEK, Daily, daily
from debttracker.insight.progress import Progress, total_progress
from debttracker.insight.shares import FlagShare, Ranking, by_group, flag_share, ranking


@dataclass(frozen=True, slots=True)
class Series:
    """Everything the charts of a case need. ``letters`` are days on which a letter was sent, with its kind."""

    daily: Daily | None
    heat: Heat
    groups: tuple[tuple[str, int], ...]
    ranking: Ranking
    flags: FlagShare
    each: tuple[Progress, ...]
    totals: tuple[Progress, ...]
    letters: tuple[tuple[int, str], ...]
    contacts: int


def series(connection: Connection, which: ContactFilter, today: date) -> Series:
    """The rows for ``which`` contacts and, where it names none, for all loans."""
    days, first = _days(connection, which)
    inside = [row for row in days if first is None or row.day >= first]
    each = repayment(connection, today, which.loan_ids)
    letters = connection.execute(
        "SELECT day, letter FROM contact WHERE hidden = 0 AND letter <> '' AND direction = 'out' ORDER BY day").fetchall()
    return Series(
        daily=daily(map(_counted, days), first), heat=heat(stats.by_hour(connection, which)),
        groups=tuple(by_group(map(_counted, inside))), ranking=ranking(stats.by_party(connection, which)),
        flags=flag_share((row.day, row.n, row.flagged) for row in inside), each=each, totals=total_progress(each),
        letters=tuple((day, kind) for day, kind in letters), contacts=sum(row.n for row in inside))


def _counted(row: stats.DayShare) -> stats.DayChannel:
    return stats.DayChannel(row.day, row.channel, row.n)


def _days(connection: Connection, which: ContactFilter) -> tuple[list[stats.DayShare], int | None]:
    """Daily counts, with those of the week before a chosen first day, and the first day to show.

    The count of seven days on the first day shown must know the days before it, chosen or not.
    """
    if which.first_day is None:
        return stats.with_flags(connection, which), None
    rows = stats.with_flags(connection, which._replace(first_day=which.first_day - (WEEK - 1)))
    return rows, max(which.first_day, rows[0].day) if rows else None
