"""Attachments: the original bytes, found by their SHA-256; never altered, stored once.

Up to one mebibyte they lie in the database (table ``chunk``): thousands of pictures of an import belong to one
transaction. Larger ones are age files in the folder ``files`` beside it (``age_files.py``), which is as safe, six times as
quick, and held once, however many backups of the database refer to it. ``kept_file`` says under which name. Cases from
before schema 6 hold large ones in ``chunk`` too, piece by piece; there they stay.

A file is complete on the disk, under its final name, before the database says that it is there. If the transaction
fails it goes again; after a crash nothing refers to it. A file that was kept is never deleted. The window takes large ones
in before the transaction (:func:`taken_in`), so that the case stays free meanwhile.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final, Self

from debttracker.basics.errors import BadInput, FileTrouble, LostAttachment
from debttracker.basics.files import sync_folder
from debttracker.basics.languages import N_
from debttracker.basics.progress import Watch
from debttracker.case.connection import Connection, database_trouble

if TYPE_CHECKING:
    from debttracker.case.case import Case

CHUNK: Final = 1 << 20
#: Largest single attachment: an hour of video is enough; more belongs on a stick of its own.
LARGEST: Final = 2 << 30
#: The folder of large attachments, inside that of the case.
FOLDER: Final = "files"
#: Blocks that wait for their hash while others are encrypted or decrypted; more would only hold memory.
_WAITING: Final = 3
#: Names of half-written files that somebody is at work on in this process.
_growing_now: Final[set[str]] = set()


def store(connection: Connection, stream: BinaryIO) -> tuple[str, int]:
    """Keep what ``stream`` holds, within the caller's transaction; return (SHA-256 as hex, size in bytes).

    Raises BadInput when it is too large, FileTrouble when the disk does not take it; nothing of it is left then.
    """
    with _taken(connection.folder, stream, lambda: _identity(connection), lambda: connection) as taken:
        return taken.keep(connection)


@contextmanager
def taken_in(case: Case, stream: BinaryIO, size: int = 0, watch: Watch | None = None) -> Iterator[Taken]:
    """Take in what ``stream`` holds before the transaction that keeps it, which is short then: a film of gigabytes makes
    nobody wait who reads or writes the case meanwhile. Call :meth:`Taken.keep` in that transaction and leave this
    (``with``) after it; bytes that were not kept go again.

    ``size`` (bytes, 0 = not known) is what ``watch`` is told as the whole; a total of 0 says that only the disk is waited
    for. Raises what :func:`store` does, and Cancelled.
    """
    if size > LARGEST:
        raise _too_large()

    def identity() -> str:
        # A transaction of its own, which also takes the right to write: nobody else's files are in the folder then.
        with case.deriving() as connection:
            return _identity(connection)

    with _taken(case.folder, stream, identity, case.reader, size, watch) as taken:
        yield taken


class Taken:
    """Bytes that were taken in and that no record refers to yet: a small block, or a complete file on the disk."""

    def __init__(self, sha256: str, size: int, block: bytes, file: _Growing | None = None, *, mends: bool = False) -> None:
        self._sha256, self._size, self._block, self._file, self._mends = sha256, size, block, file, mends

    def keep(self, connection: Connection) -> tuple[str, int]:
        """Make them part of the case, within the caller's transaction; return (SHA-256 as hex, size in bytes)."""
        digest, stored = bytes.fromhex(self._sha256), is_stored(connection, self._sha256)
        if self._file is None:
            if not stored:
                connection.execute("INSERT INTO chunk VALUES (?, 0, ?)", (digest, self._block))
        elif not stored or self._mends:
            name = self._file.give_name(connection)
            connection.execute("INSERT OR REPLACE INTO kept_file VALUES (?, ?, ?)", (digest, name, self._size))
        return self._sha256, self._size


@contextmanager
def _taken(folder: Path, stream: BinaryIO, identity: Callable[[], str], reader: Callable[[], Connection], size: int = 0,
           watch: Watch | None = None) -> Iterator[Taken]:
    head = _block(stream)
    following = _block(stream) if len(head) == CHUNK else b""
    if not following:
        yield Taken(hashlib.sha256(head).hexdigest(), len(head), head)
        return
    watch = watch or Watch()
    blocks = _watched(chain((head, following), iter(lambda: _block(stream), b"")), size, watch)
    key = identity()
    with _Growing(folder) as file:
        sha256, taken = _write(file, key, blocks)
        watch.step(0, 0)
        file.complete()
        # Also where it was stored but is lost or damaged by now: what is good takes its place.
        mends = is_stored(reader(), sha256) and trouble_with(reader(), sha256, watch) is not None
        watch.step(0, 0)
        yield Taken(sha256, taken, b"", file, mends=mends)


