"""Pictures of the contact sheet: new, and on a contact with much in it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from debttracker.ui.pictured import Pictured

if TYPE_CHECKING:
    from debttracker.ui.contact.sheet import ContactSheet
    from debttracker.ui.window import MainWindow


def pictured() -> Iterable[Pictured]:
    """What is pictured."""
    yield Pictured("log-contact", _new)
    yield Pictured("edit-contact", _edit)


def _new(window: MainWindow) -> ContactSheet:
    from debttracker.ui.contact.sheet import ContactSheet

    return ContactSheet(window.session, None, window)


def _edit(window: MainWindow) -> ContactSheet:
    from debttracker.case.queries.contacts import contact
    from debttracker.ui.contact.sheet import ContactSheet

    assert window.session.case is not None
    connection = window.session.case.reader()
    visit = connection.execute("SELECT id FROM contact WHERE channel = 'visit' ORDER BY id").fetchone()[0]
    return ContactSheet(window.session, contact(connection, visit), window)
