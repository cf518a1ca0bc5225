"""Opening and closing the case of a window."""

from __future__ import annotations

import logging
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from debttracker.basics.errors import Trouble
from debttracker.ui.session import Session

if TYPE_CHECKING:
    from debttracker.case.case import Case


def open_folder(session: Session, folder: Path, secret: str | None = None, *, read_only: bool = False) -> bool:
    """Open the case in ``folder`` and show its first page. False when it did not open: then the case that was open
    before is still there, or (without one) the page before a case says why and what can be done.
    """
    from debttracker.case.case import open_case

    try:
        case = open_case(folder, secret, read_only=read_only)
    except Trouble as trouble:
        stand_before(session, folder, trouble)
        return False
    adopt(session, case)
    session.go(session.preferences.opening_page)
    return True


def stand_before(session: Session, folder: Path, trouble: Trouble) -> None:
    """Show the page before the case in ``folder``, which did not open because of ``trouble``."""
    from debttracker.ui.door.page import Door

    session.go("door", Door(folder, trouble))


def adopt(session: Session, case: Case) -> None:
    """Show ``case`` (already open) in the place of the one before, and remember it for the next start."""
    close_current(session)
    session.read_only_because = None
    session.set_case(case)
    if not case.read_only:
        session.afterwards(partial(_claim, session))
    if str(case.folder) != session.preferences.case:
        session.prefer(session.preferences._replace(case=str(case.folder)))


def _claim(session: Session) -> None:
    from debttracker.ui.door.claim import claim

    claim(session)


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
