"""Pictures of the timeline with one contact told in full."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from debttracker.ui.pictured import Pictured

if TYPE_CHECKING:
    from debttracker.ui.window import MainWindow


def pictured() -> Iterable[Pictured]:
    """What is pictured: a visit with a picture, and an imported message that was looked at later."""
    yield Pictured("contact-visit", partial(_detail, where="channel = 'visit' AND reached = 'borrower'"))
    yield Pictured("contact-message", partial(
        _detail, where="batch_id IS NOT NULL AND channel = 'sms' AND behaviours <> '' AND at_ms > "
                       "(SELECT at_ms FROM contact WHERE letter = 'stop_contact')"))


def _detail(window: MainWindow, where: str) -> MainWindow:
    assert window.session.case is not None
    found = window.session.case.reader().execute(f"SELECT id FROM contact WHERE {where} ORDER BY at_ms").fetchone()[0]
    window.session.go("timeline", ("contact", found))
    return window
