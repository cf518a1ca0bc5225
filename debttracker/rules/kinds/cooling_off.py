"""No call for some days after a conversation, the day of the conversation being day one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from debttracker.basics.languages import N_
from debttracker.rules.buckets import Bucket, Piles, Places, lots_of
from debttracker.rules.facts import ContactFact
from debttracker.rules.finding import Finding, Question, Strength
from debttracker.rules.hit import Ending
from debttracker.rules.kinds.consent import CONSENT, consented
from debttracker.rules.kinds.talks import Talks
from debttracker.rules.pack import Rule
from debttracker.rules.params import CoolingOff
from debttracker.rules.report import clock_text, finding_of, iso_day, one_or_none, times_text, who
from debttracker.rules.scene import Scene
from debttracker.rules.sentence import Sentence


def find(scene: Scene, numbered: list[tuple[int, Rule]]) -> Iterator[CoolingHits]:
    """All hits: one for each day of a conversation with the same firm and person about the same debt."""
    talks = Talks(scene)
    for number, rule in numbered:
        params = params_of(rule)
        calls = Piles(Places(scene, params.per))
        calls.add(lots_of(scene.groups_for(number)))
        spoken = talks.piles(params.per)
        for base in calls.bases() & spoken.bases():
            for debt in calls.debts(base) | spoken.debts(base):
                called, talked = calls.bucket(base, debt), spoken.bucket(base, debt)
                if debt is not None and not called.lots and not talked.lots:
                    continue  # only contacts that name no debt: they are counted under None
                hits = _in_bucket(rule, params, called, talked)
                if hits is not None:
                    yield hits


def params_of(rule: Rule) -> CoolingOff:
    """The keys of a rule of kind cooling_off."""
    assert isinstance(rule.params, CoolingOff)
    return rule.params


def _in_bucket(rule: Rule, params: CoolingOff, calls: Bucket, talks: Bucket) -> CoolingHits | None:
    if params.consent_days and CONSENT in calls.scene.applying.requests:
        calls.leave_out(consented(calls, talks, params.consent_days))
    counted = sorted(day for day in calls.days() if rule.in_force(day))
    known = {id(lot.group) for lot in (*calls.lots, *calls.unsure)}
    itself = all(id(lot.group) in known for lot in (*talks.lots, *talks.unsure))
    hits = CoolingHits(rule, calls, talks, [])
    for day in talks.days():
        if not rule.in_force(day):
            continue
        place = bisect_right(counted, day)
        later = place < len(counted) and counted[place] < day + params.days
        # A day whose one counted call is the conversation itself holds nothing after it.
        if later or (calls.days()[day] > itself and hits.after_on(day)):
            hits.days.append(day)
    return hits if hits.days else None


@dataclass(slots=True)
class CoolingHits:
    """Conversations that were followed by calls too soon, by their days. Filed by the day of the conversation."""

    rule: Rule
    calls: Bucket
    talks: Bucket
    days: list[int]

    def __len__(self) -> int:
        """How many days of conversation."""
        return len(self.days)

    def newest(self, most: int) -> CoolingHits:
        """Those of the newest ``most`` days of conversation."""
        return CoolingHits(self.rule, self.calls, self.talks, sorted(self.days)[-most:])

    def touched(self) -> Iterator[tuple[Iterable[ContactFact], Strength]]:
        """Each day's first conversation and the calls that followed it inside the closed days."""
        self.talks.gather()
        self.calls.gather()
        closed = {day + later for day in self.days for later in range(1, params_of(self.rule).days)}
        yield self.calls.rows_in({day for day in closed if self.rule.in_force(day)}), Strength.HARD
        for day in self.days:
            yield [self.first_talk(day)], Strength.HARD
            if day not in closed:
                yield self.after_on(day), Strength.HARD

    def findings(self) -> Iterator[Finding]:
        """A finding per day."""
        return map(self._finding, self.days)

    def endings(self) -> Iterator[Ending]:
        """The last closed day after each day of conversation, and the firm that spoke and called."""
        length, caller = params_of(self.rule).days, self.calls.base.caller
        for day in self.days:
            firm = caller[0] if caller is not None else one_or_none(
                row.traits.party_id for row in (self.first_talk(day), *self.after(day)))
            yield Ending(day + length - 1, firm, partial(self._finding, day))

    def first_talk(self, day: int) -> ContactFact:
        """The first conversation of a day."""
        return self.talks.rows_on(day)[0]

    def after_on(self, day: int) -> list[ContactFact]:
        """The calls later on the day of the conversation."""
        talk = self.first_talk(day)
        return [row for row in self.calls.rows_on(day) if _later(row, talk)]

    def after(self, day: int) -> list[ContactFact]:
        """The calls that followed it inside the closed days; on its own day only those later than it."""
        talk = self.first_talk(day)
        rows = self.calls.rows(day, day + params_of(self.rule).days - 1)
        return [row for row in rows if self.rule.in_force(row.day) and _later(row, talk)]

    def _finding(self, day: int) -> Finding:
        """The conversation, then the calls after it."""
        talk, after, applying = self.first_talk(day), self.after(day), self.calls.scene.applying
        last = day + params_of(self.rule).days - 1
        explanation = Sentence(
            N_("{day} {time}: conversation with {firm}. Up to {last} the rule expects no further call; "
               "{count} followed ({times})."),
            {"day": iso_day(day), "time": clock_text(talk.minute), "firm": who(applying, after, self.calls.debt),
             "last": iso_day(last), "count": len(after), "times": times_text(after)})
        return finding_of(applying, self.rule, [talk, *after], explanation, first_day=day, last_day=last, limit=0,
                          count=len(after), strength=Strength.HARD, more=self._doubts(talk), debt=self.calls.debt,
                          asked_of=after)

    def _doubts(self, talk: ContactFact) -> list[Question]:
        doubts = []
        if (self.calls.unsure and not self.calls.lots) or (self.talks.unsure and not self.talks.lots):
            doubts.append(Question(f"same_debt:{talk.traits.party_id}", Sentence(
                N_("Were these contacts about one and the same debt?"))))
        shortest = params_of(self.rule).talk_seconds
        talked = self.talks.rows_on(talk.day)
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
