"""Contacts on paper: the row of the numbered table, and the entry with everything known about one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from debttracker.basics.formats import money_text, span_text
from debttracker.basics.labels import label
from debttracker.basics.languages import Words
from debttracker.basics.moments import Moment
from debttracker.basics.vocabulary import Reached
from debttracker.evidence.attachments import file_box
from debttracker.evidence.blocks import TableCell
from debttracker.evidence.document import ContactExhibit
from debttracker.evidence.kept import kept_briefly, kept_sentence, stamp
from debttracker.evidence.printable import one_line, printable

#: Entries with longer texts may be divided between pages.
_LONG: Final = 600
_FILES_ON_A_PAGE: Final = 6


#: The columns of the numbered table by name.
COLUMNS: Final = ("exhibit", "when", "told", "loan", "kept", "marks")
#: What was said stands in the table up to so many signs and line ends; longer texts only in the entry.
_SAID_SIGNS, _SAID_ENDS = 300, 6


class Told(NamedTuple):
    """What one line of the table tells: what happened, with whom, and what was said. All printable."""

    what: str
    who: str
    said: str = ""


#: A cell of the numbered table before its text is broken into lines.
RowCell = TableCell | Told


def table_header(speak: Words) -> list[str | Told]:
    """Column titles of the numbered table, one for each of :data:`COLUMNS`."""
    return [speak("Exhibit"), speak("Date and time"), Told(speak("What"), speak("Who")), speak("Loan"), speak("How kept"),
            speak("May breach")]


@dataclass(frozen=True, slots=True)
class Known:
    """What need not be said with each contact: the zone in which times stand unless they say otherwise (with its
    offset), the short names of loans, and whether any contact at all concerns a loan or may breach something."""

    zone: str = ""
    loans: Mapping[str, str] = field(default_factory=dict)
    with_loans: bool = True
    with_marks: bool = True

    @classmethod
    def of(cls, stated: Moment, loans: Sequence[str], *, with_loans: bool = True, with_marks: bool = True) -> Known:
        """The zone of the stated moment; loans in the order of their section. Loans of one name have no short one."""
        counts = Counter(loans)
        marks = {name: loan_mark(place) for place, name in enumerate(loans, 1) if counts[name] == 1}
        return cls(_zone(stated), marks, with_loans, with_marks)


def loan_mark(place: int) -> str:
    """The short name of the loan in that place (from 1)."""
    return f"L{place}"


def table_row(contact: ContactExhibit, marks: str, known: Known, speak: Words) -> list[RowCell]:
    """One line of the numbered table; a time in another zone than the document's names its own."""
    zone = _zone(contact.moment)
    when = stamp(contact.moment) if zone == known.zone else one_line(f"{stamp(contact.moment)} {zone}")
    what = " · ".join(filter(None, (_how(contact, speak), *_ended(contact, speak))))
    who = " · ".join(filter(None, (contact.party, contact.handle)))
    return [contact.number, when, Told(one_line(what), one_line(who), _said(contact)),
            one_line(known.loans.get(contact.loan, contact.loan)), one_line(kept_briefly(contact, speak)), marks]


def has_more_to_tell(contact: ContactExhibit) -> bool:
    """Whether there is anything about ``contact`` that its line in the table does not say."""
    return bool(contact.note or contact.behaviours or contact.details or contact.attachments or contact.demanded
                or contact.kept.edits or (contact.text and not _said(contact)) or _other_reached(contact))


def _said(contact: ContactExhibit) -> str:
    """The text, unless it is too long for the table; lines without anything on them left out."""
    if len(contact.text) > _SAID_SIGNS or contact.text.count("\n") > _SAID_ENDS:
        return ""
    text = printable(contact.text)
    return "\n".join(line for line in text.split("\n") if line.strip()) if "\n" in text else text


def entry(contact: ContactExhibit, marks: str, known: Known, speak: Words) -> dict[str, Any]:
    """Everything known about one contact, as the template reads it."""
    head = [_how(contact, speak), *_ended(contact, speak)]
    text = printable(contact.text)
    lines = _lines(contact, speak)
    zone = _zone(contact.moment)
    plain = contact.kept.source is not None and not contact.kept.edits
    return {
        "id": contact.number, "when": stamp(contact.moment), "zone": "" if zone == known.zone else zone,
        "head": " · ".join(part for part in head if part), "who": _who(contact, known, speak),
        "marks": marks, "target": False, "marked": speak("may breach"), "text": text, "lines": lines,
        "files": [file_box(file, speak) for file in contact.attachments],
        "kept": "" if plain else printable(kept_sentence(contact, speak)),
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


def _zone(moment: Moment) -> str:
    """The zone with its offset on that day, so that summer time is not left to guess."""
    return f"{moment.zone_name} {moment.local().isoformat(timespec='minutes')[16:]}"


def _other_reached(contact: ContactExhibit) -> bool:
    return contact.reached not in ("", Reached.UNKNOWN.value, Reached.BORROWER.value)


def _who(contact: ContactExhibit, known: Known, speak: Words) -> str:
    """Party, number, loan, and whoever was reached if it was not the borrower; roles stand in the summary."""
    reached = ""
    if _other_reached(contact):
        person = label("reached", contact.reached, speak)
        if contact.reached_name:
            person = speak("{name} ({role})", name=contact.reached_name, role=person)
        reached = speak("reached: {person}", person=person)
    loan = known.loans.get(contact.loan, contact.loan)
    return " · ".join(one_line(part) for part in (contact.party, contact.handle, loan, reached) if part)


def _lines(contact: ContactExhibit, speak: Words) -> list[tuple[str, str]]:
    between = "、" if speak.is_chinese else "; "
    rows = [(speak("Amount demanded"), money_text(contact.demanded) if contact.demanded else ""),
            (speak("Ticked by the borrower"),
             between.join(label("behaviour", one, speak) for one in contact.behaviours)),
            *contact.details,
            (speak("Borrower's note"), contact.note)]
    return [(speak("{label}:", label=one_line(name)), printable(value)) for name, value in rows if value]
