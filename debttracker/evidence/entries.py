"""Contacts on paper: the row of the numbered table, and the entry with everything known about one."""

from __future__ import annotations

from typing import Any, Final

from debttracker.basics.formats import money_text, span_text
from debttracker.basics.labels import label
from debttracker.basics.languages import Words
from debttracker.basics.vocabulary import Reached
from debttracker.evidence.attachments import file_box
from debttracker.evidence.blocks import TableCell
from debttracker.evidence.document import ContactExhibit
from debttracker.evidence.kept import kept_sentence, stamp
from debttracker.evidence.printable import one_line, printable

#: Entries with longer texts may be divided between pages.
_LONG: Final = 600
_FILES_ON_A_PAGE: Final = 6


def table_header(speak: Words) -> list[str]:
    """Column titles of the numbered table."""
    return [speak("Exhibit"), speak("Date and time"), speak("How"), speak("Outcome"),
            speak("Who"), speak("Number or address"), speak("May breach")]


#: Fixed shares, so that the columns of one month stand under those of the month before.
TABLE_WIDTHS: Final = (50, 78, 86, 76, 76, 86, 40)
TABLE_ALIGN: Final = "lllllll"


def table_row(contact: ContactExhibit, marks: str, speak: Words) -> list[TableCell]:
    """One line of the numbered table."""
    return [contact.number, stamp(contact.moment), _how(contact, speak),
            " ".join(filter(None, _ended(contact, speak))), contact.party, contact.handle, marks]


def entry(contact: ContactExhibit, marks: str, speak: Words) -> dict[str, Any]:
    """Everything known about one contact, as the template reads it."""
    head = [_how(contact, speak), *_ended(contact, speak)]
    text = printable(contact.text)
    lines = _lines(contact, speak)
    return {
        "id": contact.number, "when": stamp(contact.moment), "zone": _zone(contact),
        "head": " · ".join(part for part in head if part), "who": _who(contact, speak),
        "marks": marks, "target": False, "marked": speak("May breach:"), "text": text, "lines": lines,
        "files": [file_box(file, speak) for file in contact.attachments],
        "kept": printable(kept_sentence(contact, speak)),
        "long": len(text) + sum(len(value) for _, value in lines) > _LONG
        or text.count("\n") > _LONG // 40 or len(contact.attachments) > _FILES_ON_A_PAGE,
    }


def _how(contact: ContactExhibit, speak: Words) -> str:
    if not contact.channel:
        return ""
    channel = label("channel", contact.channel, speak)
    if contact.direction in ("in", "out"):
        return speak("{channel}, {direction}", channel=channel, direction=_direction(contact, speak))
    return channel


def _direction(contact: ContactExhibit, speak: Words) -> str:
    return speak.context("direction", "in") if contact.direction == "in" else speak.context("direction", "out")


def _ended(contact: ContactExhibit, speak: Words) -> tuple[str, str]:
    """Outcome and length, each empty when not known."""
    outcome = label("outcome", contact.outcome, speak) if contact.outcome not in ("", "unknown") else ""
    return outcome, span_text(contact.duration) if contact.duration else ""


def _zone(contact: ContactExhibit) -> str:
    """The zone with its offset on that day, so that summer time is not left to guess."""
    offset = contact.moment.local().isoformat(timespec="minutes")[16:]
    return f"{contact.moment.zone_name} {offset}"


def _who(contact: ContactExhibit, speak: Words) -> str:
    role = label("role", contact.role, speak) if contact.role else ""
    party = speak("{name} ({role})", name=contact.party, role=role) if contact.party and role else contact.party
    reached = ""
    if contact.reached not in ("", Reached.UNKNOWN.value):
        person = (speak("the borrower") if contact.reached == Reached.BORROWER
                  else label("reached", contact.reached, speak))
        reached = speak("reached: {person}", person=person)
    loan = speak("about: {loan}", loan=contact.loan) if contact.loan else ""
    return " · ".join(one_line(part) for part in (party, contact.handle, reached, loan) if part)


def _lines(contact: ContactExhibit, speak: Words) -> list[tuple[str, str]]:
    between = "、" if speak.is_chinese else "; "
    rows = [(speak("Amount demanded"), money_text(contact.demanded) if contact.demanded else ""),
            (speak("Ticked by the borrower"),
             between.join(label("behaviour", one, speak) for one in contact.behaviours)),
            *contact.details,
            (speak("Borrower's note"), contact.note)]
    return [(speak("{label}:", label=one_line(name)), printable(value)) for name, value in rows if value]
