"""More contacts than a rule allows in a window: a day, some sliding days, a week, a month, or ever.

A sliding window is counted by local dates, not by hours: on day d, the contacts of the days d − n + 1 to d. There is
one finding for each day on which a counted contact stands above the limit, so a further contact can only add.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache, partial
from itertools import accumulate, chain, islice
from operator import sub

from debttracker.basics.languages import N_
from debttracker.basics.moments import day_number, day_of
from debttracker.rules.buckets import Bucket, Piles, Places, lots_of
from debttracker.rules.facts import ContactFact
from debttracker.rules.finding import Finding, Question, Strength
from debttracker.rules.hit import Ending
from debttracker.rules.kinds.consent import CONSENT, consented
from debttracker.rules.kinds.talks import Talks
from debttracker.rules.pack import Rule
from debttracker.rules.params import Count, Unit
from debttracker.rules.report import definite, finding_of, iso_day, one_or_none, times_text, who
from debttracker.rules.scene import Scene
from debttracker.rules.sentence import Sentence

#: First and last day of a window above the limit.
Window = tuple[int, int]


def find(scene: Scene, numbered: list[tuple[int, Rule]]) -> Iterator[CountHits]:
    """All hits of count rules; rules that count the same contacts in the same way share the sorting."""
    piles: dict[tuple[frozenset[str], tuple[int, ...]], list[Bucket]] = {}
    places: dict[frozenset[str], Places] = {}
    talks = Talks(scene)
    for number, rule in numbered:
        params = params_of(rule)
        groups = scene.groups_for(number)
        if not groups:
            continue
        key = (params.per, tuple(map(id, groups)))
        if key not in piles:
            pile = Piles(places.setdefault(params.per, Places(scene, params.per)))
            pile.add(lots_of(groups))
            piles[key] = pile.buckets()
        for bucket in piles[key]:
            if bucket.size > params.limit:
                hits = _in_bucket(rule, params, bucket, talks)
                if hits:
                    yield hits


def params_of(rule: Rule) -> Count:
    """The keys of a rule of kind count."""
    assert isinstance(rule.params, Count)
    return rule.params


def _in_bucket(rule: Rule, params: Count, bucket: Bucket, talks: Talks) -> CountHits | None:
    counted = _measured(params, bucket, talks)
    days: dict[int, int] = counted.days()
    if not days:
        return None
    if not (rule.in_force(min(days)) and rule.in_force(max(days))):
        days = {day: n for day, n in days.items() if rule.in_force(day)}
    hits = CountHits(rule, counted, _exceeded(params, days))
    if hits.days and params.loans_at_least:
        hits.days = _naming_several(params, hits)
    if hits.days and counted.scene.applying.careful(rule):
        hits.days = [day for day in hits.days if not _lifted(hits, hits.window(day))]
    return hits if hits.days else None


def _exceeded(params: Count, days: dict[int, int]) -> list[int]:
    """The days by which windows above the limit are filed: the window's last, of a calendar period the first."""
    limit = params.limit
    if sum(days.values()) <= limit:
        return []
    if params.unit is Unit.DAYS and params.days == 1:
        return [day for day, count in days.items() if count > limit]
    if params.unit is Unit.DAYS:
        return _sliding(params, days)
    if params.unit is Unit.EVER:
        ordered = sorted(days)
        totals = accumulate(days[day] for day in ordered)
        return [day for day, total in zip(ordered, totals, strict=True) if total > limit]
    totals_of: dict[int, int] = {}
    for day, count in days.items():
        first = period_of(params.unit, day)[0]
        totals_of[first] = totals_of.get(first, 0) + count
    return [first for first, total in totals_of.items() if total > limit]


