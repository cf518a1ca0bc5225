"""Opening and closing the case of a window."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from debttracker.basics.errors import Trouble, WrongPassphrase
from debttracker.ui.session import Session

if TYPE_CHECKING:
    from debttracker.case.case import Case


def open_folder(session: Session, folder: Path, secret: str | None = None, *, read_only: bool = False) -> bool:
    """Open the case in ``folder`` and show it; troubles are told. False when it did not open.

    A case that needs a passphrase asks for it by ``session.secret_wanted``.
    """
    from debttracker.case.case import open_case

    try:
        case = open_case(folder, secret, read_only=read_only)
    except WrongPassphrase as trouble:
        if secret is None:
            session.secret_wanted.emit(folder)
        else:
            session.tell(trouble)
        return False
    except Trouble as trouble:
        session.tell(trouble)
        return False
    adopt(session, case)
    return True


def adopt(session: Session, case: Case) -> None:
    """Show ``case`` (already open) in the place of the one before, and remember it for the next start."""
    close_current(session)
    session.set_case(case)
    if str(case.folder) != session.preferences.case:
        session.prefer(replace(session.preferences, case=str(case.folder)))


def close_current(session: Session) -> None:
    """Close the open case, if any; pages let go of it first."""
    case = session.case
    if case is not None:
        session.set_case(None)
        finish(case)


def finish(case: Case) -> None:
    """Close ``case``, after a backup when anything was changed in it. A backup that fails never keeps it open."""
    from debttracker.case.backups import back_up

    try:
        if case.changed:
            back_up(case)
    except Trouble as trouble:
        logging.getLogger(__name__).warning("no backup: %s", trouble.message)
    finally:
        case.close()
