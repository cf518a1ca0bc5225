"""Pictures of a locked window."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from debttracker.ui.locking.cover import lock_cover, take_away
from debttracker.ui.pictured import Pictured

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from debttracker.ui.window import MainWindow


def pictured() -> Iterable[Pictured]:
    """What is pictured."""
    yield Pictured("locked", _locked)


def _locked(window: MainWindow) -> QWidget:
    take_away(window)
    return lock_cover(window)
