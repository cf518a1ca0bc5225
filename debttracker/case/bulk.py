"""Writing an import: up to a million contacts in one transaction, journalled, searchable, and recognised again.

The same result as adding each contact by a change, at the speed of plain SQL: rows bypass SQLModel (its checks are
made here by the database's own types and by the reader that made the drafts), and one journal row seals up to
:data:`ROWS_PER_ENTRY` records by their SHA-256. All of it is one transaction: a crash or cancel leaves the case as
it was.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Any, BinaryIO, Final, NamedTuple

from debttracker.basics.moments import zone
from debttracker.case import vault
from debttracker.case.fields import canonical_json
from debttracker.case.identity import SIZE, STEM, occurrence_key
from debttracker.case.journal import Writer, rows_hash

#: Records sealed by one journal row, and rows handled at a time.
ROWS_PER_ENTRY: Final = 500
#: Page cache while importing: rows, fingerprints and words all arrive close to those before them, so little is enough.
_CACHE_KIB: Final = 16_384
_COLUMNS: Final = ("id", "at_ms", "zone", "zone_known", "precision", "day", "minute", "channel", "direction",
                   "outcome", "duration_s", "handle_id", "party_id", "loan_id", "reached", "text", "note",
                   "behaviours", "batch_id", "source", "created_ms")
_FIXED: Final = {"reached_party_id": None, "identified": None, "consented": None, "demanded": None,
                 "demanded_currency": "", "promise": "", "promise_day": None, "letter": "", "stress": None,
                 "place": "", "hidden": 0}
_INSERT: Final = (
    f"INSERT INTO contact ({', '.join(_COLUMNS)}, {', '.join(_FIXED)}) VALUES ({', '.join('?' * len(_COLUMNS))}, "
    "NULL, NULL, NULL, NULL, '', '', NULL, '', NULL, '', 0)")


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


@dataclass(slots=True)
class Tally:
    """What came of the rows handed in so far. ``copies`` were equal to another row of the same import."""

    added: int = 0
    known: int = 0
    copies: int = 0


class BulkImport:
    """Adds contacts within the caller's transaction (``with case.writing() as connection``)."""

    def __init__(self, connection: Any, actor: str, *, by_stem: bool = False, at_ms: int | None = None,
                 **batch: Any) -> None:
        """``batch`` gives the fields of the import_batch record known by now. ``by_stem`` compares by the first
        sixteen bytes only and lets equal rows stand as often as the file has them: for tables. ``at_ms`` is the
        moment of the import, now unless a story is told (the sample case)."""
        self._db = connection
        self._db.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        self.tally = Tally()
        self._recogniser = (_ByStem if by_stem else _ByKey)(connection, self.tally)
        self._now = at_ms if at_ms is not None else time.time_ns() // 1_000_000
        self._journal = Writer(connection, actor, self._now)
        self._next_contact = self._first_contact = _next_id(connection, "contact")
        self._batch = {"at_ms": self._now, "file_name": "", "file_sha256": "", "file_size": 0, "format": "",
                       "zone": "", "first_contact": self._first_contact, "last_contact": 0, "read": 0, "added": 0,
                       "known": 0, "refused": 0, "refusals": "[]", "hidden": 0,
                       **batch}
        self.batch_id = self._insert("import_batch", self._batch)

    def add_record(self, record: str, /, **values: Any) -> int:
        """Add one validated record (a party, a handle, an attachment) with its journal row; returns its id."""
        from debttracker.case.records import RECORDS

        id = self._insert(record, RECORDS[record][0].model_validate(values).model_dump())
        row = dict(self._row(record, id))
        self._journal.append("add", record, id, None, canonical_json(row))
        return id

    def attach(self, contact_id: int, name: str, mime: str, stream: BinaryIO) -> int:
        """Keep a file that came with a contact; returns the attachment's id."""
        sha256, size = vault.store(self._db, stream)
        return self.add_record("attachment", record="contact", record_id=contact_id, name=name, mime=mime, size=size,
                               sha256=sha256, added_ms=self._now)

    def add(self, rows: Iterable[BulkRow]) -> list[int]:
        """Add the rows that the case does not have yet. Returns, row by row, the new contact's id, or 0."""
        ids: list[int] = []
        stream = iter(rows)
        while some := list(islice(stream, ROWS_PER_ENTRY)):
            ids.extend(self._add_some(some))
        return ids

    def finish(self, **report: Any) -> int:
        """Close the books: the batch record gets its counts (``read``, ``refused``, ``refusals`` …)."""
        self._batch.update(last_contact=self._next_contact - 1, added=self.tally.added, known=self.tally.known + self.tally.copies, **report)
        columns = ", ".join(f"{name} = ?" for name in self._batch)
        self._db.execute(f"UPDATE import_batch SET {columns} WHERE id = ?", (*self._batch.values(), self.batch_id))
        self._db.execute(
            "INSERT INTO contact_day SELECT day, count(*) FROM contact WHERE id >= ? AND hidden = 0 GROUP BY day "
            "ON CONFLICT (day) DO UPDATE SET n = n + excluded.n", (self._first_contact,))
        row = dict(self._row("import_batch", self.batch_id))
        self._journal.append("add", "import_batch", self.batch_id, None, canonical_json(row))
        return self.batch_id

    def _add_some(self, rows: Sequence[BulkRow]) -> list[int]:
        ids, fresh, keys, text = [], [], [], []
        for row, key in zip(rows, self._recogniser.keys_of_new(rows), strict=True):
            if key is None:
                ids.append(0)
                continue
            id = self._next_contact
            self._next_contact += 1
            day, minute = wall(row.at_ms, row.zone)
            fresh.append((id, row.at_ms, row.zone, row.zone_known, row.precision, day, minute, *row[5:16],
                          self.batch_id, row.source, self._now))
            keys.append((key, id))
            if row.text or row.note:
                text.append((id, row.text, row.note))
            ids.append(id)
        if fresh:
            self._write(fresh, keys, text)
        return ids

    def _write(self, fresh: list[tuple[Any, ...]], keys: list[tuple[bytes, int]],
               text: list[tuple[int, str, str]]) -> None:
        db = self._db
        db.executemany(_INSERT, fresh)
        db.executemany("INSERT OR REPLACE INTO fingerprint VALUES (?, ?)", keys)
        db.executemany("INSERT INTO contact_text (rowid, text, note) VALUES (?, ?, ?)", text)
        self._journal.append("import", "contact", fresh[0][0], None, canonical_json(
            {"columns": list(_COLUMNS), "rows": len(fresh), "sha256": rows_hash(fresh)}))
        self.tally.added += len(fresh)

    def _insert(self, record: str, values: dict[str, Any]) -> int:
        names = ", ".join(values)
        marks = ", ".join("?" * len(values))
        done = self._db.execute(f"INSERT INTO {record} ({names}) VALUES ({marks})", tuple(values.values()))
        return int(done.lastrowid)

    def _row(self, record: str, id: int) -> Iterable[tuple[str, Any]]:
        cursor = self._db.execute(f"SELECT * FROM {record} WHERE id = ?", (id,))
        return zip((c[0] for c in cursor.description), cursor.fetchone(), strict=True)


