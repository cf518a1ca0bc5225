"""Taking the right to write when a case is opened, so that a second window says at once that it only reads."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from debttracker.basics.errors import CaseInUse, CaseTrouble, FileTrouble, Trouble
from debttracker.basics.languages import N_, Words
from debttracker.ui.session import Session

if TYPE_CHECKING:
    from debttracker.case.case import Case


def claim(session: Session) -> bool:
    """Take the right to write the session's case; where that is not to be had, the case is read only from then on
    and ``session.read_only_because`` says why. True when it can be written."""
    case = session.case
    if case is None or case.lock.held:
        return case is not None
    before = case.read_only
    case.read_only = False
    try:
        case.acquire_writer()
        session.read_only_because = None
    except (CaseInUse, FileTrouble) as trouble:
        case.read_only = True
        session.read_only_because = trouble
    if case.read_only != before:
        session.case_replaced.emit()
    session.actions.refresh()
    session.state_changed.emit()
    return not case.read_only


def read_only_words(trouble: Trouble, speak: Words) -> str:
    """Why nothing can be changed, in one line."""
    if isinstance(trouble, CaseInUse):
        return speak("You can read here, but not change anything: another window holds this case ({holder}).",
                     holder=trouble.fields.get("holder", "?"))
    return speak("You can read here, but not change anything: the folder of this case cannot be written to.")


def copy_case(case: Case, folder: Path) -> Path:
    """Copy the whole case to ``folder``, which must not exist. Raises FileTrouble; then nothing is left of it."""
    if folder.exists():
        raise CaseTrouble(N_("There is a folder “{name}” already. Nothing was changed."), name=folder.name)
    try:
        shutil.copytree(case.folder, folder, ignore=shutil.ignore_patterns("writer.*", "*-shm"))
        for path in (folder, *folder.rglob("*")):
            path.chmod(0o700 if path.is_dir() else 0o600)
    except (OSError, shutil.Error) as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise FileTrouble(N_("The copy could not be made. Nothing was changed. Free some space and try again.")) from error
    return folder
