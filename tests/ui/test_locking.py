"""A case with a passphrase locks when nobody is there, keeps all that was typed, and asks before anything shows."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from PySide6.QtCore import QEventLoop, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from debttracker.case.case import Case
from debttracker.case.creation import create_case, unprotect
from debttracker.ui.hiding import hide_quickly
from debttracker.ui.locking import idle
from debttracker.ui.locking.cover import LockCover, locked
from debttracker.ui.preferences import LOCK_MINUTES, Preferences
from debttracker.ui.settings.page import SettingsPage
from debttracker.ui.widgets.sheet import Sheet
from debttracker.ui.window import MainWindow
from tests.ui.living import Opener, settle, sheets

SECRET = "a quiet evening"


@pytest.fixture
def guarded(tmp_path: Path) -> Case:
    """A case with a passphrase."""
    case, _code = create_case(tmp_path / "guarded", SECRET, name="Mine", zone="Asia/Shanghai", jurisdictions=("cn",))
    return case


def pass_by(milliseconds: int) -> None:
    """Let time pass; nobody touches anything."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def cover_of(window: MainWindow) -> LockCover:
    found = window.findChild(LockCover)
    assert found is not None
    return found


def unlock(cover: LockCover, secret: str = SECRET) -> None:
    cover.secret.setText(secret)
    QTest.keyClick(cover.secret, Qt.Key.Key_Return)
    settle(100)


def quick(window: MainWindow, monkeypatch: pytest.MonkeyPatch, minutes: int = 5, minute_ms: int = 100) -> None:
    """Make minutes short, and begin to watch anew."""
    monkeypatch.setattr(idle, "_MINUTE_MS", minute_ms)
    window.locking._timer.setTimerType(Qt.TimerType.PreciseTimer)
    window.session.prefer(window.session.preferences._replace(lock_minutes=minutes))
    window.locking._last = idle.now_ms()
    window.session.state_changed.emit()


def test_it_locks_when_nobody_was_there_and_opens_with_the_passphrase(open_window: Opener, guarded: Case,
                                                                      monkeypatch: pytest.MonkeyPatch) -> None:
    window = open_window(guarded)
    window.session.go("timeline")
    settle()
    quick(window, monkeypatch)
    pass_by(900)
    cover = cover_of(window)
    assert cover.isVisible()
    assert cover.geometry() == window.rect()
    assert "Mine" not in window.windowTitle()
    assert not window.locking.watching
    unlock(cover, "another evening")
    assert "does not open the case" in cover.trouble.text.text()
    assert locked(window)
    unlock(cover)
    assert not locked(window)
    assert window.current_page is not None and window.current_page.isVisible()
    assert "Mine" in window.windowTitle()
    assert window.locking.watching


def test_input_puts_it_off_and_one_timer_is_all_that_runs(open_window: Opener, guarded: Case,
                                                         monkeypatch: pytest.MonkeyPatch) -> None:
    window = open_window(guarded)
    quick(window, monkeypatch, minute_ms=400)  # two seconds
    fired: list[int] = []
    window.locking._timer.timeout.connect(lambda: fired.append(idle.now_ms()))
    began = time.monotonic()
    while time.monotonic() - began < 3:
        QTest.mouseMove(window.windowHandle(), QPoint(20 + len(fired), 20))
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_Shift)
        pass_by(200)
    assert not locked(window)
    assert len(fired) == 1, "the timer fires once per span, however much is typed"
    pass_by(2600)
    assert locked(window)


def test_half_a_sentence_in_a_sheet_is_hidden_and_comes_back(open_window: Opener, guarded: Case) -> None:
    window = open_window(guarded)
    window.session.actions.run("add-loan")
    settle()
    [sheet] = sheets(Sheet)
    line = sheet.findChild(QLineEdit)
    line.setText("half a sentence")
    window.session.actions.run("lock")
    settle()
    assert sheets(Sheet) == []
    hide_quickly()  # hides the lock, and does not open it
    settle()
    assert locked(window)
    assert sheets(Sheet) == []
    window.showNormal()
    unlock(cover_of(window))
    assert sheets(Sheet) == [sheet]
    assert line.text() == "half a sentence"


