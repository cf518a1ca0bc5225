"""Finding and writing in a case: search against ripgrep, one contact in a large case, what encryption costs."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import time
from pathlib import Path
from statistics import median

from tests.bench.cases import ZONE, case_copy, case_folder
from tests.bench.row import Measure, Row, Sample
from tests.bench.rows.imports import backup, imported
from tests.bench.runs import OUT, in_child, peak_mib

#: Words of three and more signs, from one in eight messages to none, and of two signs.
LONG = ("请尽快还款", "紧急联系人", "法务部已立案", "分12期", "已逾期37天", "不存在的话")
SHORT = ("逾期", "立案", "还款")
_TURNS = 5


def messages_case(size: int) -> Path:
    """A case whose every contact is a message, made by the import itself."""
    place = OUT / "cases" / f"messages-{size}"
    if not (place / "case.db").is_file():
        imported(size)
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(OUT / "scratch" / f"import-{size}", place, ignore=shutil.ignore_patterns("writer.*", "*-wal", "*-shm"))
    return place


def _texts(size: int) -> Path:
    """The same messages as plain text, one a line."""
    path = OUT / "files" / f"texts-{size}.txt"
    if not path.is_file():
        from debttracker.case.case import open_case

        backup(size)
        with open_case(messages_case(size), read_only=True) as case, path.open("w", encoding="utf-8") as stream:
            for (text,) in case.reader().execute("SELECT text FROM contact ORDER BY id"):
                stream.write(text.replace("\n", " ") + "\n")
    return path


def searching(words: tuple[str, ...]) -> Measure:
    """Seconds for the newest page of all ``words`` together, on an open case."""
    def measure(size: int) -> Sample:
        from debttracker.case.case import open_case
        from debttracker.case.queries.search import newest_contacts

        with open_case(messages_case(size), read_only=True) as case:
            reader = case.reader()
            newest_contacts(reader, "第一次", 50)
            began = time.perf_counter()
            for word in words:
                newest_contacts(reader, word, 50)
            return Sample(time.perf_counter() - began, peak_mib())
    return measure


def ripgrep(words: tuple[str, ...]) -> Measure:
    """Seconds for ripgrep (else grep) to count the lines with each of ``words``."""
    def measure(size: int) -> Sample:
        path, tool = _texts(size), shutil.which("rg") or shutil.which("grep") or "grep"
        began = time.perf_counter()
        for word in words:
            subprocess.run([tool, "-c", "-F", word, str(path)], stdout=subprocess.DEVNULL, check=False)
        return Sample(time.perf_counter() - began)
    return measure


def logged(size: int) -> Sample:
    """Median milliseconds to log one contact with its history, on a disk that is told to keep it."""
    from debttracker.basics.moments import Moment
    from debttracker.case.case import open_case
    from debttracker.case.entries import log_contact

    took = []
    with open_case(case_copy(size, f"log-{size}")) as case:
        for n in range(22):
            began = time.perf_counter()
            case.change(log_contact(case.reader(), Moment.now(ZONE), party_name="恒通催收", channel="call", text=f"今天不还就上门 {n}"))
            took.append((time.perf_counter() - began) * 1000)
    return Sample(median(took[2:]))


def _session(folder: Path, key: bytes | None) -> float:
    """Open, page, search, log, aggregate, by the program's own queries over a plain connection."""
    from debttracker.case.connection import connect
    from debttracker.case.queries import contacts, search, stats, timeline
    from debttracker.case.queries.filters import ContactFilter

    everything = ContactFilter()
    began = time.perf_counter()
    reader = connect(folder / "case.db", key, read_only=True)
    days = timeline.days(reader, everything)
    for day in days[::max(len(days) // 60, 1)]:
        contacts.contacts_of_day(reader, everything, day.day)
    for word in ("请尽快还款", "紧急联系人", "逾期"):
        search.newest_contacts(reader, word, 50)
    stats.by_day_and_channel(reader, everything)
    stats.by_hour(reader, everything)
    stats.by_party(reader, everything)
    writer = connect(folder / "case.db", key)
    for n in range(20):
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("INSERT INTO contact_text (rowid, text, note) VALUES (?, ?, '')", (90_000_000 + n, f"今天必须还款{n}"))
        writer.execute("INSERT INTO comment (record, record_id, actor, text, at_ms, day, hidden) VALUES ('case', 0, '', ?, 0, 0, 0)", (f"{n}",))
        writer.execute("COMMIT")
    writer.close()
    reader.close()
    return time.perf_counter() - began


def encrypted(size: int) -> Sample:
    """Seconds for the session in the case as it is."""
    folder = case_copy(size, f"session-{size}")
    return Sample(median(_session(folder, bytes.fromhex((folder / "keys" / "open.key").read_text())) for _ in range(_TURNS)))


def plain(size: int) -> Sample:
    """Seconds for the same session in the same database without encryption."""
    from debttracker.case.connection import connect

    target = OUT / "scratch" / f"plain-{size}" / "case.db"
    if not target.is_file():
        folder = case_folder(size)
        target.parent.mkdir(parents=True, exist_ok=True)
        source = connect(folder / "case.db", bytes.fromhex((folder / "keys" / "open.key").read_text()))
        source.execute("ATTACH DATABASE ? AS plain KEY ''", (str(target),))
        source.execute("SELECT sqlcipher_export('plain')")
        source.execute("DETACH DATABASE plain")
        source.close()
        assert sqlite3.connect(target).execute("SELECT count(*) FROM sqlite_master").fetchone()[0] > 10
    return Sample(median(_session(target.parent, None) for _ in range(_TURNS)))


ROWS = (
    Row("search-long", "substrings of 3 and more Chinese characters, newest page", bar=0.25, size=1_000_000, item=searching(LONG),
        floor=ripgrep(LONG), floor_name="ripgrep on the same text", small=5_000),
    Row("search-short", "two Chinese characters, newest page", bar=0.25, size=1_000_000, item=searching(SHORT),
        floor=ripgrep(SHORT), floor_name="ripgrep on the same text", small=5_000),
    Row("log-commit", "log one contact: commit and journal", bar=30, unit="ms", size=1_000_000, turns=3, item=in_child(logged)),
    Row("encryption", "a session (open, page, search, write, aggregate), encrypted", bar=1.3, item=in_child(encrypted),
        floor=in_child(plain), floor_name="the same database, not encrypted", turns=3),
)
