"""Saving a file where the user says, and what stays on the screen when that fails: what happened, and two ways on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from debttracker.basics.errors import FileTrouble, Trouble
from debttracker.ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from debttracker.ui.session import Session


def ask_where(parent: QWidget | None, title: str, name: str, kinds: str, ending: str) -> Path | None:
    """Where to save; the name gets ``ending`` (with its dot) if it has none. None when the user thought better of it."""
    chosen, _filter = QFileDialog.getSaveFileName(parent, title, name, kinds)
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix.lower() == ending else path.with_name(path.name + ending)


def tell_unsaved(session: Session, trouble: Trouble, again: Callable[[], object],
                 elsewhere: Callable[[], object]) -> UnsavedSheet | None:
    """Show that a file was not written, until the user decides; troubles of other kinds go to the status line."""
    if not isinstance(trouble, FileTrouble):
        session.tell(trouble)
        return None
    sheet = UnsavedSheet(session, trouble, again, elsewhere)
    sheet.open()
    return sheet


class UnsavedSheet(Sheet):
    """Stays until one of three things is chosen: try again, another place, or leave it."""

    asks_before_leaving = False

    def __init__(self, session: Session, trouble: Trouble, again: Callable[[], object],
                 elsewhere: Callable[[], object], parent: QWidget | None = None) -> None:
        _ = session.words
        super().__init__(_("The file was not saved"), trouble.say(_), parent=parent)
        self._again = again
        self.add_cancel(_("Not now"))
        self.elsewhere = self.add_action(_("Choose another place…"))
        self.elsewhere.clicked.connect(lambda: self._leave(elsewhere))
        again_button = self.add_action(_("Try again"), main=True)
        self._scroll.hide()  # the sentence says it all
        again_button.setFocus()

    def accept(self) -> None:
        """Try again at the same place."""
        self._leave(self._again)

    def _leave(self, then: Callable[[], object]) -> None:
        super().accept()
        then()
