"""How an import is begun; light."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QFileDialog

from debttracker.basics.languages import N_
from debttracker.ui.actions import Action

if TYPE_CHECKING:
    from debttracker.ui.session import Session


def actions(session: Session) -> Iterable[Action]:
    """The action that imports."""
    yield Action("import-file", N_("Bring in a file…"), lambda: choose_and_import(session), "download", "Ctrl+I",
                 "case", lambda: session.can_write,
                 N_("Bring in calls and messages from a phone’s backup or a table"), N_("import phone sms backup csv"))


def choose_and_import(session: Session) -> None:
    """Ask for a file, then open the sheet on it."""
    _ = session.words
    name, _filter = QFileDialog.getOpenFileName(
        QApplication.activeWindow(), _("Bring in a file"), "",
        f"{_('Phone backups and tables')} (*.xml *.csv *.txt);;{_('All files')} (*)")
    if name:
        open_import(session, Path(name))


def open_import(session: Session, path: Path) -> None:
    """Open the import sheet on ``path``."""
    from debttracker.ui.importing.sheet import ImportSheet

    ImportSheet(session, path, QApplication.activeWindow()).open()
