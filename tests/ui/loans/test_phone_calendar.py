"""Due dates for the phone: a file other programs read, one alarm each, updated and not doubled when it comes again."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from icalendar import Calendar
from icalendar.cal import Component

from debttracker.basics.moments import day_number
from debttracker.case.entries import record_payment
from debttracker.cli.main import main
from debttracker.ui.loans.reminders_sheet import FULL, RemindersSheet
from debttracker.ui.window import MainWindow
from tests.ui.loans.evening import TODAY, case_of, in_months, settle, sheet_of


def events_of(path: Path) -> dict[str, Component]:
    """The events of a file by UID, as another program reads them."""
    found = Calendar.from_ical(path.read_text(encoding="utf-8")).walk("VEVENT")
    events = {str(one["UID"]): one for one in found}
    assert len(events) == len(found)
    return events


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
