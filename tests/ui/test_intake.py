"""Large files are added by a worker: the window lives on, Cancel leaves nothing, closing waits or stops, undo works.

A worker is held in the middle of a file by a gate, so that nothing here depends on how long anything takes.
"""

from __future__ import annotations

import errno
import hashlib
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from debttracker.basics.moments import Moment
from debttracker.case import journal, vault
from debttracker.case.case import Case, open_case
from debttracker.case.creation import create_case
from debttracker.case.entries import log_contact
from debttracker.case.queries.attachments import AttachmentRow, attachments
from debttracker.ui import jobs
from debttracker.ui.contact import intake
from debttracker.ui.contact.attaching import AT_ONCE, attach_all
from debttracker.ui.contact.leaving import LeavingSheet
from debttracker.ui.contact.sheet import ContactSheet
from debttracker.ui.locking.cover import LockCover, locked
from debttracker.ui.opening import close_current
from debttracker.ui.timeline.page import TimelinePage
from debttracker.ui.window import MainWindow
from tests.ui.living import Opener, settle, sheets

NOW = Moment(1_763_900_000_000, "Asia/Shanghai")
#: Blocks that a worker takes in before it is held; the first two are read together.
HELD_AT = 4
SECRET = "a quiet evening"


class Gate:
    """Holds a worker in the middle of its first large file until it is opened."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self._real = vault._block
        self._blocks = 0
        self._open, self.reached = threading.Event(), threading.Event()
        patch.setattr(vault, "_block", self._block)

    def open(self) -> None:
        """Let it go on."""
        self._open.set()

    def _block(self, stream: BinaryIO) -> bytes:
        if threading.current_thread() is threading.main_thread():
            return self._real(stream)
        self._blocks += 1
        if self._blocks == HELD_AT:
            self.reached.set()
            assert self._open.wait(60)
        return self._real(stream)


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    """A gate; open in the end whatever happens, so that no worker stays behind."""
    made = Gate(monkeypatch)
    yield made
    made.open()
    jobs.stop_all()


@pytest.fixture
def logged(empty_case: Case) -> Case:
    """A case with one contact."""
    empty_case.change(log_contact(empty_case.reader(), NOW, party_name="恒通催收", channel="visit", text="words"))
    return empty_case


def film(folder: Path, name: str = "visit.mp4", seed: int = 0, size: int = 6 * vault.CHUNK + 77) -> Path:
    """A file too large for the GUI thread."""
    assert size > AT_ONCE
    path = folder / name
    path.write_bytes((hashlib.sha256(b"%d" % seed).digest() * (size // 32 + 1))[:size])
    return path


def kept(case: Case) -> list[AttachmentRow]:
    """What hangs on the contact."""
    return attachments(case.reader(), "contact", 1)


def left(case: Case) -> list[str]:
    """What lies in the folder of large files."""
    folder = case.folder / vault.FOLDER
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def entries(case: Case) -> int:
    """The number of the journal's newest entry."""
    return journal.head(case.reader()).seq


def said(window: MainWindow) -> str:
    """What the status line says."""
    return window._status.text.text() if window._status is not None else ""


def begin(window: MainWindow, gate: Gate, qtbot: QtBot, *paths: Path) -> None:
    """Drop files on the contact and wait until a worker stands in the middle of the first."""
    window.session.go("timeline")
    settle()
    page = window.current_page
    assert isinstance(page, TimelinePage)
    page.pane.attach_wanted.emit(1, list(paths))
    qtbot.waitUntil(gate.reached.is_set)


def finished(window: MainWindow) -> Callable[[], bool]:
    """Whether nothing is being added any more."""
    return lambda: not window.session.takes_in


