"""Picture and group messages (``<mms>``): several elements that together are one contact."""

from __future__ import annotations

import binascii
from typing import Final

from debttracker.basics.errors import FormatTrouble
from debttracker.basics.languages import N_
from debttracker.capture.attachments import (
    DAMAGED,
    NOT_THERE,
    TOO_LARGE,
    FileInFile,
    in_memory,
    missing,
    plain_name,
)
from debttracker.capture.big_tags import BigValue
from debttracker.capture.reader import Remarks

#: A message with more parts than this is no message; parts beyond it are left out with a remark.
MOST_PARTS: Final = 500
#: Attachments of one message held in memory at most, in bytes; larger ones stay in the file (see xml_bytes).
MOST_HELD: Final = 32 << 20
_LAYOUT: Final = "application/smil"
_FROM: Final = "137"
_SELF: Final = "insert-address-token"


def known(value: str | None) -> str:
    """The value of an attribute; phones write the word ``null`` for "nothing"."""
    return "" if value is None or value == "null" else value


class Message:
    """Collects the parts and addresses of one ``<mms>`` until it ends."""

    __slots__ = ("_big", "_held", "_parts", "_remarks", "attributes", "files", "numbers", "sender", "texts", "where")

    def __init__(self, attributes: dict[str, str], where: int, big: dict[str, BigValue], remarks: Remarks) -> None:
        self.attributes = attributes
        self.where = where
        self.texts: list[str] = []
        self.files: list[FileInFile] = []
        self.sender = ""
        self.numbers = [n for n in known(attributes.get("address")).split("~") if n and n != _SELF][:MOST_PARTS]
        self._big = big
        self._remarks = remarks
        self._parts = 0
        self._held = 0

    @property
    def subject(self) -> str:
        """The subject line, empty when there is none."""
        return known(self.attributes.get("sub"))

    def add_address(self, attributes: dict[str, str]) -> None:
        """``<addr>``: type 137 is the sender."""
        address = known(attributes.get("address"))
        if attributes.get("type") == _FROM and address != _SELF:
            self.sender = address

    def add_part(self, attributes: dict[str, str]) -> None:
        """``<part>``: plain text is said, layout is left out, everything else is an attachment."""
        mime = known(attributes.get("ct")).strip().lower()
        self._parts += 1
        if mime == _LAYOUT or self._parts > MOST_PARTS:
            return
        text, data = attributes.get("text"), attributes.get("data")
        if mime == "text/plain" and not known(data):
            self.texts.append("" if text is None or text == "null" else text)
            return
        name = next((n for key in ("name", "fn", "cl") if (n := known(attributes.get(key)))), "")
        self._add_file(plain_name(name, "attachment"), mime or "application/octet-stream", data, text)

    def _add_file(self, name: str, mime: str, data: str | None, text: str | None) -> None:
        """Keep one attachment, or the fact that the backup lacks it."""
        big = self._big.pop(data, None) if data else None
        if big is not None:
            file = FileInFile(name, mime, big.size, big.sha256, big.span) if not big.problem else missing(
                name, mime, big.problem)
        elif data and data != "null":
            file = self._decoded(name, mime, data)
        elif known(text):
            file = in_memory(name, mime, known(text).encode("utf-8", "replace"))
        else:
            file = missing(name, mime, NOT_THERE)
        self.files.append(file)
        if file.problem:
            self._remarks.add(FormatTrouble(
                N_("{n} attachments could not be taken over: the backup lacks them, or holds them damaged or too "
                   "large. Their messages were read.")))

    def _decoded(self, name: str, mime: str, data: str) -> FileInFile:
        if self._held > MOST_HELD:
            return missing(name, mime, TOO_LARGE)
        try:
            content = binascii.a2b_base64(data)
        except (binascii.Error, ValueError):
            return missing(name, mime, DAMAGED)
        if not content:
            return missing(name, mime, DAMAGED)
        self._held += len(content)
        return in_memory(name, mime, content)

    def other_side(self, direction: str) -> list[str]:
        """The numbers on the other side, the one who spoke first: in an incoming group message the sender."""
        if direction == "in" and len(self.numbers) > 1 and self.sender:
            return [self.sender, *(n for n in self.numbers if n != self.sender)]
        return self.numbers or ([self.sender] if self.sender else [])
