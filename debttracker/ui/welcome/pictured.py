"""Pictures of the welcome's steps and of the recovery code."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from debttracker.ui.pictured import Pictured

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from debttracker.ui.window import MainWindow


def pictured() -> Iterable[Pictured]:
    """What is pictured."""
    yield Pictured("welcome-1", lambda window: _step(window, 0), "none")
    yield Pictured("welcome-2", lambda window: _step(window, 1), "none")
    yield Pictured("welcome-3", lambda window: _step(window, 2), "none")
    yield Pictured("recovery-code", _recovery, "empty")


def _step(window: MainWindow, number: int) -> QWidget:
    from debttracker.ui.welcome.page import WelcomePage

    window.session.go("welcome")
    page = window.current_page
    assert isinstance(page, WelcomePage)
    page.show_step(number)
    return window


def _recovery(window: MainWindow) -> QWidget:
    from debttracker.ui.welcome.recovery import RecoverySheet

    return RecoverySheet(window.session, "7KQ2-9XDA-4MTW-H8BR-3CVN-P6EJ-Z5", window)
