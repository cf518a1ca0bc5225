"""Open, create and close a case; the object that the rest of the program holds.

Reading needs no SQLModel and no lock: each thread gets its own connection. The first write takes the writer's lock
and brings in SQLModel. Nothing here is a singleton: several cases may be open in one process.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from debttracker.basics.errors import CaseTrouble, FileTrouble, NewerCase
from debttracker.basics.languages import N_
from debttracker.case.connection import SCHEMA_VERSION, Connection, DatabaseError, MadeFiles, connect, database_trouble
from debttracker.case.keys import KeyFiles
from debttracker.case.lock import WriterLock

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from debttracker.case.change import Applied, Change

DATABASE = "case.db"


class Case:
    """One open case. Use :func:`open_case` or :func:`debttracker.case.creation.create_case` to get one."""

    def __init__(self, folder: Path, key: bytes, *, read_only: bool) -> None:
        self.folder = folder
        self.read_only = read_only
        self.key = key
        self.lock = WriterLock(folder)
        self.changed = False
        self._local = threading.local()
        self._connections: list[Connection] = []
        self._guard = threading.RLock()
        self._engine: Engine | None = None
        self._closed = False

    @property
    def database(self) -> Path:
        """The encrypted database file."""
        return self.folder / DATABASE

    @property
    def keys(self) -> KeyFiles:
        """The files that guard the key."""
        return KeyFiles(self.folder / "keys")

    def reader(self) -> Connection:
        """This thread's connection for queries; it can never write."""
        connection: Connection | None = getattr(self._local, "reader", None)
        if connection is None:
            connection = connect(self.database, self.key, read_only=True)
            self._local.reader = connection
            with self._guard:
                self._connections.append(connection)
        return connection

    def release_reader(self) -> None:
        """Close this thread's connection; a worker thread calls it when its job is done."""
        connection: Connection | None = getattr(self._local, "reader", None)
        if connection is not None:
            self._local.reader = None
            with self._guard:
                if connection in self._connections:  # not where the case was closed meanwhile
                    self._connections.remove(connection)
            connection.close()

    def acquire_writer(self) -> None:
        """Take the right to write. Raises CaseTrouble naming who has it, or when the case is open to read only or was
        closed: a worker that was late must not open it again."""
        if self._closed:
            raise CaseTrouble(N_("This case was closed meanwhile. Nothing was changed in it."))
        if self.read_only:
            raise CaseTrouble(N_("This case is open to read only, so nothing can be changed in it."))
        self.lock.acquire()

    @contextmanager
    def deriving(self) -> Iterator[Connection]:
        """Like :meth:`writing`, for figures that can be recomputed: does not count as a change of the case."""
        with self._guard:  # another thread's change, made meanwhile, must count
            before = self.changed
            with self.writing() as connection:
                yield connection
            self.changed = before

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A plain connection inside one transaction: all of it is kept, or (on any error) nothing."""
        with self._guard, MadeFiles() as made:
            self.acquire_writer()
            connection = connect(self.database, self.key)
            connection.made = made
            try:
                connection.execute("BEGIN IMMEDIATE")
                yield connection
                connection.execute("COMMIT")
                self.changed = True
            except DatabaseError as error:
                _roll_back(connection)
                raise database_trouble(error, self.database) from error
            except BaseException:
                _roll_back(connection)
                raise
            finally:
                connection.close()

    def change(self, change: Change, actor: str = "borrower", at_ms: int | None = None) -> Applied:
        """Apply ``change`` in one transaction, journal included. Raises Trouble; then nothing was changed."""
        return self.change_with(lambda _connection, _now: change, actor, at_ms)

    def change_with(self, prepare: Callable[[Any, int], Change], actor: str = "borrower",
                    at_ms: int | None = None) -> Applied:
        """Like :meth:`change`, for a change that must first write bytes or look things up in the same transaction:
        ``prepare`` gets the plain connection and the instant (ms UTC), and returns the change."""
        from sqlalchemy.exc import DBAPIError
        from sqlmodel import Session

        from debttracker.case.change import apply

        now = at_ms if at_ms is not None else time.time_ns() // 1_000_000
        with self._guard, MadeFiles() as made:
            self.acquire_writer()
            try:
                with Session(self.engine()) as session, session.begin():
                    plain: Connection = session.connection().connection.dbapi_connection
                    plain.made = made
                    applied = apply(session, prepare(plain, now), actor, now)
            except (DBAPIError, DatabaseError) as error:
                raise database_trouble(error, self.database) from error
            self.changed = True
            return applied

    def engine(self) -> Engine:
        """SQLAlchemy's engine over one encrypted writing connection."""
        if self._engine is None:
            from debttracker.case.engine import make_engine

            self._engine = make_engine(self.database, self.key)
        return self._engine

    def close(self) -> None:
        """Close every connection and give the writer's lock back. Safe to call twice."""
        with self._guard:
            if self._closed:
                return
            self._closed = True
            if self._engine is not None:
                self._engine.dispose()
            for connection in self._connections:
                connection.close()
            self._connections.clear()
            self.lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_case(folder: Path, secret: str | None = None, *, read_only: bool = False) -> Case:
    """Open the case in ``folder`` with its passphrase or recovery code (None when it has none).

    An older case is migrated after a verified backup. Raises WrongPassphrase, CaseTrouble (damaged, newer, not a
    case) or FileTrouble.
    """
    folder = Path(folder)
    if not folder.exists():
        raise FileTrouble(N_("There is no case at “{path}”. Check the name, or make a new case there."), path=folder)
    keys = KeyFiles(folder / "keys")
    if not folder.is_dir() or not (folder / DATABASE).is_file() or not keys.exists:
        raise CaseTrouble(N_("“{path}” is not a case: a case is a folder with “case.db” and “keys” inside. Nothing was "
                             "changed."), path=folder)
    case = Case(folder, keys.unlock(secret), read_only=read_only)
    try:
        _check_schema(case)
    except BaseException:
        case.close()
        raise
    return case


def _check_schema(case: Case) -> None:
    """Refuse a newer case, migrate an older one."""
    try:
        version = case.reader().execute("PRAGMA user_version").fetchone()[0]
    except DatabaseError as error:
        raise database_trouble(error, case.database) from error
    if version > SCHEMA_VERSION:
        raise NewerCase(N_("This case was written by a newer version of debttracker. It was not touched. Please "
                             "update the program to open it."))
    if version == 0:
        raise database_trouble(DatabaseError("not a case"), case.database)
    if version < SCHEMA_VERSION:
        from debttracker.case.creation import upgrade

        upgrade(case)


def _roll_back(connection: Any) -> None:
    if connection.in_transaction:
        connection.execute("ROLLBACK")
