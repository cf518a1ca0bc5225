"""Opening an attachment: a picture, a recording to save, and what is said where its file is missing or damaged."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QLabel

from debttracker.case import vault
from debttracker.case.case import Case
from debttracker.case.entries import attach
from debttracker.case.queries.attachments import AttachmentRow, attachments
from debttracker.ui.contact.attaching import png_of
from debttracker.ui.contact.viewing import show_attachment
from debttracker.ui.timeline.story import read_story
from debttracker.ui.widgets.sheet import Sheet
from tests.ui.living import Opener, settle, sheets

VIDEO = bytes(range(256)) * 12_000


def noise() -> bytes:
    """A picture of more than a mebibyte."""
    from PySide6.QtGui import QImage

    held = b"".join(hashlib.sha512(b"%d" % n).digest() for n in range(30_000))
    return png_of(QImage(held, 800, 600, 800 * 4, QImage.Format.Format_RGB32))


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
def test_a_missing_file_is_told_at_once_with_what_to_do(open_window: Opener, empty_case: Case, kept: list[AttachmentRow],
                                                        which: int) -> None:
    files(empty_case)[which].unlink()
    window = open_window(empty_case)
    show_attachment(window.session, kept[which], window)
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


def test_the_story_of_a_contact_stands_without_the_picture(empty_case: Case, kept: list[AttachmentRow]) -> None:
    whole = read_story(empty_case, 1, "en")
    files(empty_case)[0].unlink()
    without = read_story(empty_case, 1, "en")
    assert whole is not None and without is not None
    assert [len(content) > 0 for _file, content in whole.files] == [True, False]
    assert [(file.name, content) for file, content in without.files] == [("wall.png", b""), ("visit.mp4", b"")]
