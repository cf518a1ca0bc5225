"""The history: the hash can be recomputed by hand, and any tampering shows."""

from __future__ import annotations

import hashlib
import json
import time

import pytest

from debttracker.basics.moments import parse_moment
from debttracker.case import journal
from debttracker.case.case import Case
from debttracker.case.connection import DatabaseError, connect
from debttracker.case.entries import edit_contact, log_contact
from debttracker.case.journal_checked import DAYS, Checked, last_checked, remember
from debttracker.case.queries.contacts import newest
from debttracker.case.queries.filters import ContactFilter

NOON = parse_moment("2026-11-22T12:00:00", "Asia/Shanghai")


def _filled(case: Case) -> None:
    for word in ("one", "two", "three"):
        case.change(log_contact(case.reader(), NOON, text=word))
    case.change(edit_contact(newest(case.reader(), ContactFilter(), 1)[0].id, note="more"))


def test_the_chain_is_what_the_docstring_says(case: Case) -> None:
    _filled(case)
    previous = bytes(32)
    for row in case.reader().execute("SELECT seq, at_ms, actor, change, action, record, record_id, before, after, hash "
                                     "FROM journal ORDER BY seq"):
        text = json.dumps(list(row[:9]), ensure_ascii=False, separators=(",", ":"))
        previous = hashlib.sha256(previous + text.encode()).digest()
        assert previous == row[9]
    assert journal.verify(case.reader()) == journal.Verdict(journal.head(case.reader()).seq, previous)


@pytest.mark.parametrize("tamper", [
    "UPDATE journal SET after = replace(after, 'two', 'xxx') WHERE after LIKE '%two%'",
    "DELETE FROM journal WHERE seq = 8",
    "UPDATE journal SET at_ms = at_ms - 60000 WHERE seq = 8",
    "UPDATE journal SET actor = 'someone' WHERE seq = 8",
])
def test_tampering_is_refused_by_the_database_and_seen_by_verify(case: Case, tamper: str) -> None:
    _filled(case)
    case.close()
    connection = connect(case.database, case.key)
    with pytest.raises(DatabaseError, match="append-only"):
        connection.execute(tamper)
    connection.execute("DROP TRIGGER journal_no_update")
    connection.execute("DROP TRIGGER journal_no_delete")
    connection.execute(tamper)
    assert not journal.verify(connection).intact
    connection.close()


def test_after_a_whole_check_only_what_was_added_is_checked(case: Case) -> None:
    _filled(case)
    assert last_checked(case.reader()) is None
    remember(case, journal.verify(case.reader()))
    last = last_checked(case.reader())
    assert last is not None and last.is_recent and last.seq == journal.head(case.reader()).seq
    case.change(log_contact(case.reader(), NOON, text="four"))
    since = (last.seq, last.hash)
    assert journal.verify(case.reader(), since=since) == journal.verify(case.reader())
    case.close()
    connection = connect(case.database, case.key)
    connection.execute("DROP TRIGGER journal_no_update")
    connection.execute("UPDATE journal SET at_ms = at_ms - 60000 WHERE seq = 2")
    assert journal.verify(connection, since=since).intact, "what was found intact is not read again"
    assert not journal.verify(connection).intact
    for tamper in ("UPDATE journal SET hash = zeroblob(32) WHERE seq = ?", "UPDATE journal SET at_ms = 1 WHERE seq = ? + 1",
                   "UPDATE contact SET text = 'five' WHERE text = 'four' AND ? > 0"):
        connection.execute("SAVEPOINT before")
        connection.execute(tamper, (last.seq,))
        assert not journal.verify(connection, since=since).intact, tamper
        connection.execute("ROLLBACK TO before")
    connection.close()


def test_a_check_is_due_again_after_a_week_and_after_a_clock_was_set_back() -> None:
    now = int(time.time())
    assert Checked(1, b"", now - DAYS * 86_400 + 60).is_recent
    assert not Checked(1, b"", now - DAYS * 86_400 - 60).is_recent
    assert not Checked(1, b"", now + 3600).is_recent


def test_a_difference_is_not_noted_as_checked(case: Case) -> None:
    _filled(case)
    remember(case, journal.Verdict(3, bytes(32), broken_at=2))
    assert last_checked(case.reader()) is None


def test_the_story_of_one_record(case: Case) -> None:
    _filled(case)
    id = newest(case.reader(), ContactFilter(), 1)[0].id
    story = journal.entries_of(case.reader(), "contact", id)
    assert [e.action for e in story] == ["add", "edit"]
    assert json.loads(story[1].before) == {"note": ""} and json.loads(story[1].after) == {"note": "more"}