def test_hidden_by_key_and_then_locked_the_key_alone_brings_nothing_back(open_window: Opener, guarded: Case) -> None:
    window = open_window(guarded)
    window.session.actions.run("add-loan")
    settle()
    [sheet] = sheets(Sheet)
    hide_quickly()
    window.locking.lock()
    settle()
    for _n in range(2):
        hide_quickly()
        settle()
        assert locked(window)
        assert not sheet.isVisible()
    window.showNormal()
    unlock(cover_of(window))
    assert sheet.isVisible()
    assert "Mine" in window.windowTitle()


def test_no_key_and_no_tab_reaches_the_page(open_window: Opener, guarded: Case) -> None:
    window = open_window(guarded)
    window.locking.lock()
    settle()
    window.activateWindow()
    cover = cover_of(window)
    for key, modifier in ((Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier),
                          (Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier),
                          (Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier), (Qt.Key.Key_F10, Qt.KeyboardModifier.NoModifier)):
        QTest.keyClick(cover.secret, key, modifier)
        settle()
        assert sheets() == []
        assert QApplication.activePopupWidget() is None
        assert window._palette is None or not window._palette.isVisible()
    seen = set()
    cover.secret.setFocus()
    for _n in range(6):
        QTest.keyClick(QApplication.focusWidget() or cover, Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        assert now is not None and cover.isAncestorOf(now)
        seen.add(now)
    assert seen == {cover.secret, cover.see, cover.quit, cover.go}
    unlock(cover)


def test_after_a_sleep_of_the_computer_the_first_touch_finds_it_locked(open_window: Opener, guarded: Case,
                                                                       monkeypatch: pytest.MonkeyPatch) -> None:
    window = open_window(guarded)
    asleep = idle.now_ms() + 8 * 3_600_000
    monkeypatch.setattr(idle, "now_ms", lambda: asleep)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert locked(window)
    assert sheets() == []
    unlock(cover_of(window))


def test_without_a_passphrase_nothing_locks_and_settings_say_why(open_window: Opener, empty_case: Case,
                                                                monkeypatch: pytest.MonkeyPatch) -> None:
    window = open_window(empty_case)
    quick(window, monkeypatch, minute_ms=1)
    assert not window.locking.watching
    assert not window.session.actions.is_enabled("lock")
    window.locking.lock()
    assert not locked(window)
    window.session.go("settings")
    settle()
    page = window.current_page
    assert isinstance(page, SettingsPage)
    assert not page.locking.isVisible()
    assert "nothing to lock with" in page.locking_words.text()


def test_the_wish_is_chosen_in_settings_and_holds_at_once(open_window: Opener, guarded: Case) -> None:
    window = open_window(guarded)
    window.session.go("settings")
    settle()
    page = window.current_page
    assert isinstance(page, SettingsPage)
    assert page.locking.isVisible()
    assert [b.text() for b in page.locking._group.buttons()] == ["Off", "5 minutes", "15 minutes", "30 minutes"]
    assert page.locking.value() == 15
    page.locking._group.buttons()[0].click()
    assert window.session.preferences.lock_minutes == 0
    assert not window.locking.watching
    page.locking._group.buttons()[3].click()
    assert window.locking.watching
    assert window.locking.limit_ms == 30 * 60_000
    unprotect(guarded)
    window.session.state_changed.emit()
    assert not window.locking.watching


@pytest.mark.parametrize(("kept", "shown"), [(0, 0), (1, 5), (5, 5), (10, 15), (30, 30), (90, 30)])
def test_other_numbers_in_the_file_count_as_the_nearest_choice(kept: int, shown: int) -> None:
    assert Preferences(lock_minutes=kept).locks_after == shown
    assert shown in LOCK_MINUTES


def test_a_sheet_that_ended_while_hidden_does_not_come_back(open_window: Opener, guarded: Case) -> None:
    """As the import's does, when the import is done."""
    window = open_window(guarded)
    ending, staying = Sheet("Ends", parent=window), Sheet("Stays", parent=window)
    for sheet in (ending, staying):
        sheet.open()
    hide_quickly()
    assert sheets(Sheet) == []
    ending.accept()
    settle()
    hide_quickly()
    assert [sheet.windowTitle() for sheet in sheets(Sheet)] == ["Stays"]
