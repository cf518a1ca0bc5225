"""The append-only history of a case, chained by hashes.

Each row's hash is SHA-256(previous hash ‖ canonical JSON of the row without its hash). The first row follows 32
zero bytes. Any edit, removal or reordering of history therefore shows, to anyone with ``sqlcipher`` and SHA-256.
One row tells of one record; an import tells of up to some hundred records per row (``after`` is then a list).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from debttracker.basics.progress import Watch
from debttracker.case.connection import Connection

#: What the first row's hash is chained to.
GENESIS: Final = bytes(32)
_INSERT: Final = ("INSERT INTO journal (seq, at_ms, actor, change, action, record, record_id, before, after, hash) "
                  "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
_COLUMNS: Final = "seq, at_ms, actor, change, action, record, record_id, before, after, hash"


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the journal. ``before`` and ``after`` are canonical JSON or None."""

    seq: int
    at_ms: int
    actor: str
    change: int
    action: str
    record: str
    record_id: int
    before: str | None
    after: str | None
    hash: bytes


@dataclass(frozen=True, slots=True)
class Head:
    """The newest entry: its number (0 for none), hash and change number."""

    seq: int
    hash: bytes
    change: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a verification found: entries read, the head, and the first entry that does not fit (0 = all fit)."""

    entries: int
    head: bytes
    broken_at: int = 0

    @property
    def intact(self) -> bool:
        """Whether the whole history fits together."""
        return self.broken_at == 0


def entry_hash(previous: bytes, fields: tuple[Any, ...]) -> bytes:
    """SHA-256 over the previous hash and the row's first nine fields as canonical JSON (an array)."""
    text = json.dumps(fields, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(previous + text.encode("utf-8", "surrogatepass")).digest()


def head(connection: Any) -> Head:
    """The newest entry of the journal."""
    row = connection.execute("SELECT seq, hash, change FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
    return Head(*row) if row else Head(0, GENESIS, 0)


class Writer:
    """Appends entries within the caller's transaction."""

    __slots__ = ("_connection", "_hash", "actor", "at_ms", "change", "seq")

    def __init__(self, connection: Any, actor: str, at_ms: int) -> None:
        newest = head(connection)
        self._connection = connection
        self._hash = newest.hash
        self.seq = newest.seq
        self.change = newest.change + 1
        self.actor = actor
        self.at_ms = at_ms

    def append(self, action: str, record: str, record_id: int, before: str | None, after: str | None) -> None:
        """Add one entry: ``action`` is add, edit, hide, restore or import."""
        self.seq += 1
        fields = (self.seq, self.at_ms, self.actor, self.change, action, record, record_id, before, after)
        self._hash = entry_hash(self._hash, fields)
        self._connection.execute(_INSERT, (*fields, self._hash))


def entries(connection: Connection, since: int = 0) -> Iterator[Entry]:
    """All entries after number ``since``, in order."""
    for row in connection.execute(f"SELECT {_COLUMNS} FROM journal WHERE seq > ? ORDER BY seq", (since,)):
        yield Entry(*row)


def entries_of(connection: Connection, record: str, record_id: int) -> list[Entry]:
    """The story of one record, without the entry of the import that may have brought it."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM journal WHERE record = ? AND record_id = ? AND action <> 'import' ORDER BY seq",
        (record, record_id))
    return [Entry(*row) for row in rows]


def verify(connection: Connection, watch: Watch | None = None) -> Verdict:
    """Recompute the whole chain. Reads every entry; for a million imported contacts that takes seconds."""
    total = head(connection).seq
    previous, expected = GENESIS, 1
    for row in connection.execute(f"SELECT {_COLUMNS} FROM journal ORDER BY seq"):
        if row[0] != expected or entry_hash(previous, tuple(row[:9])) != row[9]:
            return Verdict(expected - 1, previous, expected)
        previous = row[9]
        if watch is not None and expected % 256 == 0:
            watch.step(expected, total)
        expected += 1
    return Verdict(expected - 1, previous)
