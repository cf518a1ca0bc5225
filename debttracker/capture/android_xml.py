"""Calls and messages of Android phones: the XML of "SMS Backup & Restore", and of "Super Backup".

The file is streamed through expat; nothing but the current piece is held. A document type declaration, and with it
any entity, is refused: these backups never have one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from xml.parsers import expat

from debttracker.basics.errors import FormatTrouble
from debttracker.basics.languages import N_
from debttracker.capture.android_mms import Message
from debttracker.capture.android_records import Drafts
from debttracker.capture.draft import ContactDraft, Refusal
from debttracker.capture.phone_zone import phone_zone
from debttracker.capture.reader import Options, Remarks
from debttracker.capture.source import BrokenFile, Source, broken
from debttracker.capture.xml_bytes import XmlBytes

FORMAT: Final = "sms-backup-restore"
TITLE: Final = N_("Android phone: “SMS Backup & Restore” or “Super Backup” (.xml)")

_ROOTS: Final = ("smses", "calls", "alllogs", "allsms")
_RECORDS: Final = frozenset({"sms", "mms", "call", "log"})
#: Deeper nesting, or more names of elements and attributes than this, is made to harm: no backup has it.
_DEEPEST: Final = 16
_MOST_NAMES: Final = 2_000
_NO_BACKUP: Final = N_("“{name}” is XML, but not a backup of calls or messages. Nothing was imported. Choose the "
                       "file that “SMS Backup & Restore” made (sms-….xml or calls-….xml).")
_UNSAFE: Final = N_("“{name}” holds a document type declaration, which no phone backup has and which can be used to "
                    "harm. Nothing was imported.")


def sniff(head: bytes, _name: str) -> bool:
    """Whether one of the roots stands in the head, in any of the encodings phones use."""
    text = head.replace(b"\x00", b"")
    return any(b"<" + root.encode() + end in text for root in _ROOTS for end in (b" ", b">", b"/", b"\n", b"\r", b"\t"))


def read(source: Source, options: Options, remarks: Remarks) -> Iterator[ContactDraft | Refusal]:
    """Yield a draft or a refusal for each sms, mms and call, in the order of the file.

    Raises FormatTrouble for a file that is unsafe, no backup, or broken (unless ``options.keep_complete``; then a
    remark says at which byte it broke).
    """
    pieces = XmlBytes(source, remarks)
    elements = _Elements(source, options, remarks, pieces)
    try:
        try:
            for piece in pieces:
                elements.parse(piece)
                yield from elements.take()
            elements.parse(b"", last=True)
        except expat.ExpatError:
            raise broken(source.name, min(elements.byte(), source.size)) from None
    except BrokenFile as trouble:
        if not options.keep_complete:
            raise
        yield from elements.take()
        remarks.add(FormatTrouble(
            N_("The file breaks off or is damaged at byte {byte}. {complete} complete records stand before it and were "
               "read; what follows was not."), byte=trouble.fields["byte"], complete=elements.found))
    else:
        elements.compare_count()


class _Elements:
    """Gathers drafts as expat reports one element after the other."""

    def __init__(self, source: Source, options: Options, remarks: Remarks, pieces: XmlBytes) -> None:
        self.found = 0
        self._source = source
        self._remarks = remarks
        self._pieces = pieces
        zone, known = phone_zone(source, options.zone, options.region)
        self._drafts = Drafts(zone, known, options.region, pieces.too_long)
        self._done: list[ContactDraft | Refusal] = []
        self._claimed: str | None = None
        self._depth = 0
        self._mms: Message | None = None
        self._names: dict[str, str] = {}
        parser = expat.ParserCreate("utf-8", intern=self._names)
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        self._parser = parser

    def parse(self, piece: bytes, *, last: bool = False) -> None:
        """Parse one clean piece. Raises ExpatError where it is not well-formed, FormatTrouble where it may harm."""
        self._parser.Parse(piece, last)
        if len(self._names) > _MOST_NAMES:
            raise FormatTrouble(_NO_BACKUP, name=self._source.name)

    def take(self) -> list[ContactDraft | Refusal]:
        """What is complete by now; each is given once."""
        taken, self._done = self._done, []
        return taken

    def byte(self) -> int:
        """Where the parser stands, as a byte of the file."""
        return self._pieces.original(max(self._parser.ErrorByteIndex, 0))

    def compare_count(self) -> None:
        """Remark when the file claims another number of records than it holds, which phones often do."""
        claimed = self._claimed
        if claimed and claimed.isdecimal() and claimed.lstrip("0") != str(self.found or ""):
            self._remarks.add(FormatTrouble(
                N_("The file says that it holds {claimed} records, but {found} stand in it. All of these were read."),
                claimed=claimed[:20], found=self.found))

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if name in _RECORDS and self._depth == 2:
            shift = self._pieces.shift
            index = self._parser.CurrentByteIndex
            where = index + shift if shift is not None else self._pieces.original(index)
            self.found += 1
            if name == "sms":
                self._done.append(self._drafts.sms(attributes, where))
            elif name == "mms":
                self._mms = Message(attributes, where, self._pieces.big, self._remarks)
            else:
                self._done.append(self._drafts.call(attributes, where))
        elif self._mms is not None:
            if name == "part":
                self._mms.add_part(attributes)
            elif name == "addr":
                self._mms.add_address(attributes)
        elif self._depth == 1:
            self._open_root(name, attributes)
        if self._depth > _DEEPEST:
            raise FormatTrouble(_NO_BACKUP, name=self._source.name)

    def _end(self, _name: str) -> None:
        self._depth -= 1
        if self._mms is not None and self._depth == 1:
            self._done.append(self._drafts.mms(self._mms))
            self._mms = None

    def _open_root(self, name: str, attributes: dict[str, str]) -> None:
        if name not in _ROOTS:
            raise FormatTrouble(_NO_BACKUP, name=self._source.name)
        self._claimed = attributes.get("count")

    def _refuse_doctype(self, *_: object) -> None:
        raise FormatTrouble(_UNSAFE, name=self._source.name)
