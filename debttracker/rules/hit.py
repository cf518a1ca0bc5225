"""A hit: what the check decided, in the smallest form. It becomes a :class:`Finding` when somebody looks at it."""

from __future__ import annotations

from typing import Protocol

from debttracker.rules.facts import ContactFact
from debttracker.rules.finding import Finding
from debttracker.rules.hours import Cell
from debttracker.rules.pack import Rule


class Hit(Protocol):
    """One possible breach. ``day`` is the day number by which it is filed."""

    @property
    def rule(self) -> Rule:
        """The rule."""

    @property
    def day(self) -> int:
        """The day by which it is filed: a change far from it cannot touch it."""

    def finding(self) -> Finding:
        """The finding, with its contacts, conditions and explanation."""


#: A contact and the rules it touches by itself, each with the state that says how firmly.
Mark = tuple[ContactFact, Cell]
