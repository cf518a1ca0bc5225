"""More contacts than a rule allows in a window: a day, some sliding days, a week, a month, or ever.

A sliding window is counted by local dates, not by hours: on day d, the contacts of the days d − n + 1 to d. There is
one finding for each day on which a counted contact stands above the limit, so a further contact can only add.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from debttracker.basics.languages import N_
from debttracker.basics.moments import day_number, day_of
from debttracker.rules.buckets import Bucket, Piles, lots_of
from debttracker.rules.facts import ContactFact
from debttracker.rules.finding import Finding, Question, Strength
from debttracker.rules.kinds.consent import CONSENT, consented
from debttracker.rules.kinds.talks import Talks
from debttracker.rules.pack import Rule
from debttracker.rules.params import Count, Unit
from debttracker.rules.report import definite, finding_of, iso_day, times_text, who
from debttracker.rules.scene import Scene
from debttracker.rules.sentence import Sentence


def find(scene: Scene, numbered: list[tuple[int, Rule]]) -> Iterator[CountHit]:
    """All hits of count rules; rules that count the same contacts in the same way share the sorting."""
    piles: dict[tuple[frozenset[str], tuple[int, ...]], list[Bucket]] = {}
    talks = Talks(scene)
    for number, rule in numbered:
        params = params_of(rule)
        groups = scene.groups_for(number)
        if not groups:
            continue
        key = (params.per, tuple(id(group) for group in groups))
        if key not in piles:
            pile = Piles(scene, params.per)
            pile.add(lots_of(groups))
            piles[key] = pile.buckets()
        for bucket in piles[key]:
            if bucket.size > params.limit:
                yield from _in_bucket(rule, params, bucket, talks)


def params_of(rule: Rule) -> Count:
    """The keys of a rule of kind count."""
    assert isinstance(rule.params, Count)
    return rule.params


def _in_bucket(rule: Rule, params: Count, bucket: Bucket, talks: Talks) -> Iterator[CountHit]:
    counted = _measured(params, bucket, talks)
    days: dict[int, int] = counted.days()
    if rule.from_day is not None or rule.to_day is not None:
        days = {day: n for day, n in days.items() if rule.in_force(day)}
    if sum(days.values()) <= params.limit:
        return
    for first, last, count in _exceeded(params, days):
        hit = CountHit(rule, counted, first, last, count, _is_certain(params, days, last))
        if not _lifted(rule, hit) and _names_enough(params, hit):
            yield hit


def _exceeded(params: Count, days: dict[int, int]) -> Iterator[tuple[int, int, int]]:
    """(first day, last day, count) of each window above the limit."""
    if params.unit is Unit.DAYS and params.days == 1:
        yield from ((day, day, count) for day, count in days.items() if count > params.limit)
    elif params.unit is Unit.DAYS:
        yield from _sliding(params, sorted(days.items()))
    elif params.unit is Unit.EVER:
        yield from _ever(params, sorted(days.items()))
    else:
        totals: dict[tuple[int, int], int] = {}
        for day, count in days.items():
            period = period_of(params.unit, day)
            totals[period] = totals.get(period, 0) + count
        yield from ((first, last, count) for (first, last), count in totals.items() if count > params.limit)


def _sliding(params: Count, days: list[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
    total, tail = 0, 0
    for day, count in days:
        total += count
        while days[tail][0] <= day - params.days:
            total -= days[tail][1]
            tail += 1
        if total > params.limit:
            yield day - params.days + 1, day, total


def _ever(params: Count, days: list[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
    total = 0
    for day, count in days:
        total += count
        if total > params.limit:
            yield days[0][0], day, total


def period_of(unit: Unit, day: int) -> tuple[int, int]:
    """First and last day of the week (Monday to Sunday) or month that a day lies in."""
    if unit is Unit.WEEK:
        first = day - (day + 3) % 7
        return first, first + 6
    start = day_of(day).replace(day=1)
    after = start.replace(year=start.year + start.month // 12, month=start.month % 12 + 1)
    return day_number(start), day_number(after) - 1


def _is_certain(params: Count, days: dict[int, int], day: int) -> bool:
    """Whether the limit is passed in the calendar period too, so that the meaning of "week" does not matter."""
    if params.certain_in is None:
        return True
    first, last = period_of(params.certain_in, day)
    return sum(days.get(number, 0) for number in range(first, last + 1)) > params.limit


def _measured(params: Count, bucket: Bucket, all_talks: Talks) -> Bucket:
    """The bucket without contacts that the rule does not measure."""
    scene = bucket.scene
    by_consent = params.consent_days and CONSENT in scene.applying.requests
    if not by_consent and not params.after_conversation:
        return bucket
    talks = all_talks.of(bucket, params.per)
    measured = Bucket(scene, bucket.base, bucket.debt, bucket.lots, bucket.unsure)
    if by_consent:
        measured.leave_out(consented(measured, talks, params.consent_days))
    if params.after_conversation:
        first = min((lot.days[0] for lot in (*talks.lots, *talks.unsure) if lot.days), default=None)
        if first is None:
            measured.lots, measured.unsure = [], []
            measured.days().clear()
            return measured
        spoken = min(row.at_ms for row in talks.rows(first, first))
        measured.leave_out([row for row in measured.rows(min(measured.days(), default=first), first)
                            if row.at_ms <= spoken])
    return measured


def _lifted(rule: Rule, hit: CountHit) -> bool:
    applying = hit.bucket.scene.applying
    if not applying.careful(rule):
        return False
    return all(applying.lifted_on(rule, row.traits, row.day, None) for row in hit.rows())


def _names_enough(params: Count, hit: CountHit) -> bool:
    if not params.loans_at_least:
        return True
    return len({loan for row in hit.rows() for loan in row.traits.loan_ids}) >= params.loans_at_least


@dataclass(slots=True)
class CountHit:
    """A window in which more was counted than the limit."""

    rule: Rule
    bucket: Bucket
    first: int
    last: int
    count: int
    certain: bool

    @property
    def day(self) -> int:
        """The window's last day."""
        return self.last

    def rows(self) -> list[ContactFact]:
        """The contacts counted."""
        return [row for row in self.bucket.rows(self.first, self.last) if self.rule.in_force(row.day)]

    def finding(self) -> Finding:
        """The finding with its counting."""
        params, applying = params_of(self.rule), self.bucket.scene.applying
        rows = self.rows()
        what = params.counted or Sentence(N_("counted contacts"))
        fields = {"firm": who(applying, rows, self.bucket.debt), "count": len(rows), "what": what,
                  "times": times_text(rows), "limit": params.limit}
        return finding_of(
            applying, self.rule, rows, self._sentence(fields), first_day=self.first, last_day=self.last,
            limit=params.limit, strength=Strength.HARD if self.certain else Strength.EDGE,
            more=self._doubts(params), debt=self.bucket.debt, asked_of=definite(self.rule, rows, params.limit))

    def _sentence(self, fields: dict[str, object]) -> Sentence:
        if self.first == self.last:
            return Sentence(N_("{day}, {firm}: {count} {what} ({times}), limit {limit}."),
                            {"day": iso_day(self.first), **fields})
        message = N_("{first} to {last}, {firm}: {count} {what} ({times}), limit {limit}.")
        if not self.certain:
            message = N_("{first} to {last}, {firm}: {count} {what} ({times}), limit {limit}. Counted by calendar "
                         "weeks or months the limit is not passed; the rule does not say which is meant.")
        return Sentence(message, {"first": iso_day(self.first), "last": iso_day(self.last), **fields})

    def _doubts(self, params: Count) -> list[Question]:
        doubts = []
        base = self.bucket.base
        if self.bucket.unsure:
            sure = self.bucket.rows(self.first, self.last, sure=True)
            if len(sure) <= params.limit:
                doubts.append(Question(f"same_debt:{base.caller[0] if base.caller else ''}", Sentence(
                    N_("Were these contacts about one and the same debt?"))))
        if base.person and base.person[0] and base.person[1] is None:
            doubts.append(Question(f"same_person:{base.person[0]}", Sentence(
                N_("Was it the same person each time?"))))
        return doubts


