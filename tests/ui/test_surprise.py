"""A fault of the program is told calmly; no traceback and nothing of the case reaches anybody."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QTimer

from debttracker.case.case import Case
from debttracker.ui.details_sheet import DetailsSheet
from debttracker.ui.session import Session
from debttracker.ui.start import keep_watch
from debttracker.ui.window import MainWindow
from tests.ui.living import Opener, settle, sheets


@pytest.fixture
def watched(open_window: Opener, empty_case: Case) -> Iterator[MainWindow]:
    """A window as the program starts it. (pytest-qt's own hook is put back afterwards.)"""
    window = open_window(empty_case)
    keep_watch(window.session)
    yield window
    assert window.session.watchman is not None
    window.session.watchman.stand_down()


def told(session: Session) -> list[str]:
    """What the window says from now on."""
    said: list[str] = []
    session.saying.connect(lambda text, _action, _run: said.append(text))
    return said


def fail_with_a_secret() -> None:
    raise ValueError("今天不还就上门")


def test_a_fault_in_a_slot_is_told(watched: MainWindow, capfd: pytest.CaptureFixture[str]) -> None:
    said = told(watched.session)
    QTimer.singleShot(0, fail_with_a_secret)
    settle(200)
    assert len(said) == 1
    assert said[0].startswith("Something went wrong inside the program. What you had saved is safe.")
    out, err = capfd.readouterr()
    assert "今天不还就上门" not in out + err
    assert "Traceback" not in out + err


def test_a_fault_on_another_thread_is_told_in_the_window(watched: MainWindow) -> None:
    said = told(watched.session)
    thread = threading.Thread(target=fail_with_a_secret)
    thread.start()
    thread.join()
    settle(200)
    assert len(said) == 1


def test_the_same_fault_again_and_again_is_told_once(watched: MainWindow) -> None:
    said = told(watched.session)
    for _n in range(5):
        QTimer.singleShot(0, fail_with_a_secret)
    settle(200)
    assert len(said) == 1


def test_details_name_the_code_and_no_content(watched: MainWindow) -> None:
    actions: list[object] = []
    watched.session.saying.connect(lambda _text, _action, run: actions.append(run))
    QTimer.singleShot(0, fail_with_a_secret)
    settle(200)
    assert callable(actions[0])
    actions[0]()
    settle()
    [sheet] = sheets(DetailsSheet)
    assert "fail_with_a_secret" in sheet.text
    assert "上门" not in sheet.text


def test_stopping_from_the_keyboard_is_no_fault(watched: MainWindow) -> None:
    said = told(watched.session)
    assert watched.session.watchman is not None
    before: list[type[BaseException]] = []
    watched.session.watchman._before = (lambda kind, *_: before.append(kind), threading.excepthook)
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert before == [KeyboardInterrupt]
    assert said == []
