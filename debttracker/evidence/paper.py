"""From contents to the data the page template reads: which sections stand in a file, in which order and number."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from typing import Any, Final

from debttracker.basics.formats import count_text, month_text
from debttracker.basics.languages import Words
from debttracker.evidence import front
from debttracker.evidence.attachments import stored_name
from debttracker.evidence.blocks import Block, h1, note, p, runs
from debttracker.evidence.clocks import clock_targets, clocks_blocks
from debttracker.evidence.document import AttachmentExhibit, EvidenceChoices, EvidenceContent, FindingSheet, LoanSheet
from debttracker.evidence.findings import findings_blocks, link_targets, part_blocks
from debttracker.evidence.findings_volumes import FindingsPart
from debttracker.evidence.loans import loans_blocks
from debttracker.evidence.portion import Portion
from debttracker.evidence.printable import one_line
from debttracker.evidence.record import VolumeLine, attachments_blocks, record_blocks, volumes_blocks
from debttracker.evidence.redaction import LeftOut
from debttracker.evidence.tally import Tally

TEMPLATE: Final = "evidence.typ"
#: Typst's language and region for each of ours.
_TONGUES: Final = {"en": ("en", "GB"), "zh-Hans": ("zh", "CN"), "zh-Hant": ("zh", "TW")}
#: Digits of the journal's head shown in the footer of every page.
_HEAD_DIGITS: Final = 16


@dataclass(frozen=True, slots=True)
class Whole:
    """What concerns the whole document, redactions carried out, known once every contact has passed."""

    content: EvidenceContent
    choices: EvidenceChoices
    tally: Tally
    findings: tuple[FindingSheet, ...]
    loans: tuple[LoanSheet, ...]
    left_out: tuple[LeftOut, ...]
    volumes: tuple[VolumeLine, ...] = ()
    volume_of: Mapping[str, int] = field(default_factory=dict)
    #: The volumes that hold the instances of a finding, by its place.
    apart: Mapping[int, tuple[int, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Embedded:
    """A text file to embed: its name, its content, its type and what it is."""

    path: str
    text: str
    mime: str
    description: str


def front_file(whole: Whole, portion: Portion, embedded: Sequence[Embedded], speak: Words, *,
               preview: bool = False) -> dict[str, Any]:
    """The first or only file: everything but, when there are volumes, the contacts themselves."""
    content = replace(whole.content, loans=whole.loans)
    several = bool(whole.volumes)
    number = _numbers()
    blocks = [front.cover(content, whole.choices, whole.tally, _head(content),
                          speak("1 of {n}", n=len(whole.volumes) + 1) if several else "", speak),
              {"kind": "contents", "title": speak("Contents")}]
    blocks += front.summary_blocks(next(number), content, whole.findings, whole.tally, speak)
    if whole.choices.include_charts and content.charts:
        blocks += front.charts_blocks(next(number), content.charts, speak)
    if whole.choices.include_findings:
        blocks += findings_blocks(next(number), whole.findings, portion.numbers, whole.volume_of, speak, whole.apart)
    if content.clocks:
        blocks += clocks_blocks(next(number), content.clocks, whole.choices.stated.local_day, portion.numbers, speak)
    if several:
        blocks += volumes_blocks(next(number), whole.volumes, speak, findings_apart=bool(whole.apart))
    else:
        blocks += contacts_blocks(number, portion, speak, whole.tally.contacts if preview else 0,
                                  link_targets(whole.findings) | clock_targets(content.clocks))
    blocks += loans_blocks(next(number), whole.loans, speak)
    blocks += record_blocks(next(number), content, whole.tally, whole.left_out, speak)
    papers = [(one, loan.name) for loan in whole.loans for one in loan.attachments]
    blocks += attachments_blocks(next(number), [*portion.files, *papers], whole.choices.include_originals, speak)
    return _file(whole.content, whole.choices, blocks, whole.tally, "", embedded, speak)


def volume_file(content: EvidenceContent, choices: EvidenceChoices, portion: Portion, place: int,
                embedded: Sequence[Embedded], speak: Words) -> dict[str, Any]:
    """A further file: the numbered table and the entries of its own contacts."""
    number = _numbers()
    cover = front.cover(content, choices, portion.tally, _head(content), str(place), speak)
    blocks = [cover, {"kind": "contents", "title": speak("Contents")}, *contacts_blocks(number, portion, speak, 0),
              *attachments_blocks(next(number), portion.files, choices.include_originals, speak)]
    return _file(content, choices, blocks, portion.tally, speak("Volume {n}", n=place), embedded, speak)


def findings_file(whole: Whole, part: FindingsPart, section: int, place: int, embedded: Sequence[Embedded],
                  speak: Words) -> dict[str, Any]:
    """A further file: findings of a large case, numbered as the first file's ``section`` numbers them."""
    blocks = [front.cover(whole.content, whole.choices, whole.tally, _head(whole.content), str(place), speak),
              {"kind": "contents", "title": speak("Contents")}, *part_blocks(section, part, whole.volume_of, speak)]
    return _file(whole.content, whole.choices, blocks, whole.tally, speak("Volume {n}", n=place), embedded, speak)


