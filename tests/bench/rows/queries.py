"""What a large case is asked all day, against the bare SQL, ripgrep, ``sqlite3`` and ``sha256sum``.

The floors of questions run on the same encrypted connection as the item, with only the columns that must be known.
"""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import subprocess
import time
from pathlib import Path

from tests.bench.cases import case_copy, case_folder
from tests.bench.row import Row, Sample
from tests.bench.rows.records import SHORT, messages_case, ripgrep
from tests.bench.runs import OUT, in_child

_PAGE, _TIMES, _PARTY = 64, 30, 7
_EVIDENCE_MIB = 64


def page(size: int) -> float:
    """Milliseconds for a page of a collector's contacts, somewhere in the case."""
    from debttracker.case.case import open_case
    from debttracker.case.queries.contacts import contacts_of_day
    from debttracker.case.queries.filters import ContactFilter
    from debttracker.case.queries.timeline import days

    with open_case(case_folder(size), read_only=True) as case:
        reader, which = case.reader(), ContactFilter(party_ids=(_PARTY,))
        found = list(days(reader, which))
        chosen = found[::max(len(found) // _TIMES, 1)]
        began = time.perf_counter()
        for day in chosen:
            contacts_of_day(reader, which, day, limit=_PAGE)
        return (time.perf_counter() - began) * 1000 / len(chosen)


def collector(size: int) -> float:
    """Seconds to filter by a collector and show the result: its days with their counts, its newest page, its count."""
    from debttracker.case.case import open_case
    from debttracker.case.queries.contacts import count, newest
    from debttracker.case.queries.filters import ContactFilter
    from debttracker.case.queries.timeline import days

    with open_case(case_folder(size), read_only=True) as case:
        reader, which = case.reader(), ContactFilter(party_ids=(_PARTY,))
        began = time.perf_counter()
        assert sum(days(reader, which).values()) == count(reader, which) > 0
        assert len(newest(reader, which, _PAGE)) == min(_PAGE, count(reader, which))
        return time.perf_counter() - began


def bare_collector(size: int) -> float:
    """The same questions in bare SQL."""
    from debttracker.case.case import open_case

    with open_case(case_folder(size), read_only=True) as case:
        reader = case.reader()
        began = time.perf_counter()
        for _ in range(2):
            reader.execute("SELECT count(*) FROM contact WHERE hidden = 0 AND party_id = ?", (_PARTY,)).fetchall()
        reader.execute("SELECT day, count(*) FROM contact WHERE hidden = 0 AND party_id = ? GROUP BY day", (_PARTY,)).fetchall()
        reader.execute("SELECT id, at_ms, channel, direction, outcome, text FROM contact WHERE hidden = 0 AND party_id = ? "
                       "ORDER BY day DESC, at_ms DESC, id DESC LIMIT ?", (_PARTY, _PAGE)).fetchall()
        return time.perf_counter() - began


def counting(size: int) -> float:
    """Seconds to count all hits of words of two signs, as the timeline's filter does."""
    from debttracker.case.case import open_case
    from debttracker.case.queries.filters import ContactFilter
    from debttracker.case.queries.timeline import days

    with open_case(messages_case(size), read_only=True) as case:
        reader = case.reader()
        began = time.perf_counter()
        for word in SHORT:
            days(reader, ContactFilter(text=word))
        return time.perf_counter() - began


def evidence() -> Path:
    """A file as large as a few minutes of video."""
    path = OUT / "files" / "evidence.bin"
    if not path.is_file():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(os.urandom(_EVIDENCE_MIB << 20))
    return path


def attached(size: int) -> Sample:
    """Seconds to keep the file with a contact, on a disk that is told to keep it."""
    from debttracker.case.case import open_case
    from debttracker.case.entries import attach, attach_file

    path = evidence()
    with open_case(case_copy(size, "attach")) as case:
        attach(case, "contact", 1, "small.txt", io.BytesIO(b"brings in what writing needs"))
        began = time.perf_counter()
        attach_file(case, "contact", 1, path)
        return Sample(time.perf_counter() - began)


def bare_attached(size: int) -> Sample:
    """Seconds to hash the file and insert its pieces in one pass into the same encrypted database, and to commit."""
    from debttracker.case.connection import connect

    folder = case_copy(size, "attach-bare")
    connection = connect(folder / "case.db", bytes.fromhex((folder / "keys" / "open.key").read_text()))
    digest = hashlib.sha256()
    began = time.perf_counter()
    connection.execute("BEGIN IMMEDIATE")
    with evidence().open("rb") as source:
        for n, piece in enumerate(iter(lambda: source.read(1 << 20), b"")):
            digest.update(piece)
            connection.execute("INSERT INTO chunk VALUES (?, ?, ?)", (b"name", n, piece))
    connection.execute("COMMIT")
    took = time.perf_counter() - began
    connection.close()
    return Sample(took)


def copied(_size: int) -> Sample:
    """Seconds to read the file once, hash it and write a copy of it, and to have the disk keep it."""
    path, target = evidence(), OUT / "scratch" / "copied.bin"
    target.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    began = time.perf_counter()
    with path.open("rb") as source, target.open("wb") as copy:
        while piece := source.read(1 << 20):
            digest.update(piece)
            copy.write(piece)
        copy.flush()
        os.fsync(copy.fileno())
    took = time.perf_counter() - began
    target.unlink()
    return Sample(took)


def verified(size: int) -> Sample:
    """Seconds to read the kept file back and hold it against its hash."""
    from debttracker.case.case import open_case
    from debttracker.case.vault import checks_out

    place = OUT / "cases" / f"evidence-{size}"
    sha256 = hashlib.sha256(evidence().read_bytes()).hexdigest()
    if not (place / "case.db").is_file():
        attached(size)
        shutil.copytree(OUT / "scratch" / "attach", place, ignore=shutil.ignore_patterns("writer.*", "*-wal", "*-shm"))
    with open_case(place, read_only=True) as case:
        reader = case.reader()
        began = time.perf_counter()
        assert checks_out(reader, sha256)
        return Sample(time.perf_counter() - began)


def sha256sum(_size: int) -> Sample:
    """Seconds for ``sha256sum`` over the same file, in the page cache."""
    path = evidence()
    began = time.perf_counter()
    subprocess.run([shutil.which("sha256sum") or "sha256sum", str(path)], stdout=subprocess.DEVNULL, check=True)
    return Sample(time.perf_counter() - began)


ROWS = (
    Row("page", "one page of a collector's contacts, 1M contacts: within a frame", bar=16, unit="ms", size=1_000_000,
        turns=3, item=in_child(page), grow=()),
    Row("filter", "days, count and newest page of one collector, 1M contacts", bar=3, size=1_000_000, turns=3,
        item=in_child(collector), floor=in_child(bare_collector), floor_name="bare SQL", grow=()),
    Row("search-count", "all hits of words of two signs counted, 1M messages", bar=10, size=1_000_000, turns=3,
        item=in_child(counting), floor=ripgrep(SHORT), floor_name="ripgrep on the same text", small=5_000, grow=()),
    Row("attach", "keep a file of 64 MiB as evidence: hashed, encrypted, committed", bar=1.2, size=1_000, turns=3,
        item=in_child(attached), floor=in_child(copied), floor_name="hash and copy in one pass", grow=()),
    Row("attach-bare", "the same against the bare encrypted database", bar=1.2, size=1_000, turns=3,
        item=in_child(attached), floor=in_child(bare_attached), floor_name="hash and insert in one pass", grow=()),
    Row("verify", "read kept evidence back and check its hash", bar=0.4, size=1_000, turns=3, item=in_child(verified),
        floor=in_child(sha256sum), floor_name="sha256sum", grow=()),
)
