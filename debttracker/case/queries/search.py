"""Find anything: words in messages and notes, people, numbers, loans."""

from __future__ import annotations

from typing import Final, NamedTuple

from debttracker.basics.texts import storable
from debttracker.case.connection import Connection
from debttracker.case.queries.contacts import ContactRow, newest
from debttracker.case.queries.filters import ContactFilter
from debttracker.case.queries.words import TRIGRAM, escape_like, match_phrase

#: With more hits than this not all are looked at.
_MANY: Final = 2_000
#: So many of the contacts added last are taken for the newest, which is checked.
_LAST_ADDED: Final = 200
#: A word of one or two signs is looked for in so many contacts, newest first; the filter of the timeline looks in all.
_BOUND: Final = 100_000


class Hit(NamedTuple):
    """Something found that is no contact. ``kind`` is party, handle, loan or note."""

    kind: str
    id: int
    title: str
    detail: str


def newest_contacts(connection: Connection, text: str, limit: int = 50) -> list[ContactRow]:
    """The newest contacts that hold ``text`` in their words or note, newest first. Texts of one or two signs are looked for
    in the newest hundred thousand contacts."""
    text = storable(text.strip())
    if not text:
        return []
    bound = _BOUND
    if len(text) >= TRIGRAM:
        bound = -1
        hits = _hits(connection, text, _MANY + 1)
        if len(hits) <= _MANY:
            return _by_ids(connection, hits, limit)
        if found := _last_added(connection, text, limit):
            return _by_ids(connection, found, limit)
    like = f"%{escape_like(text)}%"
    ids = connection.execute(
        "SELECT id FROM (SELECT id, day, at_ms, text, note FROM contact INDEXED BY contact_time WHERE hidden = 0 "
        "ORDER BY day DESC, at_ms DESC, id DESC LIMIT ?3) WHERE text LIKE ?1 ESCAPE '\\' OR note LIKE ?1 ESCAPE '\\' "
        "ORDER BY day DESC, at_ms DESC, id DESC LIMIT ?2", (like, limit, bound)).fetchall()
    return _by_ids(connection, [row[0] for row in ids], limit)


def _hits(connection: Connection, text: str, limit: int) -> list[int]:
    """Ids of contacts that hold ``text``, those added last first."""
    return [row[0] for row in connection.execute(
        "SELECT rowid FROM contact_text WHERE contact_text MATCH ? ORDER BY rowid DESC LIMIT ?", (match_phrase(text), limit))]


def _last_added(connection: Connection, text: str, limit: int) -> list[int]:
    """The newest of very many hits, if they are among those added last, as they mostly are: backups are in the order of
    time. Empty when any contact that was added before these is as new."""
    hits = _hits(connection, text, _LAST_ADDED)
    marks = ", ".join("?" * len(hits))
    times = connection.execute(f"SELECT id, day, at_ms FROM contact WHERE id IN ({marks}) AND hidden = 0 "
                               "ORDER BY day DESC, at_ms DESC, id DESC LIMIT ?", [*hits, limit]).fetchall()
    if len(times) < limit:
        return []
    _id, day, at_ms = times[-1]
    older = connection.execute("SELECT 1 FROM contact INDEXED BY contact_time WHERE hidden = 0 AND (day, at_ms) >= (?, ?) "
                               "AND id < ? LIMIT 1", (day, at_ms, hits[-1])).fetchone()
    return [row[0] for row in times] if older is None else []


def _by_ids(connection: Connection, ids: list[int], limit: int) -> list[ContactRow]:
    """The newest of ``ids``. First which they are, then what they hold: most of many hits are not shown."""
    if len(ids) > limit:
        marks = ", ".join("?" * len(ids))
        ids = [row[0] for row in connection.execute(
            f"SELECT id FROM contact WHERE id IN ({marks}) AND hidden = 0 ORDER BY day DESC, at_ms DESC, id DESC LIMIT ?",
            [*ids, limit])]
    return newest(connection, ContactFilter(ids=tuple(ids)), limit) if ids else []


def others(connection: Connection, text: str, limit: int = 20) -> list[Hit]:
    """People, numbers, loans and notes that hold ``text``."""
    like = f"%{escape_like(storable(text.strip()))}%"
    rows = connection.execute(
        """SELECT 'party', id, name, role FROM party WHERE hidden = 0 AND name LIKE ?1 ESCAPE '\\'
           UNION ALL SELECT 'handle', h.id, h.value, coalesce(p.name, '') FROM handle h
             LEFT JOIN party p ON p.id = h.party_id
             WHERE h.hidden = 0 AND (h.value LIKE ?1 ESCAPE '\\' OR h.comparable LIKE ?1 ESCAPE '\\')
           UNION ALL SELECT 'loan', id, label, number FROM loan
             WHERE hidden = 0 AND (label LIKE ?1 ESCAPE '\\' OR number LIKE ?1 ESCAPE '\\')
           UNION ALL SELECT 'note', id, text, actor FROM comment
             WHERE hidden = 0 AND record = 'case' AND text LIKE ?1 ESCAPE '\\' LIMIT ?2""", (like, limit))
    return [Hit(*row) for row in rows]
