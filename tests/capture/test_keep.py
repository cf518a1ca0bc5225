"""From files to contacts of a case."""

from __future__ import annotations

import base64
import csv
import io
import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from debttracker.basics.csvcells import guard
from debttracker.basics.errors import Cancelled, FormatTrouble
from debttracker.basics.moments import Moment, Precision
from debttracker.basics.progress import Watch
from debttracker.capture.csv_contacts import COLUMNS
from debttracker.capture.keep import Choices, Owner, import_file
from debttracker.case import journal, vault
from debttracker.case.case import Case
from debttracker.case.queries.contacts import ContactRow, oldest_first
from debttracker.case.queries.filters import ContactFilter
from debttracker.case.queries.parties import handles, parties
from tests.capture.conftest import ANDROID, sms, smses

NewCase = Callable[[], Case]


def contacts(case: Case) -> list[ContactRow]:
    return list(oldest_first(case.reader(), ContactFilter()))


def as_table(rows: list[ContactRow], path: Path) -> Path:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for r in rows:
        writer.writerow([guard(str(cell)) for cell in (
            Moment(r.at_ms, r.zone, Precision(r.precision)).iso(), r.zone, r.channel, r.direction, r.outcome,
            "" if r.duration_s is None else r.duration_s, r.handle, r.party, r.role, r.reached, r.loan, r.text,
            r.behaviours, r.note)])
    path.write_bytes(out.getvalue().encode())
    return path


def told(row: ContactRow) -> tuple[object, ...]:
    """All that a table holds of a contact."""
    return (row.at_ms, row.zone, row.precision, row.day, row.minute, row.channel, row.direction, row.outcome,
            row.duration_s, row.handle, row.party, row.role, row.reached, row.loan, row.text, row.behaviours, row.note)


@pytest.mark.parametrize(("name", "read", "added", "refused"), [
    ("devadvance_sample_small.xml", 7, 7, 0), ("devadvance_sample_mms.xml", 4, 4, 0), ("shruggie_mixed.xml", 4, 3, 1),
    ("shruggie_edge_cases.xml", 4, 4, 0), ("shruggie_minimal_calls.xml", 1, 1, 0), ("devadvance_empty.xml", 0, 0, 0),
])
def test_import_and_import_again(case: Case, name: str, read: int, added: int, refused: int) -> None:
    first = import_file(case, ANDROID / name)
    assert (first.read, first.added, first.known, first.refused) == (read, added, 0, refused)
    assert len(contacts(case)) == added
    before = journal.head(case.reader())
    again = import_file(case, ANDROID / name)
    assert (again.read, again.added, again.known, again.refused) == (read, 0, added, refused)
    assert again.batch_id is None
    assert journal.head(case.reader()) == before
    assert journal.verify(case.reader()).intact


def test_a_picture_arrives_whole(case: Case, tmp_path: Path) -> None:
    picture = random.Random(3).randbytes(1_800_000)
    path = tmp_path / "mms.xml"
    path.write_text(smses(f'<mms date="1700000000000" msg_box="1" address="+8613800138000"><parts><part ct="image/png" '
                          f'name="shot.png" data="{base64.b64encode(picture).decode()}"/></parts></mms>'))
    import_file(case, path)
    (contact,) = contacts(case)
    assert contact.attachments == 1
    name, mime, size, sha256 = case.reader().execute(
        "SELECT name, mime, size, sha256 FROM attachment WHERE record = 'contact' AND record_id = ?",
        (contact.id,)).fetchone()
    assert (name, mime, size) == ("shot.png", "image/png", len(picture))
    assert vault.content(case.reader(), sha256) == picture


def test_provenance_of_a_contact(case: Case) -> None:
    import_file(case, ANDROID / "shruggie_minimal_sms.xml")
    (contact,) = contacts(case)
    source = json.loads(contact.source)
    assert source["at"] == "byte 59"
    assert source["name"] == "Alice Smith"
    assert source["sent_ms"] == 1_609_459_190_000
    assert source["raw"]["service_center"] == "+15559876543"
    assert (contact.zone_known, contact.reached) == ("device", "borrower")
    (handle,) = handles(case.reader())
    assert (handle.value, handle.comparable, handle.label) == ("+15551234567", "+15551234567", "Alice Smith")


def test_table_of_an_imported_phone_brings_nothing_new(new_case: NewCase, tmp_path: Path) -> None:
    case = new_case()
    for name in ("devadvance_sample_small.xml", "devadvance_sample_mms.xml", "shruggie_edge_cases.xml",
                 "shruggie_minimal_calls.xml"):
        import_file(case, ANDROID / name)
    rows = contacts(case)
    path = as_table(rows, tmp_path / "contacts.csv")
    report = import_file(case, path)
    assert (report.format, report.read, report.added, report.known) == ("csv", len(rows), 0, len(rows))
    other = new_case()
    assert import_file(other, path).added == len(rows)
    assert [told(row) for row in contacts(other)] == [told(row) for row in rows]
    assert import_file(other, path).added == 0


