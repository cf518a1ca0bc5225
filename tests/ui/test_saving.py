"""A disk that is full while something is saved: told until the user decides, nothing harmed, and two ways on."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from debttracker.basics.errors import BadInput
from debttracker.basics.vocabulary import LetterKind
from debttracker.case.case import Case
from debttracker.evidence.letters.from_case import LetterWish
from debttracker.ui.evidence.page import EvidencePage
from debttracker.ui.letters.page import LettersPage
from debttracker.ui.loans.reminders_sheet import RemindersSheet
from debttracker.ui.rights.own_rules import save_example
from debttracker.ui.saving import UnsavedSheet, tell_unsaved
from debttracker.ui.window import MainWindow
from tests.ui.living import Opener, settle, sheets


class Disk:
    """A disk that can be filled: what is written then does not reach it."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.full = True
        self._sync = os.fsync
        patch.setattr(os, "fsync", self._fsync)

    def _fsync(self, handle: int) -> None:
        if self.full:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        self._sync(handle)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    """A full disk."""
    return Disk(monkeypatch)


@pytest.fixture
def places(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[Path]:
    """Where the user says to save, one after the other."""
    wanted: list[Path] = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName",
                        lambda *_a, **_k: (str(wanted.pop(0)) if wanted else "", ""))
    return wanted


def unsaved() -> UnsavedSheet:
    """The sheet that tells it."""
    [sheet] = sheets(UnsavedSheet)
    assert isinstance(sheet, UnsavedSheet)
    return sheet


def evidence(window: MainWindow) -> Callable[[], None]:
    window.session.go("evidence")
    settle(500)
    page = window.current_page
    assert isinstance(page, EvidencePage)
    return page.save.click


def letters(window: MainWindow) -> Callable[[], None]:
    window.session.go("letters", ("new", LetterWish(LetterKind.HARDSHIP)))
    settle(500)
    page = window.current_page
    assert isinstance(page, LettersPage)
    return page.save_word.click


def rules(window: MainWindow) -> Callable[[], None]:
    return lambda: save_example(window.session)


@pytest.mark.parametrize(("which", "ending"), [(evidence, "pdf"), (letters, "docx"), (rules, "toml")])
def test_told_until_it_is_tried_again(open_window: Opener, empty_case: Case, tmp_path: Path, places: list[Path],
                                      disk: Disk, which: Callable[[MainWindow], Callable[[], None]], ending: str) -> None:
    window = open_window(empty_case)
    save = which(window)
    folder = tmp_path / "out"
    folder.mkdir()
    target = folder / f"mine.{ending}"
    target.write_bytes(b"earlier")
    places.append(target)
    save()
    settle(300)
    said = unsaved().explanation.text()
    assert f"mine.{ending}" in said
    assert "is as it was" in said
    assert "Free at least 1 MB" in said
    assert target.read_bytes() == b"earlier"
    assert list(folder.iterdir()) == [target]
    settle(300)
    unsaved().accept()  # the disk is still full
    settle(300)
    assert unsaved().isVisible()
    disk.full = False
    unsaved().accept()
    settle(300)
    assert sheets(UnsavedSheet) == []
    assert len(target.read_bytes()) > 100
    assert list(folder.iterdir()) == [target]


def test_another_place_and_not_now(open_window: Opener, empty_case: Case, tmp_path: Path, places: list[Path],
                                   disk: Disk) -> None:
    window = open_window(empty_case, "zh-Hans")
    save = evidence(window)
    places += [tmp_path / "one.pdf", tmp_path / "two"]
    save()
    settle(300)
    assert unsaved().heading.text() == "文件没有保存"
    assert "1 MB" in unsaved().explanation.text()
    disk.full = False
    unsaved().elsewhere.click()
    settle(300)
    assert not (tmp_path / "one.pdf").exists()
    assert (tmp_path / "two.pdf").read_bytes().startswith(b"%PDF")
    disk.full = True
    places.append(tmp_path / "three.pdf")
    save()
    settle(300)
    unsaved().reject()
    settle()
    assert sheets(UnsavedSheet) == []
    page = window.current_page
    assert isinstance(page, EvidencePage)
    assert page.save.isEnabled()


def test_a_sheet_keeps_its_choices_and_says_it_in_place(open_window: Opener, empty_case: Case, tmp_path: Path,
                                                        disk: Disk) -> None:
    window = open_window(empty_case)
    sheet = RemindersSheet(window.session, window)
    sheet.open()
    assert not sheet.save(tmp_path / "due.ics")
    settle()
    assert "no room" in sheet.banner.text.text()
    assert sheet.isVisible()
    disk.full = False
    assert sheet.save(tmp_path / "due.ics")


def test_other_troubles_take_the_status_line(open_window: Opener, empty_case: Case) -> None:
    window = open_window(empty_case)
    assert tell_unsaved(window.session, BadInput("x"), lambda: None, lambda: None) is None
    assert sheets(UnsavedSheet) == []
