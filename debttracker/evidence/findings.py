"""The findings on paper: one part per rule, its source and force, and each instance with the contacts it rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date
from typing import Final

from debttracker.basics.formats import count_text, day_text
from debttracker.basics.languages import N_, Words
from debttracker.evidence.blocks import (
    INSET,
    LINE,
    Block,
    Plain,
    TableCell,
    counted_table,
    exhibits,
    h1,
    p,
    plain,
    rooms,
    runs,
    table,
)
from debttracker.evidence.document import FindingInstance, FindingSheet, Strength
from debttracker.evidence.findings_volumes import FindingsPart, where
from debttracker.evidence.lines import estimated
from debttracker.evidence.printable import one_line, printable

_STRENGTH: Final = {
    Strength.HARD: N_("May breach a stated limit"), Strength.SOFT: N_("Factor, not a stated limit"),
    Strength.EDGE: N_("At the edge of what the text settles"),
}

_MEANING: Final = {
    Strength.HARD: N_("The text states a limit or a prohibition, and the record shows contacts beyond it. How much weight "
                      "the text itself has (law, standard, self-discipline) stands beside each rule."),
    Strength.SOFT: N_("The text weighs circumstances, or must still be verified: the contacts may count, but no stated "
                      "limit was passed."),
    Strength.EDGE: N_("The count lies exactly where the text can be read either way."),
}


def findings_blocks(section: int, sheets: Sequence[FindingSheet], here: AbstractSet[str],
                    volume_of: Mapping[str, int], speak: Words,
                    apart: Mapping[int, Sequence[int]] | None = None) -> list[Block]:
    """The section of findings, numbered ``section``. ``here`` are the exhibits whose entry is in this file;
    ``volume_of`` names the volume of each exhibit when there are several, ``apart`` the volumes that hold the
    instances of a rule (by its place) in place of this file."""
    blocks = [h1(f"{section}  " + speak("Contacts that may breach rules")),
              p(speak("Each count below can be checked by hand against the numbered table. A finding says that a rule "
                      "may have been breached; whether it was is for a lawyer, a regulator or a court to decide."))]
    if not sheets:
        return [*blocks, p(speak("No contact in this document touches a rule that was checked."))]
    blocks.append(_legend(sheets, speak))
    for place, sheet in enumerate(sheets, 1):
        blocks.append(_head(f"{section}.{place}", sheet, speak))
        if apart and place in apart:
            blocks.append(p(where(sheet, apart[place], speak)))
        else:
            blocks.extend(_instances(sheet, here, volume_of, speak))
    return blocks


def part_blocks(section: int, part: FindingsPart, volume_of: Mapping[str, int], speak: Words) -> list[Block]:
    """The same section in a further file, of which ``part`` is all; questions still open stand in the first file."""
    blocks = [h1(f"{section}  " + speak("Contacts that may breach rules")),
              p(speak("Each count below can be checked by hand against the numbered table. A finding says that a rule "
                      "may have been breached; whether it was is for a lawyer, a regulator or a court to decide.")),
              _legend([one.sheet for one in part.sheets], speak)]
    for one in part.sheets:
        head = _head(f"{section}.{one.place}", replace(one.sheet, conditions=()), speak)
        if one.goes_on:
            head["title"] = speak("{title} (continued)", title=head["title"])
        blocks.append(head)
        blocks.extend(_instances(one.sheet, frozenset(), volume_of, speak))
    return blocks


def _legend(sheets: Sequence[FindingSheet], speak: Words) -> Block:
    """What the marks of strength mean, for those that occur."""
    present = {sheet.strength for sheet in sheets}
    return {"kind": "legend", "rows": [{"firm": one is Strength.HARD, "strength": speak(_STRENGTH[one]),
                                        "meaning": speak(_MEANING[one])} for one in Strength if one in present]}


def marks(section: int, sheets: Sequence[FindingSheet],
          touched: Mapping[str, Sequence[int]] | None = None) -> dict[str, list[str]]:
    """For each exhibit, the numbers of the findings that rest on it; ``touched`` has their places, if it is known."""
    if touched is not None and sheets:
        return {number: [f"{section}.{place}" for place in places] for number, places in touched.items()}
    found: dict[str, list[str]] = {}
    for place, sheet in enumerate(sheets, 1):
        for number in dict.fromkeys(one for instance in sheet.instances for one in instance.exhibits):
            found.setdefault(number, []).append(f"{section}.{place}")
    return found


def link_targets(sheets: Sequence[FindingSheet]) -> set[str]:
    """The exhibits that the tables of findings link to: the first of each run."""
    return {first for sheet in sheets for one in sheet.instances for first, _ in runs(one.exhibits)}


def _head(number: str, sheet: FindingSheet, speak: Words) -> Block:
    conditions = [printable(one) for one in sheet.conditions]
    caution = (speak("This citation is not certain; please verify it before relying on it.")
               if sheet.please_verify else "")
    firm = sheet.strength is Strength.HARD
    return {"kind": "finding", "title": f"{number}  {one_line(sheet.title)}", "firm": firm,
            "strength": speak(_STRENGTH[sheet.strength]), "citation": _citation(sheet, speak),
            "explanation": printable(sheet.explanation), "caution": caution,
            "asked": speak("Still to be answered:") if conditions else "", "conditions": conditions}


def _citation(sheet: FindingSheet, speak: Words) -> str:
    parts = [sheet.citation, sheet.force, in_force(sheet.in_force_from, sheet.in_force_to, speak)]
    return " · ".join(one_line(part) for part in parts if part)


def in_force(first: date | None, last: date | None, speak: Words) -> str:
    """The dates between which a rule was in force, in words; empty when neither is known."""
    if first and last:
        return speak("in force from {first} to {last}", first=day_text(first, speak), last=day_text(last, speak))
    if first:
        return speak("in force since {first}", first=day_text(first, speak))
    return speak("in force until {last}", last=day_text(last, speak)) if last else ""


def _instances(sheet: FindingSheet, here: AbstractSet[str], volume_of: Mapping[str, int], speak: Words) -> list[Block]:
    """The instances as a table: as short as they can be checked by hand."""
    def linked(one: FindingInstance) -> TableCell:
        return _exhibits(one, here, volume_of, speak)

    if not any(one.exhibits for one in sheet.instances):
        return [table([speak("Date"), speak("What was found")], [[_days(one), one.counting] for one in sheet.instances],
                      (0, 1), "ll")]
    if all(len(one.exhibits) == 1 and one.limit == 0 and one.counting for one in sheet.instances):
        return [_of_single_exhibits([[linked(one), one_line(one.counting)] for one in sheet.instances], speak)]
    rows: list[list[TableCell]] = []
    counted = any(one.count is not None for one in sheet.instances)
    for one in sheet.instances:
        figures = ["" if value is None else count_text(value) for value in (one.count, one.limit)]
        rows.append([_days(one), one.who, *(figures if counted else ()), linked(one)])
    header = [speak("Date"), speak("Who"), *((speak("Count"), speak("Limit")) if counted else ()), speak("Exhibits")]
    widths = (0, 2, 0, 0, 6) if counted else (0, 2, 6)
    return [table(header, rows, widths, "llrrl" if counted else "lll")]


def _of_single_exhibits(rows: Sequence[Sequence[TableCell]], speak: Words) -> Block:
    """The table of instances that rest on one exhibit each, of which a large case has thousands."""
    longest = max((plain(row[0]) for row in rows), key=len)
    number = estimated(longest, speak) + INSET + 1
    widths = (number, LINE - number)
    columns = [Plain(room, speak, alike) for room, alike in zip(rooms(widths), (len(longest), 0), strict=True)]
    return counted_table([speak("Exhibit"), speak("What was found")], rows, widths, columns)


def _exhibits(one: FindingInstance, here: AbstractSet[str], volume_of: Mapping[str, int], speak: Words) -> TableCell:
    """The exhibits an instance rests on; with several, the sentence of the counting stands under them."""
    cell = exhibits(one.exhibits, here)
    if isinstance(cell, dict):
        for part in cell["list"]:
            if part["id"] in volume_of:
                part["text"] += " " + speak("(vol. {n})", n=volume_of[part["id"]])
        if len(one.exhibits) != 1 or one.limit:
            cell["note"] = printable(one.counting)
    return cell


def _days(one: FindingInstance) -> str:
    first = one.first_day.isoformat()
    return first if one.first_day == one.last_day else f"{first} – {one.last_day.isoformat()}"
