"""Which contacts touch which rules, without making findings: what a list, a filter or a chart wants to know.

A contact's rules stand in one whole number: three bits per rule, for hard, edge and soft. A case has few distinct
numbers, however many contacts it has, so each is spelled out once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Final

from debttracker.rules.facts import ContactFact
from debttracker.rules.finding import Strength
from debttracker.rules.hit import Hits, Marks
from debttracker.rules.hours import Cell
from debttracker.rules.pack import Rule
from debttracker.rules.params import State
from debttracker.rules.report import strength_of

#: From the firmest to the weakest; a contact that touches a rule in several ways shows the firmest.
STRENGTHS: Final = (Strength.HARD, Strength.EDGE, Strength.SOFT)
_WIDTH: Final = len(STRENGTHS)
_id = attrgetter("id")


def firmest(strengths: Iterable[Strength]) -> Strength:
    """The firmest of some strengths (at least one)."""
    return min(strengths, key=STRENGTHS.index)


def mark_strength(rule: Rule, state: State, precision: str) -> Strength:
    """How firmly a contact touches a rule by itself: hours known only roughly, or read on another zone's clock, are
    a factor."""
    if state is State.EDGE:
        return strength_of(rule, Strength.EDGE)
    if state is State.OTHER_ZONE or (rule.kind == "quiet_hours" and precision == "about"):
        return Strength.SOFT
    return strength_of(rule)


@dataclass(slots=True)
class Touched:
    """``masks[contact id]`` are the rules a contact touches; contacts that touch none are left out."""

    rules: tuple[Rule, ...]
    masks: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    _bits: dict[str, int] = field(default_factory=dict)
    _said: dict[int, Mapping[str, Strength]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._bits = {rule.id: number * _WIDTH for number, rule in enumerate(self.rules)}

    def add_marks(self, marks: Marks) -> None:
        """Add the contacts that touch rules by themselves."""
        known: dict[tuple[int, bool], int] = {}
        masks = self.masks
        for row, cell in zip(marks.rows, marks.cells, strict=True):
            key = (id(cell), row.traits.precision == "about")
            mask = known.get(key)
            if mask is None:
                mask = known[key] = self._mask_of(cell, row.traits.precision)
            masks[row.id] |= mask

    def add_hits(self, hits: Hits) -> None:
        """Add the contacts of counts, requests and so on."""
        for rows, strength in hits.touched():
            self._add(hits.rule, rows, strength)

    def of(self, contact_id: int) -> Mapping[str, Strength]:
        """The rules that a contact touches, each with the firmest way it does."""
        return self.said(self.masks.get(contact_id, 0))

    def said(self, mask: int) -> Mapping[str, Strength]:
        """A mask in words."""
        found = self._said.get(mask)
        if found is None:
            found = self._said[mask] = {}
            for rule in self.rules:
                bits = mask >> self._bits[rule.id] & (1 << _WIDTH) - 1
                if bits:
                    found[rule.id] = STRENGTHS[(bits & -bits).bit_length() - 1]
        return found

    def mask_of(self, rule: str, *strengths: Strength) -> int:
        """The bits that tell of one rule: of these strengths, or of any. No bits for a rule that did not count."""
        place = self._bits.get(rule)
        if place is None:
            return 0
        return sum(1 << place + STRENGTHS.index(one) for one in strengths or STRENGTHS)

    def as_dict(self) -> dict[int, Mapping[str, Strength]]:
        """All of it, by contact id."""
        return {contact: self.said(mask) for contact, mask in self.masks.items()}

    def _mask_of(self, cell: Cell, precision: str) -> int:
        mask = 0
        for rule, state in cell:
            mask |= self._bit(rule, mark_strength(rule, state, precision))
        return mask

    def _add(self, rule: Rule, rows: Iterable[ContactFact], strength: Strength) -> None:
        bit, masks = self._bit(rule, strength_of(rule, strength)), self.masks
        for id in map(_id, rows):
            masks[id] |= bit

    def _bit(self, rule: Rule, strength: Strength) -> int:
        return 1 << self._bits[rule.id] + STRENGTHS.index(strength)