def _block(stream: BinaryIO) -> bytes:
    """The next mebibyte of ``stream``; less only at its end."""
    block = stream.read(CHUNK)
    if not block or len(block) == CHUNK:
        return block
    parts = [block]  # a pipe or an archive may give less than it was asked for
    missing = CHUNK - len(block)
    while missing and (more := stream.read(missing)):
        parts.append(more)
        missing -= len(more)
    return b"".join(parts)


def _watched(blocks: Iterator[bytes], size: int, watch: Watch) -> Iterator[bytes]:
    """``blocks``, and ``watch`` told of each. Raises BadInput when they are too many, Cancelled when asked to stop."""
    done = 0
    for block in blocks:
        done += len(block)
        if done > LARGEST:
            raise _too_large()
        watch.step(done, max(done, size) if size else 0)
        yield block


def _too_large() -> BadInput:
    return BadInput(N_("This file is larger than 2 GB, which is more than a case can carry well. It was not added. Keep it "
                       "beside the case and add a note about it."))


def _write(file: _Growing, identity: str, blocks: Iterator[bytes]) -> tuple[str, int]:
    """Encrypt ``blocks`` into ``file``, hashed meanwhile by another thread; return hash and size."""
    from debttracker.case import age_files
    from debttracker.case.behind import Behind

    digest, size = hashlib.sha256(), 0

    def hashed() -> Iterator[bytes]:
        nonlocal size
        for block in blocks:
            size += len(block)
            behind.do(partial(digest.update, block))
            yield block

    with Behind(_WAITING) as behind:
        age_files.write(file, identity, hashed())
        behind.wait()
    return digest.hexdigest(), size


