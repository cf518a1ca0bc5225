"""Cases that do not open, or not for writing: each a calm page or line that says what is the matter and what helps."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QRadioButton

from debttracker.basics.moments import Moment
from debttracker.case.backups import back_up
from debttracker.case.case import Case, open_case
from debttracker.case.connection import DatabaseError, connect, database_trouble
from debttracker.case.creation import create_case
from debttracker.case.entries import log_contact
from debttracker.case.queries.contacts import newest
from debttracker.case.queries.filters import ContactFilter
from debttracker.ui.contact.sheet import ContactSheet
from debttracker.ui.door.claim import claim, copy_case
from debttracker.ui.door.page import DoorPage
from debttracker.ui.opening import adopt, open_folder
from debttracker.ui.window import MainWindow
from tests.ui.living import Opener, settle, sheets

SECRET = "a quiet evening"


def log_one(case: Case, text: str) -> None:
    case.change(log_contact(case.reader(), Moment.now("Asia/Shanghai"), party_name="恒通催收", channel="call", text=text))


def door_of(window: MainWindow) -> DoorPage:
    page = window.current_page
    assert isinstance(page, DoorPage)
    return page


def texts(case: Case) -> list[str]:
    return [row.text for row in newest(case.reader(), ContactFilter(), 9)]


def test_a_wrong_passphrase_is_told_and_the_right_one_opens(open_window: Opener, tmp_path: Path) -> None:
    case, _code = create_case(tmp_path / "case", SECRET, name="Mine")
    case.close()
    window = open_window()
    assert not open_folder(window.session, case.folder)
    settle()
    door = door_of(window)
    assert door.heading.text() == "This case is locked"
    assert door.secret.hasFocus()
    QTest.keyClicks(door.secret, "another evening")
    QTest.keyClick(door.secret, Qt.Key.Key_Return)
    settle(100)
    assert "does not open the case" in door.trouble.text.text()
    assert window.session.case is None
    QTest.keyClicks(door.secret, SECRET)  # what was typed before is selected, so typing replaces it
    QTest.keyClick(door.secret, Qt.Key.Key_Return)
    settle(100)
    assert window.session.case is not None
    assert door.secret.text() == ""


def test_a_damaged_database_offers_its_copies(open_window: Opener, tmp_path: Path) -> None:
    case, _code = create_case(tmp_path / "case", name="Mine")
    log_one(case, "还钱。")
    back_up(case)
    case.close()
    for name in ("case.db-wal", "case.db-shm"):
        (case.folder / name).unlink(missing_ok=True)
    case.database.write_bytes(os.urandom(20_000))
    window = open_window()
    assert not open_folder(window.session, case.folder)
    settle()
    door = door_of(window)
    assert door.heading.text() == "This case cannot be read"
    assert "left exactly as it is" in door.sentence.text()
    assert len(door.copies.findChildren(QRadioButton)) == 1
    door.go.click()
    settle(100)
    opened = window.session.case
    assert opened is not None
    assert texts(opened) == ["还钱。"]
    assert len(list(case.folder.glob("damaged-*.db"))) == 1


def test_a_damaged_database_without_copies_says_so(open_window: Opener, tmp_path: Path) -> None:
    case, _code = create_case(tmp_path / "case", name="Mine")
    case.close()
    content = b"no database at all" * 100
    case.database.write_bytes(content)
    window = open_window()
    assert not open_folder(window.session, case.folder)
    settle()
    door = door_of(window)
    assert not door.copies.isVisible()
    assert door.go.text() == "Try again"
    door.go.click()
    settle()
    assert door_of(window) is door
    assert case.database.read_bytes() == content


def test_a_newer_case_is_not_touched(open_window: Opener, tmp_path: Path) -> None:
    case, _code = create_case(tmp_path / "case", name="Mine")
    case.close()
    connection = connect(case.database, case.key)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    window = open_window()
    assert not open_folder(window.session, case.folder)
    settle()
    assert "newer version" in door_of(window).sentence.text()


def test_a_case_that_is_gone_and_a_folder_that_is_none(open_window: Opener, tmp_path: Path) -> None:
    window = open_window()
    for folder, words in ((tmp_path / "away", "There is no case at"), (tmp_path, "is not a case")):
        assert not open_folder(window.session, folder)
        settle()
        assert words in door_of(window).sentence.text()


def test_every_door_speaks_chinese(open_window: Opener, tmp_path: Path) -> None:
    window = open_window(language="zh-Hant")
    open_folder(window.session, tmp_path)
    settle()
    door = door_of(window)
    for label in (door.heading, door.sentence):
        assert any("\u4e00" <= letter <= "\u9fff" for letter in label.text()), label.text()


@pytest.fixture
def other_window(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that has the case open for writing."""
    case, _code = create_case(tmp_path / "case", name="Mine")
    log_one(case, "还钱。")
    case.close()
    code = ("import sys; from pathlib import Path; from debttracker.case.case import open_case; "
            f"case = open_case(Path({str(case.folder)!r})); case.acquire_writer(); print('held', flush=True); "
            "sys.stdin.read(); case.close()")
    process = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    yield process
    process.communicate()


