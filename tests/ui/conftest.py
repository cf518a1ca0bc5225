"""What the window's tests share: a window on an empty case, and ways to let it live for a moment."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from debttracker.case.case import Case, open_case
from debttracker.case.creation import create_case
from debttracker.ui import jobs
from debttracker.ui.preferences import Preferences
from debttracker.ui.session import Session
from debttracker.ui.theme.theme import Theme
from debttracker.ui.window import MainWindow
from tests.ui.living import Opener, close_sheets, settle


@pytest.fixture(autouse=True)
def _nothing_left_behind() -> Iterator[None]:
    """Take every window away after its test: each new look is put on all widgets there are, dead windows' too."""
    yield
    app = QApplication.instance()
    if isinstance(app, QApplication):
        for widget in app.topLevelWidgets():
            widget.hide()
            widget.deleteLater()
        app.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def open_window(qapp: QApplication) -> Iterator[Opener]:
    """Opens windows: ``open_window(case, language="zh-Hans", scheme="dark")``; closes them and their cases."""
    opened: list[MainWindow] = []

    def opener(case: Case | None = None, language: str = "en", scheme: str = "light", scale: float = 1.0) -> MainWindow:
        wish = Preferences(language=language, scheme=scheme, text_scale=scale)
        session = Session(Theme(qapp, language, scheme, text_scale=scale), wish)
        window = MainWindow(session)
        window.resize(1280, 820)
        window.show()
        opened.append(window)
        settle()
        if case is not None:
            session.set_case(case)
            settle()
        return window

    yield opener
    close_sheets()
    jobs.stop_all()
    for window in opened:
        case = window.session.case
        window.session.set_case(None)
        window.close()
        window.deleteLater()
        if case is not None:
            case.close()
    settle(20)


@pytest.fixture
def empty_case(tmp_path: Path) -> Case:
    """A new case in Shanghai with nothing in it."""
    case, _code = create_case(tmp_path / "case", name="Mine", zone="Asia/Shanghai", jurisdictions=("cn",))
    return case


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample case in English, made once; copy it before changing anything in it."""
    from debttracker.capture.sample import make_sample_case

    folder = tmp_path_factory.mktemp("sample") / "case"
    make_sample_case(folder, "en").case.close()
    return folder


@pytest.fixture
def sample_case(sample_folder: Path, tmp_path: Path) -> Case:
    """The sample case, to do with as the test likes."""
    shutil.copytree(sample_folder, tmp_path / "sample")
    return open_case(tmp_path / "sample")
