"""Pictures of the contact sheet (new, and on a contact with much in it), of an attachment, and of a film that is being
added."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from debttracker.ui.pictured import Pictured

if TYPE_CHECKING:
    from debttracker.basics.progress import Watch
    from debttracker.case.case import Case
    from debttracker.case.change import Applied
    from debttracker.ui.contact.leaving import LeavingSheet
    from debttracker.ui.contact.sheet import ContactSheet
    from debttracker.ui.contact.viewing import AttachmentSheet
    from debttracker.ui.window import MainWindow


def pictured() -> Iterable[Pictured]:
    """What is pictured."""
    yield Pictured("log-contact", _new)
    yield Pictured("edit-contact", _edit)
    yield Pictured("attachment", _attachment)
    yield Pictured("adding-film", _adding)
    yield Pictured("adding-film-closing", _closing)


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


def _attachment(window: MainWindow) -> AttachmentSheet:
    from debttracker.case.queries.attachments import attachments
    from debttracker.ui.contact.viewing import AttachmentSheet

    case = window.session.case
    assert case is not None
    picture = next(file for file in attachments(case.reader()) if file.mime.startswith("image/"))
    sheet = AttachmentSheet(window.session, case, picture, window)
    sheet.look()
    return sheet


def _adding(window: MainWindow) -> MainWindow:
    window.session.go("timeline")
    _stand_still(window)
    return window


def _closing(window: MainWindow) -> LeavingSheet:
    from debttracker.ui.contact.leaving import LeavingSheet

    _stand_still(window)
    return LeavingSheet(window)


def _stand_still(window: MainWindow) -> None:
    """Two films that are being added and come no further, until they are pictured."""
    from debttracker.ui.contact.intake import Intake, Item

    class Standing(Intake):
        """Never begins."""

        def _begin(self) -> None:
            self.done, self.total = 43, 100
            window.session.intake_changed.emit()

    def never(_case: Case, _watch: Watch | None) -> Applied:
        raise NotImplementedError

    window.session.intake = Standing(window.session)
    for time in ("221403", "221951"):
        window.session.intake.add(Item(f"VID_20261122_{time}.mp4", never))