def test_the_window_lives_on_and_undo_takes_the_file_back(open_window: Opener, logged: Case, gate: Gate, qtbot: QtBot,
                                                          tmp_path: Path) -> None:
    window = open_window(logged)
    path = film(tmp_path)
    begin(window, gate, qtbot, path)
    shown = window._intake_line
    assert shown is not None
    qtbot.waitUntil(shown.isVisible)
    assert shown.text.text() == "Adding “visit.mp4”…"
    qtbot.waitUntil(lambda: 0 < shown.bar.value() < 1000)
    assert kept(logged) == [], "it is in the case as a whole or not at all"
    # Meanwhile: another page, another change, and its undo, none of which waits for the worker.
    window.session.go("rights")
    window.session.go("timeline")
    assert window.session.change(log_contact(logged.reader(), NOW, party_name="Other", channel="call")) is not None
    window.session.actions.run("undo")
    assert logged.reader().execute("SELECT count(*) FROM contact WHERE hidden = 0").fetchone() == (1,)
    assert window.session.takes_in and not gate._open.is_set()

    gate.open()
    qtbot.waitUntil(finished(window))
    [file] = kept(logged)
    assert (file.name, file.size, file.mime) == ("visit.mp4", path.stat().st_size, "video/mp4")
    assert vault.content(logged.reader(), file.sha256) == path.read_bytes()
    assert not shown.isVisible() and said(window) == "“visit.mp4” was added."
    window.session.actions.run("undo")
    assert kept(logged) == []
    window.session.actions.run("redo")
    assert [one.name for one in kept(logged)] == ["visit.mp4"]
    assert journal.verify(logged.reader()).intact


def test_the_line_speaks_the_language_and_grows_with_the_text(open_window: Opener, logged: Case, gate: Gate, qtbot: QtBot,
                                                              tmp_path: Path) -> None:
    window = open_window(logged)
    begin(window, gate, qtbot, film(tmp_path))
    session = window.session
    session.prefer(session.preferences._replace(text_scale=2.0))
    qtbot.waitUntil(lambda: window._intake_line is not None and window._intake_line.isVisible())
    session.prefer(session.preferences._replace(language="zh-Hans"))
    shown = window._intake_line
    assert shown is not None
    assert (shown.text.text(), shown.stop.text()) == ("正在添加“visit.mp4”…", "取消")
    shown.stop.click()
    assert shown.text.text() == "正在停止…"
    gate.open()
    qtbot.waitUntil(finished(window))
    assert not shown.isVisible() and said(window) == "已按您的要求停止，这次的内容没有保存。"


def test_cancel_leaves_nothing_and_the_same_file_can_be_added_after_it(open_window: Opener, logged: Case, gate: Gate,
                                                                       qtbot: QtBot, tmp_path: Path) -> None:
    window = open_window(logged)
    before = entries(logged)
    path = film(tmp_path)
    begin(window, gate, qtbot, path, film(tmp_path, "second.mp4", 1))
    shown = window._intake_line
    assert shown is not None
    qtbot.waitUntil(shown.isVisible)
    assert shown.text.text() == "Adding “visit.mp4”, then 1 more…"
    QTest.mouseClick(shown.stop, Qt.MouseButton.LeftButton)
    assert not shown.stop.isEnabled() and shown.text.text() == "Stopping…"
    gate.open()
    qtbot.waitUntil(finished(window))
    assert kept(logged) == [] and left(logged) == [] and entries(logged) == before
    assert said(window) == "Stopped, as you asked. Nothing of this was kept."
    assert not window.session.actions.is_enabled("undo")
    assert not shown.isVisible()
    attach_all(window.session, 1, [path])
    qtbot.waitUntil(finished(window))
    assert [one.name for one in kept(logged)] == ["visit.mp4"] and len(left(logged)) == 1


def test_one_after_the_other_and_a_small_one_at_once(open_window: Opener, logged: Case, gate: Gate, qtbot: QtBot,
                                                     tmp_path: Path) -> None:
    window = open_window(logged)
    small = tmp_path / "notes.txt"
    small.write_text("what I remember")
    begin(window, gate, qtbot, film(tmp_path, "a.mp4", 1), small, film(tmp_path, "b.mp4", 2), film(tmp_path, "c.mp4", 3))
    assert [one.name for one in kept(logged)] == ["notes.txt"]
    (tmp_path / "b.mp4").unlink()  # vanishes before its turn
    gate.open()
    qtbot.waitUntil(finished(window))
    assert [one.name for one in kept(logged)] == ["notes.txt", "a.mp4", "c.mp4"]
    assert len(left(logged)) == 2


