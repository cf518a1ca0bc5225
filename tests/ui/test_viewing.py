"""Opening an attachment: a picture, a recording to save, and what is said where its file is missing or damaged."""

from __future__ import annotations

import hashlib
import io
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from debttracker.case import vault
from debttracker.case.case import Case
from debttracker.case.connection import Connection
from debttracker.case.entries import attach
from debttracker.case.queries.attachments import AttachmentRow, attachments
from debttracker.ui import jobs
from debttracker.ui.contact.attaching import AT_ONCE, png_of
from debttracker.ui.contact.viewing import AttachmentSheet, show_attachment
from debttracker.ui.timeline import thumbnails
from debttracker.ui.timeline.page import TimelinePage
from debttracker.ui.timeline.story import read_story
from debttracker.ui.widgets.sheet import Sheet
from tests.ui.living import Opener, settle, sheets

VIDEO = bytes(range(256)) * 12_000


def noise(width: int = 800, height: int = 600) -> bytes:
    """A picture of more than a mebibyte."""
    held = b"".join(hashlib.sha512(b"%d" % n).digest() for n in range(width * height // 16))
    return png_of(QImage(held, width, height, width * 4, QImage.Format.Format_RGB32))


@pytest.fixture
def kept(empty_case: Case) -> list[AttachmentRow]:
    """A picture and a video, both large, on a contact."""
    from debttracker.basics.moments import Moment
    from debttracker.case.entries import log_contact

    empty_case.change(log_contact(empty_case.reader(), Moment(1_763_900_000_000, "Asia/Shanghai"), text="words"))
    attach(empty_case, "contact", 1, "wall.png", io.BytesIO(noise()))
    attach(empty_case, "contact", 1, "visit.mp4", io.BytesIO(VIDEO))
    found = attachments(empty_case.reader(), "contact", 1)
    assert all(one.size > vault.CHUNK for one in found)
    return found


def files(case: Case) -> list[Path]:
    """In the order they were kept."""
    rows = dict(case.reader().execute("SELECT lower(hex(sha256)), name FROM kept_file"))
    return [case.folder / "files" / rows[one.sha256] for one in attachments(case.reader())]


def sheet() -> Sheet:
    [found] = sheets(Sheet)
    assert isinstance(found, Sheet)
    return found


def pictures(root: Sheet) -> int:
    return sum(not label.pixmap().isNull() for label in root.findChildren(QLabel) if label.accessibleName() == "wall.png")


def press_save(root: Sheet) -> None:
    [save] = [one for one in root.findChildren(QAbstractButton) if one.text() == "Save a copy…"]
    save.click()
    settle()


def test_a_picture_shows_and_a_video_is_saved_as_it_was(open_window: Opener, empty_case: Case, kept: list[AttachmentRow],
                                                         tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    window = open_window(empty_case)
    show_attachment(window.session, kept[0], window)
    assert pictures(sheet()) == 1 and not sheet().banner.isVisible()
    sheet().done(0)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(tmp_path / "copy.mp4"), ""))
    show_attachment(window.session, kept[1], window)
    press_save(sheet())
    assert (tmp_path / "copy.mp4").read_bytes() == VIDEO and not sheet().banner.isVisible()


@pytest.mark.parametrize("which", [0, 1])
def test_a_missing_file_is_told_with_what_to_do(open_window: Opener, empty_case: Case, kept: list[AttachmentRow],
                                                        which: int) -> None:
    files(empty_case)[which].unlink()
    window = open_window(empty_case)
    show_attachment(window.session, kept[which], window)
    settle()
    assert sheet().banner.isVisible()
    said = " ".join(label.text() for label in sheet().banner.findChildren(QLabel))
    assert "is missing" in said and "another copy of the case" in said
    assert pictures(sheet()) == 0
    settle()
    banner = sheet().banner
    assert banner.height() >= banner.heightForWidth(banner.width()) > 0, "all of it can be read"


def test_a_damaged_video_is_told_when_it_is_saved_and_no_half_is_left(
        open_window: Opener, empty_case: Case, kept: list[AttachmentRow], tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch) -> None:
    with files(empty_case)[1].open("r+b") as stream:
        stream.seek(2_500_000)
        stream.write(b"other")
    out = tmp_path / "out"
    out.mkdir()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(out / "copy.mp4"), ""))
    window = open_window(empty_case)
    show_attachment(window.session, kept[1], window)
    assert not sheet().banner.isVisible()
    press_save(sheet())
    assert "damaged" in " ".join(label.text() for label in sheet().banner.findChildren(QLabel))
    assert list(out.iterdir()) == []


# --- large ones, by a worker