def test_a_table_with_everything_goes_round(new_case: NewCase, tmp_path: Path) -> None:
    path = tmp_path / "c.csv"
    lines = ["2026-11-23T22:14+08:00,Asia/Shanghai,call,in,missed,0,075588320133,Hengtong,collector,borrower,Card,,,",
             "2026-11-23T22:14+08:00,Asia/Shanghai,call,in,missed,0,075588320133,Hengtong,collector,borrower,Card,,,",
             '2026-11-20,Asia/Shanghai,visit,in,met,,,Qian,collector,spouse,,"said\r\n""pay""",insult threat_visit,me',
             "~2026-11-19T09:00+08:00,America/New_York,other,unknown,unknown,,'=weird,,,unknown,Car,,,"]
    path.write_bytes((",".join(COLUMNS) + "\r\n" + "\r\n".join(lines) + "\r\n").encode())
    case = new_case()
    report = import_file(case, path)
    assert (report.read, report.added) == (4, 4)
    assert sorted(str(r.fields["label"]) for r in report.remarks) == ["Car", "Card"]
    assert sorted((p.name, p.role) for p in parties(case.reader())) == [
        ("Hengtong", "collector"), ("Qian", "collector")]
    again = new_case()
    import_file(again, as_table(contacts(case), tmp_path / "again.csv"))
    assert [told(r) for r in contacts(again)] == [told(r) for r in contacts(case)]
    assert import_file(case, tmp_path / "again.csv").added == 0


def test_copies_within_a_file_are_kept_once(case: Case, tmp_path: Path) -> None:
    path = tmp_path / "twice.xml"
    path.write_text(smses(sms("a"), sms("a"), sms("b"), sms("a")))
    report = import_file(case, path)
    assert (report.read, report.added, report.known, report.copies) == (4, 2, 2, 2)


def test_overlapping_backups_add_only_what_is_new(case: Case, tmp_path: Path) -> None:
    texts = [sms(f"m{i}", date=1_700_000_000_000 + i) for i in range(1_300)]
    (tmp_path / "one.xml").write_text(smses(*texts[:900]))
    (tmp_path / "two.xml").write_text(smses(*texts[600:], sms("m1", date=1_700_000_000_001, contact_name="New name")))
    assert import_file(case, tmp_path / "one.xml").added == 900
    second = import_file(case, tmp_path / "two.xml")
    assert (second.read, second.added, second.known) == (701, 400, 301)


def test_keep_skip_and_owners(new_case: NewCase) -> None:
    path = ANDROID / "devadvance_sample_small.xml"
    case = new_case()
    report = import_file(case, path, Choices(keep=frozenset({"+15550000001"}),
                                             owners={"+15550000001": Owner("Hengtong", "collector")}))
    assert (report.read, report.added, report.left_out) == (7, 4, 3)
    assert {(c.handle, c.party, c.role) for c in contacts(case)} == {("+15550000001", "Hengtong", "collector")}
    other = new_case()
    report = import_file(other, path, Choices(skip=frozenset({"+15550000001"})))
    assert (report.added, report.left_out) == (3, 4)
    assert {(c.handle, c.party) for c in contacts(other)} == {("+15550000002", "")}


def test_a_known_number_brings_its_party(case: Case, tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(smses(sms("a")))
    (tmp_path / "b.xml").write_text(smses(sms("b", address="138 0013 8000", date="1700000001000")))
    import_file(case, tmp_path / "a.xml", Choices(owners={"+8613800138000": Owner("Qian")}))
    import_file(case, tmp_path / "b.xml")
    assert [(c.party, c.handle) for c in contacts(case)] == [("Qian", "+8613800138000")] * 2
    assert len(parties(case.reader())) == 1


def test_naming_a_number_that_the_case_has_without_owner(case: Case, tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(smses(sms("a")))
    (tmp_path / "b.xml").write_text(smses(sms("b", date="1700000001000")))
    import_file(case, tmp_path / "a.xml")
    import_file(case, tmp_path / "b.xml", Choices(owners={"+8613800138000": Owner("Qian")}))
    assert [c.party for c in contacts(case)][-1] == "Qian"


def test_naming_a_collector_later_names_what_is_there_already(case: Case, tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(smses(sms("a"), sms("b", date="1700000001000")))
    import_file(case, tmp_path / "a.xml")
    report = import_file(case, tmp_path / "a.xml", Choices(owners={"+8613800138000": Owner("Qian")}))
    assert (report.added, report.known) == (0, 2)
    assert [c.party for c in contacts(case)] == ["Qian", "Qian"]
    assert [(h.value, h.party_id) for h in handles(case.reader())] == [
        ("+8613800138000", parties(case.reader())[0].id)]


def test_nothing_is_kept_of_a_broken_or_cancelled_import(case: Case, tmp_path: Path) -> None:
    before = journal.head(case.reader())
    with pytest.raises(FormatTrouble, match="byte 1964"):
        import_file(case, ANDROID / "truncated.xml")
    path = tmp_path / "long.xml"
    path.write_text(smses(*(sms(f"m{i}", date=1_700_000_000_000 + i) for i in range(4_000))))
    watch = Watch(lambda done, total: watch.cancel())
    with pytest.raises(Cancelled):
        import_file(case, path, watch=watch)
    assert contacts(case) == []
    assert journal.head(case.reader()) == before
    assert import_file(case, ANDROID / "truncated.xml", Choices(keep_complete=True)).added == 6


def test_refusals_are_told_one_by_one_up_to_a_limit(case: Case, tmp_path: Path) -> None:
    path = tmp_path / "bad.xml"
    path.write_text(smses(sms("good"), *(sms(date="today") for _ in range(1_200))))
    report = import_file(case, path)
    assert (report.refused, len(report.refusals)) == (1_200, 1_000)
    assert report.read == report.added + report.known + report.refused
    stored = json.loads(case.reader().execute("SELECT refusals FROM import_batch").fetchone()[0])
    assert len(stored) == 1_000
