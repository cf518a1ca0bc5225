"""A finished letter, still open to editing: its parts as text, and the advice that stays out of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from debttracker.basics.vocabulary import LetterKind

#: How the lines of a list begin in ``paragraphs`` and in the edited text.
BULLET = "• "


@dataclass(frozen=True, slots=True)
class LetterDraft:
    """One letter in one language.

    ``paragraphs`` are the body in order; a line of a list begins with :data:`BULLET`. ``citations`` are the
    instruments that the body names. ``notes`` is advice for the borrower and ``missing`` the names of blanks that
    are left; neither is printed in the letter. ``fields`` are the fields of LetterFacts that it uses and ``blanks``
    those of them that are not known. ``kind`` tells which rule's clock starts when it is sent.
    """

    kind: LetterKind
    language: str
    jurisdiction: str
    sender: tuple[str, ...]
    recipient: tuple[str, ...]
    date_line: str
    subject: str
    greeting: str
    paragraphs: tuple[str, ...]
    closing: str
    signature: tuple[str, ...]
    enclosures: tuple[str, ...] = ()
    enclosures_label: str = ""
    citations: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    day: date | None = None
    blanks: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()

    @property
    def is_chinese(self) -> bool:
        """Whether the letter follows the Chinese form (title first, signature and date at the end)."""
        return self.language.startswith("zh")

    @property
    def body(self) -> str:
        """The body for an editor: paragraphs parted by an empty line, lists line under line."""
        parts: list[str] = []
        for number, text in enumerate(self.paragraphs):
            listed = number > 0 and text.startswith(BULLET) and self.paragraphs[number - 1].startswith(BULLET)
            parts.append(("\n" if listed else "\n\n") + text)
        return "".join(parts).strip()

    def edited(self, body: str, *, subject: str | None = None) -> LetterDraft:
        """The same letter with the body (and subject) that the borrower wrote in the editor."""
        blocks = re.split(r"\n\s*\n|\n(?=\s*•)", body.replace("\r\n", "\n"))
        paragraphs = tuple(text for block in blocks if (text := _tidy(block)))
        return replace(self, paragraphs=paragraphs, subject=self.subject if subject is None else subject.strip())


def _tidy(block: str) -> str:
    text = "\n".join(line.strip() for line in block.strip().splitlines())
    return BULLET + text[1:].strip() if text.startswith(BULLET.strip()) else text