def contacts_blocks(number: Iterator[int], portion: Portion, speak: Words, of_all: int,
                    targets: AbstractSet[str] = frozenset()) -> list[Block]:
    """The numbered table and the entries, by month and day. ``of_all`` > 0 says that this is only a preview;
    ``targets`` are the exhibits a finding leads to."""
    section = next(number)
    blocks = [h1(f"{section}  " + speak("Numbered table of contacts")),
              p(speak("In order of time; times are local ({zone}) unless they name another zone. What was said stands "
                      "under each contact, unless it is very long. Contacts of which there is more to tell have an "
                      "entry of the same number in the next part.", zone=portion.known.zone)),
              note(speak("“How kept” says whether the contact was written down by hand, and how soon after, or read "
                         "from a file, by its number in “Imported files” and the entry's place in it."))]
    if portion.known.loans and not portion.known.with_loans:
        blocks.append(note(speak("None of the contacts in this document is tied to a loan, so there is no column for loans.")))
    if of_all > len(portion.rows):
        blocks.append(note(speak("The preview shows the first {n} of {all} contacts.", n=count_text(len(portion.rows)),
                                 all=count_text(of_all))))
    if not portion.rows:
        blocks.append(p(speak("There are no contacts.")))
    for month, rows in groupby(portion.linked(targets), key=lambda row: row.day.replace(day=1)):
        some = list(rows)
        blocks += [_month(month, [row.number for row in some], speak),
                   portion.columns(speak).table([row.cells for row in some], speak)]
    return blocks + _entries(next(number), portion, speak)


def as_json(file: Mapping[str, Any]) -> str:
    """The data of one file as the template reads it."""
    return json.dumps(file, ensure_ascii=False, separators=(",", ":"))


def original_file(file: AttachmentExhibit, speak: Words) -> dict[str, str]:
    """How the template is told to embed an original, stored in the job's folder under the same name."""
    name = stored_name(file)
    return {"path": name, "stored": name, "mime": file.mime or "application/octet-stream",
            "description": speak("Original of attachment {number}", number=file.number)}


def _entries(section: int, portion: Portion, speak: Words) -> list[Block]:
    blocks = [h1(f"{section}  " + speak("Contacts in detail")),
              p(speak("Entries that say nothing of how they were kept were read from the file named in the numbered "
                      "table and never changed since."))]
    telling = [row for row in portion.rows if row.entry is not None]
    if not telling:
        blocks.append(p(speak("The numbered table says all that is known of these contacts.")))
    for month, rows in groupby(telling, key=lambda row: row.day.replace(day=1)):
        some = list(rows)
        blocks.append(_month(month, [row.number for row in some], speak))
        blocks.append({"kind": "entries", "rows": [row.entry for row in some]})
    return blocks


def _month(month: date, numbers: list[str], speak: Words) -> Block:
    """A month's heading with its exhibits; it stands at the head of each of its pages, but not in the contents."""
    spans = runs(sorted(numbers))
    shown = ", ".join(a if a == b else f"{a} – {b}" for a, b in spans[:2]) + (" …" if len(spans) > 2 else "")
    return {"kind": "month", "text": month_text(month, speak),
            "more": speak.plural("{n} contact", "{n} contacts", len(numbers)), "exhibits": shown}


def _file(content: EvidenceContent, choices: EvidenceChoices, blocks: list[Block], tally: Tally, volume: str,
          embedded: Sequence[Embedded], speak: Words) -> dict[str, Any]:
    language, region = _TONGUES[choices.language]
    name = one_line(content.case_name)
    heading = f"{name} · {front.title(speak)}" if name else front.title(speak)
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=choices.stated.utc_ms)
    shown = " · ".join(part for part in (volume, tally.range) if part)
    return {
        "title": f"{heading} · {volume}" if volume else heading, "author": one_line(content.borrower),
        "subject": front.period(choices, tally, speak), "lang": language, "region": region,
        "date": [moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second],
        "header": heading, "exhibits": shown,
        "footer": speak("Journal head {head}", head=_head(content)),
        "files": [{"path": one.path, "text": one.text, "mime": one.mime, "description": one.description}
                  for one in embedded],
        "originals": [], "blocks": blocks,
    }


def _head(content: EvidenceContent) -> str:
    """The beginning of the journal's head in groups of four."""
    digits = content.journal.head[:_HEAD_DIGITS]
    return " ".join(digits[at:at + 4] for at in range(0, len(digits), 4)) + ("…" if digits else "–")


def _numbers() -> Iterator[int]:
    number = 0
    while True:
        number += 1
        yield number
