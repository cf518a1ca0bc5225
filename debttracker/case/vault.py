"""Attachments: the original bytes in 1 MiB pieces, found by their SHA-256; never altered, stored once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, Final

from debttracker.basics.errors import BadInput, FileTrouble
from debttracker.basics.languages import N_
from debttracker.case.connection import Connection

CHUNK: Final = 1 << 20
#: Largest single attachment: an hour of video is enough; more belongs on a stick of its own.
LARGEST: Final = 2 << 30
#: Under which name bytes lie whose hash is not known yet.
_INCOMING: Final = b"incoming"


def store(connection: Any, stream: BinaryIO) -> tuple[str, int]:
    """Keep what ``stream`` holds, within the caller's transaction; return (SHA-256 as hex, size in bytes).

    The bytes are written under their hash, which a stream that can be read twice tells beforehand: to hash a piece takes
    a tenth of what it takes to encrypt and write it, and to give it another name is to write it once more. Only bytes
    that come by once, or other bytes the second time, are written under a provisional name and then renamed.
    """
    name = _hash_ahead(stream)
    if name and is_stored(connection, name.hex()):
        return name.hex(), _size(connection, name)
    filed = name or _INCOMING
    connection.execute("DELETE FROM chunk WHERE sha256 = ?", (_INCOMING,))
    digest, size, n = hashlib.sha256(), 0, 0
    while piece := stream.read(CHUNK):
        digest.update(piece)
        size += len(piece)
        if size > LARGEST:
            raise BadInput(N_("This file is larger than 2 GB, which is more than a case can carry well. It was not "
                              "added. Keep it beside the case and add a note about it."))
        connection.execute("INSERT INTO chunk VALUES (?, ?, ?)", (filed, n, piece))
        n += 1
    if not n:
        connection.execute("INSERT INTO chunk VALUES (?, 0, ?)", (filed, b""))
    if digest.digest() == filed:
        return digest.hexdigest(), size
    if is_stored(connection, digest.hexdigest()):
        connection.execute("DELETE FROM chunk WHERE sha256 = ?", (filed,))
    else:
        connection.execute("UPDATE chunk SET sha256 = ? WHERE sha256 = ?", (digest.digest(), filed))
    return digest.hexdigest(), size


def _hash_ahead(stream: BinaryIO) -> bytes:
    """The SHA-256 of what ``stream`` will give, which stands where it stood afterwards; empty when it cannot go back or
    holds too much."""
    if not stream.seekable():
        return b""
    digest, start, size = hashlib.sha256(), stream.tell(), 0
    while piece := stream.read(CHUNK):
        size += len(piece)
        if size > LARGEST:
            break
        digest.update(piece)
    stream.seek(start)
    return digest.digest() if size <= LARGEST else b""


def _size(connection: Any, name: bytes) -> int:
    return int(connection.execute("SELECT sum(length(bytes)) FROM chunk WHERE sha256 = ?", (name,)).fetchone()[0])


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
    """Whether the bytes with this hash are in the case."""
    row = connection.execute("SELECT 1 FROM chunk WHERE sha256 = ? LIMIT 1", (bytes.fromhex(sha256),)).fetchone()
    return row is not None


def pieces(connection: Connection, sha256: str) -> Iterator[bytes]:
    """The stored bytes, piece by piece."""
    for (piece,) in connection.execute("SELECT bytes FROM chunk WHERE sha256 = ? ORDER BY n", (bytes.fromhex(sha256),)):
        yield bytes(piece)


def content(connection: Connection, sha256: str) -> bytes:
    """The stored bytes at once; for small files."""
    return b"".join(pieces(connection, sha256))


def checks_out(connection: Connection, sha256: str) -> bool:
    """Whether the stored bytes still have the hash they are filed under."""
    digest = hashlib.sha256()
    for piece in pieces(connection, sha256):
        digest.update(piece)
    return digest.hexdigest() == sha256
