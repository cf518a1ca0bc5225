"""The bytes of a phone's XML backup, made fit for a strict parser without changing what they say.

Phones write three things that no XML parser accepts: emoji as two references to half characters
(``&#55357;&#56832;``), references to control characters, and raw control bytes. The first are joined, the others
become U+FFFD and are counted. Text is cut only before a ``<``, so nothing is ever split. A tag that has grown beyond
:data:`BIG_TAG` is taken apart here, and its base64 data is hashed and left where it is, so that a picture of any size
needs no memory.
"""

from __future__ import annotations

import codecs
import hashlib
import re
import secrets
from bisect import bisect_right
from collections.abc import Iterator
from typing import Final

from debttracker.basics.errors import FormatTrouble
from debttracker.basics.languages import N_
from debttracker.capture.attachments import LARGEST, Base64, Span
from debttracker.capture.reader import Remarks
from debttracker.capture.source import Source, encoding_of

#: A tag of more bytes than this is read piece by piece.
BIG_TAG: Final = 1 << 20
#: Longest value of an attribute that is not base64 data, in bytes.
LONGEST_VALUE: Final = 4 << 20
_CONTROL: Final = bytes(c for c in range(32) if c not in (9, 10, 13))
_CONTROL_BYTE: Final = re.compile(b"[" + re.escape(_CONTROL) + b"]")
_NO_CHARACTER: Final = re.compile(b"\xef\xbf[\xbe\xbf]")
#: Runs of references, except those that are surely right (line breaks, quotes). Begins with letters, not with a
#: group, which lets the search skip ahead quickly.
_REFERENCES: Final = re.compile(rb"&#(?!10;|13;|9;|34;|39;)(?:[0-9]+|[xX][0-9a-fA-F]+);"
                                rb"(?:&#(?!10;|13;|9;|34;|39;)(?:[0-9]+|[xX][0-9a-fA-F]+);)*")
_ANY_OF_THEM: Final = re.compile(b"|".join(p.pattern for p in (_REFERENCES, _CONTROL_BYTE, _NO_CHARACTER)))
_REPLACEMENT: Final = "\ufffd".encode()
_OUTSIDE: Final = re.compile(rb"[\"'>]")
_DECLARED: Final = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_KNOWN_ENCODINGS: Final = ("gb18030", "big5", "big5hkscs", "iso8859-1", "cp1252", "shift_jis", "euc_kr")


class BrokenFile(FormatTrouble):
    """A file that stops making sense at the byte in the field ``byte``."""


def broken(name: str, byte: int) -> BrokenFile:
    """The trouble of a file that stops making sense at ``byte``."""
    return BrokenFile(
        N_("“{name}” breaks off or is damaged at byte {byte}. Nothing was imported. Make the backup again on the phone; "
           "or import it with “keep complete records” to take what stands before that point."),
        name=name, byte=byte)


class BigValue:
    """What became of a base64 value that was too large to pass on."""

    __slots__ = ("problem", "sha256", "size", "span")

    def __init__(self, span: Span, size: int, sha256: str, problem: str) -> None:
        self.span = span
        self.size = size
        self.sha256 = sha256
        self.problem = problem


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
        self.word = f"big-{secrets.token_hex(12)}-"

    def __iter__(self) -> Iterator[bytes]:
        held, start = b"", 0
        for chunk in self._chunks():
            held = held + chunk if held else chunk
            cut = held.rfind(b"<")
            if cut > 0:
                yield self._pass(held[:cut], start)
                held, start = held[cut:], start + cut
            elif len(held) > BIG_TAG:
                tag, held, start = self._take_apart(held, start)
                yield self._pass(tag, start)
        if held:
            yield self._pass(held, start)

    def original(self, clean: int) -> int:
        """The byte of the file that stands at byte ``clean`` of what was passed on. Near the latest pieces only;
        approximate where the file is not UTF-8."""
        at = max(bisect_right(self._clean_starts, clean) - 1, 0)
        return self._original_starts[at] + clean - self._clean_starts[at]

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
            patterns.append(_REFERENCES)
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
            new, bad = _join_references(old) if old[0] == 0x26 else (_REPLACEMENT, 1)
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

    def _take_apart(self, held: bytes, start: int) -> tuple[bytes, bytes, int]:
        """Read one big tag to its end: the same tag with words in place of big values, what follows, and where."""
        scan = _Scan(held, start, self)
        if not re.match(rb"<[A-Za-z]", held):
            raise broken(self._source.name, start)
        tag = bytearray()
        while True:
            outside = scan.until(_OUTSIDE, 1 << 16)
            tag += outside
            quote = outside[-1:]
            if quote == b">":
                return bytes(tag), scan.rest(), scan.at
            name = outside[:-1].rstrip(b" \t\r\n=").rpartition(b" ")[2]
            tag += self._data(scan, quote) if name == b"data" else self._value(scan, quote)
            tag += quote

    def _value(self, scan: _Scan, quote: bytes) -> bytes:
        """An ordinary value; one that is too long is replaced by a word that refuses the record."""
        kept, length = bytearray(), 0
        for piece in scan.pieces(quote):
            length += len(piece)
            if length <= LONGEST_VALUE:
                kept += piece
        return bytes(kept) if length <= LONGEST_VALUE else f"{self.word}too-long".encode()

    def _data(self, scan: _Scan, quote: bytes) -> bytes:
        """A base64 value: hashed as it goes by, its place remembered."""
        first, decoder, digest, size, length, problem = scan.at, Base64(), hashlib.sha256(), 0, 0, ""
        for piece in scan.pieces(quote):
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
            problem = N_("The attachment is damaged in the backup.")
        if size > LARGEST or not self._seekable:
            problem = N_("The attachment is too large to be taken over.")
        word = f"{self.word}{len(self.big)}"
        self.big[word] = BigValue(Span(self._source.path, first, length), size, digest.hexdigest(), problem)
        return word.encode()

    def more(self) -> bytes:
        """The next raw chunk for a big tag; raises FormatTrouble at the end of the file."""
        chunk = next(self._raw, b"")
        if not chunk:
            raise broken(self._source.name, self._source.size)
        return self._decoder.decode(chunk).encode() if self._decoder is not None else chunk


