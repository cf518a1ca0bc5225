"""Due dates for the phone: a file other programs read, one alarm each, updated and not doubled when it comes again."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from icalendar import Calendar
from icalendar.cal import Component

from debttracker.basics.moments import Moment, day_number
from debttracker.case.case import open_case
from debttracker.case.change import Change, hide, restore
from debttracker.case.entries import record_payment
from debttracker.cli.main import main
from debttracker.derived.calendar import case_calendar, remember_calendar
from debttracker.ui.loans.reminders_sheet import FULL, RemindersSheet
from debttracker.ui.window import MainWindow
from tests.ui.loans.evening import TODAY, case_of, in_months, settle, sheet_of


def events_of(path: Path) -> dict[str, Component]:
    """The events of a file by UID, as another program reads them."""
    found = Calendar.from_ical(path.read_text(encoding="utf-8")).walk("VEVENT")
    events = {str(one["UID"]): one for one in found}
    assert len(events) == len(found)
    return events


def said_last(window: MainWindow) -> str:
    """What the status line says."""
    assert window._status is not None
    return window._status.text.text()


@pytest.fixture
def sheet(window: MainWindow) -> RemindersSheet:
    window.session.actions.run("export-reminders")
    settle()
    return sheet_of(RemindersSheet)


def test_nothing_is_told_unless_it_is_asked_for(sheet: RemindersSheet, tmp_path: Path) -> None:
    assert sheet.save(tmp_path / "a.ics")
    text = (tmp_path / "a.ics").read_text(encoding="utf-8")
    assert "Quick loan" not in text
    assert "¥" not in text
    assert sheet.save(tmp_path / "a.ics")
    sheet.what.set_value(FULL)
    sheet.when.set_value(3)
    assert sheet.save(tmp_path / "b.ics")
    full = events_of(tmp_path / "b.ics")
    assert any("Quick loan" in str(one["SUMMARY"]) for one in full.values())
    for one in full.values():
        alarms = one.walk("VALARM")
        assert len(alarms) == 1
        assert alarms[0]["TRIGGER"].dt == timedelta(hours=9) - timedelta(days=3)
    assert full.keys() == events_of(tmp_path / "a.ics").keys()


def test_a_later_file_keeps_the_uids_and_raises_the_sequence(sheet: RemindersSheet, window: MainWindow,
                                                             tmp_path: Path) -> None:
    assert sheet.save(tmp_path / "before.ics"), sheet.banner.text.text()
    before = events_of(tmp_path / "before.ics")
    assert {one["DTSTART"].dt for one in before.values()} >= {in_months(1), in_months(2)}
    case_of(window).change(record_payment(1, 5_000, "CNY", day_number(TODAY)))
    assert sheet.save(tmp_path / "after.ics")
    after = events_of(tmp_path / "after.ics")
    assert after.keys() == before.keys()
    assert all(int(after[uid]["SEQUENCE"]) > int(before[uid]["SEQUENCE"]) for uid in before)


def statuses(path: Path) -> dict[str, str]:
    """What each event of a file is, by UID; empty where it holds."""
    return {uid: str(one.get("STATUS", "")) for uid, one in events_of(path).items()}


def test_a_paid_instalment_is_taken_out_of_the_phone_until_its_day_is_past(
        sheet: RemindersSheet, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case = case_of(window)
    assert sheet.save(tmp_path / "first.ics")
    first = events_of(tmp_path / "first.ics")
    assert set(statuses(tmp_path / "first.ics").values()) == {""}
    case.change(record_payment(1, 5_000_000, "CNY", day_number(TODAY)))  # everything, early
    assert sheet.save(tmp_path / "second.ics")
    second = events_of(tmp_path / "second.ics")
    assert second.keys() == first.keys()
    paid = {uid for uid, status in statuses(tmp_path / "second.ics").items() if status == "CANCELLED"}
    assert {first[uid]["DTSTART"].dt for uid in paid} >= {in_months(1), in_months(2)}
    for uid in paid:
        assert int(second[uid]["SEQUENCE"]) > int(first[uid]["SEQUENCE"])
        assert second[uid].walk("VALARM") == []
        assert str(second[uid]["SUMMARY"]) == "Reminder"
    assert said_last(window).startswith("Saved. Open the file on your phone: it adds the dates, and takes out ")
    assert sheet.save(tmp_path / "third.ics")  # whoever missed the second file gets it with the third
    assert {uid for uid, status in statuses(tmp_path / "third.ics").items() if status == "CANCELLED"} == paid

    now = Moment.now("Asia/Shanghai")
    later = Moment(now.utc_ms + 3 * 366 * 86_400_000, "Asia/Shanghai")
    monkeypatch.setattr(Moment, "now", classmethod(lambda _cls, zone: Moment(later.utc_ms, zone)))
    assert case_calendar(case.reader(), window.session.words).gone == 0


def test_a_loan_taken_away_and_brought_back(sheet: RemindersSheet, window: MainWindow, tmp_path: Path) -> None:
    case = case_of(window)
    assert sheet.save(tmp_path / "first.ics")
    window.session.change(Change.of("Remove", hide("loan", 1)))
    assert sheet.save(tmp_path / "second.ics")
    gone = {uid for uid, status in statuses(tmp_path / "second.ics").items() if status == "CANCELLED"}
    assert gone
    case.change(Change.of("Back", restore("loan", 1)))
    assert sheet.save(tmp_path / "third.ics")
    after, back = events_of(tmp_path / "second.ics"), events_of(tmp_path / "third.ics")
    for uid in gone:
        assert statuses(tmp_path / "third.ics")[uid] == ""
        assert int(back[uid]["SEQUENCE"]) > int(after[uid]["SEQUENCE"])


def test_nothing_is_remembered_twice_nor_in_a_case_that_only_reads(sheet: RemindersSheet, window: MainWindow,
                                                                   tmp_path: Path) -> None:
    case = case_of(window)
    for name in ("a.ics", "b.ics"):
        assert sheet.save(tmp_path / name)
    count = "SELECT count(*) FROM export WHERE kind = 'ics'"
    assert case.reader().execute(count).fetchone() == (1,)
    with open_case(case.folder, read_only=True) as reading:
        made = case_calendar(reading.reader(), window.session.words)
        remember_calendar(reading, made)
        assert reading.reader().execute(count).fetchone() == (1,)


def test_the_command_remembers_what_it_wrote_where_it_can(sheet: RemindersSheet, window: MainWindow, tmp_path: Path,
                                                          monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEBTTRACKER_LANGUAGE", "en")
    folder, count = case_of(window).folder, "SELECT count(*) FROM export WHERE kind = 'ics'"
    assert main(["calendar", str(folder), "--out", str(tmp_path / "open.ics")]) == 0  # the window has the case
    assert case_of(window).reader().execute(count).fetchone() == (0,)
    shutil.copytree(folder, tmp_path / "copy", ignore=shutil.ignore_patterns("writer.lock"))
    for name, total in (("a.ics", 1), ("b.ics", 1)):
        assert main(["calendar", str(tmp_path / "copy"), "--out", str(tmp_path / name)]) == 0
        with open_case(tmp_path / "copy", read_only=True) as copy:
            assert copy.reader().execute(count).fetchone() == (total,)
    with open_case(tmp_path / "copy") as copy:
        copy.change(record_payment(1, 5_000_000, "CNY", day_number(TODAY)))
    assert main(["calendar", str(tmp_path / "copy"), "--out", str(tmp_path / "c.ics")]) == 0
    assert "CANCELLED" in statuses(tmp_path / "c.ics").values()


def test_where_nothing_can_be_written_the_sheet_says_so(sheet: RemindersSheet, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    assert not sheet.save(tmp_path / "file" / "a.ics")
    assert sheet.banner.isVisible()


def test_the_command_writes_the_same_dates(sheet: RemindersSheet, window: MainWindow, tmp_path: Path,
                                           capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEBTTRACKER_LANGUAGE", "en")
    assert sheet.save(tmp_path / "window.ics")
    folder = str(case_of(window).folder)
    assert main(["calendar", folder, "--out", str(tmp_path / "command.ics")]) == 0
    assert events_of(tmp_path / "command.ics").keys() == events_of(tmp_path / "window.ics").keys()
    capsys.readouterr()
    assert main(["calendar", folder, "--full", "--days-before", "0"]) == 0
    assert "Quick loan" in capsys.readouterr().out
