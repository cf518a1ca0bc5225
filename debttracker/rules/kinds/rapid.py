"""Contacts in quick succession: never a limit in a text, but a factor that may count."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

from debttracker.basics.languages import N_
from debttracker.rules.buckets import Base, Places, caller_of, lots_of
from debttracker.rules.facts import ContactFact
from debttracker.rules.finding import Finding, Strength
from debttracker.rules.hit import OneDay
from debttracker.rules.pack import Rule
from debttracker.rules.params import Rapid
from debttracker.rules.report import finding_of, iso_day, times_text, who
from debttracker.rules.scene import Scene, in_time
from debttracker.rules.sentence import Sentence


def find(scene: Scene, numbered: list[tuple[int, Rule]]) -> Iterator[RapidHit]:
    """All hits: one per count key and day."""
    for number, rule in numbered:
        assert isinstance(rule.params, Rapid)
        by_key: dict[tuple[Base, object], list[ContactFact]] = {}
        places = Places(scene, rule.params.per)
        for lot in lots_of(scene.groups_for(number)):
            known = lot.caller[0] is not None
            rows = lot.group.rows if known else [row for row in lot.group.rows if caller_of(row) == lot.caller]
            base, debts, _ = places[lot]
            for debt in debts or {None}:
                by_key.setdefault((base, debt), []).extend(rows)
        for rows in by_key.values():
            yield from _close_together(scene, rule, rule.params.minutes * 60_000, rows)


def _close_together(scene: Scene, rule: Rule, most: int, rows: list[ContactFact]) -> Iterator[RapidHit]:
    rows.sort(key=in_time)
    days: dict[int, dict[int, ContactFact]] = {}
    for one, two in pairwise(rows):
        if two.at_ms - one.at_ms <= most and one.day == two.day and rule.in_force(one.day):
            days.setdefault(one.day, {}).update({one.id: one, two.id: two})
    for day, close in days.items():
        yield RapidHit(rule, scene, day, tuple(close.values()))


@dataclass(slots=True)
class RapidHit(OneDay):
    """Contacts of one day that followed one another closely."""

    rule: Rule
    scene: Scene
    day: int
    rows: tuple[ContactFact, ...]
    strength: ClassVar[Strength] = Strength.SOFT

    def contacts(self) -> tuple[ContactFact, ...]:
        """The contacts close together."""
        return self.rows

    def finding(self) -> Finding:
        """The finding; never more than a factor."""
        assert isinstance(self.rule.params, Rapid)
        applying = self.scene.applying
        explanation = Sentence(
            N_("{day}, {firm}: {count} contacts ({times}), each within {minutes} minutes of another."),
            {"day": iso_day(self.day), "firm": who(applying, self.rows), "count": len(self.rows),
             "times": times_text(self.rows), "minutes": self.rule.params.minutes})
        return finding_of(applying, self.rule, self.rows, explanation, first_day=self.day, last_day=self.day, limit=1,
                          strength=Strength.SOFT)
