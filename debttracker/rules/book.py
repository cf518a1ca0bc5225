"""The rules that count for one case: those of its jurisdictions, numbered, with the pack each came from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from debttracker.rules.pack import Pack, Rule


def wanted(code: str, jurisdictions: frozenset[str]) -> bool:
    """Whether a rule of ``code`` counts: a case in "US-MA" is also in "US", not the other way round."""
    return any(code == chosen or chosen.startswith(code + "-") for chosen in jurisdictions)


@dataclass(frozen=True)
class Book:
    """Rules in a fixed order; a rule's number is its bit in every mask."""

    rules: tuple[Rule, ...]
    packs: tuple[Pack, ...]
    pack_of: dict[str, Pack] = field(repr=False)

    @classmethod
    def of(cls, packs: Iterable[Pack], jurisdictions: frozenset[str]) -> Book:
        """The rules of ``packs`` that count in ``jurisdictions``; notes are for reading and left out."""
        kept = [(rule, pack) for pack in packs for rule in pack.rules
                if rule.kind != "note" and wanted(rule.jurisdiction, jurisdictions)]
        return cls(tuple(rule for rule, _ in kept), tuple(packs), {rule.id: pack for rule, pack in kept})

    def bits(self, *kinds: str) -> int:
        """The mask of all rules of these kinds."""
        return sum(1 << number for number, rule in enumerate(self.rules) if rule.kind in kinds)

    def of_kind(self, kind: str) -> list[tuple[int, Rule]]:
        """The rules of one kind with their numbers."""
        return [(number, rule) for number, rule in enumerate(self.rules) if rule.kind == kind]
