"""Writing an import: up to a million contacts in one transaction, journalled, searchable, and recognised again.

The same result as adding each contact by a change, at the speed of plain SQL: rows bypass SQLModel (its checks are
made here by the database's own types and by the reader that made the drafts), and one journal row seals up to
:data:`ROWS_PER_ENTRY` records by their SHA-256. All of it is one transaction: a crash or cancel leaves the case as
it was.

Measured: most of the time goes into Python and the driver, not into SQLite. So each statement writes many rows at once,
values reach the driver in forms it takes as they are, and rows are put together once, in the order of the columns. What
is left to SQLite and SHA-256 (two fifths) leaves the interpreter alone: :meth:`BulkImport.add_behind` does it in a
thread of its own, while the caller reads on.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice
from json.encoder import encode_basestring as _quoted
from typing import Any, BinaryIO, Final, NamedTuple, Self

from debttracker.basics.moments import zone
from debttracker.case import vault
from debttracker.case.behind import Behind
from debttracker.case.fields import canonical_json
from debttracker.case.journal import Writer, text_hash
from debttracker.case.recognising import ByKey, ByStem, Recogniser

#: Records sealed by one journal row.
ROWS_PER_ENTRY: Final = 500
#: Rows handled at a time. Each step of the database gives the interpreter away and waits to get it back while a file is
#: read on: the fewer steps, the better (a tenth of the time with twice as many rows).
ROWS_AT_ONCE: Final = 2 * ROWS_PER_ENTRY
#: Page cache while importing: rows, fingerprints and words all arrive close to those before them, so little is enough.
#: With half of it, pages that change again are encrypted and written in between (a twentieth of the time); with twice as
#: much another twentieth would go, for more memory than that is worth.
_CACHE_KIB: Final = 32_768
#: Words are indexed for so many contacts at a time: in smaller helpings the index is merged over and over (SQLite
#: writes out what it has gathered whenever another table's triggers might have to be undone).
_WORDS_AT_ONCE: Final = 20_000
#: What a :class:`BulkRow` holds stands together, so that a row is put together by one slice.
_COLUMNS: Final = ("id", "at_ms", "zone", "zone_known", "precision", "channel", "direction", "outcome", "duration_s",
                   "handle_id", "party_id", "loan_id", "reached", "text", "note", "behaviours", "source", "day", "minute",
                   "batch_id", "created_ms")
_FIXED: Final = {"reached_party_id": None, "identified": None, "consented": None, "demanded": None,
                 "demanded_currency": "", "promise": "", "promise_day": None, "letter": "", "stress": None,
                 "place": "", "hidden": 0}
_REST: Final = ", ".join("NULL" if value is None else repr(value) for value in _FIXED.values())
_INSERT: Final = f"INSERT INTO contact ({', '.join(_COLUMNS)}, {', '.join(_FIXED)}) VALUES "
#: Columns that may be empty. The driver takes long to bind None (it asks the object whether it would rather be
#: something else), so what is bound is -1; for the same reason keys are bound as bytearrays.
_MAYBE: Final = frozenset({"duration_s", "handle_id", "party_id", "loan_id"})
#: What is the same in every row of an import, and what mostly is: bound once for all rows that are written together.
_ALWAYS_SAME: Final = ("batch_id", "created_ms")
_MOSTLY_SAME: Final = ("zone", "zone_known", "precision", "duration_s", "loan_id", "note", "behaviours", *_ALWAYS_SAME)
_INSERT_KEYS: Final = "INSERT OR REPLACE INTO fingerprint VALUES "
_INSERT_WORDS: Final = ("INSERT INTO contact_text (rowid, text, note) SELECT id, text, note FROM contact_words "
                        "WHERE id BETWEEN ? AND ?")


class BulkRow(NamedTuple):
    """One contact to import. ``fingerprint`` has 20 bytes; ``day`` and ``minute`` are filled in here."""

    fingerprint: bytes
    at_ms: int
    zone: str
    zone_known: str
    precision: str
    channel: str
    direction: str
    outcome: str
    duration_s: int | None
    handle_id: int | None
    party_id: int | None
    loan_id: int | None
    reached: str
    text: str
    note: str
    behaviours: str
    source: str


@dataclass(frozen=True, slots=True)
class Tally:
    """What came of the rows handed in so far. ``copies`` were equal to another row of the same import."""

    added: int = 0
    known: int = 0
    copies: int = 0


class BulkImport:
    """Adds contacts within the caller's transaction (``with case.writing() as connection``). When rows were added
    behind, it must be left (``with``) before the transaction ends, whichever way."""

    def __init__(self, connection: Any, actor: str, *, by_stem: bool = False, at_ms: int | None = None,
                 **batch: Any) -> None:
        """``batch`` gives the fields of the import_batch record known by now. ``by_stem`` compares by the first
        sixteen bytes only and lets equal rows stand as often as the file has them: for tables. ``at_ms`` is the
        moment of the import, now unless a story is told (the sample case)."""
        self._db = connection
        self._db.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        self._behind = Behind()
        self._now = at_ms if at_ms is not None else time.time_ns() // 1_000_000
        self._journal = Writer(connection, actor, self._now)
        self._next: dict[str, int] = {}
        self._first_contact = self._next_contact = self._words_from = self._next_id("contact")
        self._recogniser: Recogniser = (ByStem if by_stem else ByKey)(connection, self._first_contact)
        self._added = 0
        self._batch = {"at_ms": self._now, "file_name": "", "file_sha256": "", "file_size": 0, "format": "",
                       "zone": "", "first_contact": self._first_contact, "last_contact": 0, "read": 0, "added": 0,
                       "known": 0, "refused": 0, "refusals": "[]", "hidden": 0,
                       **batch}
        self.batch_id = self._next_id("import_batch")
        self._insert("import_batch", {"id": self.batch_id, **self._batch})

    @property
    def tally(self) -> Tally:
        """The counts so far."""
        self._behind.wait()
        return Tally(self._added, self._recogniser.known, self._recogniser.copies)

    def add_record(self, record: str, /, **values: Any) -> int:
        """Add one validated record (a party, a handle, an attachment) with its journal row; returns its id."""
        from debttracker.case.records import RECORDS

        self._behind.wait()
        valid = {"id": self._next_id(record), **RECORDS[record][0].model_validate(values).model_dump()}
        self._insert(record, valid)
        self._journal.append("add", record, valid["id"], None, canonical_json(valid))
        return int(valid["id"])

    def attach(self, contact_id: int, name: str, mime: str, stream: BinaryIO) -> int:
        """Keep a file that came with a contact; returns the attachment's id."""
        self._behind.wait()
        sha256, size = vault.store(self._db, stream)
        return self.add_record("attachment", record="contact", record_id=contact_id, name=name, mime=mime, size=size,
                               sha256=sha256, added_ms=self._now)

    def add(self, rows: Iterable[BulkRow]) -> list[int]:
        """Add the rows that the case does not have yet. Returns, row by row, the new contact's id, or 0."""
        self._behind.wait()
        ids: list[int] = []
        stream = iter(rows)
        while some := list(islice(stream, ROWS_AT_ONCE)):
            ids.extend(self._add_some(some))
        return ids

    def add_behind(self, rows: Sequence[BulkRow]) -> None:
        """Like :meth:`add` for at most :data:`ROWS_AT_ONCE` rows whose ids nobody asks for, while the caller goes on.
        What goes wrong is raised by one of the next calls."""
        self._behind.do(lambda: self._add_some(rows))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._behind.close()

    def finish(self, **report: Any) -> int:
        """Close the books: the batch record gets its counts (``read``, ``refused``, ``refusals`` …)."""
        tally = self.tally
        self._index_words()
        self._batch.update(last_contact=self._next_contact - 1, added=tally.added, known=tally.known + tally.copies,
                           **report)
        columns = ", ".join(f"{name} = ?" for name in self._batch)
        self._db.execute(f"UPDATE import_batch SET {columns} WHERE id = ?", (*self._batch.values(), self.batch_id))
        self._db.execute(
            "INSERT INTO contact_day SELECT day, count(*) FROM contact WHERE id >= ? AND hidden = 0 GROUP BY day "
            "ON CONFLICT (day) DO UPDATE SET n = n + excluded.n", (self._first_contact,))
        told = canonical_json({"id": self.batch_id, **self._batch})
        self._journal.append("add", "import_batch", self.batch_id, None, told)
        return self.batch_id

    def _add_some(self, rows: Sequence[BulkRow]) -> list[int]:
        ids: list[int] = []
        fresh: list[tuple[Any, ...]] = []
        keys: list[Any] = []
        batch_id, now, id = self.batch_id, self._now, self._next_contact
        for row, key in zip(rows, self._recogniser.keys_of_new([row[0] for row in rows]), strict=True):
            if key is None:
                ids.append(0)
                continue
            fresh.append((id, *row[1:], *wall(row[1], row[2]), batch_id, now))
            keys += (bytearray(key), id)
            ids.append(id)
            id += 1
        self._next_contact = id
        if fresh:
            self._write(fresh, keys)
            begun = 0
            for n in range(0, len(ids), ROWS_PER_ENTRY):
                ended = begun + sum(map(bool, ids[n:n + ROWS_PER_ENTRY]))
                self._seal(fresh[begun:ended])
                begun = ended
        return ids

    def _seal(self, fresh: Sequence[tuple[Any, ...]]) -> None:
        """The journal row for what was new among as many rows as one such row may seal."""
        if fresh:
            told = {"columns": list(_COLUMNS), "rows": len(fresh),
                    "sha256": text_hash(f"[{','.join(map(_row_json, fresh))}]")}
            self._journal.append("import", "contact", fresh[0][0], None, canonical_json(told))

    def _write(self, fresh: list[tuple[Any, ...]], keys: list[Any]) -> None:
        self._db.execute(*_insertion(fresh))
        self._db.execute(_keys_statement(len(fresh)), keys)
        self._added += len(fresh)
        if self._next_contact - self._words_from >= _WORDS_AT_ONCE:
            self._index_words()

    def _index_words(self) -> None:
        """Make the words of contacts searchable that are not yet."""
        self._db.execute(_INSERT_WORDS, (self._words_from, self._next_contact - 1))
        self._words_from = self._next_contact

    def _insert(self, record: str, values: dict[str, Any]) -> None:
        names = ", ".join(values)
        marks = ", ".join("?" * len(values))
        self._db.execute(f"INSERT INTO {record} ({names}) VALUES ({marks})", tuple(values.values()))

    def _next_id(self, record: str) -> int:
        """A fresh id; nobody else adds records within this transaction."""
        if record not in self._next:
            self._next[record] = int(self._db.execute(f"SELECT coalesce(max(id), 0) + 1 FROM {record}").fetchone()[0])
        self._next[record] += 1
        return self._next[record] - 1


