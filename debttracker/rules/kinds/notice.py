"""Something that had to come from a firm and of which nothing is logged: a hint, for it may simply not be logged."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from debttracker.basics.languages import N_
from debttracker.rules.facts import ContactFact
from debttracker.rules.finding import Finding, Question, Strength
from debttracker.rules.hit import OneDay
from debttracker.rules.pack import Rule
from debttracker.rules.params import Notice
from debttracker.rules.report import finding_of, iso_day, who
from debttracker.rules.scene import Scene
from debttracker.rules.sentence import Sentence


def find(scene: Scene, numbered: list[tuple[int, Rule]]) -> Iterator[NoticeHit]:
    """All hits: one per firm whose first contact is long enough ago."""
    today = scene.facts.today
    for number, rule in numbered:
        params = rule.params
        assert isinstance(params, Notice)
        first_days: dict[int, int] = {}
        for group in scene.groups_for(number):
            party = group.traits.party_id
            if party is not None and group.days:
                first_days[party] = min(first_days.get(party, group.days[0]), group.days[0])
        for party, day in first_days.items():
            if today is None or today < day + params.hint_days or not rule.in_force(day):
                continue
            if not _logged(scene, params, party):
                groups = [group for group in scene.groups_for(number) if group.traits.party_id == party]
                yield NoticeHit(rule, scene, day, scene.rows_between(groups, day, day)[0])


def _logged(scene: Scene, params: Notice, party: int) -> bool:
    return any(request.party_id in (None, party) for kind in params.requests
               for request in scene.applying.requests.get(kind, ()))


@dataclass(slots=True)
class NoticeHit(OneDay):
    """A firm that made contact, and no notice of it in the record."""

    rule: Rule
    scene: Scene
    day: int
    row: ContactFact
    strength: ClassVar[Strength] = Strength.SOFT

    def contacts(self) -> tuple[ContactFact, ...]:
        """The firm's first contact."""
        return (self.row,)

    def finding(self) -> Finding:
        """The finding; never more than a hint."""
        applying = self.scene.applying
        firm = who(applying, [self.row])
        explanation = Sentence(
            N_("{firm} first made contact on {day}. The record shows no notice with the details of the debt since."),
            {"firm": firm, "day": iso_day(self.day)})
        asked = Question(f"notice_received:{self.row.traits.party_id}", Sentence(
            N_("Did {firm} send you a notice with the details of the debt?"), {"firm": firm}))
        return finding_of(applying, self.rule, [self.row], explanation, first_day=self.day, last_day=self.day, limit=0,
                          strength=Strength.SOFT, more=[asked])
