"""Connections to the encrypted database, without SQLModel or SQLAlchemy."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any, Final, Self

from sqlcipher3 import dbapi2 as sqlite

from debttracker.basics.errors import CaseTrouble, DamagedCase, FileTrouble
from debttracker.basics.languages import N_

#: ``PRAGMA user_version`` of the schema this program writes; one more with each migration.
SCHEMA_VERSION: Final = 7
#: ``PRAGMA application_id``: the letters "DEBT", so that tools can tell what the file is.
APPLICATION_ID: Final = 0x44454254

#: What the system says of a file, in SQLite's words.
_IN_WORDS: Final = {errno.ENOSPC: "full", getattr(errno, "EDQUOT", errno.ENOSPC): "full", errno.EROFS: "readonly",
                    errno.EACCES: "readonly", errno.EPERM: "readonly"}

# The driver ships no types: its connection is used as sqlite3's.
Connection = Any
DatabaseError: type[Exception] = sqlite.DatabaseError


class MadeFiles(list[Path]):
    """Files that a transaction put beside the database (case/vault.py). Leave it (``with``) when the transaction has
    ended: on an error nothing refers to them, so they go again."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        for path in self if kind is not None else ():
            path.unlink(missing_ok=True)
        self.clear()


class CaseConnection(sqlite.Connection):  # type: ignore[misc]
    """A connection that knows the folder its database lies in, where large files are kept beside it."""

    folder: Path
    made: MadeFiles


def connect(path: Path, key: bytes | None, *, read_only: bool = False) -> Connection:
    """Open ``path`` with the raw 32-byte ``key`` (None = not encrypted, for tools and tests).

    A read-only connection never writes beside the file, so a case on a write-protected stick opens too.
    Raises CaseTrouble when the file is no database under this key.
    """
    uri = path.resolve().as_uri() + _open_mode(path, read_only)
    connection = None
    try:
        connection = sqlite.connect(uri, uri=True, isolation_level=None, check_same_thread=False, timeout=10.0, factory=CaseConnection)
        connection.folder, connection.made = path.parent, MadeFiles()
        if key is not None:
            connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute("PRAGMA cache_size = -16000")
        if read_only:
            connection.execute("PRAGMA query_only = ON")
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        else:
            connection.execute("PRAGMA journal_mode = WAL").fetchone()
            connection.execute("PRAGMA synchronous = FULL")
    except sqlite.DatabaseError as error:
        if connection is not None:
            connection.close()
        raise database_trouble(error, path) from error
    return connection


def _open_mode(path: Path, read_only: bool) -> str:
    """How SQLite shall open the file. A reader of a live case shares the write-ahead log, for which it needs to
    write beside the database; where that is not allowed nobody else writes either, so "immutable" is true.
    """
    if not read_only:
        return "?mode=rwc"
    writable = os.access(path.parent, os.W_OK) and os.access(path, os.W_OK)
    return "?mode=rw" if writable else "?mode=ro&immutable=1"


def database_trouble(error: Exception, path: Path) -> CaseTrouble | FileTrouble:
    """Say what an error of the database, or of a file beside it, means for the person in front of it."""
    text = _IN_WORDS.get(error.errno or 0, "disk i/o") if isinstance(error, OSError) else str(error).lower()
    folder = path.parent.name
    if "full" in text:
        return FileTrouble(
            N_("The disk that holds the case “{name}” is full. This change was not made; everything before it is "
               "safe. Free some space and try again."), name=folder)
    if "disk i/o" in text:
        return FileTrouble(
            N_("The disk that holds the case “{name}” did not read or write what it was asked to. This change was not "
               "made; everything before it is safe. Check that the disk is connected, works and has room, then try "
               "again."), name=folder)
    if "readonly" in text or "read-only" in text or "unable to open" in text:
        return FileTrouble(
            N_("The folder of the case “{name}” cannot be written to. Nothing was changed. Copy the folder to a "
               "place you may write to, or open it to read only."), name=folder)
    if "locked" in text or "busy" in text:
        return CaseTrouble(
            N_("Another program is using the case “{name}” right now. Nothing was changed. Try again in a moment."),
            name=folder)
    return DamagedCase(
        N_("The database of the case “{name}” cannot be read: it is damaged, or the key beside it belongs to another "
           "case. It was left exactly as it is. The folder “backups” inside the case holds earlier copies."),
        name=folder)
