"""Days on which a rule allows no contact at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from debttracker.basics.languages import N_
from debttracker.rules.buckets import by_firm_and_day
from debttracker.rules.facts import ContactFact
from debttracker.rules.finding import Finding, Strength
from debttracker.rules.hit import OneDay
from debttracker.rules.pack import Rule
from debttracker.rules.params import Dates
from debttracker.rules.report import finding_of, iso_day, times_text, who
from debttracker.rules.scene import Scene
from debttracker.rules.sentence import Sentence


def find(scene: Scene, numbered: list[tuple[int, Rule]]) -> Iterator[DateHit]:
    """All hits: one per firm and day."""
    for number, rule in numbered:
        assert isinstance(rule.params, Dates)
        for first, last in rule.params.periods:
            rows = [row for row in scene.rows_between(scene.groups_for(number), first, last) if rule.in_force(row.day)
                    and not scene.applying.lifted_on(rule, row.traits, row.day, row.minute)]
            for day, of_day in by_firm_and_day(rows):
                yield DateHit(rule, scene, day, of_day)


@dataclass(slots=True)
class DateHit(OneDay):
    """Contacts of one firm on a closed day."""

    rule: Rule
    scene: Scene
    day: int
    rows: tuple[ContactFact, ...]

    def contacts(self) -> tuple[ContactFact, ...]:
        """The contacts of that day."""
        return self.rows

    def finding(self) -> Finding:
        """The finding."""
        applying = self.scene.applying
        explanation = Sentence(
            N_("{day}, {firm}: {count} contacts ({times}). On that day the rule allows no contact."),
            {"day": iso_day(self.day), "firm": who(applying, self.rows), "count": len(self.rows),
             "times": times_text(self.rows)})
        return finding_of(applying, self.rule, self.rows, explanation, first_day=self.day, last_day=self.day, limit=0,
                          strength=Strength.HARD)
