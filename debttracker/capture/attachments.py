"""Files that lie inside another file, such as the pictures of a picture message.

Large ones are never held in memory nor written to disk beside the case: their bytes are read again from the
original file, from the place where the reader saw them.
"""

from __future__ import annotations

import binascii
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from debttracker.basics.errors import FileTrouble
from debttracker.basics.languages import N_

#: Attachments larger than this (decoded bytes) are left out with a remark; phones send far smaller ones.
LARGEST: Final = 64 << 20
#: Why an attachment may be missing in the case although the message is there.
DAMAGED: Final = N_("The attachment is damaged in the backup.")
NOT_THERE: Final = N_("The backup does not hold this attachment.")
TOO_LARGE: Final = N_("The attachment is too large to be taken over.")
_PIECE: Final = 1 << 20
_NOT_BASE64: Final = bytes(set(range(256)) - set(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"))


@dataclass(frozen=True, slots=True)
class Span:
    """``length`` bytes of base64 text at ``start`` of the file ``path``."""

    path: Path
    start: int
    length: int


@dataclass(frozen=True, slots=True)
class FileInFile:
    """One attachment: ``size`` in decoded bytes, ``sha256`` in hex of the decoded bytes.

    ``content`` is None when the original lacks it or it cannot be decoded; ``problem`` then says why.
    """

    name: str
    mime: str
    size: int
    sha256: str
    content: bytes | Span | None
    problem: str = ""

    def pieces(self) -> Iterator[bytes]:
        """The decoded bytes, at most 1 MiB at a time. Raises FileTrouble when the file is gone or changed."""
        if isinstance(self.content, bytes):
            for start in range(0, len(self.content), _PIECE):
                yield self.content[start:start + _PIECE]
        elif isinstance(self.content, Span):
            yield from self._from_file(self.content)

    def _from_file(self, span: Span) -> Iterator[bytes]:
        decoder, digest, left = Base64(), hashlib.sha256(), span.length
        try:
            with span.path.open("rb") as stream:
                stream.seek(span.start)
                while left > 0 and (raw := stream.read(min(_PIECE, left))):
                    left -= len(raw)
                    piece = decoder.feed(raw)
                    digest.update(piece)
                    yield piece
            last = decoder.close()
        except (OSError, ValueError):
            last = b""
        digest.update(last)
        if last:
            yield last
        if digest.hexdigest() != self.sha256:
            raise FileTrouble(
                N_("“{name}” changed while it was being read. Nothing of it was kept. Copy the file to this computer, "
                   "then import it again."), name=span.path.name)


class Base64:
    """Decodes base64 that arrives in pieces of any length; spaces, line breaks and padding are skipped."""

    __slots__ = ("_rest",)

    def __init__(self) -> None:
        self._rest = b""

    def feed(self, raw: bytes) -> bytes:
        """Decode as many whole groups of four as there are by now."""
        letters = self._rest + raw.translate(None, _NOT_BASE64)
        whole = len(letters) & ~3
        self._rest = letters[whole:]
        return binascii.a2b_base64(letters[:whole])

    def close(self) -> bytes:
        """The last one or two bytes; raises ValueError when a single letter is left over."""
        if len(self._rest) == 1:
            raise ValueError("incomplete base64")
        return binascii.a2b_base64(self._rest + b"=" * (-len(self._rest) & 3))


def plain_name(name: str, fallback: str = "attachment") -> str:
    """The last part of a file name from outside, without folders, control characters or reserved marks."""
    last = name.replace("\\", "/").rpartition("/")[2]
    cleaned = "".join(c for c in last if c.isprintable() and c not in '<>:"|?*').strip(" .")
    return cleaned[-120:] or fallback


def in_memory(name: str, mime: str, content: bytes) -> FileInFile:
    """An attachment whose bytes are at hand."""
    return FileInFile(name, mime, len(content), hashlib.sha256(content).hexdigest(), content)


def missing(name: str, mime: str, problem: str) -> FileInFile:
    """An attachment that the file only mentions; ``problem`` is an English sentence marked with N_."""
    return FileInFile(name, mime, 0, "", None, problem)
