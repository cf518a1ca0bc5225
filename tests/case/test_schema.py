"""The migrations make exactly what the records describe, and important queries use their index."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import inspect

from debttracker.case.case import Case
from debttracker.case.connection import SCHEMA_VERSION
from debttracker.case.queries import contacts
from debttracker.case.queries.filters import ContactFilter
from debttracker.case.records import RECORDS, JournalRow


def test_migrated_columns_are_those_of_the_records(case: Case) -> None:
    inspector = inspect(case.engine())
    tables = {name: table for name, (_, table) in RECORDS.items()} | {"journal": JournalRow}
    for name, table in tables.items():
        migrated = {c["name"]: c["nullable"] for c in inspector.get_columns(name)}
        declared = {c.name: c.nullable for c in table.__table__.columns}
        migrated.pop("id", None), declared.pop("id", None)
        migrated.pop("seq", None), declared.pop("seq", None)
        assert migrated == declared, name
    case.engine().dispose()
    assert case.reader().execute("PRAGMA user_version").fetchone()[0] == SCHEMA_VERSION


@pytest.mark.parametrize(("sql", "index"), [
    ("SELECT id FROM contact c WHERE c.hidden = 0 AND c.day = 5 ORDER BY c.day DESC, c.at_ms DESC, c.id DESC LIMIT 9",
     "contact_time"),
    ("SELECT id FROM contact c WHERE c.hidden = 0 AND c.party_id = 5 ORDER BY c.day DESC, c.at_ms DESC, c.id DESC",
     "contact_party"),
    ("SELECT id FROM contact c WHERE c.hidden = 0 ORDER BY c.day DESC, c.at_ms DESC, c.id DESC LIMIT 50",
     "contact_time"),
    ("SELECT id FROM contact c WHERE c.hidden = 0 AND c.promise_day >= 9 ORDER BY c.promise_day", "contact_promise"),
    ("SELECT loan_id, max(at_ms) FROM contact WHERE demanded IS NOT NULL AND loan_id IS NOT NULL GROUP BY loan_id",
     "contact_demand"),
])
def test_paging_uses_an_index_and_never_sorts(case: Case, sql: str, index: str) -> None:
    plan = " | ".join(row[3] for row in case.reader().execute("EXPLAIN QUERY PLAN " + sql))
    assert index in plan and "TEMP B-TREE" not in plan


def test_the_page_query_itself_does_not_sort(case: Case) -> None:
    seen: list[str] = []
    case.reader().set_trace_callback(seen.append)
    contacts.contacts_of_day(case.reader(), ContactFilter(), 5)
    case.reader().set_trace_callback(None)
    plan = " | ".join(row[3] for row in case.reader().execute("EXPLAIN QUERY PLAN " + seen[-1]))
    assert "contact_time" in plan and "TEMP B-TREE" not in plan


def test_backups_are_checked_copies_and_thin_out(case: Case, tmp_path: Path) -> None:
    from datetime import UTC, datetime, timedelta

    from debttracker.case.backups import back_up, list_backups, rotate
    from debttracker.case.connection import connect

    path = back_up(case)
    copy = connect(path, case.key, read_only=True)
    assert copy.execute("SELECT value FROM setting WHERE name = 'case.name'").fetchone()[0] == '"Test"'
    copy.close()
    folder = tmp_path / "b"
    folder.mkdir()
    start = datetime(2026, 11, 24, tzinfo=UTC)
    for back in range(400):
        (folder / f"case-{start - timedelta(days=back):%Y%m%dT%H%M%S}.db").touch()
    rotate(folder)
    ages = [(start - b.made).days for b in list_backups(folder)]
    assert ages[:10] == list(range(10)) and 17 <= len(ages) <= 32 and max(ages) > 300
