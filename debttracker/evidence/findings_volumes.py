"""Findings in files of their own: in a large case thousands of instances would make the first file hard to read,
slow to set and without bound in memory. There the first file says of each such rule what it is, how often it was
touched and in which volume each instance stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from debttracker.basics.formats import count_text
from debttracker.basics.languages import Words
from debttracker.evidence.document import FindingInstance, FindingSheet
from debttracker.evidence.record import VolumeLine

#: Up to this many instances stay in the first file: some fifteen pages. Of more, rules with few keep theirs there.
IN_FRONT: Final = 600
FEW: Final = 40
#: What one file may hold, in instances of one exhibit and one line of text; it takes the memory of a volume of contacts.
CAPACITY: Final = 3000
#: An instance's further exhibits, and so many characters of its text, weigh as much as this part of an instance.
_EXHIBIT_WEIGHT, _TEXT_WEIGHT = 0.2, 200


@dataclass(frozen=True, slots=True)
class NumberedSheet:
    """One rule with some of its instances; ``place`` is its number in the section, from 1. ``goes_on`` says that
    an earlier volume began it."""

    place: int
    sheet: FindingSheet
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class FindingsPart:
    """The findings of one further file, in order."""

    sheets: tuple[NumberedSheet, ...]

    def line(self, section: int, speak: Words) -> VolumeLine:
        """How the first file lists it: the numbers of its rules in place of exhibits."""
        first, last = (f"{section}.{self.sheets[end].place}" for end in (0, -1))
        days = [day for one in self.sheets for each in one.sheet.instances for day in (each.first_day, each.last_day)]
        return VolumeLine("", speak("Findings {numbers}", numbers=first if first == last else f"{first} – {last}"),
                          f"{min(days).isoformat()} – {max(days).isoformat()}", 0, 0, "")


def parts(sheets: Sequence[FindingSheet], most: int = IN_FRONT, capacity: int = CAPACITY) -> tuple[FindingsPart, ...]:
    """The long ones of ``sheets`` cut into parts of equal size, each no larger than ``capacity``; none when all the
    instances are no more than ``most`` and can stand in the first file."""
    if sum(len(sheet.instances) for sheet in sheets) <= most:
        return ()
    long = [(place, sheet) for place, sheet in enumerate(sheets, 1) if len(sheet.instances) > FEW]
    whole = sum(_weight(one) for _, sheet in long for one in sheet.instances)
    share = whole / -(-whole // capacity) if whole else 0
    return tuple(FindingsPart(tuple(part)) for part in _cut(long, share))


def volumes_of(found: Sequence[FindingsPart], first: int) -> dict[int, tuple[int, ...]]:
    """The volumes each rule (by its place) stands in, when the parts are volumes from ``first`` on."""
    places: dict[int, tuple[int, ...]] = {}
    for volume, part in enumerate(found, first):
        for one in part.sheets:
            places[one.place] = (*places.get(one.place, ()), volume)
    return places


def where(sheet: FindingSheet, volumes: Sequence[int], speak: Words) -> str:
    """The sentence that stands in the first file instead of the instances."""
    numbers = str(volumes[0]) if len(volumes) == 1 else f"{volumes[0]}–{volumes[-1]}"
    return speak.plural("It was found {times} time; that stands in volume {numbers}.",
                        "It was found {times} times; each stands in volume {numbers}.", len(sheet.instances),
                        times=count_text(len(sheet.instances)), numbers=numbers)


def _cut(sheets: Sequence[tuple[int, FindingSheet]], share: float) -> Iterator[list[NumberedSheet]]:
    part: list[NumberedSheet] = []
    room = share
    for place, sheet in sheets:
        begun = 0
        for index, one in enumerate(sheet.instances):
            if room <= 0:
                yield _with(part, place, sheet, begun, index)
                part, room, begun = [], share, index
            room -= _weight(one)
        part = _with(part, place, sheet, begun, len(sheet.instances))
    if part:
        yield part


def _with(part: list[NumberedSheet], place: int, sheet: FindingSheet, begun: int, end: int) -> list[NumberedSheet]:
    if begun == end:
        return part
    return [*part, NumberedSheet(place, replace(sheet, instances=sheet.instances[begun:end]), begun > 0)]


def _weight(one: FindingInstance) -> float:
    return 1 + len(one.counting) / _TEXT_WEIGHT + max(len(one.exhibits) - 1, 0) * _EXHIBIT_WEIGHT
