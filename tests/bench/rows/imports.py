"""Importing a phone's messages: against reading the XML and inserting the same rows, each alone and as raw as can be.

The floor is expat over the file with a handler that does nothing, then Python's own ``sqlite3``, not encrypted, with
``executemany`` in one transaction: the same columns, one unique key, one trigram index; no history, no index for
pages, nobody to look up, no report of what was refused.
"""

from __future__ import annotations

import pickle
import shutil
import sqlite3
import time
import zlib
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any
from xml.parsers import expat

from tests.bench.cases import ZONE, case_copy, messages
from tests.bench.making import making
from tests.bench.row import Row, Sample
from tests.bench.runs import OUT, in_child

_RECORD = ('  <sms protocol="0" address="%s" date="%d" type="%d" subject="null" body="%s" toa="null" sc_toa="null" '
           'service_center="null" read="1" status="-1" locked="0" date_sent="%d" sub_id="1" '
           'readable_date="2024年3月5日 11:04:12" contact_name="(Unknown)" />\n')
_CHUNK = 256 << 10


def texts(size: int) -> Iterator[tuple[str, int, str, str]]:
    """``size`` messages as (phone, ms, direction, text), oldest first."""
    found = ((m.phone, m.at_ms, m.direction, m.text) for m in messages(size * 2) if m.text)
    return islice(found, size)


def backup(size: int) -> Path:
    """A phone's backup with ``size`` messages, made once."""
    path = OUT / "files" / f"sms-{size}.xml"
    if not path.is_file():
        path.parent.mkdir(parents=True, exist_ok=True)
        half = path.with_suffix(".part")
        with making(f"a backup of {size:,} messages"), half.open("w", encoding="utf-8") as stream:
            stream.write(f"<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n<smses count=\"{size}\">\n")
            for phone, at, direction, text in texts(size):
                body = text.replace("&", "&amp;")
                stream.write(_RECORD % (phone, at, 1 if direction == "in" else 2, body, at - 1_000))
            stream.write("</smses>\n")
        half.replace(path)
    return path


def imported(size: int) -> Sample:
    """Seconds for the import into an empty, encrypted case."""
    from debttracker.capture.keep import import_file
    from debttracker.case.case import open_case

    path = backup(size)
    with open_case(case_copy(0, f"import-{size}")) as case:
        began = time.perf_counter()
        report = import_file(case, path)
        took = time.perf_counter() - began
    assert report.added > size * 0.95, report
    (OUT / "scratch" / f"import-{size}" / "imported").touch()
    return Sample(took)


def raw(size: int) -> Sample:
    """Seconds for parsing alone and inserting alone, added up. Making the rows does not count."""
    path = backup(size)
    return Sample(_parsed(path, size) + _inserted(_ready_rows(path)))


def _parsed(path: Path, size: int) -> float:
    seen = 0

    def element(_name: str, _attributes: dict[str, str]) -> None:
        nonlocal seen
        seen += 1

    parser = expat.ParserCreate()
    parser.StartElementHandler = element
    began = time.perf_counter()
    with path.open("rb") as stream:
        while piece := stream.read(_CHUNK):
            parser.Parse(piece)
    parser.Parse(b"", True)
    took = time.perf_counter() - began
    assert seen == size + 1
    return took


def _inserted(path: Path) -> float:
    columns = _columns()
    folder = OUT / "scratch" / "raw"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    db = sqlite3.connect(folder / "raw.db", isolation_level=None)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = FULL")
    db.execute(f"CREATE TABLE contact (id INTEGER PRIMARY KEY, {', '.join(columns[1:])}, key BLOB UNIQUE)")
    db.execute("CREATE VIRTUAL TABLE words USING fts5(text, note, content='contact', content_rowid='id', tokenize='trigram')")
    insert = f"INSERT OR IGNORE INTO contact VALUES ({', '.join('?' * (len(columns) + 1))})"
    text, note = columns.index("text"), columns.index("note")
    began = time.perf_counter()
    db.execute("BEGIN")
    took = time.perf_counter() - began
    with path.open("rb") as stream:
        while some := pickle.load(stream):
            words = [(row[0], row[text], row[note]) for row in some]
            began = time.perf_counter()
            db.executemany(insert, some)
            db.executemany("INSERT INTO words (rowid, text, note) VALUES (?, ?, ?)", words)
            took += time.perf_counter() - began
    began = time.perf_counter()
    db.execute("COMMIT")
    db.close()
    return took + time.perf_counter() - began


def _columns() -> tuple[str, ...]:
    from debttracker.case.records import ContactFields

    return ("id", *(name for name in ContactFields.model_fields))


def _ready_rows(path: Path) -> Path:
    """The rows of the backup at ``path``, made once and kept in lists of 5,000; an empty list ends them."""
    kept = path.with_name(f"{path.stem}-{_fingerprint(_columns())}.rows")
    if not kept.is_file():
        half = kept.with_suffix(".part")
        with making(f"the rows of {path.name}"), half.open("wb") as stream:
            rows = _rows(path, _columns())
            while some := list(islice(rows, 5_000)):
                pickle.dump(some, stream, pickle.HIGHEST_PROTOCOL)
            pickle.dump([], stream)
        half.replace(kept)
    return kept


def ready(size: int) -> float:
    """Make the backup and its rows, if they are still missing."""
    _ready_rows(backup(size))
    return 0.0


def _fingerprint(columns: tuple[str, ...]) -> str:
    """A short name for a set of columns: rows kept from an older schema are not taken for today's."""
    return f"{zlib.crc32(' '.join(columns).encode()):08x}"


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[Any, ...]]:
    """What the import stores of each record."""
    from debttracker.capture.draft import ContactDraft
    from debttracker.capture.identity import fingerprint
    from debttracker.capture.provenance import provenance
    from debttracker.capture.reader import read_file
    from debttracker.case.bulk import wall

    blank: dict[str, Any] = {
        "demanded_currency": "", "promise": "", "letter": "", "place": "", "hidden": 0, "reached": "borrower",
        "batch_id": 1, "handle_id": 1, "created_ms": 1_795_176_000_000}
    numbers: dict[str, int] = {}
    for id, draft in enumerate(read_file(path, zone=ZONE), 1):
        assert isinstance(draft, ContactDraft)
        day, minute = wall(draft.moment_ms, draft.zone)
        told = {**blank, "id": id, "at_ms": draft.moment_ms, "day": day, "minute": minute,
                "handle_id": numbers.setdefault(draft.handle, len(numbers) + 1), "source": provenance(draft, "byte")}
        yield (*(told[c] if c in told else getattr(draft, c, None) for c in columns), fingerprint(draft))


#: What takes long to make and is made before any row is measured.
READY = (lambda: in_child(ready)(1_000_000),)
ROWS = (
    Row("import", "import SMS XML: deduplicated, journalled, searchable, encrypted", bar=1.5, size=1_000_000, turns=2,
        item=in_child(imported), floor=in_child(raw), floor_name="expat alone + raw sqlite3 insert with key and trigrams",
        warm_up=False, small=5_000, grow=(1_000, 10_000, 100_000, 1_000_000)),
)