_OWNER: Final = ("SELECT key, contact_id FROM fingerprint JOIN contact ON contact.id = contact_id "
                 "WHERE contact.hidden <> 2 AND ")


class _ByKey:
    """Recognises rows by their whole fingerprint; equal rows within one file are copies.

    Contacts that went with their whole import do not count: importing the file again brings them back.
    """

    def __init__(self, connection: Any, tally: Tally) -> None:
        self._db = connection
        self._tally = tally
        self._first = _next_id(connection, "contact")

    def keys_of_new(self, rows: Sequence[BulkRow]) -> list[bytes | None]:
        """For each row its key when it is new, else None."""
        marks = ", ".join("?" * len(rows))
        owners = dict(self._db.execute(_OWNER + f"key IN ({marks})", [row.fingerprint for row in rows]))
        found: list[bytes | None] = []
        for row in rows:
            owner = owners.setdefault(row.fingerprint, -1)
            new = owner == -1
            if new:
                owners[row.fingerprint] = self._first
            elif owner >= self._first:
                self._tally.copies += 1
            else:
                self._tally.known += 1
            found.append(row.fingerprint if new else None)
        return found


class _ByStem:
    """Recognises rows by what happened alone: the n-th equal row is known when the case has n of them."""

    def __init__(self, connection: Any, tally: Tally) -> None:
        self._db = connection
        self._tally = tally
        self._stored: dict[bytes, int] = {}
        self._seen: dict[bytes, int] = {}

    def keys_of_new(self, rows: Sequence[BulkRow]) -> list[bytes | None]:
        """For each row its key when it is new, else None."""
        found: list[bytes | None] = []
        for row in rows:
            base = row.fingerprint[:STEM]
            if base not in self._stored:
                span = (base + bytes(SIZE - STEM), base + b"\xff" * (SIZE - STEM))
                hits = self._db.execute(_OWNER + "key BETWEEN ? AND ?", span).fetchall()
                self._stored[base] = len({owner for _, owner in hits})
            before = self._seen.get(base, 0)
            self._seen[base] = before + 1
            if before < self._stored[base]:
                self._tally.known += 1
                found.append(None)
            else:
                found.append(occurrence_key(base, before))
        return found


_DAY_MS: Final = 86_400_000


def wall(at_ms: int, zone_name: str) -> tuple[int, int]:
    """Day number and minute of the day on the wall, fast: the zone's offset is looked up once per quarter hour."""
    local = at_ms + _offset_ms(at_ms // 900_000, zone_name)
    return local // _DAY_MS, local % _DAY_MS // 60_000


@lru_cache(maxsize=4_096)
def _offset_ms(quarter: int, zone_name: str) -> int:
    """The zone's offset in the quarter hour ``quarter`` since 1970. Offsets change on quarter hours only, in all
    zones since 1990."""
    from datetime import UTC, datetime, timedelta

    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=quarter * 900)
    offset = moment.astimezone(zone(zone_name)).utcoffset()
    return int(offset.total_seconds() * 1000) if offset is not None else 0


def _next_id(connection: Any, record: str) -> int:
    return int(connection.execute(f"SELECT coalesce(max(id), 0) + 1 FROM {record}").fetchone()[0])
