"""A letter as PDF: typeset with Typst, tagged (PDF/UA-1, PDF/A-2a), the same bytes for the same letter."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime

from debttracker.basics.errors import FormatTrouble
from debttracker.basics.languages import N_
from debttracker.basics.resources import resource_path
from debttracker.evidence.coverage import font_folders
from debttracker.evidence.letters.letter import BULLET, LetterDraft
from debttracker.evidence.printable import one_line, printable

_REGIONS = {"zh-Hans": "CN", "zh-Hant": "TW", "en": "GB"}


@dataclass(frozen=True, slots=True)
class Annex:
    """A table on the pages after the letter: its title, the names of its columns, and rows of finished text."""

    title: str
    names: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def to_pdf(letter: LetterDraft, annex: Annex | None = None) -> bytes:
    """The letter as a PDF of A4 pages (US Letter for the United States and Canada), its ``annex`` behind it.

    A letter without a date yet is tagged all the same but is no PDF/A, which demands one. A character that no
    shipped typeface has is printed by its number. Raises FormatTrouble when the letter cannot be typeset.
    """
    import typst

    day = letter.day
    try:
        made = typst.compile(
            resource_path("letters", "letter.typ"),
            format="pdf",
            font_paths=list(font_folders()),
            ignore_system_fonts=True,
            sys_inputs={"letter": json.dumps(_values(letter, annex), ensure_ascii=False)},
            pdf_standards=["a-2a", "ua-1"] if day else ["ua-1"],
            timestamp=int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()) if day else None,
        )
    except typst.TypstError as fault:
        raise FormatTrouble(N_("The letter could not be made into a PDF: {reason}"), reason=str(fault)[:200]) from fault
    assert isinstance(made, bytes)
    return made


def paper_of(jurisdiction: str) -> str:
    """The usual sheet of a jurisdiction, as Typst names it."""
    return "us-letter" if jurisdiction.lower()[:2] in ("us", "ca") else "a4"


def _values(letter: LetterDraft, annex: Annex | None) -> dict[str, object]:
    day = letter.day
    return {
        "language": letter.language,
        "region": "HK" if letter.jurisdiction.lower() == "hk" and letter.is_chinese else _REGIONS[letter.language],
        "paper": paper_of(letter.jurisdiction),
        "day": [day.year, day.month, day.day] if day else None,
        "author": one_line(next(iter(letter.sender), "")),
        "subject": one_line(letter.subject),
        "sender": _lines(letter.sender),
        "recipient": _lines(letter.recipient),
        "date_line": one_line(letter.date_line),
        "greeting": printable(letter.greeting),
        "paragraphs": [{"text": printable(text.removeprefix(BULLET)), "item": text.startswith(BULLET)}
                       for text in letter.paragraphs],
        "closing": printable(letter.closing),
        "signature": _lines(letter.signature),
        "enclosures": _lines(letter.enclosures),
        "enclosures_label": letter.enclosures_label,
        "annex": None if annex is None else {
            "title": one_line(annex.title), "names": [one_line(name) for name in annex.names],
            "rows": [[one_line(cell) for cell in row] for row in annex.rows]},
    }


def _lines(lines: tuple[str, ...]) -> list[str]:
    """One printed line for each line, also where an address was typed over several."""
    return [printable(part) for line in lines for part in line.splitlines() or [""]]