def test_a_second_window_reads_and_names_the_first(open_window: Opener, other_window: subprocess.Popen[str],
                                                    tmp_path: Path) -> None:
    window = open_window()
    assert open_folder(window.session, tmp_path / "case")
    settle()
    session = window.session
    assert session.case is not None
    assert session.case.read_only
    assert not session.can_write
    assert window._notice is not None
    assert window._notice.isVisible()
    assert str(other_window.pid) in window._notice.text.text()
    assert not session.actions.is_enabled("log-contact")
    assert texts(session.case) == ["还钱。"]
    other_window.communicate()
    window._notice.again.click()
    settle()
    assert session.can_write
    assert not window._notice.isVisible()
    assert session.actions.is_enabled("log-contact")


def test_a_folder_that_cannot_be_written_is_read_and_can_be_copied(open_window: Opener, tmp_path: Path,
                                                                   monkeypatch: pytest.MonkeyPatch) -> None:
    case, _code = create_case(tmp_path / "case", name="Mine")
    log_one(case, "还钱。")
    case.close()

    def refuse(_self: object, *_args: object, **_words: object) -> None:
        raise PermissionError(13, "Permission denied")

    # Tests may run as root, whom no folder refuses: what the operating system would answer is put in by hand.
    monkeypatch.setattr("filelock.FileLock.acquire", refuse)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    window = open_window()
    assert open_folder(window.session, case.folder)
    settle()
    assert window._notice is not None
    assert "cannot be written to" in window._notice.text.text()
    assert window._notice.copy.isVisible()
    monkeypatch.undo()
    monkeypatch.setattr("debttracker.ui.welcome.beginning.cases_folder", lambda: tmp_path / "data")
    window._notice.copy.click()
    settle(100)
    assert window.session.case is not None
    assert window.session.case.folder == tmp_path / "data" / "case"
    assert window.session.can_write
    assert texts(window.session.case) == ["还钱。"]


def test_a_copy_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case, _code = create_case(tmp_path / "case", name="Mine")
    case.close()

    def full(*_args: object, **_words: object) -> None:
        (tmp_path / "copy").mkdir()
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("shutil.copytree", full)
    with pytest.raises(Exception, match="The copy could not be made"):
        copy_case(case, tmp_path / "copy")
    assert not (tmp_path / "copy").exists()


def test_a_full_disk_is_told_and_what_was_typed_stays(open_window: Opener, empty_case: Case,
                                                       monkeypatch: pytest.MonkeyPatch) -> None:
    window = open_window(empty_case)
    session = window.session
    session.actions.run("log-contact")
    settle()
    [sheet] = sheets(ContactSheet)
    assert isinstance(sheet, ContactSheet)
    sheet._text.setPlainText("今天不还就上门。")

    def refuse(*_args: object, **_words: object) -> None:
        raise database_trouble(DatabaseError("database or disk is full"), empty_case.database)

    monkeypatch.setattr(empty_case, "change_with", refuse)
    sheet.accept()
    assert sheet.isVisible()
    assert "is full" in sheet.banner.text.text()
    assert sheet._text.toPlainText() == "今天不还就上门。"
    monkeypatch.undo()
    sheet.accept()
    assert not sheet.isVisible()
    assert texts(empty_case) == ["今天不还就上门。"]


def test_opening_one_case_after_another_gives_the_first_back(open_window: Opener, tmp_path: Path) -> None:
    window = open_window()
    for name in ("one", "two"):
        case, _code = create_case(tmp_path / name, name=name)
        adopt(window.session, case)
        settle()
        assert claim(window.session)
    again = open_case(tmp_path / "one")
    again.acquire_writer()
    again.close()
