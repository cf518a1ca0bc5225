"""A letter as PDF: typeset with Typst, tagged (PDF/UA-1, PDF/A-2a), the same bytes for the same letter."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

from debttracker.basics.errors import FormatTrouble
from debttracker.basics.languages import N_
from debttracker.basics.resources import resource_path
from debttracker.evidence.letters.letter import BULLET, LetterDraft

_REGIONS = {"zh-Hans": "CN", "zh-Hant": "TW", "en": "GB"}


def to_pdf(letter: LetterDraft, day: date | None = None) -> bytes:
    """The letter as a PDF of A4 pages (US Letter for the United States and Canada).

    ``day`` goes into the document's properties; without it they carry no date. Raises FormatTrouble when the
    letter cannot be typeset.
    """
    import typst

    try:
        made = typst.compile(
            resource_path("letters", "letter.typ"),
            format="pdf",
            font_paths=[resource_path("fonts")],
            ignore_system_fonts=True,
            sys_inputs={"letter": json.dumps(_values(letter, day), ensure_ascii=False)},
            pdf_standards=["a-2a", "ua-1"],
            timestamp=int(_moment(day).timestamp()),
        )
    except typst.TypstError as fault:
        raise FormatTrouble(N_("The letter could not be made into a PDF: {reason}"), reason=str(fault)[:200]) from fault
    assert isinstance(made, bytes)
    return made


def paper_of(jurisdiction: str) -> str:
    """The usual sheet of a jurisdiction, as Typst names it."""
    return "us-letter" if jurisdiction.lower()[:2] in ("us", "ca") else "a4"


def _values(letter: LetterDraft, day: date | None) -> dict[str, object]:
    return {
        "language": letter.language,
        "region": "HK" if letter.jurisdiction.lower() == "hk" and letter.is_chinese else _REGIONS[letter.language],
        "paper": paper_of(letter.jurisdiction),
        "day": [day.year, day.month, day.day] if day else None,
        "author": next((line for line in letter.sender), ""),
        "subject": letter.subject,
        "sender": letter.sender,
        "recipient": letter.recipient,
        "date_line": letter.date_line,
        "greeting": letter.greeting,
        "paragraphs": [{"text": text.removeprefix(BULLET), "item": text.startswith(BULLET)}
                       for text in letter.paragraphs],
        "closing": letter.closing,
        "signature": letter.signature,
        "enclosures": letter.enclosures,
        "enclosures_label": letter.enclosures_label,
    }


def _moment(day: date | None) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC) if day else datetime(2000, 1, 1, tzinfo=UTC)