def _row_json(row: Sequence[Any]) -> str:
    """What :func:`debttracker.case.journal.rows_hash` makes of the row, in half the time: of most values it is known
    that they need no escapes."""
    (id, at_ms, zone_name, zone_known, precision, channel, direction, outcome, duration, handle, party, loan, reached, text, note,
     behaviours, source, day, minute, batch, created) = row
    return (f'[{id},{at_ms},"{zone_name}","{zone_known}","{precision}","{channel}","{direction}","{outcome}",'
            f'{"null" if duration is None else duration},{"null" if handle is None else handle},'
            f'{"null" if party is None else party},{"null" if loan is None else loan},"{reached}",'
            f'{_quoted(text)},{_quoted(note)},"{behaviours}",{_quoted(source)},{day},{minute},{batch},{created}]')


def _insertion(fresh: Sequence[tuple[Any, ...]]) -> tuple[str, list[Any]]:
    """The statement that inserts ``fresh`` rows (in the order of the columns), and what to bind to it."""
    columns = dict(zip(_COLUMNS, zip(*fresh, strict=True), strict=True))
    for name in _MAYBE:
        if None in columns[name]:
            columns[name] = tuple([-1 if value is None else value for value in columns[name]])
    same = _MOSTLY_SAME if all(found.count(found[0]) == len(fresh) for found in map(columns.__getitem__, _MOSTLY_SAME)) \
        else _ALWAYS_SAME
    bound = [columns.pop(name)[0] for name in same]
    bound.extend(chain.from_iterable(zip(*columns.values(), strict=True)))
    return _statement(same, len(fresh)), bound