class _Scan:
    """Walks through one big tag, fetching more as it goes."""

    def __init__(self, held: bytes, at: int, owner: XmlBytes) -> None:
        self._buffer = held
        self._offset = 0
        self._owner = owner
        self.at = at

    def until(self, pattern: re.Pattern[bytes], limit: int) -> bytes:
        """Bytes up to and with the first match; raises FormatTrouble when there is none within ``limit``."""
        while (found := pattern.search(self._buffer, self._offset)) is None:
            if len(self._buffer) - self._offset > limit:
                raise broken(self._owner._source.name, self.at)
            self._buffer = self._buffer[self._offset:] + self._owner.more()
            self._offset = 0
        return self._advance(found.end())

    def pieces(self, quote: bytes) -> Iterator[bytes]:
        """The value up to ``quote``, piece by piece; the quote itself is passed over."""
        while True:
            end = self._buffer.find(quote, self._offset)
            piece = self._advance(end if end >= 0 else len(self._buffer))
            if b"<" in piece:
                raise broken(self._owner._source.name, self.at - len(piece) + piece.index(b"<"))
            yield piece
            if end >= 0:
                self._advance(end + 1)
                return
            self._buffer, self._offset = self._owner.more(), 0

    def rest(self) -> bytes:
        """What follows the tag, from the next ``<`` on; text between tags means nothing in these files."""
        start = self._buffer.find(b"<", self._offset)
        self._advance(start if start >= 0 else len(self._buffer))
        return self._buffer[self._offset:]

    def _advance(self, end: int) -> bytes:
        piece = self._buffer[self._offset:end]
        self._offset = end
        self.at += len(piece)
        return piece


def _join_references(run: bytes) -> tuple[bytes, int]:
    """A run of character references with half characters joined and bad ones replaced; and how many were bad.

    A joined pair is written as one reference of the same length, so that positions in the file stay as they are.
    """
    parts = run[2:-1].split(b";&#")
    out, bad, at = [], 0, 0
    while at < len(parts):
        code = _code(parts[at])
        if 0xD800 <= code < 0xDC00 and at + 1 < len(parts) and 0xDC00 <= (low := _code(parts[at + 1])) < 0xE000:
            whole = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00)
            digits = len(parts[at]) + len(parts[at + 1]) + 3
            out.append(b"&#%0*d;" % (digits, whole))
            at += 2
            continue
        if _allowed(code):
            out.append(b"&#" + parts[at] + b";")
        else:
            out.append(b"&#%0*d;" % (max(len(parts[at]), 5), 0xFFFD))
            bad += 1
        at += 1
    return b"".join(out), bad


def _code(digits: bytes) -> int:
    """The number of a reference, -1 when it is absurdly long."""
    stripped = digits.lstrip(b"xX0")
    if len(stripped) > 8:
        return -1
    return int(digits[1:] or b"0", 16) if digits[:1] in (b"x", b"X") else int(digits)


def _allowed(code: int) -> bool:
    """Whether XML 1.0 allows the character (section 2.2, Char)."""
    return code in (9, 10, 13) or 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code < 0x110000


def _decoder_for(source: Source) -> tuple[codecs.IncrementalDecoder | None, bool]:
    """A decoder when the file is not UTF-8, and whether places in the file can be found again by their byte.

    What the bytes are counts more than what the declaration says; the declaration decides between encodings that
    cannot be told from the bytes.
    """
    name = encoding_of(source)
    declared = _DECLARED.match(source.head.removeprefix(codecs.BOM_UTF8))
    if name == "gb18030" and declared:
        name = _codec(declared[1].decode(), source.name)
    if name in ("utf-8", "utf-8-sig"):
        return None, True
    return codecs.getincrementaldecoder(name)("replace"), False


def _codec(declared: str, file_name: str) -> str:
    """The codec for a declared encoding; GB18030 where a file says UTF-8 but is not."""
    try:
        name = codecs.lookup(declared).name
    except LookupError:
        name = ""
    if name in ("utf-8", "utf-16", "ascii", "gbk", "gb2312"):
        return "gb18030"
    if name not in _KNOWN_ENCODINGS:
        raise FormatTrouble(N_("The text in “{name}” is in an encoding this program does not know. Nothing was imported. "
                               "Save the file again as UTF-8."), name=file_name)
    return name
