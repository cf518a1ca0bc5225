"""No call for some days after a conversation, the day of the conversation being day one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from debttracker.basics.languages import N_
from debttracker.rules.buckets import Bucket, Piles, lots_of
from debttracker.rules.facts import ContactFact
from debttracker.rules.finding import Finding, Question, Strength
from debttracker.rules.hit import OneDay
from debttracker.rules.kinds.consent import CONSENT, consented
from debttracker.rules.kinds.talks import Talks
from debttracker.rules.pack import Rule
from debttracker.rules.params import CoolingOff
from debttracker.rules.report import clock_text, finding_of, iso_day, times_text, who
from debttracker.rules.scene import Scene
from debttracker.rules.sentence import Sentence


def find(scene: Scene, numbered: list[tuple[int, Rule]]) -> Iterator[CoolingHit]:
    """All hits: one for each day of a conversation with the same firm and person about the same debt."""
    talks = Talks(scene)
    for number, rule in numbered:
        params = params_of(rule)
        calls = Piles(scene, params.per)
        calls.add(lots_of(scene.groups_for(number)))
        spoken = talks.piles(params.per)
        for base in calls.bases() & spoken.bases():
            for debt in calls.debts(base) | spoken.debts(base):
                called, talked = calls.bucket(base, debt), spoken.bucket(base, debt)
                if debt is None or called.lots or talked.lots:
                    yield from _in_bucket(rule, params, called, talked)


def params_of(rule: Rule) -> CoolingOff:
    """The keys of a rule of kind cooling_off."""
    assert isinstance(rule.params, CoolingOff)
    return rule.params


def _in_bucket(rule: Rule, params: CoolingOff, calls: Bucket, talks: Bucket) -> Iterator[CoolingHit]:
    if params.consent_days and CONSENT in calls.scene.applying.requests:
        calls.leave_out(consented(calls, talks, params.consent_days))
    counted, talked = calls.days(), talks.days()
    known = {id(lot.group) for lot in (*calls.lots, *calls.unsure)}
    only_calls = all(id(lot.group) in known for lot in (*talks.lots, *talks.unsure))
    for day in talked:
        if not rule.in_force(day):
            continue
        hit = CoolingHit(rule, calls, talks, day)
        # A day whose one counted call is the conversation itself holds nothing after it.
        alone = counted[day] - only_calls < 1
        if _any_later(rule, counted, day, params.days) or (not alone and hit.after_on_the_day()):
            yield hit


def _any_later(rule: Rule, counted: Counter[int], day: int, length: int) -> bool:
    return any(number in counted and rule.in_force(number) for number in range(day + 1, day + length))


@dataclass(slots=True)
class CoolingHit(OneDay):
    """A conversation that was followed by calls too soon. Filed by the day of the conversation."""

    rule: Rule
    calls: Bucket
    talks: Bucket
    day: int

    def first_talk(self) -> ContactFact:
        """The first conversation of the day."""
        return self.talks.rows_on(self.day)[0]

    def after_on_the_day(self) -> list[ContactFact]:
        """The calls later on the day of the conversation."""
        talk = self.first_talk()
        return [row for row in self.calls.rows_on(self.day) if _later(row, talk)]

    def after(self) -> list[ContactFact]:
        """The calls that followed it inside the closed days; on its own day only those later than it."""
        talk = self.first_talk()
        rows = self.calls.rows(self.day, self.day + params_of(self.rule).days - 1)
        return [row for row in rows if self.rule.in_force(row.day) and _later(row, talk)]

    def finding(self) -> Finding:
        """The finding: the conversation, then the calls after it."""
        talk, after, applying = self.first_talk(), self.after(), self.calls.scene.applying
        last = self.day + params_of(self.rule).days - 1
        explanation = Sentence(
            N_("{day} {time}: conversation with {firm}. Up to {last} the rule expects no further call; "
               "{count} followed ({times})."),
            {"day": iso_day(self.day), "time": clock_text(talk.minute), "firm": who(applying, after, self.calls.debt),
             "last": iso_day(last), "count": len(after), "times": times_text(after)})
        return finding_of(applying, self.rule, [talk, *after], explanation, first_day=self.day, last_day=last, limit=0,
                          count=len(after), strength=Strength.HARD, more=self._doubts(talk), debt=self.calls.debt,
                          asked_of=after)

    def _doubts(self, talk: ContactFact) -> list[Question]:
        doubts = []
        if (self.calls.unsure and not self.calls.lots) or (self.talks.unsure and not self.talks.lots):
            doubts.append(Question(f"same_debt:{talk.traits.party_id}", Sentence(
                N_("Were these contacts about one and the same debt?"))))
        shortest = params_of(self.rule).talk_seconds
        talked = self.talks.rows_on(self.day)
        if all(row.duration_s is not None and row.duration_s < shortest for row in talked):
            doubts.append(Question(f"talked:{talk.id}", Sentence(
                N_("Did you speak with the caller in the call of {day} {time} ({seconds} s)?"),
                {"day": iso_day(talk.day), "time": clock_text(talk.minute), "seconds": talk.duration_s})))
        return doubts


def _later(row: ContactFact, talk: ContactFact) -> bool:
    """Whether a call came after the conversation; on one day only exact times can tell."""
    if row.day != talk.day:
        return True
    return row.at_ms > talk.at_ms and "day" not in (row.traits.precision, talk.traits.precision)
