"""Pictures of cases that do not open, and of one that only reads."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from debttracker.basics.errors import CaseInUse, CaseTrouble, Trouble, WrongPassphrase
from debttracker.basics.languages import N_
from debttracker.ui.details_sheet import DetailsSheet
from debttracker.ui.door.page import Door
from debttracker.ui.pictured import Pictured
from debttracker.ui.surprise import Surprise

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from debttracker.ui.window import MainWindow


def pictured() -> Iterable[Pictured]:
    """What is pictured."""
    yield Pictured("door-locked", lambda window: _door(window, WrongPassphrase(N_("This case is locked"))), "none")
    yield Pictured("door-not-opened", lambda window: _door(window, CaseTrouble(N_(
        "This case was written by a newer version of debttracker. It was not touched. Please update the program to "
        "open it."))), "none")
    yield Pictured("read-only", _read_only)
    yield Pictured("details", lambda window: DetailsSheet(window.session, Surprise(RuntimeError()), window), "none")


def _door(window: MainWindow, trouble: Trouble) -> QWidget:
    window.session.go("door", Door(Path("~/debttracker/case"), trouble))
    return window


def _read_only(window: MainWindow) -> QWidget:
    window.session.go("today")
    window.session.read_only_because = CaseInUse(N_("This case is open elsewhere."), holder="laptop, 4711")
    window.session.state_changed.emit()
    window.session.read_only_because = None  # seen only until the state changes again
    return window