def _sliding(params: Count, counts: dict[int, int]) -> list[int]:
    """Windows of sliding days: by differences of running totals where contacts are dense, else day by day."""
    first, last = min(counts), max(counts)
    if last - first > 3 * len(counts):
        return _sliding_sparse(params, sorted(counts.items()))
    length, limit = params.days, params.limit
    by_day = [counts.get(day, 0) for day in range(first, last + 1)]
    totals = list(accumulate(by_day, initial=0))
    sums = chain(islice(totals, 1, length), map(sub, islice(totals, length, None), totals))
    days = zip(range(first, last + 1), sums, by_day, strict=False)
    return [day for day, total, today in days if total > limit and today]


def _sliding_sparse(params: Count, days: list[tuple[int, int]]) -> list[int]:
    found: list[int] = []
    total, tail, length, limit = 0, 0, params.days, params.limit
    for day, count in days:
        total += count
        while days[tail][0] <= day - length:
            total -= days[tail][1]
            tail += 1
        if total > limit:
            found.append(day)
    return found


@lru_cache(maxsize=16_384)
def period_of(unit: Unit, day: int) -> tuple[int, int]:
    """First and last day of the week (Monday to Sunday) or month that a day lies in."""
    if unit is Unit.WEEK:
        first = day - (day + 3) % 7
        return first, first + 6
    start = day_of(day).replace(day=1)
    after = start.replace(year=start.year + start.month // 12, month=start.month % 12 + 1)
    return day_number(start), day_number(after) - 1


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
        _only_after_talk(measured, talks)
    return measured


def _only_after_talk(measured: Bucket, talks: Bucket) -> None:
    """Leave out what came before the first conversation, and that conversation itself."""
    first = min((lot.days[0] for lot in (*talks.lots, *talks.unsure) if lot.days), default=None)
    if first is None:
        measured.empty()
        return
    spoken = min(row.at_ms for row in talks.rows_on(first))
    before = measured.rows(min(measured.days(), default=first), first)
    measured.leave_out([row for row in before if row.at_ms <= spoken])


def _lifted(hits: CountHits, window: Window) -> bool:
    applying = hits.bucket.scene.applying
    return all(applying.lifted_on(hits.rule, row.traits, row.day, None) for row in hits.rows(window))


def _naming_several(params: Count, hits: CountHits) -> list[int]:
    """The windows in which contacts name enough different loans."""
    named: dict[int, list[int]] = {}
    for lot in hits.bucket.lots:
        for loan in lot.group.traits.loan_ids:
            named.setdefault(loan, []).extend(lot.days)
    if len(named) < params.loans_at_least:
        return []
    for days in named.values():
        days.sort()
    return [day for day in hits.days
            if sum(_any_between(days, hits.window(day)) for days in named.values()) >= params.loans_at_least]


def _any_between(days: list[int], window: Window) -> bool:
    place = bisect_left(days, window[0])
    return place < len(days) and days[place] <= window[1]


@dataclass(slots=True)
class CountHits:
    """The windows of one count in which more was counted than the limit, by the days they are filed by."""

    rule: Rule
    bucket: Bucket
    days: list[int]
    _totals: Counter[int] | None = field(default=None, repr=False, compare=False)

    def __len__(self) -> int:
        """How many windows."""
        return len(self.days)

    def newest(self, most: int) -> CountHits:
        """The windows filed by the newest ``most`` days."""
        return CountHits(self.rule, self.bucket, sorted(self.days)[-most:])

    def touched(self) -> Iterator[tuple[Iterable[ContactFact], Strength]]:
        """The contacts in all windows; a contact may stand in certain and in uncertain ones."""
        settled = params_of(self.rule).certain_in is None
        sure = self.days if settled else [day for day in self.days if self._is_certain(day)]
        unsure = () if settled else set(self.days).difference(sure)
        for days, strength in ((sure, Strength.HARD), (unsure, Strength.EDGE)):
            if days:
                yield self.bucket.rows_in(self._covered(days)), strength

    def _covered(self, filed: Iterable[int]) -> set[int]:
        """The days in force that lie in the windows filed by some days."""
        params, rule = params_of(self.rule), self.rule
        if params.unit is Unit.DAYS:
            covered = set(filed) if params.days == 1 else set[int]()
            first_free = -1_000_000
            for day in () if params.days == 1 else sorted(filed):
                covered.update(range(max(first_free, day - params.days + 1), day + 1))
                first_free = day + 1
        else:
            covered = set(chain.from_iterable(range(first, last + 1) for first, last in map(self.window, filed)))
        if covered and rule.in_force(min(covered)) and rule.in_force(max(covered)):
            return covered
        return {day for day in covered if rule.in_force(day)}

    def findings(self) -> Iterator[Finding]:
        """A finding per window."""
        return (self._finding(self.window(day)) for day in self.days)

    def endings(self) -> Iterator[Ending]:
        """Each window's last day and the firm whose contacts were counted."""
        caller = self.bucket.base.caller
        for window in map(self.window, self.days):
            firm = caller[0] if caller is not None else one_or_none(
                row.traits.party_id for row in self.rows(window))
            yield Ending(window[1], firm, partial(self._finding, window))

    def window(self, day: int) -> Window:
        """The window that is filed by a day."""
        params = params_of(self.rule)
        if params.unit is Unit.DAYS:
            return day - params.days + 1, day
        if params.unit is Unit.EVER:
            return min(number for number in self.bucket.days() if self.rule.in_force(number)), day
        return period_of(params.unit, day)

    def rows(self, window: Window) -> list[ContactFact]:
        """The contacts counted."""
        rows = self.bucket.rows(window[0], window[1])
        if self.rule.in_force(window[0]) and self.rule.in_force(window[1]):
            return rows
        return [row for row in rows if self.rule.in_force(row.day)]

    def _finding(self, window: Window) -> Finding:
        params, applying = params_of(self.rule), self.bucket.scene.applying
        first, last = window
        rows, certain = self.rows(window), self._is_certain(last)
        fields = {"firm": who(applying, rows, self.bucket.debt), "count": len(rows), "times": times_text(rows),
                  "what": params.counted or Sentence(N_("counted contacts")), "limit": params.limit}
        return finding_of(
            applying, self.rule, rows, _sentence(window, fields, certain), first_day=first, last_day=last,
            limit=params.limit, strength=Strength.HARD if certain else Strength.EDGE,
            more=self._doubts(rows, params), debt=self.bucket.debt, asked_of=definite(self.rule, rows, params.limit))

    def _is_certain(self, day: int) -> bool:
        """Whether the limit is passed in the calendar period too, so that the meaning of "week" does not matter."""
        params = params_of(self.rule)
        if params.certain_in is None:
            return True
        if self._totals is None:
            self._totals = Counter()
            for counted, n in self.bucket.days().items():
                if self.rule.in_force(counted):
                    self._totals[period_of(params.certain_in, counted)[0]] += n
        return self._totals[period_of(params.certain_in, day)[0]] > params.limit

    def _doubts(self, rows: list[ContactFact], params: Count) -> list[Question]:
        doubts = []
        base = self.bucket.base
        if self.bucket.unsure and len(self.bucket.sure_rows(rows)) <= params.limit:
            doubts.append(Question(f"same_debt:{base.caller[0] if base.caller else ''}", Sentence(
                N_("Were these contacts about one and the same debt?"))))
        if base.person and base.person[0] and base.person[1] is None:
            doubts.append(Question(f"same_person:{base.person[0]}", Sentence(
                N_("Was it the same person each time?"))))
        return doubts


def _sentence(window: Window, fields: dict[str, object], certain: bool) -> Sentence:
    first, last = window
    if first == last:
        return Sentence(N_("{day}, {firm}: {count} {what} ({times}), limit {limit}."),
                        {"day": iso_day(first), **fields})
    message = N_("{first} to {last}, {firm}: {count} {what} ({times}), limit {limit}.")
    if not certain:
        message = N_("{first} to {last}, {firm}: {count} {what} ({times}), limit {limit}. Counted by calendar "
                     "weeks or months the limit is not passed; the rule does not say which is meant.")
    return Sentence(message, {"first": iso_day(first), "last": iso_day(last), **fields})
