"""Deadlines and promises on paper: until when, what, who, counted from which day by which article."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date

from debttracker.basics.formats import day_text
from debttracker.basics.languages import Words
from debttracker.basics.moments import day_of
from debttracker.case.connection import Connection
from debttracker.derived.clocks import case_clocks, clock_line, kind_text
from debttracker.derived.findings import CaseCheck
from debttracker.evidence.blocks import Block, TableCell, exhibits, h1, p, runs, table
from debttracker.evidence.document import Audience, ClockSheet, EvidenceChoices, Hidden
from debttracker.evidence.redaction import Redactor
from debttracker.rules.deadlines import ClockKind

_CONTACT = "C-{:06d}"
#: What a regulator or court has no use for: the borrower's own times to act and to save things.
_PRIVATE = (ClockKind.CLAIM, ClockKind.EVIDENCE)


def clock_sheets(connection: Connection, done: CaseCheck, inside: AbstractSet[int] | None, choices: EvidenceChoices,
                 speak: Words) -> tuple[ClockSheet, ...]:
    """The clocks at the stated moment that rest on contacts ``inside`` (None: on any), as the audience needs them."""
    names = {int(id): str(name) for id, name in connection.execute("SELECT id, name FROM party")}
    promised = {int(id): str(words) for id, words in connection.execute(
        "SELECT id, promise FROM contact WHERE promise_day IS NOT NULL AND hidden = 0")}
    found = []
    for clock in case_clocks(connection, done, choices.stated.local_day):
        if (inside is not None and not inside >= set(clock.contacts)) or (
                choices.audience is not Audience.LAWYER and clock.kind in _PRIVATE):
            continue
        line = clock_line(clock, names, speak)
        promise = clock.kind is ClockKind.PROMISE
        found.append(ClockSheet(
            day_of(clock.last_day), kind_text(clock.kind, speak), "" if promise else line.title,
            tuple(_CONTACT.format(id) for id in clock.contacts), line.who, line.detail,
            promised.get(clock.contacts[0], "") if promise and clock.contacts else ""))
    return tuple(found)


def without_hidden(sheets: Sequence[ClockSheet], redactor: Redactor, *, with_text: bool) -> tuple[ClockSheet, ...]:
    """The same without names, words and phrases that the borrower left out."""
    shown = []
    for one in sheets:
        silent = not with_text or any(redactor.hides(hides, number) for number in one.exhibits
                                      for hides in (Hidden.TEXT, Hidden.CONTACT))
        nameless = redactor.parties_hidden or any(redactor.hides(Hidden.CONTACT, number) for number in one.exhibits)
        shown.append(replace(
            one, who=redactor.mark if nameless and one.who else redactor.phrase_free(one.who),
            words=redactor.mark if silent and one.words else redactor.phrase_free(one.words)))
    return tuple(shown)


def clocks_blocks(section: int, sheets: Sequence[ClockSheet], stated: date, here: AbstractSet[str],
                  speak: Words) -> list[Block]:
    """The section of deadlines and promises, numbered ``section``; days left are counted from ``stated``."""
    rows: list[list[TableCell]] = [
        [one.last_day.isoformat(), _left((one.last_day - stated).days, speak), _what(one, speak), one.who, one.detail,
         exhibits(one.exhibits, here)] for one in sheets]
    header = [speak("Last day"), speak("Days left"), speak("What"), speak("Who"), speak("How it was counted"),
              speak("Exhibits")]
    return [h1(f"{section}  " + speak("Deadlines and promises"), apart=len(sheets) > 12),
            p(speak("Counted on {day}. Deadlines are aids to memory; whoever relies on one should count it anew by the "
                    "text named.", day=day_text(stated, speak))),
            table(header, rows, (0, 0, 4, 3, 4, 0), "lrllll")]


def clock_targets(sheets: Sequence[ClockSheet]) -> set[str]:
    """The exhibits that the table of clocks links to: the first of each run."""
    return {first for one in sheets for first, _ in runs(one.exhibits)}


def _what(one: ClockSheet, speak: Words) -> str:
    if not one.title:
        return _joined(one.kind, one.words, speak) if one.words else one.kind
    return _joined(one.kind, one.title, speak)


def _joined(kind: str, text: str, speak: Words) -> str:
    return f"{kind}{'：' if speak.is_chinese else ': '}{text}"


def _left(days: int, speak: Words) -> str:
    return str(days) if days >= 0 else speak("passed")
