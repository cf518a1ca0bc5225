"""Imports: the same result as adding each by hand, recognised the second time, undone as a whole."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from itertools import chain

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from debttracker.basics.moments import Moment
from debttracker.case import journal
from debttracker.case.bulk import ROWS_PER_ENTRY, BulkImport, BulkRow, _row_json, wall
from debttracker.case.case import Case
from debttracker.case.change import Change, hide, local_fields
from debttracker.case.connection import connect
from debttracker.case.entries import edit_contact, log_contact
from debttracker.case.identity import stem
from debttracker.case.queries.contacts import count, newest
from debttracker.case.queries.filters import ContactFilter
from debttracker.case.queries.search import newest_contacts
from debttracker.case.queries.timeline import days
from debttracker.case.recognising import ByStem

ALL = ContactFilter()


def row(i: int, text: str = "已逾期", precision: str = "exact") -> BulkRow:
    at = 1_763_900_000_000 + i * 60_000
    return BulkRow(stem("sms", "in", "delivered", "+8675588320147", at, precision, None, text) + bytes(4), at,
                   "Asia/Shanghai", "file", precision, "sms", "in", "delivered", None, None, None, None, "borrower",
                   text, "", "", "{}")


def run(case: Case, rows: list[BulkRow], **options: bool) -> tuple[int, int, int]:
    with case.writing() as connection:
        bulk = BulkImport(connection, "borrower", file_name="a.xml", **options)
        bulk.add(rows)
        bulk.finish(read=len(rows))
    return bulk.tally.added, bulk.tally.known, bulk.tally.copies


def test_second_import_adds_nothing(case: Case) -> None:
    rows = [row(i) for i in range(1_234)]
    assert run(case, rows) == (1_234, 0, 0)
    assert run(case, rows) == (0, 1_234, 0)
    assert run(case, [row(5), row(5_000), row(5_000)]) == (1, 1, 1)
    assert count(case.reader(), ALL) == 1_235 == sum(days(case.reader(), ALL).values())
    assert len(newest_contacts(case.reader(), "已逾期", 2_000)) == 1_235
    assert journal.verify(case.reader()).intact


def test_by_stem_equal_rows_stand_as_often_as_the_file_has_them(case: Case) -> None:
    twice = [row(1, precision="minute")] * 2
    assert run(case, twice, by_stem=True) == (2, 0, 0)
    assert run(case, twice, by_stem=True) == (0, 2, 0)
    assert run(case, [*twice, twice[0]], by_stem=True) == (1, 2, 0)


def test_by_stem_equal_rows_far_apart(case: Case) -> None:
    far = [row(1, precision="minute"), *(row(i, precision="minute") for i in range(10, 1_300)), row(1, precision="minute")]
    assert run(case, far, by_stem=True) == (1_292, 0, 0)
    assert run(case, far, by_stem=True) == (0, 1_292, 0)
    assert run(case, [*far, far[0], far[7]], by_stem=True) == (2, 1_292, 0)


def test_by_stem_all_rows_are_one_question(case: Case) -> None:
    """Between two steps of the database a thread waits for the interpreter: one for each row was half of an import."""
    run(case, [row(i) for i in range(10)])
    asked: list[str] = []
    with case.writing() as connection:
        found = ByStem(connection, 11)
        connection.set_trace_callback(asked.append)
        keys = found.keys_of_new([row(i).fingerprint for i in range(ROWS_PER_ENTRY)])
        connection.set_trace_callback(None)
    assert (sum(key is None for key in keys), found.known, len(asked)) == (10, 10, 1)


@given(st.lists(st.lists(st.integers(0, 6), max_size=12), max_size=6), st.lists(st.integers(0, 6), max_size=12))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_by_stem_the_nth_equal_row_is_known_when_the_case_had_n(case: Case, files: list[list[int]], last: list[int]) -> None:
    """Whatever helpings the rows come in, and however often each stands in which file."""
    with case.writing() as connection:
        first = BulkImport(connection, "borrower", by_stem=True)
        for some in files:
            first.add([row(i, precision="minute") for i in some])
        had = Counter(chain.from_iterable(files))
        assert (first.tally.added, first.tally.known) == (had.total(), 0)
        again = BulkImport(connection, "borrower", by_stem=True)
        again.add([row(i, precision="minute") for i in last])
        again.add([row(i, precision="minute") for i in last])
        twice = Counter(last * 2)
        assert again.tally.known == (had & twice).total()
        assert again.tally.added == (twice - had).total()
        connection.execute("DELETE FROM fingerprint")


def test_an_imported_contact_is_recognised_after_logging_it_by_hand(case: Case) -> None:
    one = row(3)
    case.change(log_contact(case.reader(), Moment(one.at_ms, "Asia/Shanghai"), handle="0755-88320147", channel="sms",
                            outcome="delivered", text="已逾期"))
    assert run(case, [one]) == (0, 1, 0)


def test_undo_of_an_import_and_importing_again(case: Case) -> None:
    rows = [row(i) for i in range(20)]
    run(case, rows)
    kept_out = newest(case.reader(), ALL, 1)[0].id
    case.change(Change.of("x", hide("contact", kept_out)))
    undone = case.change(Change.of("x", hide("import_batch", 1)))
    assert count(case.reader(), ALL) == 0 and days(case.reader(), ALL) == {}
    case.change(undone.inverse)
    assert count(case.reader(), ALL) == 19, "the one taken out by hand stays out"
    case.change(Change.of("x", hide("import_batch", 1)))
    assert run(case, rows) == (19, 1, 0)
    assert count(case.reader(), ALL) == 19


def test_an_error_in_the_middle_leaves_the_case_as_it_was(case: Case) -> None:
    before = journal.head(case.reader())

    def breaking() -> list[BulkRow]:
        yield from (row(i) for i in range(900))
        raise ValueError("boom")

    with pytest.raises(ValueError, match="boom"):
        run(case, breaking())
    assert count(case.reader(), ALL) == 0 and journal.head(case.reader()) == before
    assert run(case, [row(0)]) == (1, 0, 0)


def test_the_journal_seals_every_imported_row(case: Case) -> None:
    run(case, [row(i) for i in range(3)])
    entry = next(e for e in journal.entries(case.reader()) if e.action == "import")
    seal = json.loads(entry.after)
    stored = case.reader().execute(f"SELECT {', '.join(seal['columns'])} FROM contact ORDER BY id").fetchall()
    text = json.dumps([list(r) for r in stored], ensure_ascii=False, separators=(",", ":"))
    assert seal["rows"] == 3 and seal["sha256"] == hashlib.sha256(text.encode()).hexdigest()
    assert {"at_ms", "zone", "day", "minute", "channel", "text", "handle_id"} <= set(seal["columns"])


@pytest.mark.parametrize("sql", ["UPDATE contact SET text = 'x' WHERE id = 2", "UPDATE contact SET minute = 1 WHERE id = 3",
                                 "UPDATE contact SET note = 'x' WHERE id = 4", "UPDATE party SET name = 'x'"])
def test_a_record_changed_behind_the_journal_shows(case: Case, sql: str) -> None:
    case.change(log_contact(case.reader(), Moment(1_763_900_000_000, "UTC"), party_name="A"))
    run(case, [row(i) for i in range(3)])
    case.change(edit_contact(2, text="edited", note="n"))
    case.change(edit_contact(2, text="again"))
    case.change(edit_contact(1, text="by hand"))
    assert journal.verify(case.reader()).intact
    case.close()
    connection = connect(case.database, case.key)
    connection.execute(sql)
    assert not journal.verify(connection).intact
    connection.close()


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe"])
def test_fast_wall_time_is_the_same_as_zoneinfo(zone: str) -> None:
    for at in range(1_700_000_000_000, 1_740_000_000_000, 97_000_000):
        day, minute = wall(at, zone)
        assert {"day": day, "minute": minute} == local_fields(at, zone)


@given(st.text(), st.text(), st.none() | st.integers(0, 9), st.none() | st.integers(1, 9))
def test_fast_json_is_the_json_that_the_journal_seals(text: str, note: str, seconds: int | None, party: int | None) -> None:
    values = [1, 1_763_900_000_000, "Asia/Shanghai", "file", "exact", "sms", "in", "delivered", seconds, 2, party, None, "borrower",
              text, note, "insult", '{"at":"byte 7"}', 20_000, 5, 1, 2]
    assert _row_json(values) == json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def test_the_index_of_words_stays_whole_when_silent_contacts_get_words(case: Case) -> None:
    run(case, [row(i, text="") for i in range(3)])
    for id in (1, 2, 3):
        case.change(edit_contact(id, note=f"上门催收{id}"))
        case.change(edit_contact(id, note=""))
        case.change(edit_contact(id, note="再次上门"))
    case.change(log_contact(case.reader(), Moment(1_763_900_000_000, "UTC"), party_name="A"))
    case.change(edit_contact(4, text="第四次上门"))
    assert len(newest_contacts(case.reader(), "上门催收")) == 0 and len(newest_contacts(case.reader(), "再次上门")) == 3
    with case.deriving() as connection:
        connection.execute("INSERT INTO contact_text (contact_text, rank) VALUES ('integrity-check', 1)")
    assert count(case.reader(), ALL) == 4 == sum(days(case.reader(), ALL).values())


def test_words_of_more_contacts_than_are_indexed_at_once(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("debttracker.case.bulk._WORDS_AT_ONCE", 700)
    run(case, [row(i, text=f"第{i}号" if i % 3 else "") for i in range(2_600)])
    for i in (1, 500, 700, 1_399, 1_400, 2_599):
        assert len(newest_contacts(case.reader(), f"第{i}号")) == 1
