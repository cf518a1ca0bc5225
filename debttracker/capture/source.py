"""The bytes of one file to import: opened safely, read in chunks, hashed on the way, with progress and cancel."""

from __future__ import annotations

import codecs
import hashlib
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final, Self

from debttracker.basics.errors import FileTrouble, FormatTrouble
from debttracker.basics.languages import N_
from debttracker.basics.progress import Watch

#: Bytes read at a time. Large enough that the work per chunk does not count, small enough to stay in the cache.
CHUNK: Final = 256 << 10
#: Bytes shown to a reader's ``sniff``.
HEAD: Final = 8 << 10
#: Byte order marks, and how "<?" looks without one; the decoder "utf-16" takes the mark away.
_UTF16: Final = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16", b"<\x00": "utf-16-le",
                 b"\x00<": "utf-16-be"}
#: Encodings that cannot be told from the bytes, believed when a file declares them.
_DECLARABLE: Final = ("big5", "big5hkscs", "iso8859-1", "cp1252", "shift_jis", "euc_kr")


class Source:
    """One file being read, front to back, once. Use as a context manager."""

    def __init__(self, path: Path, watch: Watch | None = None) -> None:
        """Open ``path``; raises FileTrouble when it is missing, a folder, not a plain file, empty or unreadable."""
        self.path = path
        self.name = path.name
        self._watch = watch or Watch()
        self._hash = hashlib.sha256()
        self._given = 0
        self._stream = _open(path)
        self.size = self._stream.seek(0, 2)
        self._stream.seek(0)
        if self.size == 0:
            self._stream.close()
            raise FileTrouble(N_("“{name}” is empty. Nothing was imported. Make the backup again on the phone, or "
                                 "choose another file."), name=self.name)
        self.head = self.peek(0, HEAD)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *ignored: object) -> None:
        self._stream.close()

    def peek(self, start: int, length: int) -> bytes:
        """Some bytes from anywhere in the file, without moving on."""
        here = self._stream.tell()
        try:
            self._stream.seek(start)
            return self._stream.read(length)
        except OSError as error:
            raise _unreadable(self.name, error) from error
        finally:
            self._stream.seek(here)

    def chunks(self) -> Iterator[bytes]:
        """The bytes, chunk by chunk. Reports progress in bytes; raises Cancelled when the user asked to stop."""
        while True:
            try:
                chunk = self._stream.read(CHUNK)
            except OSError as error:
                raise _unreadable(self.name, error) from error
            if not chunk:
                return
            self._hash.update(chunk)
            self._given += len(chunk)
            self._watch.step(self._given, self.size)
            yield chunk

    def sha256(self) -> str:
        """Hex digest of the whole file; reads what no reader has read yet."""
        for _ in self.chunks():
            pass
        return self._hash.hexdigest()


class BrokenFile(FormatTrouble):
    """A file that stops making sense at the byte in the field ``byte``."""


def broken(name: str, byte: int) -> BrokenFile:
    """The trouble of a file that stops making sense at ``byte``."""
    return BrokenFile(
        N_("“{name}” breaks off or is damaged at byte {byte}. Nothing was imported. Make the backup again on the "
           "phone; or import it with “keep complete records” to take what stands before that point."),
        name=name, byte=byte)


def encoding_of(source: Source, declared: str = "") -> str:
    """How text in the file is encoded: byte order mark first, then UTF-8, then what it declares, then GB18030.

    Judged by the first stretch that is not plain ASCII. GB18030 accepts almost anything, so people should see a
    preview before they import. Raises FormatTrouble when it is none of these.
    """
    head = source.head
    for mark, name in _UTF16.items():
        if head.startswith(mark):
            return name
    if head.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    sample = _first_text(source)
    if _mostly_utf8(sample):
        return "utf-8"
    for name in (_codec(declared), "gb18030"):
        try:
            codecs.getincrementaldecoder(name)().decode(sample)
        except UnicodeDecodeError:
            continue
        return name
    raise FormatTrouble(N_("The text in “{name}” is in an encoding this program does not know. Nothing was imported. "
                           "Save the file again as UTF-8."), name=source.name)


def _mostly_utf8(sample: bytes) -> bool:
    """Whether the bytes are UTF-8, give or take a damaged one. Read as GB18030 such a file would be all nonsense."""
    try:
        text = codecs.getincrementaldecoder("utf-8")("surrogatepass").decode(sample)
    except UnicodeDecodeError:
        text = sample.decode("utf-8", "replace")
    # The end of the sample may lie within a character.
    bad = text[:-1].count("\ufffd")
    return not bad or sum(not c.isascii() for c in text) > 5 * bad


def _codec(declared: str) -> str:
    """The codec for an encoding that a file declares; GB18030 where the bytes have shown that it is not true."""
    try:
        name = codecs.lookup(declared).name
    except LookupError:
        return "gb18030"
    return name if name in _DECLARABLE else "gb18030"


def _first_text(source: Source) -> bytes:
    """The first 64 KiB from where the file stops being plain ASCII; empty when it never does."""
    start = 0
    while piece := source.peek(start, 1 << 20):
        if not piece.isascii():
            first = next(i for i in range(0, len(piece), 4096) if not piece[i:i + 4096].isascii())
            return source.peek(start + first, 64 << 10)
        start += len(piece)
    return b""


def _open(path: Path) -> BinaryIO:
    """Open a plain file for reading; never waits on a pipe or a device."""
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise FileTrouble(N_("“{name}” is a folder. Nothing was imported. Choose the file inside it."),
                              name=path.name or str(path))
        if not stat.S_ISREG(mode):
            raise FileTrouble(N_("“{name}” is not an ordinary file. Nothing was imported. Choose another file."),
                              name=path.name)
        return path.open("rb", buffering=0)
    except FileNotFoundError:
        raise FileTrouble(N_("“{name}” is not there. Nothing was imported. Check the name and the folder."),
                          name=path.name) from None
    except PermissionError:
        raise FileTrouble(N_("You are not allowed to read “{name}”. Nothing was imported. Copy the file into your own "
                             "folder and choose the copy."), name=path.name) from None
    except (OSError, ValueError) as error:
        raise _unreadable(path.name, error) from error


def _unreadable(name: str, error: Exception) -> FileTrouble:
    """The sentence for a file that stops being readable."""
    reason = getattr(error, "strerror", None) or type(error).__name__
    return FileTrouble(N_("“{name}” could not be read ({reason}). Nothing was imported. Copy the file to this computer "
                          "and try again."), name=name, reason=reason)
