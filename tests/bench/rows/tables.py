"""Importing a table (CSV): against ``sqlite3 .import`` of the same rows, and against SQLModel's ``add_all``.

The item is the whole import into an empty, encrypted case: cells checked and understood, times and zones, people and
numbers looked up, duplicates recognised, each row journalled, words searchable, a report of what was refused.

``import-csv``: ``.import`` by the sqlite3 command line into a plain file, not encrypted, whose table has the same cells
as text, one unique key (made beforehand and read as one more column, where the item makes it) and one trigram index of
words and notes, filled from the table in the same process. FINDINGS.md also
tells the ratio to the ``.import`` alone (:func:`bare`), without key and index. ``import-csv-orm``: SQLModel objects of the
same rows, made and added by ``add_all`` in one session to an encrypted case without index of words; fewer of them, as the
seconds for each row.
"""

from __future__ import annotations

import csv
import hashlib
import shutil
import time
from datetime import UTC, datetime
from pathlib import Path

from tests.bench.cases import case_copy, messages
from tests.bench.making import making
from tests.bench.row import Row, Sample
from tests.bench.runs import OUT, in_child, whole

_ORM_ROWS = 5_000


def table(size: int) -> Path:
    """A table of ``size`` contacts as this program writes it, made once; beside it the same with a key on each line."""
    from debttracker.capture.csv_contacts import COLUMNS

    path = OUT / "files" / f"contacts-{size}.csv"
    if not path.is_file():
        path.parent.mkdir(parents=True, exist_ok=True)
        half = path.with_suffix(".part")
        with (making(f"a table of {size:,} contacts"), half.open("w", encoding="utf-8", newline="") as stream,
              path.with_suffix(".keyed").open("w", encoding="utf-8", newline="") as keyed):
            one, other = csv.writer(stream), csv.writer(keyed)
            one.writerow(COLUMNS)
            for m in messages(size):
                at = datetime.fromtimestamp(m.at_ms / 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
                cells = (at, "Asia/Shanghai", m.channel, m.direction, m.outcome, m.duration_s, m.phone, f"P{m.person}", "collector",
                         "borrower", "", m.text, "threat_violence" if m.behaviours else "", "")
                one.writerow(cells)
                other.writerow((hashlib.sha256(f"{m.number}".encode()).hexdigest()[:40], *cells))
        half.replace(path)
    return path


def imported(size: int) -> Sample:
    """Seconds for the import into an empty, encrypted case."""
    from debttracker.capture.keep import import_file
    from debttracker.case.case import open_case

    path = table(size)
    with open_case(case_copy(0, f"import-csv-{size}")) as case:
        began = time.perf_counter()
        report = import_file(case, path)
        took = time.perf_counter() - began
    assert report.added == size and not report.refused, report
    return Sample(took)


def _fresh(name: str) -> Path:
    target = OUT / "scratch" / f"{name}.db"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.unlink(missing_ok=True)
    return target


def keyed(size: int) -> list[str]:
    """The command that imports the keyed table and indexes its words."""
    from debttracker.capture.csv_contacts import COLUMNS

    path = table(size).with_suffix(".keyed")
    return ["sqlite3", str(_fresh("keyed")), f"CREATE TABLE t (key TEXT UNIQUE, {', '.join(COLUMNS)})",
            "CREATE VIRTUAL TABLE words USING fts5(text, note, content='t', tokenize='trigram')", f".import --csv {path} t",
            "INSERT INTO words (rowid, text, note) SELECT rowid, text, note FROM t WHERE text <> '' OR note <> ''"]


def bare(size: int) -> list[str]:
    """The command that imports the table and does nothing else."""
    return ["sqlite3", str(_fresh("bare")), f".import --csv {table(size)} t"]


def each_imported(size: int) -> Sample:
    """Microseconds for each row of the import."""
    return Sample(imported(size).value * 1e6 / size)


def each_added(size: int) -> Sample:
    """Microseconds for each row when objects are made and added to a session."""
    from sqlmodel import Session

    from debttracker.case.engine import make_engine
    from debttracker.case.records import Contact

    rows = min(size, _ORM_ROWS)
    folder = case_copy(0, "import-orm")
    engine = make_engine(folder / "case.db", bytes.fromhex((folder / "keys" / "open.key").read_text()))
    found = list(messages(rows))
    with Session(engine) as session:
        began = time.perf_counter()
        session.add_all([Contact(
            at_ms=m.at_ms, zone="Asia/Shanghai", zone_known="file", precision="exact", day=m.at_ms // 86_400_000, minute=0,
            channel=m.channel, direction=m.direction, outcome=m.outcome, duration_s=m.duration_s, reached="borrower", text=m.text,
            note="", behaviours=m.behaviours, source="{}", created_ms=0) for m in found])
        session.commit()
        took = time.perf_counter() - began
    engine.dispose()
    shutil.rmtree(folder)
    return Sample(took * 1e6 / rows)


ROWS = (
    Row("import-csv", "import a table: understood, deduplicated, journalled, searchable, encrypted", bar=3, item=in_child(imported),
        floor=whole(keyed), floor_name="sqlite3 .import, same key and trigrams", turns=2, warm_up=False,
        grow=(1_000, 10_000, 100_000)),
    Row("import-csv-orm", "the same a row, against add_all of SQLModel objects", bar=0.2, unit="µs", item=in_child(each_imported),
        floor=in_child(each_added), floor_name="add_all, a row", turns=1, warm_up=False, grow=()),
)
