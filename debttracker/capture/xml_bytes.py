"""The bytes of a phone's XML backup, made fit for a strict parser without changing what they say.

Phones write three things that no XML parser accepts: emoji as two references to half characters
(``&#55357;&#56832;``), references to control characters, and raw control bytes. The first are joined, the others
become U+FFFD and are counted. Text is cut only before a ``<``, so nothing is ever split. A tag that has grown beyond
:data:`BIG_TAG` is taken apart (``big_tags.py``), so that a picture of any size needs no memory.
"""

from __future__ import annotations

import codecs
import re
import secrets
from bisect import bisect_right
from collections.abc import Iterator
from typing import Final

from debttracker.basics.errors import FormatTrouble
from debttracker.basics.languages import N_
from debttracker.capture.attachments import TOO_LARGE, Span
from debttracker.capture.big_tags import BigTag, BigValue
from debttracker.capture.reader import Remarks
from debttracker.capture.source import Source, broken, encoding_of
from debttracker.capture.xml_references import REFERENCES, join_references

#: A tag of more bytes than this is read piece by piece.
BIG_TAG: Final = 1 << 20
_CONTROL: Final = bytes(c for c in range(32) if c not in (9, 10, 13))
_CONTROL_BYTE: Final = re.compile(b"[" + re.escape(_CONTROL) + b"]")
_NO_CHARACTER: Final = re.compile(b"\xef\xbf[\xbe\xbf]")
_ANY_OF_THEM: Final = re.compile(b"|".join(p.pattern for p in (REFERENCES, _CONTROL_BYTE, _NO_CHARACTER)))
_REPLACEMENT: Final = "\ufffd".encode()
_DECLARED: Final = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")


class XmlBytes:
    """Iterate for clean UTF-8 pieces that each end before a ``<``. Holds at most a few chunks at a time."""

    def __init__(self, source: Source, remarks: Remarks) -> None:
        self._source = source
        self._remarks = remarks
        self._raw = source.chunks()
        self._decoder, self._seekable = _decoder_for(source)
        self._clean_at = 0
        #: What to add to a position in the latest piece to get the byte in the file; None when it changes on the way.
        self.shift: int | None = 0
        self._clean_starts, self._original_starts = [0], [0]
        #: Values left in the file, by the word that stands for them. The word cannot be guessed by a file.
        self.big: dict[str, BigValue] = {}
        self._word = f"big-{secrets.token_hex(12)}-"

    def __iter__(self) -> Iterator[bytes]:
        held, start = b"", 0
        for chunk in self._chunks():
            held = held + chunk if held else chunk
            cut = held.rfind(b"<")
            if cut > 0:
                yield self._pass(held[:cut], start)
                held, start = held[cut:], start + cut
            elif cut < 0 and self._clean_at:
                # Text between tags means nothing in these files, and there may be any amount of it.
                held, start = b"", start + len(held)
            elif len(held) > BIG_TAG:
                tag = self._big_tag(held, start)
                whole = tag.read()
                yield self._pass(whole, start)
                held, start = tag.rest()
        if held:
            yield self._pass(held, start)

    def original(self, clean: int) -> int:
        """The byte of the file that stands at byte ``clean`` of what was passed on. Near the latest pieces only;
        approximate where the file is not UTF-8."""
        at = max(bisect_right(self._clean_starts, clean) - 1, 0)
        return self._original_starts[at] + clean - self._clean_starts[at]

    @property
    def too_long(self) -> str:
        """The word that stands for a value too long to be passed on."""
        return f"{self._word}too-long"

    def _pass(self, piece: bytes, start: int) -> bytes:
        """Clean one piece and remember where it came from."""
        del self._clean_starts[:-2], self._original_starts[:-2]
        self._mark(self._clean_at, start)
        cleaned = self._clean(piece, start)
        self.shift = start - self._clean_at if len(cleaned) == len(piece) else None
        self._clean_at += len(cleaned)
        return cleaned

    def _mark(self, clean: int, original: int) -> None:
        self._clean_starts.append(clean)
        self._original_starts.append(original)

    def _chunks(self) -> Iterator[bytes]:
        """Raw chunks, brought to UTF-8 when the file is in another encoding."""
        if self._decoder is None:
            yield from self._raw
            return
        for chunk in self._raw:
            yield self._decoder.decode(chunk).encode()
        yield self._decoder.decode(b"", True).encode()

    def _clean(self, piece: bytes, start: int) -> bytes:
        """The piece without what no XML parser accepts. The tests come first, because most pieces need nothing."""
        patterns = []
        if not piece.isascii():
            try:
                piece.decode()
            except UnicodeDecodeError:
                piece = self._mend_utf8(piece)
            if b"\xef\xbf" in piece:
                patterns.append(_NO_CHARACTER)
        if b"&" in piece and b"&#" in piece:
            patterns.append(REFERENCES)
        if len(piece.translate(None, _CONTROL)) != len(piece):
            patterns.append(_CONTROL_BYTE)
        if not patterns:
            return piece
        return self._replace(patterns[0] if len(patterns) == 1 else _ANY_OF_THEM, piece, start)

    def _mend_utf8(self, piece: bytes) -> bytes:
        """Join half characters written as if they were whole ones; replace what is no UTF-8 at all."""
        try:
            text = piece.decode("utf-8", "surrogatepass").encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        except UnicodeDecodeError:
            text = piece.decode("utf-8", "replace")
        self._count(text.count("\ufffd") - piece.count(_REPLACEMENT))
        return text.encode()

    def _replace(self, pattern: re.Pattern[bytes], piece: bytes, start: int) -> bytes:
        """Substitute every bad spot, keeping count and keeping the map of positions right."""
        shift = 0

        def substitute(found: re.Match[bytes]) -> bytes:
            nonlocal shift
            old = found.group()
            new, bad = join_references(old) if old[0] == 0x26 else (_REPLACEMENT, 1)
            if bad:
                self._count(bad)
            if len(new) != len(old):
                shift += len(new) - len(old)
                self._mark(self._clean_at + found.end() + shift, start + found.end())
            return new

        return pattern.sub(substitute, piece)

    def _count(self, n: int) -> None:
        if n > 0:
            self._remarks.add(FormatTrouble(
                N_("{n} characters that no text may hold (damaged by the phone) were replaced by “�”.")), n)

    def _big_tag(self, held: bytes, start: int) -> BigTag:
        return BigTag(held, start, self._more, self._keep_big, self.too_long.encode(), self._source.name)

    def _keep_big(self, first: int, length: int, size: int, sha256: str, problem: str) -> bytes:
        """Remember a value left in the file; returns the word that stands for it."""
        if not self._seekable:
            problem = TOO_LARGE
        word = f"{self._word}{len(self.big)}"
        self.big[word] = BigValue(Span(self._source.path, first, length), size, sha256, problem)
        return word.encode()

    def _more(self) -> bytes:
        """The next chunk for a big tag; raises BrokenFile at the end of the file."""
        chunk = next(self._raw, b"")
        if not chunk:
            raise broken(self._source.name, self._source.size)
        return self._decoder.decode(chunk).encode() if self._decoder is not None else chunk


def _decoder_for(source: Source) -> tuple[codecs.IncrementalDecoder | None, bool]:
    """A decoder when the file is not UTF-8, and whether places in the file can be found again by their byte."""
    declared = _DECLARED.match(source.head)
    name = encoding_of(source, declared[1].decode() if declared else "")
    if name in ("utf-8", "utf-8-sig"):
        return None, True
    return codecs.getincrementaldecoder(name)("replace"), False
