"""Contacts: pages by key, one by id, or all in order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from debttracker.case.connection import Connection
from debttracker.case.queries.filters import ContactFilter


class ContactRow(NamedTuple):
    """One contact with the names around it. Instants are ms UTC, ``day`` a day number, ``minute`` of the local
    day, ``demanded`` minor units. ``attachments`` counts files; ``flag`` is "", "soft", "edge" or "hard"."""

    id: int
    at_ms: int
    zone: str
    precision: str
    day: int
    minute: int
    channel: str
    direction: str
    outcome: str
    duration_s: int | None
    handle_id: int | None
    handle: str
    party_id: int | None
    party: str
    role: str
    loan_id: int | None
    loan: str
    reached: str
    reached_party_id: int | None
    reached_name: str
    text: str
    note: str
    behaviours: str
    identified: int | None
    consented: int | None
    demanded: int | None
    demanded_currency: str
    promise: str
    promise_day: int | None
    letter: str
    stress: int | None
    place: str
    batch_id: int | None
    source: str
    created_ms: int
    zone_known: str
    attachments: int
    flag: str


_SELECT: Final = """
SELECT c.id, c.at_ms, c.zone, c.precision, c.day, c.minute, c.channel, c.direction, c.outcome, c.duration_s,
  c.handle_id, coalesce(h.value, ''), c.party_id, coalesce(p.name, ''), coalesce(p.role, ''), c.loan_id,
  coalesce(l.label, ''), c.reached, c.reached_party_id, coalesce(r.name, ''), c.text, c.note, c.behaviours,
  c.identified, c.consented, c.demanded, c.demanded_currency, c.promise, c.promise_day, c.letter, c.stress,
  c.place, c.batch_id, c.source, c.created_ms, c.zone_known,
  (SELECT count(*) FROM attachment a WHERE a.record = 'contact' AND a.record_id = c.id AND a.hidden = 0),
  coalesce((SELECT CASE min(CASE f.strength WHEN 'hard' THEN 1 WHEN 'edge' THEN 2 ELSE 3 END)
            WHEN 1 THEN 'hard' WHEN 2 THEN 'edge' WHEN 3 THEN 'soft' END FROM flag f WHERE f.contact_id = c.id), '')
FROM contact c
LEFT JOIN handle h ON h.id = c.handle_id LEFT JOIN party p ON p.id = c.party_id
LEFT JOIN loan l ON l.id = c.loan_id LEFT JOIN party r ON r.id = c.reached_party_id
"""


def contact(connection: Connection, id: int) -> ContactRow | None:
    """One contact, hidden or not; None when there is none."""
    row = connection.execute(_SELECT + "WHERE c.id = ?", (id,)).fetchone()
    return ContactRow(*row) if row else None


def contacts_of_day(connection: Connection, which: ContactFilter, day: int, *, limit: int = -1,
                    offset: int = 0) -> list[ContactRow]:
    """The contacts of one local day, newest first."""
    where, values = which.where()
    sql = f"{_SELECT} WHERE c.day = ? AND {where} ORDER BY c.day DESC, c.at_ms DESC, c.id DESC LIMIT ? OFFSET ?"
    return [ContactRow(*row) for row in connection.execute(sql, [day, *values, limit, offset])]


def newest(connection: Connection, which: ContactFilter, limit: int) -> list[ContactRow]:
    """The newest contacts that match, newest first."""
    where, values = which.where()
    sql = f"{_SELECT} WHERE {where} ORDER BY c.day DESC, c.at_ms DESC, c.id DESC LIMIT ?"
    return [ContactRow(*row) for row in connection.execute(sql, [*values, limit])]


def oldest_first(connection: Connection, which: ContactFilter) -> Iterator[ContactRow]:
    """Every contact that matches, oldest first, read as it is asked for."""
    where, values = which.where()
    for row in connection.execute(f"{_SELECT} WHERE {where} ORDER BY c.day, c.at_ms, c.id", values):
        yield ContactRow(*row)


def count(connection: Connection, which: ContactFilter) -> int:
    """How many contacts match."""
    if which.is_open:
        return int(connection.execute("SELECT coalesce(sum(n), 0) FROM contact_day").fetchone()[0])
    where, values = which.where(connection)
    return int(connection.execute(f"SELECT count(*) FROM contact c WHERE {where}", values).fetchone()[0])


def has_loans(connection: Connection, which: ContactFilter) -> bool:
    """Whether any contact that matches concerns a loan."""
    where, values = which.where()
    sql = f"SELECT EXISTS (SELECT 1 FROM contact c WHERE c.loan_id IS NOT NULL AND {where})"
    return bool(connection.execute(sql, values).fetchone()[0])


def last_collector(connection: Connection) -> ContactRow | None:
    """The newest incoming contact: what "it rang again" repeats."""
    rows = newest(connection, ContactFilter(directions=("in",)), 1)
    return rows[0] if rows else None


def count_on_day(connection: Connection, day: int, party_id: int | None) -> int:
    """Contacts of one day, from one party when given."""
    which = ContactFilter(first_day=day, last_day=day, party_ids=(party_id,) if party_id else ())
    return count(connection, which)
