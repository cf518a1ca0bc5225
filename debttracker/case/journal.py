"""The append-only history of a case, chained by hashes.

Each row's hash is SHA-256(previous hash ‖ canonical JSON of the row without its hash). The first row follows 32
zero bytes. Any edit, removal or reordering of history therefore shows, to anyone with ``sqlcipher`` and SHA-256.

One row tells of one record: ``after`` of "add" is the whole record, "edit" has the changed fields before and after.
A row of "import" seals some hundred contacts at once: ``after`` names the columns, the number of rows and the SHA-256
of their values (:func:`rows_hash`); the contacts themselves, with later edits taken back, must still give it.
:func:`verify` checks the chain, and that the records of the case are those that the history tells.
"""

from __future__ import annotations

import bisect
import hashlib
import json
import sys
from collections.abc import Iterator, Sequence
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


def rows_hash(rows: Sequence[Sequence[Any]]) -> str:
    """SHA-256 (hex) of rows of values as canonical JSON: an array of arrays, without spaces."""
    return text_hash(json.dumps(rows, ensure_ascii=False, separators=(",", ":")))


def text_hash(text: str) -> str:
    """SHA-256 (hex) of ``text`` as UTF-8."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def verify(connection: Connection, watch: Watch | None = None, *, since: tuple[int, bytes] = (0, GENESIS)) -> Verdict:
    """Recompute the whole chain and hold the records against it. Reads everything: seconds for a million contacts.

    ``since`` (number and hash of an entry up to which all was found intact before): only that this entry still has its
    hash, and what follows it.
    """
    total = head(connection).seq
    seq, previous = since
    if seq and connection.execute("SELECT hash FROM journal WHERE seq = ?", (seq,)).fetchone() != (previous,):
        return Verdict(seq - 1, GENESIS, seq)
    expected = seq + 1
    latest = _LatestState(connection)
    for row in connection.execute(f"SELECT {_COLUMNS} FROM journal WHERE seq > ? ORDER BY seq", (seq,)):
        if row[0] != expected or entry_hash(previous, tuple(row[:9])) != row[9]:
            return Verdict(expected - 1, previous, expected)
        previous = row[9]
        latest.read(Entry(*row))
        if watch is not None and expected % 64 == 0:
            watch.step(expected, 2 * total)
        expected += 1
    return Verdict(expected - 1, previous, latest.first_that_differs(watch, total))


class _LatestState:
    """What the history says each record looks like now."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection
        self._records: dict[tuple[str, int], tuple[int, dict[str, Any]]] = {}
        self._seals: list[tuple[int, int, str]] = []
        self._first_values: dict[int, dict[str, Any]] = {}
        self._sealed: list[tuple[int, int]] = []

    def read(self, entry: Entry) -> None:
        """Take in one entry, in order."""
        after = json.loads(entry.after or "{}")
        if entry.action == "import":
            self._seals.append((entry.seq, entry.record_id, entry.after or "{}"))
            self._sealed.append((entry.record_id, entry.record_id + after["rows"] - 1))
            return
        key = (entry.record, entry.record_id)
        after.pop("contacts", None)
        if entry.record == "contact" and entry.action != "add" and self._is_sealed(entry.record_id):
            first = self._first_values.setdefault(entry.record_id, {})
            for name, value in json.loads(entry.before or "{}").items():
                first.setdefault(name, value)
        known = self._records.get(key)
        self._records[key] = (entry.seq, {**known[1], **after} if known else after)

    def first_that_differs(self, watch: Watch | None, total: int) -> int:
        """Number of the first entry whose record is not as told; 0 when all are."""
        wrong = [seq for (record, id), (seq, values) in self._records.items() if not self._is(record, id, values)]
        for n, (seq, first, told) in enumerate(self._seals):
            if watch is not None and n % 64 == 0:
                watch.step(total + n * total // len(self._seals), 2 * total)
            seal = json.loads(told)
            rows = [self._as_imported(list(row), seal["columns"]) for row in self._db.execute(
                f"SELECT {', '.join(seal['columns'])} FROM contact WHERE id BETWEEN ? AND ? ORDER BY id",
                (first, first + seal["rows"] - 1))]
            if rows_hash(rows) != seal["sha256"]:
                wrong.append(seq)
        return min(wrong, default=0)

    def _is_sealed(self, id: int) -> bool:
        at = bisect.bisect_right(self._sealed, (id, sys.maxsize)) - 1
        return at >= 0 and self._sealed[at][0] <= id <= self._sealed[at][1]

    def _as_imported(self, row: list[Any], columns: Sequence[str]) -> list[Any]:
        first = self._first_values.get(row[0])
        return [first.get(name, value) for name, value in zip(columns, row, strict=True)] if first else row

    def _is(self, record: str, id: int, values: dict[str, Any]) -> bool:
        names = sorted(values)
        if not names:
            return True
        quoted = ", ".join(f'"{name}"' for name in names)
        row = self._db.execute(f'SELECT {quoted} FROM "{record}" WHERE id = ?', (id,)).fetchone()
        if row is None:
            return False
        if record == "contact" and "hidden" in values and row[names.index("hidden")] == 2:
            values = {**values, "hidden": 2}
        return tuple(row) == tuple(values[name] for name in names)
