"""New, open, lock; light."""

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
    """Actions on whole cases."""
    yield Action("new-case", N_("New case…"), lambda: session.go("welcome"), "plus", "Ctrl+N", "case")
    yield Action("open-case", N_("Open a case…"), lambda: _open(session), "folder", "Ctrl+O", "case")
    yield Action("open-sample", N_("Look at the sample case"), lambda: _sample(session), "eye", "", "help")
    yield Action("lock-case", N_("Lock the case"), lambda: _lock(session), "lock", "Ctrl+Shift+K", "case",
                 lambda: session.case is not None and session.case.keys.protected,
                 N_("Close the case until its passphrase is typed"))


def _open(session: Session) -> None:
    from debttracker.basics.folders import cases_folder
    from debttracker.ui.opening import open_folder

    name = QFileDialog.getExistingDirectory(QApplication.activeWindow(), session.words("Open a case"),
                                            str(cases_folder()))
    if name:
        open_folder(session, Path(name))


def _sample(session: Session) -> None:
    from debttracker.basics.progress import Watch
    from debttracker.case.case import Case
    from debttracker.ui import jobs
    from debttracker.ui.opening import adopt
    from debttracker.ui.welcome.beginning import Beginning, begin

    wanted = Beginning(session.language.code, None, "sample")

    def work(_watch: Watch) -> tuple[Case, str | None]:
        return begin(wanted, "")

    def show(made: tuple[Case, str | None]) -> None:
        adopt(session, made[0])
        session.go("today")

    jobs.start(session, work, show, session.tell)


def _lock(session: Session) -> None:
    from debttracker.basics.errors import WrongPassphrase
    from debttracker.ui.opening import close_current, stand_before

    if session.case is None:
        return
    folder = session.case.folder
    close_current(session)
    stand_before(session, folder, WrongPassphrase(N_("This case is locked")))