def test_a_file_that_vanished_and_a_full_disk_are_told_as_ever(open_window: Opener, logged: Case, gate: Gate, qtbot: QtBot,
                                                              tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    window = open_window(logged)
    before = entries(logged)
    gate.open()
    attach_all(window.session, 1, [tmp_path / "gone.mp4"])
    assert "“gone.mp4” could not be read" in said(window) and not window.session.takes_in

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    path = film(tmp_path)
    monkeypatch.setattr(os, "fsync", full)
    attach_all(window.session, 1, [path])
    qtbot.waitUntil(finished(window))
    assert "is full" in said(window)
    assert kept(logged) == [] and left(logged) == [] and entries(logged) == before


def test_what_it_belongs_to_was_removed_meanwhile(open_window: Opener, logged: Case, gate: Gate, qtbot: QtBot,
                                                  tmp_path: Path) -> None:
    window = open_window(logged)
    logging = log_contact(logged.reader(), NOW, party_name="Other", channel="call")
    applied = window.session.change_or_raise(logging)
    attach_all(window.session, applied.ids[-3], [film(tmp_path)])
    qtbot.waitUntil(gate.reached.is_set)
    window.session.actions.run("undo")
    gate.open()
    qtbot.waitUntil(finished(window))
    assert "has been removed meanwhile" in said(window) and left(logged) == []
    window.session.actions.run("redo")  # which a change made meanwhile would have taken away
    assert logged.reader().execute("SELECT count(*) FROM contact WHERE hidden = 0").fetchone() == (2,)


def test_a_large_screenshot_is_no_work_of_the_window(open_window: Opener, logged: Case, qtbot: QtBot) -> None:
    window = open_window(logged)
    picture = QImage(1200, 700, QImage.Format.Format_RGB32)
    picture.fill(QColor("white"))
    assert picture.sizeInBytes() > AT_ONCE
    assert attach_all(window.session, 1, [picture]) == 0 and window.session.takes_in
    qtbot.waitUntil(finished(window))
    [file] = kept(logged)
    assert file.mime == "image/png" and QImage.fromData(vault.content(logged.reader(), file.sha256)).size() == picture.size()


# --- closing

def leaving() -> LeavingSheet:
    [sheet] = sheets(LeavingSheet)
    assert isinstance(sheet, LeavingSheet)
    return sheet


def test_closing_waits_until_the_file_is_in(open_window: Opener, logged: Case, gate: Gate, qtbot: QtBot,
                                            tmp_path: Path) -> None:
    window = open_window(logged)
    begin(window, gate, qtbot, film(tmp_path))
    assert not window.close() and window.isVisible()
    assert leaving().heading.text() == "A file is still being added"
    shown = [label.text() for label in leaving().findChildren(QLabel)]
    assert not any("visit" in text for text in shown), "it may lie over a locked window"
    assert not window.close() and len(sheets(LeavingSheet)) == 1
    gate.open()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert [one.name for one in kept(logged)] == ["visit.mp4"]


def test_stop_and_close_leaves_nothing(open_window: Opener, logged: Case, gate: Gate, qtbot: QtBot, tmp_path: Path) -> None:
    window = open_window(logged)
    before = entries(logged)
    begin(window, gate, qtbot, film(tmp_path))
    window.close()
    threading.Timer(0.05, gate.open).start()  # the window waits for the worker meanwhile
    leaving().stop.click()
    qtbot.waitUntil(lambda: not window.isVisible())
    settle()
    assert kept(logged) == [] and left(logged) == [] and entries(logged) == before


def test_it_can_be_thought_better_of(open_window: Opener, logged: Case, gate: Gate, qtbot: QtBot, tmp_path: Path) -> None:
    window = open_window(logged)
    begin(window, gate, qtbot, film(tmp_path))
    window.close()
    leaving().stay.click()
    assert sheets(LeavingSheet) == []
    gate.open()
    qtbot.waitUntil(finished(window))
    settle()
    assert window.isVisible() and len(kept(logged)) == 1


def test_a_file_that_cannot_be_kept_keeps_the_window_open(open_window: Opener, logged: Case, gate: Gate, qtbot: QtBot,
                                                          tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_handle: int) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    window = open_window(logged)
    begin(window, gate, qtbot, film(tmp_path))
    window.close()
    monkeypatch.setattr(os, "fsync", broken)
    gate.open()
    qtbot.waitUntil(finished(window))
    settle()
    assert window.isVisible() and sheets(LeavingSheet) == []
    assert "did not read or write" in said(window) and left(logged) == []


def test_closing_the_case_stops_it_and_says_so(open_window: Opener, logged: Case, gate: Gate, qtbot: QtBot,
                                               tmp_path: Path) -> None:
    window = open_window(logged)
    before = entries(logged)
    begin(window, gate, qtbot, film(tmp_path))
    threading.Timer(0.05, gate.open).start()
    close_current(window.session)
    assert said(window) == "“visit.mp4” was not added, because its case was closed. It is still where it was."
    assert left(logged) == [] and not window.session.takes_in
    with open_case(logged.folder) as again:
        assert kept(again) == [] and entries(again) == before and journal.verify(again.reader()).intact


def test_a_worker_that_is_late_writes_nothing_into_a_case_that_was_closed(
        open_window: Opener, logged: Case, gate: Gate, qtbot: QtBot, tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "_PATIENCE_S", 0.0)
    window = open_window(logged)
    before = entries(logged)
    begin(window, gate, qtbot, film(tmp_path))
    close_current(window.session)
    gate.open()
    qtbot.waitUntil(lambda: not jobs.under_way())
    assert left(logged) == [] and not logged.lock.held
    with open_case(logged.folder) as again:
        assert kept(again) == [] and entries(again) == before


# --- hidden and locked

def test_it_goes_on_while_the_window_is_locked(open_window: Opener, gate: Gate, qtbot: QtBot, tmp_path: Path) -> None:
    case, _code = create_case(tmp_path / "guarded", SECRET, name="Mine", zone="Asia/Shanghai", jurisdictions=("cn",))
    case.change(log_contact(case.reader(), NOW, party_name="恒通催收", channel="visit", text="words"))
    window = open_window(case)
    begin(window, gate, qtbot, film(tmp_path))
    window.locking.lock()
    assert locked(window)
    assert not window.close(), "Quit on the locked page waits, too"
    leaving().stay.click()
    gate.open()
    qtbot.waitUntil(finished(window))
    assert [one.name for one in kept(case)] == ["visit.mp4"] and locked(window)
    cover = window.findChild(LockCover)
    assert cover is not None
    cover.secret.setText(SECRET)
    QTest.keyClick(cover.secret, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not locked(window), timeout=20_000)
    window.session.actions.run("undo")
    assert kept(case) == []


# --- from the sheets

def test_the_sheet_keeps_the_contact_and_its_film_follows(open_window: Opener, logged: Case, gate: Gate, qtbot: QtBot,
                                                          tmp_path: Path) -> None:
    window = open_window(logged)
    sheet = ContactSheet(window.session, None, window)
    sheet.open()
    sheet._take_files([film(tmp_path)])
    sheet.accept()
    assert sheets(ContactSheet) == []
    qtbot.waitUntil(gate.reached.is_set)
    assert logged.reader().execute("SELECT count(*) FROM contact").fetchone() == (2,)
    gate.open()
    qtbot.waitUntil(finished(window))
    assert [one.record_id for one in attachments(logged.reader())] == [2]


def test_a_file_that_cannot_be_read_does_not_log_the_contact_twice(open_window: Opener, logged: Case,
                                                                   tmp_path: Path) -> None:
    window = open_window(logged)
    sheet = ContactSheet(window.session, None, window)
    sheet.open()
    (tmp_path / "there.txt").write_text("words")
    sheet._take_files([tmp_path / "gone.txt", tmp_path / "there.txt"])
    sheet.accept()
    settle()
    assert sheets(ContactSheet) == [], "a second Keep would log it again"
    assert logged.reader().execute("SELECT count(*) FROM contact").fetchone() == (2,)
    assert [one.name for one in attachments(logged.reader())] == ["there.txt"]
    assert "“gone.txt” could not be read" in said(window)


def test_names_are_cut_where_they_are_long() -> None:
    assert intake.short_name("visit.mp4") == "visit.mp4"
    cut = intake.short_name("a" * 200 + "-the-end.mp4")
    assert len(cut) == 40 and cut.endswith("-the-end.mp4") and "…" in cut
