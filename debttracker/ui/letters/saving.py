"""A letter as a file: PDF, Word document or plain text, each written in one step."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Final

from debttracker.basics.files import write_atomically
from debttracker.evidence.letters.letter import LetterDraft


class LetterFile(StrEnum):
    """The kinds of file, by their endings."""

    PDF = "pdf"
    DOCX = "docx"
    TXT = "txt"


#: What the file dialog calls each.
FILTERS: Final = {LetterFile.PDF: "PDF (*.pdf)", LetterFile.DOCX: "Word (*.docx)", LetterFile.TXT: "Text (*.txt)"}


def save_letter(letter: LetterDraft, path: Path) -> None:
    """Write ``letter`` to ``path``, as its ending says (PDF without one). Raises Trouble; an old file then stays."""
    write_atomically(path, _content(letter, kind_of(path)))


def kind_of(path: Path) -> LetterFile:
    """What kind of file a name asks for."""
    ending = path.suffix.lower().lstrip(".")
    return LetterFile(ending) if ending in list(LetterFile) else LetterFile.PDF


def file_name(letter: LetterDraft, kind: LetterFile = LetterFile.PDF) -> str:
    """A quiet name for the file: its subject in few words, without what file systems do not take."""
    name = re.sub(r'[\\/:*?"<>|\x00-\x1f{}\[\]［］]+', " ", letter.subject.partition("–")[0].partition("（")[0])
    return f"{' '.join(name.split())[:60].strip(' .') or 'letter'}.{kind.value}"


def _content(letter: LetterDraft, kind: LetterFile) -> bytes:
    from debttracker.evidence.letters.plain import to_text
    from debttracker.evidence.letters.typeset import to_pdf
    from debttracker.evidence.letters.word import to_docx

    makers: dict[LetterFile, Callable[[LetterDraft], bytes]] = {
        LetterFile.PDF: to_pdf, LetterFile.DOCX: to_docx, LetterFile.TXT: lambda one: to_text(one).encode("utf-8")}
    return makers[kind](letter)
