"""Hits: what the check decided, in the smallest form. They become findings when somebody looks at them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import compress
from typing import Protocol

from debttracker.rules.facts import ContactFact
from debttracker.rules.finding import Finding
from debttracker.rules.hours import Cell
from debttracker.rules.pack import Rule


@dataclass(slots=True)
class Marks:
    """Contacts that touch rules by themselves: ``cells[i]`` has the rules of ``rows[i]``, each with its state.

    Two lists and no pairs: a hundred thousand small objects would cost more than the check.
    """

    rows: list[ContactFact] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)

    def add(self, rows: Iterable[ContactFact], cells: Sequence[Cell]) -> None:
        """Add contacts; those whose cell is empty are left out."""
        self.rows += compress(rows, cells)
        self.cells += filter(None, cells)

    def on(self, wanted: Callable[[int], bool]) -> Marks:
        """Those on wanted days."""
        kept = [wanted(row.day) for row in self.rows]
        return Marks(list(compress(self.rows, kept)), list(compress(self.cells, kept)))


class Hits(Protocol):
    """Possible breaches of one rule that belong together, each filed by a day."""

    @property
    def rule(self) -> Rule:
        """The rule."""

    def __len__(self) -> int:
        """How many findings there are."""

    def findings(self) -> Iterator[Finding]:
        """The findings, with their contacts, conditions and explanations."""

    def on(self, wanted: Callable[[int], bool]) -> Hits | None:
        """Those filed by a wanted day: a change far from that day cannot touch them."""


class OneDay:
    """A single hit, filed by its attribute ``day``."""

    __slots__ = ()
    rule: Rule
    day: int

    def __len__(self) -> int:
        """One."""
        return 1

    def findings(self) -> Iterator[Finding]:
        """The finding."""
        yield self.finding()

    def finding(self) -> Finding:
        """The finding; each kind says how."""
        raise NotImplementedError

    def on(self, wanted: Callable[[int], bool]) -> OneDay | None:
        """Itself, if its day is wanted."""
        return self if wanted(self.day) else None
