"""Pictures of the sheets about protection."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from debttracker.ui.pictured import Pictured

if TYPE_CHECKING:
    from debttracker.ui.widgets.sheet import Sheet
    from debttracker.ui.window import MainWindow


def pictured() -> Iterable[Pictured]:
    """What is pictured."""
    yield Pictured("set-passphrase", _passphrase, "empty")


def _passphrase(window: MainWindow) -> Sheet:
    from debttracker.ui.settings.protection import PassphraseSheet

    return PassphraseSheet(window.session, window)
