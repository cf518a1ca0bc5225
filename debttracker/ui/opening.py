"""Opening and closing the case of a window."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from debttracker.basics.errors import Trouble, WrongPassphrase
from debttracker.ui.session import Session


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
    close_current(session)
    session.set_case(case)
    if str(folder) != session.preferences.case:
        session.prefer(replace(session.preferences, case=str(folder)))
    return True


def close_current(session: Session) -> None:
    """Close the open case, if any; pages let go of it first."""
    case = session.case
    if case is not None:
        session.set_case(None)
        case.close()