class _Growing:
    """A file in the folder of attachments that has its name only when all of it is on the disk. Raises FileTrouble when
    the disk does not take it (what the source of the bytes raises passes by). Leave it (``with``) in the end: without a
    name nothing is left of it."""

    def __init__(self, case_folder: Path) -> None:
        import secrets

        self._case_folder = case_folder
        self._path = case_folder / FOLDER / f"{secrets.token_hex(16)}.age"
        self._part = self._path.with_suffix(".part")
        self._stream: BinaryIO | None = None

    def __enter__(self) -> Self:
        _growing_now.add(self._part.name)
        try:
            with self._disk():
                folder = self._path.parent
                if not folder.is_dir():
                    folder.mkdir()
                    sync_folder(folder.parent)
                # What a crash left. There is one program that writes, but it may take in two files at a time.
                for left in folder.glob("*.part"):
                    if left.name not in _growing_now:
                        left.unlink()
                self._stream = self._part.open("xb")
        except BaseException:
            _growing_now.discard(self._part.name)
            raise
        return self

    def write(self, some: bytes) -> None:
        """Add ``some`` at its end."""
        with self._disk():
            self._open.write(some)

    def complete(self) -> None:
        """That was all: have the disk keep it."""
        with self._disk():
            self._open.flush()
            os.fsync(self._open.fileno())
            self._open.close()

    def give_name(self, connection: Connection) -> str:
        """Give it its name, which is returned. It goes again when the transaction of ``connection`` fails."""
        with self._disk():
            connection.made.append(self._path)
            self._part.replace(self._path)
            sync_folder(self._path.parent)
        return self._path.name

    @property
    def _open(self) -> BinaryIO:
        assert self._stream is not None
        return self._stream

    def __exit__(self, *_: object) -> None:
        with suppress(OSError):  # closing writes what is held, on a disk that may be full
            self._open.close()
        with suppress(OSError):  # then it goes with the next file that is taken in
            self._part.unlink(missing_ok=True)
        _growing_now.discard(self._part.name)

    @contextmanager
    def _disk(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise database_trouble(error, self._case_folder / "case.db") from error


def _identity(connection: Connection) -> str:
    """The key of this case's large files, as text for ``age -d -i``; made with the first of them."""
    found = connection.execute("SELECT identity FROM file_key").fetchone()
    if found is None:
        from debttracker.case.age_files import new_identity

        found = (new_identity(),)
        connection.execute("INSERT INTO file_key VALUES (1, ?)", found)
    return str(found[0])


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """Open the file at ``path`` to be kept; raises FileTrouble when it cannot be read."""
    try:
        with path.open("rb") as stream:
            yield stream
    except OSError as error:
        raise FileTrouble(N_("“{name}” could not be read ({reason}). It was not added; everything else is as it was."),
                          name=path.name, reason=error.strerror or type(error).__name__) from error


def is_stored(connection: Connection, sha256: str) -> bool:
    """Whether the case says that it has the bytes with this hash."""
    row = connection.execute("SELECT 1 FROM kept_file WHERE sha256 = :hash UNION ALL "
                             "SELECT 1 FROM chunk WHERE sha256 = :hash LIMIT 1", {"hash": bytes.fromhex(sha256)}).fetchone()
    return row is not None


def pieces(connection: Connection, sha256: str) -> Iterator[bytes]:
    """The stored bytes, at most a mebibyte at a time.

    Each piece was sealed by this case. Whether all of them are what was stored shows only at the end: raises
    LostAttachment then, or as soon as something is missing or damaged.
    """
    named = connection.execute("SELECT name FROM kept_file WHERE sha256 = ?", (bytes.fromhex(sha256),)).fetchone()
    if named is None:
        yield from _from_chunks(connection, sha256)
    else:
        yield from _from_file(connection, str(named[0]), sha256)


def _from_chunks(connection: Connection, sha256: str) -> Iterator[bytes]:
    digest = hashlib.sha256()
    for (piece,) in connection.execute("SELECT bytes FROM chunk WHERE sha256 = ? ORDER BY n", (bytes.fromhex(sha256),)):
        digest.update(piece)
        yield bytes(piece)
    if digest.hexdigest() != sha256 or not is_stored(connection, sha256):
        raise LostAttachment(N_("The bytes of this attachment are not in the case any more as they were stored. Its name, "
                                "size and checksum are, and all else is as it was. Look for it in another copy of the "
                                "case, or attach the original again."))


def _from_file(connection: Connection, name: str, sha256: str) -> Iterator[bytes]:
    from debttracker.case import age_files
    from debttracker.case.behind import Behind

    digest = hashlib.sha256()
    try:
        # One reading of a mebibyte after the other needs no buffer, but a header needs lines.
        with (connection.folder / FOLDER / name).open("rb") as source, Behind(_WAITING) as behind:
            for piece in age_files.read(source, _identity(connection)):
                behind.do(partial(digest.update, piece))
                yield piece
            behind.wait()
    except FileNotFoundError as error:
        raise LostAttachment(N_(
            "The file of this attachment is missing: “{file}” in the folder of the case. Its name, size and checksum are "
            "kept, and all else is as it was. Copy that file back from another copy of the case, or attach the original "
            "again."), file=f"{FOLDER}/{name}") from error
    except OSError as error:
        raise LostAttachment(N_(
            "The file of this attachment could not be read ({reason}): “{file}” in the folder of the case. Nothing was "
            "changed. Check that the disk is connected and works, then try again."),
            file=f"{FOLDER}/{name}", reason=error.strerror or type(error).__name__) from error
    except age_files.NotAuthentic as error:
        raise _damaged(name) from error
    if digest.hexdigest() != sha256:
        raise _damaged(name)


def _damaged(name: str) -> LostAttachment:
    return LostAttachment(N_(
        "The file of this attachment is damaged: “{file}” in the folder of the case. It was left as it is; its name, size "
        "and checksum are kept, and all else is as it was. Copy that file from another copy of the case, or attach the "
        "original again."), file=f"{FOLDER}/{name}")


def content(connection: Connection, sha256: str) -> bytes:
    """The stored bytes at once, for small files; raises LostAttachment when they are not what was stored."""
    return b"".join(pieces(connection, sha256))


def trouble_with(connection: Connection, sha256: str, watch: Watch | None = None) -> LostAttachment | None:
    """What is wrong with the stored bytes; None when they are what was stored. Reads all of them; raises Cancelled when
    ``watch`` is asked to stop."""
    try:
        for _piece in pieces(connection, sha256):
            if watch is not None:
                watch.step(0, 0)
    except LostAttachment as trouble:
        return trouble
    return None


def checks_out(connection: Connection, sha256: str) -> bool:
    """Whether the stored bytes still have the hash they are filed under."""
    return trouble_with(connection, sha256) is None


def is_there(connection: Connection, sha256: str) -> bool:
    """Whether the bytes seem to be there, without reading them: their file, large enough, or what the database holds."""
    row = connection.execute("SELECT name, size FROM kept_file WHERE sha256 = ?", (bytes.fromhex(sha256),)).fetchone()
    if row is None:
        return is_stored(connection, sha256)
    try:
        return Path(connection.folder, FOLDER, row[0]).stat().st_size > int(row[1])
    except OSError:
        return False
