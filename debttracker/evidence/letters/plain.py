"""A letter as plain text, for e-mail, chat or a printer without formatting."""

from __future__ import annotations

from debttracker.evidence.letters.letter import BULLET, LetterDraft


def to_text(letter: LetterDraft) -> str:
    """The whole letter as text with line feeds, ending in one; what stays blank is visible as such."""
    listed = "\n".join(BULLET + line for line in letter.enclosures)
    enclosed = f"{letter.enclosures_label}\n{listed}" if letter.enclosures else ""
    parts = _chinese(letter) if letter.is_chinese else _western(letter)
    return "\n\n".join(part for part in (*parts, enclosed) if part) + "\n"


def _western(letter: LetterDraft) -> tuple[str, ...]:
    return ("\n".join(letter.sender), letter.date_line, "\n".join(letter.recipient), letter.subject,
            letter.greeting, letter.body, letter.closing, "\n".join(letter.signature))


def _chinese(letter: LetterDraft) -> tuple[str, ...]:
    return (letter.subject, "\n".join(letter.recipient), letter.greeting, letter.body, letter.closing,
            "\n".join((*letter.signature, letter.date_line)))
