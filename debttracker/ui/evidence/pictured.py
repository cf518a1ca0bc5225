"""Pictures of what may happen while evidence is saved."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from debttracker.basics.errors import DiskFull
from debttracker.basics.files import unwritten
from debttracker.ui.pictured import Pictured
from debttracker.ui.saving import UnsavedSheet

if TYPE_CHECKING:
    from debttracker.ui.window import MainWindow


def pictured() -> Iterable[Pictured]:
    """What is pictured."""
    yield Pictured("unsaved", _unsaved)


def _unsaved(window: MainWindow) -> UnsavedSheet:
    import errno
    from pathlib import Path

    trouble = unwritten(Path("evidence.pdf"), OSError(errno.ENOSPC, "full"), 12_000_000)
    assert isinstance(trouble, DiskFull)
    return UnsavedSheet(window.session, trouble, lambda: None, lambda: None, window)
