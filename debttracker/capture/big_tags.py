"""One XML tag that is too large to be held: read piece by piece, its base64 data hashed and left where it is."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from debttracker.capture.attachments import DAMAGED, LARGEST, TOO_LARGE, Base64, Span
from debttracker.capture.source import broken

#: Longest value of an attribute that is not base64 data, in bytes.
LONGEST_VALUE: Final = 4 << 20
_LONGEST_OUTSIDE: Final = 64 << 10
_OUTSIDE: Final = re.compile(rb"[\"'>]")
_OPENING: Final = re.compile(rb"<[A-Za-z]")
_NAME: Final = re.compile(rb"([^\s=]+)\s*=\s*[\"']$")


@dataclass(frozen=True, slots=True)
class BigValue:
    """What became of a base64 value that was too large to pass on. ``size`` and ``sha256`` are of the decoded bytes."""

    span: Span
    size: int
    sha256: str
    problem: str


class BigTag:
    """Walks once through a tag that begins with ``held`` at byte ``at`` of the file, fetching ``more`` as it goes.

    ``keep`` is told of each base64 value (first byte, length, decoded size, SHA-256, problem) and returns the word that
    takes its place; ``too_long`` takes the place of any other value that is too long.
    """

    def __init__(self, held: bytes, at: int, more: Callable[[], bytes],
                 keep: Callable[[int, int, int, str, str], bytes], too_long: bytes, name: str) -> None:
        self._buffer = held
        self._offset = 0
        self._at = at
        self._more = more
        self._keep = keep
        self._too_long = too_long
        self._file = name

    def read(self) -> bytes:
        """The tag with words in place of what is too large. Raises BrokenFile when it is none, or has no end."""
        if not _OPENING.match(self._buffer):
            raise broken(self._file, self._at)
        tag = bytearray()
        while True:
            outside = self._until_quote()
            tag += outside
            if outside.endswith(b">"):
                return bytes(tag)
            quote = outside[-1:]
            name = _NAME.search(outside)
            tag += self._data(quote) if name and name[1] == b"data" else self._value(quote)
            tag += quote

    def rest(self) -> tuple[bytes, int]:
        """What follows the tag, from the next ``<`` on, and where it begins. Text between tags means nothing in these
        files and is left out."""
        start = self._buffer.find(b"<", self._offset)
        self._advance(start if start >= 0 else len(self._buffer))
        return self._buffer[self._offset:], self._at

    def _value(self, quote: bytes) -> bytes:
        """An ordinary value; one that is too long is replaced by a word that refuses the record."""
        kept, length = bytearray(), 0
        for piece in self._pieces(quote):
            length += len(piece)
            if length <= LONGEST_VALUE:
                kept += piece
        return bytes(kept) if length <= LONGEST_VALUE else self._too_long

    def _data(self, quote: bytes) -> bytes:
        """A base64 value: hashed as it goes by, its place told to ``keep``."""
        first, decoder, digest, size, length, problem = self._at, Base64(), hashlib.sha256(), 0, 0, ""
        for piece in self._pieces(quote):
            length += len(piece)
            if size <= LARGEST:
                decoded = decoder.feed(piece)
                size += len(decoded)
                digest.update(decoded)
        try:
            last = decoder.close()
            size += len(last)
            digest.update(last)
        except ValueError:
            problem = DAMAGED
        return self._keep(first, length, size, digest.hexdigest(), TOO_LARGE if size > LARGEST else problem)

    def _until_quote(self) -> bytes:
        """Bytes up to and with the next quotation mark or the end of the tag."""
        while (found := _OUTSIDE.search(self._buffer, self._offset)) is None:
            if len(self._buffer) - self._offset > _LONGEST_OUTSIDE:
                raise broken(self._file, self._at)
            self._buffer = self._buffer[self._offset:] + self._more()
            self._offset = 0
        return self._advance(found.end())

    def _pieces(self, quote: bytes) -> Iterator[bytes]:
        """The value up to ``quote``, piece by piece; the quotation mark itself is passed over."""
        while True:
            end = self._buffer.find(quote, self._offset)
            piece = self._advance(end if end >= 0 else len(self._buffer))
            if b"<" in piece:
                raise broken(self._file, self._at - len(piece) + piece.index(b"<"))
            yield piece
            if end >= 0:
                self._advance(end + 1)
                return
            self._buffer, self._offset = self._more(), 0

    def _advance(self, end: int) -> bytes:
        piece = self._buffer[self._offset:end]
        self._offset = end
        self._at += len(piece)
        return piece
