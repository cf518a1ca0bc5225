"""Attachments on paper: a thumbnail or a named box beside the contact, and a line in the list of exhibits."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any, Final

from debttracker.basics.languages import Words
from debttracker.evidence.document import AttachmentExhibit
from debttracker.evidence.printable import one_line
from debttracker.evidence.thumbnails import is_picture, thumbnail

#: Printed width of a thumbnail and its greatest height, in millimetres.
_WIDTH: Final = 40.0
_HEIGHT: Final = 48.0
_LONGEST_NAME: Final = 60


def file_box(file: AttachmentExhibit, speak: Words) -> dict[str, Any]:
    """A picture of the attachment, or a box with its kind; with number, name, size and the hash's beginning."""
    name = _short(one_line(file.name))
    info = f"{size_text(file.size)} · SHA-256 {file.sha256[:16]}…"
    box = {"id": file.number, "name": name, "info": info, "svg": "", "alt": "", "width": 0.0, "kind": _kind(file, speak)}
    drawn = thumbnail(file.read()) if is_picture(file.mime, file.size) else None
    if file.lost:
        box["kind"] = speak("could not be read")
    if drawn is not None:
        svg, width, height = drawn
        shown = min(_WIDTH, _HEIGHT * width / height)
        box.update(svg=svg, width=round(shown, 2),
                   alt=speak("Small picture of attachment {number}, {name}", number=file.number, name=name))
    return box


def stored_name(file: AttachmentExhibit) -> str:
    """The name an original is embedded under: its number and a plain ending, whatever the file was called."""
    ending = PurePath(file.name).suffix.lower()
    plain = ending if 1 < len(ending) <= 6 and ending[1:].isascii() and ending[1:].isalnum() else ""
    return f"{file.number}{plain}"


def size_text(size: int) -> str:
    """Bytes as people say them: ``840 B``, ``12 KB``, ``3.4 MB`` (powers of ten)."""
    if size < 1000:
        return f"{size} B"
    if size < 1_000_000:
        return f"{size / 1000:.0f} KB"
    return f"{size / 1_000_000:.1f} MB"


def _kind(file: AttachmentExhibit, speak: Words) -> str:
    family = file.mime.partition("/")[0]
    if not file.mime:
        return speak("left out")
    named = {"image": speak("picture"), "audio": speak("sound recording"), "video": speak("video"),
             "text": speak("text file")}
    if file.mime == "application/pdf":
        return "PDF"
    return named.get(family, speak("file"))


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME - 12]}…{name[-10:]}"
