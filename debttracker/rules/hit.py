"""Hits: what the check decided, in the smallest form. They become findings when somebody looks at them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import compress
from typing import ClassVar, NamedTuple, Protocol

from debttracker.rules.facts import ContactFact
from debttracker.rules.finding import Finding, Strength
from debttracker.rules.hours import Cell
from debttracker.rules.pack import Rule
from debttracker.rules.report import one_or_none


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


class Ending(NamedTuple):
    """What a clock asks of a finding: its last day, its firm (None: unknown, or several), and how to make it."""

    last_day: int
    party_id: int | None
    make: Callable[[], Finding]


class Hits(Protocol):
    """Possible breaches of one rule that belong together, each filed by a day."""

    @property
    def rule(self) -> Rule:
        """The rule."""

    def __len__(self) -> int:
        """How many findings there are."""

    def findings(self) -> Iterator[Finding]:
        """The findings, with their contacts, conditions and explanations."""

    def touched(self) -> Iterator[tuple[Iterable[ContactFact], Strength]]:
        """The contacts that the findings rest on, with the strength the text gives them, without making findings."""

    def endings(self) -> Iterator[Ending]:
        """Each finding's last day and firm, without making it."""

    def newest(self, most: int) -> Hits:
        """The part of these hits that has the newest ``most`` findings."""


class OneDay:
    """A single hit, filed by its attribute ``day``. ``strength`` is what it has at most."""

    __slots__ = ()
    rule: Rule
    day: int
    strength: ClassVar[Strength] = Strength.HARD

    def __len__(self) -> int:
        """One."""
        return 1

    def findings(self) -> Iterator[Finding]:
        """The finding."""
        yield self.finding()

    def finding(self) -> Finding:
        """The finding; each kind says how."""
        raise NotImplementedError

    def touched(self) -> Iterator[tuple[Iterable[ContactFact], Strength]]:
        """Its contacts."""
        yield self.contacts(), self.strength

    def contacts(self) -> Iterable[ContactFact]:
        """The contacts it rests on; each kind says which."""
        raise NotImplementedError

    def endings(self) -> Iterator[Ending]:
        """The finding's own day and the firm of its contacts; a kind that rests on something else says so itself."""
        yield Ending(self.day, one_or_none(row.traits.party_id for row in self.contacts()), self.finding)

    def newest(self, most: int) -> OneDay:  # noqa: ARG002 - one signature for all hits
        """Itself."""
        return self
