"""New cases, older cases brought up to date, and the passphrase put on or taken off."""

from __future__ import annotations

import shutil
from pathlib import Path
from uuid import uuid4

from sqlalchemy.exc import DBAPIError

from debttracker.basics.errors import CaseTrouble, FileTrouble
from debttracker.basics.languages import N_
from debttracker.case.backups import back_up
from debttracker.case.case import DATABASE, Case, open_case
from debttracker.case.change import Change, add
from debttracker.case.connection import DatabaseError, connect, database_trouble
from debttracker.case.engine import make_engine
from debttracker.case.keys import KeyFiles, check_passphrase, new_key, new_recovery_code
from debttracker.case.migrations import migrate


def create_case(folder: Path, passphrase: str | None = None, *, name: str = "", zone: str = "UTC",
                language: str = "en", currency: str = "CNY", jurisdictions: tuple[str, ...] = (),
                at_ms: int | None = None) -> tuple[Case, str | None]:
    """Make a case in ``folder`` (which must not exist, or be empty) and open it. ``at_ms`` is the moment its history
    begins, now unless a story is told (the sample case).

    Returns the case and, when there is a passphrase, the recovery code to print. On failure nothing is left behind.
    """
    folder = Path(folder)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FileTrouble(N_("“{path}” exists already and is not empty. Nothing was changed. Choose another name."),
                          path=folder)
    if passphrase is not None:
        check_passphrase(passphrase)
    key, code = new_key(), new_recovery_code() if passphrase is not None else None
    try:
        (folder / "keys").mkdir(parents=True)
        (folder / "backups").mkdir()
        keys = KeyFiles(folder / "keys")
        if passphrase is not None and code is not None:
            keys.store_protected(key, passphrase, code)
        else:
            keys.store_open(key)
        _make_schema(folder / DATABASE, key)
    except OSError as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise FileTrouble(N_("The case could not be made at “{path}” ({reason}). Choose another place."), path=folder,
                          reason=error.strerror or type(error).__name__) from error
    except (DBAPIError, DatabaseError) as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise database_trouble(error, folder / DATABASE) from error
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    case = open_case(folder, passphrase)
    settings = {"case.uuid": str(uuid4()), "case.name": name, "case.zone": zone, "case.language": language,
                "case.currency": currency, "case.jurisdictions": list(jurisdictions)}
    try:
        case.change(Change(N_("New case"), tuple(
            add("setting", name=k, value=_json(v)) for k, v in settings.items())), at_ms=at_ms)
    except BaseException:
        case.close()
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return case, code


def upgrade(case: Case) -> None:
    """Bring an older case to the newest schema, after a backup that was opened and checked. A case that was opened to
    read only is brought up to date too (else no command could read it), and is read only again after that.

    Raises CaseTrouble when another program writes to it, FileTrouble when its folder cannot be written to.
    """
    read_only, case.read_only = case.read_only, False
    try:
        case.acquire_writer()
        back_up(case, label="before-upgrade")
        case.release_reader()
        _make_schema(case.database, case.key)
    finally:
        case.read_only = read_only
        if read_only:
            case.lock.release()


def protect(case: Case, passphrase: str) -> str:
    """Put a passphrase on a case (or change it) and return the new recovery code.

    The database key itself stays, so a failure half-way leaves a case that opens with the old secret.
    """
    case.acquire_writer()
    code = new_recovery_code()
    case.keys.store_protected(case.key, passphrase, code)
    return code


def unprotect(case: Case) -> None:
    """Take the passphrase off: the case opens for anyone who has its folder."""
    case.acquire_writer()
    case.keys.remove_protection(case.key)


def rescue_backup(case_folder: Path, backup: Path) -> None:
    """Put a backup in the place of a damaged database; the damaged file is kept beside it."""
    target = case_folder / DATABASE
    kept = case_folder / f"damaged-{uuid4().hex[:8]}.db"
    if not backup.is_file():
        raise CaseTrouble(N_("This backup is not there any more. Nothing was changed."))
    if target.exists():
        target.rename(kept)
    for suffix in ("-wal", "-shm"):
        (case_folder / (DATABASE + suffix)).unlink(missing_ok=True)
    shutil.copyfile(backup, target)


def _make_schema(path: Path, key: bytes) -> None:
    connect(path, key).close()
    engine = make_engine(path, key)
    try:
        with engine.begin() as connection:
            migrate(connection)
    except DBAPIError as error:
        raise database_trouble(error, path) from error
    finally:
        engine.dispose()


def _json(value: object) -> str:
    from debttracker.case.fields import canonical_json

    return canonical_json(value)
