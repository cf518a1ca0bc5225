"""Finding and writing in a case: search against ripgrep, one contact in a large case, what encryption costs."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import time
from pathlib import Path
from statistics import median

from tests.bench.cases import VERSION, ZONE, case_copy
from tests.bench.making import making
from tests.bench.row import Measure, Row, Sample
from tests.bench.rows.imports import backup, imported
from tests.bench.runs import OUT, in_child, peak_mib

#: Words of three and more signs, from one in eight messages to none, and of two signs.
LONG = ("请尽快还款", "紧急联系人", "法务部已立案", "分12期", "已逾期37天", "不存在的话")
SHORT = ("逾期", "立案", "还款")


def messages_case(size: int) -> Path:
    """A case whose every contact is a message, made by the import itself."""
    place = OUT / "cases" / f"messages-v{VERSION}-{size}"
    if not (place / "case.db").is_file():
        with making(f"the case of {size:,} messages"):
            done = OUT / "scratch" / f"import-{size}"
            if not (done / "imported").is_file():  # the row of the import may have left it just now
                imported(size)
            shutil.rmtree(place, ignore_errors=True)
            shutil.copytree(done, place, ignore=shutil.ignore_patterns("imported", "writer.*", "*-wal", "*-shm"))
    return place


def _texts(size: int) -> Path:
    """The same messages as plain text, one a line."""
    path = OUT / "files" / f"texts-{size}.txt"
    if not path.is_file():
        from debttracker.case.case import open_case

        case_of_them = messages_case(size)
        with (making(f"the text of {size:,} messages"), open_case(case_of_them, read_only=True) as case,
              path.open("w", encoding="utf-8") as stream):
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
            # Into a pipe: grep stops at the first hit when it writes to the null device.
            subprocess.run([tool, "-c", "-F", word, str(path)], stdout=subprocess.PIPE, check=False)
        return Sample(time.perf_counter() - began)
    return measure


def logged(size: int) -> Sample:
    """Median milliseconds to log one contact with its history, on a disk that is told to keep it."""
    from debttracker.basics.moments import Moment
    from debttracker.case.case import open_case
    from debttracker.case.entries import log_contact

    took = []
    with open_case(case_copy(size, f"commit-{size}")) as case:
        for n in range(22):
            began = time.perf_counter()
            case.change(log_contact(case.reader(), Moment.now(ZONE), party_name="恒通催收", channel="call", text=f"今天不还就上门 {n}"))
            took.append((time.perf_counter() - began) * 1000)
    return Sample(median(took[2:]))


def _session(folder: Path, key: bytes | None) -> float:
    """Open, page, search, log, import, aggregate: the program's own functions on a case with or without a key."""
    from debttracker.basics.moments import Moment
    from debttracker.capture.keep import import_file
    from debttracker.case.case import Case
    from debttracker.case.entries import log_contact
    from debttracker.case.queries import contacts, search, stats, timeline
    from debttracker.case.queries.filters import ContactFilter

    everything = ContactFilter()
    began = time.perf_counter()
    with Case(folder, key, read_only=False) as case:  # type: ignore[arg-type]
        reader = case.reader()
        days = list(timeline.days(reader, everything))
        for day in days[::max(len(days) // 60, 1)]:
            contacts.contacts_of_day(reader, everything, day)
        for word in ("请尽快还款", "紧急联系人", "逾期"):
            search.newest_contacts(reader, word, 50)
        for n in range(20):
            case.change(log_contact(reader, Moment.now(ZONE), party_name="恒通催收", text=f"今天必须还款 {n}"))
        assert import_file(case, backup(5_000)).read == 5_000
        stats.by_day_and_channel(reader, everything)
        stats.by_hour(reader, everything)
        stats.by_party(reader, everything)
    return time.perf_counter() - began


def encrypted(size: int) -> Sample:
    """Seconds for the session in the case as it is."""
    folder = case_copy(size, f"session-{size}")
    backup(5_000)
    return Sample(_session(folder, bytes.fromhex((folder / "keys" / "open.key").read_text())))


def plain(size: int) -> Sample:
    """Seconds for the same session in the same database without encryption."""
    from debttracker.case.connection import connect

    whole, target = OUT / "scratch" / f"plain-{size}.db", OUT / "scratch" / f"plain-{size}"
    if not whole.is_file():
        folder = case_copy(size, f"source-{size}")
        source = connect(folder / "case.db", bytes.fromhex((folder / "keys" / "open.key").read_text()))
        version = source.execute("PRAGMA user_version").fetchone()[0]
        source.execute("ATTACH DATABASE ? AS plain KEY ''", (str(whole),))
        source.execute("SELECT sqlcipher_export('plain')")
        source.execute(f"PRAGMA plain.user_version = {version}")
        source.execute("DETACH DATABASE plain")
        source.close()
        assert sqlite3.connect(whole).execute("SELECT count(*) FROM sqlite_master").fetchone()[0] > 10
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    shutil.copyfile(whole, target / "case.db")
    backup(5_000)
    return Sample(_session(target, None))


ROWS = (
    Row("search-long", "substrings of 3 and more Chinese characters, newest page", bar=0.25, size=1_000_000, item=searching(LONG),
        floor=ripgrep(LONG), floor_name="ripgrep on the same text", small=5_000),
    Row("search-short", "two Chinese characters, newest page", bar=0.25, size=1_000_000, item=searching(SHORT),
        floor=ripgrep(SHORT), floor_name="ripgrep on the same text", small=5_000),
    Row("log-commit", "log one contact: commit and journal", bar=30, unit="ms", size=1_000_000, turns=3, item=in_child(logged)),
    Row("encryption", "a session (open, page, search, log, import, aggregate), encrypted", bar=1.3, item=in_child(encrypted),
        floor=in_child(plain), floor_name="the same database, not encrypted", turns=5),
)