@lru_cache(maxsize=8)
def _statement(same: tuple[str, ...], rows: int) -> str:
    """Inserts that many rows; the columns of ``same`` are bound once, before all others."""
    shared = {name: f"?{n}" for n, name in enumerate(same, 1)}
    written = []
    for row in range(rows):
        number = len(same) + row * (len(_COLUMNS) - len(same))
        marks = []
        for name in _COLUMNS:
            if name not in shared:
                number += 1
            mark = shared.get(name) or f"?{number}"
            marks.append(f"nullif({mark}, -1)" if name in _MAYBE else mark)
        written.append(f"({', '.join(marks)}, {_REST})")
    return _INSERT + ", ".join(written)


@lru_cache(maxsize=8)
def _keys_statement(rows: int) -> str:
    return _INSERT_KEYS + ", ".join(["(?, ?)"] * rows)


_DAY_MS: Final = 86_400_000


def wall(at_ms: int, zone_name: str) -> tuple[int, int]:
    """Day number and minute of the day on the wall, fast: the zone's offset is looked up once per day, on days when it
    changes once per quarter hour."""
    offset = _offset_of_day(at_ms // _DAY_MS, zone_name)
    if offset is None:
        offset = _offset_ms(at_ms // 900_000, zone_name)
    day, within = divmod(at_ms + offset, _DAY_MS)
    return day, within // 60_000


@lru_cache(maxsize=8_192)
def _offset_of_day(day: int, zone_name: str) -> int | None:
    """The zone's offset throughout the day ``day`` of UTC; None when it changes on it. No zone changes it twice within
    a day."""
    first, last = (_offset_ms(day * 96 + quarter, zone_name) for quarter in (0, 96))
    return first if first == last else None


@lru_cache(maxsize=4_096)
def _offset_ms(quarter: int, zone_name: str) -> int:
    """The zone's offset in the quarter hour ``quarter`` since 1970. Offsets change on quarter hours only, in all
    zones since 1990."""
    from datetime import UTC, datetime, timedelta

    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=quarter * 900)
    offset = moment.astimezone(zone(zone_name)).utcoffset()
    return int(offset.total_seconds() * 1000) if offset is not None else 0
