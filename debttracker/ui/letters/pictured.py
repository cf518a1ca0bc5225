"""Pictures of the sheet that logs a letter as sent."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from debttracker.ui.pictured import Pictured

if TYPE_CHECKING:
    from debttracker.ui.letters.sent_sheet import SentSheet
    from debttracker.ui.window import MainWindow


def pictured() -> Iterable[Pictured]:
    """What is pictured."""
    yield Pictured("letter-sent", _sent)


def _sent(window: MainWindow) -> SentSheet:
    from debttracker.ui.letters.sent_sheet import SentSheet

    return SentSheet(window.session, window.session.words("Letters"), "Asia/Shanghai", lambda _sending, _copy: None, window)