class Gate:
    """Holds a worker after the first mebibyte of what it reads, until it is opened."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self._real = vault.pieces
        self.reached, self.open = threading.Event(), threading.Event()
        patch.setattr(vault, "pieces", self._pieces)

    def _pieces(self, connection: Connection, sha256: str) -> Iterator[bytes]:
        for piece in self._real(connection, sha256):
            yield piece
            if threading.current_thread() is not threading.main_thread():
                self.reached.set()
                assert self.open.wait(60)


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    """A gate; open in the end, so that no worker stays behind."""
    made = Gate(monkeypatch)
    yield made
    made.open.set()
    jobs.stop_all()


@pytest.fixture
def photo(empty_case: Case, kept: list[AttachmentRow]) -> AttachmentRow:
    """A picture too large to be read by the GUI thread."""
    attach(empty_case, "contact", 1, "wall.png", io.BytesIO(noise(1000, 900)))
    found = attachments(empty_case.reader(), "contact", 1)[-1]
    assert found.size > AT_ONCE
    return found


def opened(kind: type[AttachmentSheet] = AttachmentSheet) -> AttachmentSheet:
    [found] = sheets(kind)
    assert isinstance(found, kind)
    return found


def test_a_large_picture_comes_when_it_is_read_and_moves_nothing(open_window: Opener, empty_case: Case, photo: AttachmentRow,
                                                                 gate: Gate, qtbot: QtBot) -> None:
    window = open_window(empty_case)
    show_attachment(window.session, photo, window)
    qtbot.waitUntil(gate.reached.is_set)
    before = opened().picture.size()
    assert pictures(opened()) == 0 and opened().bar.isVisible() and opened().said.text() == "Opening…"
    gate.open.set()
    qtbot.waitUntil(lambda: pictures(opened()) == 1)
    assert opened().picture.size() == before and opened().picture.pixmap().size() == before
    assert not opened().bar.isVisible() and opened().save.isEnabled()


def test_leaving_stops_the_reading(open_window: Opener, empty_case: Case, photo: AttachmentRow, gate: Gate,
                                   qtbot: QtBot) -> None:
    window = open_window(empty_case)
    show_attachment(window.session, photo, window)
    qtbot.waitUntil(gate.reached.is_set)
    opened().reject()
    gate.open.set()
    qtbot.waitUntil(lambda: not jobs.under_way())
    assert sheets(AttachmentSheet) == []


@pytest.mark.parametrize("how", ["stop", "leave", "wait"])
def test_a_copy_is_whole_or_not_there(open_window: Opener, empty_case: Case, kept: list[AttachmentRow], gate: Gate,
                                      qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str) -> None:
    out = tmp_path / "out"
    out.mkdir()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(out / "copy.mp4"), ""))
    window = open_window(empty_case)
    show_attachment(window.session, kept[1], window)
    opened().save.click()
    qtbot.waitUntil(gate.reached.is_set)
    assert opened().stop.isVisible() and not opened().save.isEnabled()
    qtbot.waitUntil(lambda: 0 < opened().bar.value() < 1000)
    if how == "stop":
        opened().stop.click()
    elif how == "leave":
        opened().reject()
    gate.open.set()
    qtbot.waitUntil(lambda: not jobs.under_way())
    if how == "wait":
        assert (out / "copy.mp4").read_bytes() == VIDEO
        assert opened().said.text() == "Saved: copy.mp4"
    else:
        assert list(out.iterdir()) == []
    if how == "stop":
        assert opened().said.text() == "Stopped, as you asked. Nothing of this was kept."
        assert opened().save.isEnabled() and not opened().stop.isVisible()


def test_the_story_of_a_contact_stands_without_the_picture(empty_case: Case, kept: list[AttachmentRow]) -> None:
    whole = read_story(empty_case, 1, "en")
    files(empty_case)[0].unlink()
    without = read_story(empty_case, 1, "en")
    assert whole is not None and without is not None
    assert [len(content) > 0 for _file, content in whole.files] == [True, False]
    assert [(file.name, content) for file, content in without.files] == [("wall.png", b""), ("visit.mp4", b"")]


def test_thumbnails_are_made_small_by_the_worker(open_window: Opener, empty_case: Case, photo: AttachmentRow,
                                                 monkeypatch: pytest.MonkeyPatch) -> None:
    threads: list[bool] = []
    real = thumbnails.shrunk

    def noted(content: bytes) -> bytes:
        threads.append(threading.current_thread() is threading.main_thread())
        return real(content)

    monkeypatch.setattr(thumbnails, "shrunk", noted)
    window = open_window(empty_case)
    window.session.go("timeline")
    settle()
    assert threads == [False, False]
    page = window.current_page
    assert isinstance(page, TimelinePage)
    [small, large] = [one for one in page.pane.findChildren(QAbstractButton) if one.accessibleName() == "Open wall.png"]
    for button in (small, large):
        [shown] = button.findChildren(QLabel)
        assert 0 < shown.pixmap().height() <= button.height()


@pytest.mark.parametrize(("content", "size"), [
    (noise(1000, 900), (400, 360)), (noise(160, 160), (160, 160)), (b"no picture", None), (noise()[:40_000], None)])
def test_a_small_picture_is_made_of_a_large_one(content: bytes, size: tuple[int, int] | None) -> None:
    small = thumbnails.shrunk(content)
    shown = QImage.fromData(small)
    assert (None if shown.isNull() else (shown.width(), shown.height())) == size
    assert len(small) < 1_000_000
