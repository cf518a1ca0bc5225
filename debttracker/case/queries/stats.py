"""Aggregates for figures and charts, counted by the database."""

from __future__ import annotations

from typing import NamedTuple

from debttracker.basics.vocabulary import GROUP_OF
from debttracker.case.connection import Connection
from debttracker.case.queries.filters import ContactFilter


class DayChannel(NamedTuple):
    """Contacts of one local day through one channel."""

    day: int
    channel: str
    n: int


class HourCount(NamedTuple):
    """Contacts in one hour (0–23) of one weekday (0 = Monday)."""

    weekday: int
    hour: int
    n: int


class PartyCount(NamedTuple):
    """Contacts of one party; id None for unknown callers."""

    party_id: int | None
    name: str
    n: int


class DayShare(NamedTuple):
    """Contacts of one local day through one channel, and how many of them may breach a rule."""

    day: int
    channel: str
    n: int
    flagged: int


def by_day_and_channel(connection: Connection, which: ContactFilter) -> list[DayChannel]:
    """Counts per day and channel, by day."""
    where, values = which.where(connection)
    return [DayChannel(*row) for row in connection.execute(
        f"SELECT c.day, c.channel, count(*) FROM contact c WHERE {where} GROUP BY 1, 2 ORDER BY 1, 2", values)]


def by_hour(connection: Connection, which: ContactFilter) -> list[HourCount]:
    """Counts per weekday and hour of the borrower's wall time; day-only times are left out."""
    where, values = which.where(connection)
    # One number to group by instead of two takes a quarter off: the hour of the week.
    return [HourCount(hour // 24, hour % 24, n) for hour, n in connection.execute(
        f"SELECT (c.day + 3) % 7 * 24 + c.minute / 60, count(*) FROM contact c WHERE {where} AND c.precision <> 'day' "
        "GROUP BY 1 ORDER BY 1", values)]


def by_party(connection: Connection, which: ContactFilter) -> list[PartyCount]:
    """Counts per party, most first."""
    where, values = which.where(connection)
    return [PartyCount(*row) for row in connection.execute(
        f"SELECT n.party_id, coalesce(p.name, ''), n.n FROM (SELECT c.party_id, count(*) AS n FROM contact c "
        f"WHERE {where} GROUP BY 1) n LEFT JOIN party p ON p.id = n.party_id ORDER BY 3 DESC, 2", values)]


def by_group(connection: Connection, which: ContactFilter) -> dict[str, int]:
    """Counts per family of channels."""
    where, values = which.where(connection)
    totals: dict[str, int] = {}
    for channel, n in connection.execute(f"SELECT c.channel, count(*) FROM contact c WHERE {where} GROUP BY 1", values):
        group = GROUP_OF[channel].value
        totals[group] = totals.get(group, 0) + n
    return totals


def with_flags(connection: Connection, which: ContactFilter) -> list[DayShare]:
    """The same as :func:`by_day_and_channel`, and how many are flagged: together in one pass, as charts need both."""
    where, values = which.where(connection)
    return [DayShare(*row) for row in connection.execute(
        "SELECT c.day, c.channel, count(*), count(f.contact_id) FROM contact c LEFT JOIN flag f ON f.contact_id = c.id "
        f"WHERE {where} GROUP BY 1, 2 ORDER BY 1, 2", values)]


def span(connection: Connection) -> tuple[int, int] | None:
    """First and last day that have contacts, or None."""
    first = connection.execute("SELECT day FROM contact_day WHERE n > 0 ORDER BY day LIMIT 1").fetchone()
    last = connection.execute("SELECT day FROM contact_day WHERE n > 0 ORDER BY day DESC LIMIT 1").fetchone()
    return (first[0], last[0]) if first else None


def totals(connection: Connection) -> dict[str, int]:
    """How many of each record the case holds."""
    names = ("party", "handle", "loan", "instalment", "payment", "attachment", "checkin", "comment", "import_batch")
    counts = {name: int(connection.execute(f"SELECT count(*) FROM {name} WHERE hidden = 0").fetchone()[0])
              for name in names}
    counts["contact"] = int(connection.execute("SELECT coalesce(sum(n), 0) FROM contact_day").fetchone()[0])
    counts["journal"] = int(connection.execute("SELECT coalesce(max(seq), 0) FROM journal").fetchone()[0])
    return counts
