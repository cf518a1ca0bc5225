"""The check: contacts and rules in, findings out; all at once, or again only where a change can be felt.

``check`` decides everything; a :class:`Checked` keeps what it decided in small form and makes a
:class:`~debttracker.rules.finding.Finding` of it when one is looked at.
"""

from __future__ import annotations

import gc
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from operator import attrgetter
from typing import Final

from debttracker.rules.applying import Applying
from debttracker.rules.book import Book
from debttracker.rules.facts import CaseFacts, ContactFact
from debttracker.rules.finding import Finding
from debttracker.rules.hit import Hits, Marks
from debttracker.rules.kinds import after_request, cooling_off, count, dates, marks, notice, rapid, rate_cap
from debttracker.rules.pack import Pack, Rule
from debttracker.rules.params import AfterRequest, CoolingOff, Count, Unit
from debttracker.rules.requests import is_request
from debttracker.rules.scene import Scene, in_order
from debttracker.rules.sieve import Sieve

#: How the rules of each kind find their hits; kinds that contacts touch by themselves stand in ``kinds.marks``.
_FIND: Final[Mapping[str, Callable[[Scene, list[tuple[int, Rule]]], Iterable[Hits]]]] = {
    "count": count.find, "cooling_off": cooling_off.find, "after_request": after_request.find, "dates": dates.find,
    "rapid": rapid.find, "notice": notice.find, "rate_cap": rate_cap.find,
}


@dataclass(frozen=True)
class Checked:
    """What a check decided. ``marks`` and ``hits`` are findings in small form, in no order."""

    scene: Scene
    rows: Sequence[ContactFact] = field(repr=False)
    marks: Marks = field(repr=False)
    hits: list[Hits] = field(repr=False)

    def __len__(self) -> int:
        """How many findings there are."""
        return sum(map(len, self.hits)) + sum(map(len, self.marks.cells))

    def __iter__(self) -> Iterator[Finding]:
        """The findings, made one by one, in no order."""
        for row, cell in zip(self.marks.rows, self.marks.cells, strict=True):
            for rule, state in cell:
                yield marks.finding(self.scene, row, rule, state)
        for hits in self.hits:
            yield from hits.findings()

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """All findings in order of time, then rule; the same whatever the order of the contacts given."""
        return tuple(sorted(self, key=lambda item: (item.first_day, item.last_day, item.start, item.rule, item.contacts,
                                                    item.party_id or 0, item.loan_id or 0)))

    @cached_property
    def rules(self) -> Mapping[str, Rule]:
        """The rules that counted, by id."""
        return {rule.id: rule for rule in self.scene.book.rules}

    def flags(self) -> dict[int, frozenset[str]]:
        """Rules that each contact touches, by contact id; contacts that touch none are left out."""
        found: dict[int, set[str]] = {}
        for row, cell in zip(self.marks.rows, self.marks.cells, strict=True):
            found.setdefault(row.id, set()).update(rule.id for rule, _ in cell)
        for hits in self.hits:
            for finding in hits.findings():
                for contact in finding.contacts:
                    found.setdefault(contact, set()).add(hits.rule.id)
        return {contact: frozenset(rules) for contact, rules in found.items()}


def check(facts: CaseFacts, packs: Iterable[Pack]) -> Checked:
    """Check every contact of a case against the rules of ``facts.jurisdictions`` in ``packs``."""
    with _no_collection():
        return _check(Scene(facts, Book.of(packs, facts.jurisdictions)))


@contextmanager
def _no_collection() -> Iterator[None]:
    """Let the cyclic garbage collector wait: it would walk all contacts again and again and find nothing."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _check(scene: Scene, only: Callable[[Rule], bool] | None = None) -> Checked:
    hits: list[Hits] = []
    for kind, find in _FIND.items():
        numbered = scene.book.of_kind(kind)
        if only is not None:
            numbered = [(number, rule) for number, rule in numbered if only(rule)]
        if numbered:
            hits.extend(find(scene, numbered))
    return Checked(scene, scene.rows, marks.find(scene), hits)


def reach(rule: Rule) -> int | None:
    """How many days from a contact a finding can stand that it changes; None = any distance."""
    params = rule.params
    if isinstance(params, Count):
        if params.unit is Unit.EVER or params.after_conversation:
            return None
        window = params.days if params.unit is Unit.DAYS else 0
        return max(window, 7 if params.unit is Unit.WEEK or params.certain_in is Unit.WEEK else 0,
                   31 if params.unit is Unit.MONTH or params.certain_in is Unit.MONTH else 0) + params.consent_days
    if isinstance(params, CoolingOff):
        return params.days + params.consent_days
    if isinstance(params, AfterRequest):
        return None if params.allowed_contacts else 1
    return None if rule.kind in ("notice", "rate_cap") else 1


def recheck(previous: Checked, facts: CaseFacts, changed: Iterable[int]) -> Checked:
    """The check of ``facts`` when only the contacts in ``changed`` (added, edited or removed) differ from before.

    Equals ``check(facts, …)``, but looks only at the days on which the changes can be felt. Anything else that
    changed (firms, loans, answers, requests, today) needs a full check; a changed letter is seen here and gets one.
    """
    ids = set(changed)
    rows = in_order(facts)
    before = [row for row in previous.rows if row.id in ids]
    after = [row for row in rows if row.id in ids]
    if any(is_request(row.traits) for row in (*before, *after)):
        return _check(Scene(facts, previous.scene.book))
    return _Patch(previous, facts, rows, before, after).apply()


class _Patch:
    """Replaces the findings near some changed contacts by fresh ones."""

    def __init__(self, previous: Checked, facts: CaseFacts, rows: Sequence[ContactFact], before: list[ContactFact],
                 after: list[ContactFact]) -> None:
        self._previous, self._facts, self._rows = previous, facts, rows
        self._before, self._after = before, after
        self._book = previous.scene.book
        self._near = max((near for rule in self._book.rules if (near := reach(rule)) is not None), default=0)

    def apply(self) -> Checked:
        """The patched check."""
        felt = self._felt()
        old = self._previous
        kept = old.marks.on(lambda day: not _within(felt, day))
        fresh_hits: list[Hits] = []
        for first, last in felt:
            part = _check(self._part(first - self._near, last + self._near), lambda rule: reach(rule) is not None)
            here = [(first, last)]
            fresh = part.marks.on(partial(_within, here))
            kept.add(fresh.rows, fresh.cells)
            fresh_hits += _filed(part.hits, here)
        near = [hits for hits in old.hits if reach(hits.rule) is not None]
        hits_kept = _filed(near, felt, outside=True)
        return Checked(old.scene, self._rows, kept, hits_kept + fresh_hits + self._lasting())

    def _felt(self) -> list[tuple[int, int]]:
        """The stretches of days on which a finding can differ."""
        felt: list[tuple[int, int]] = []
        for day in sorted({row.day for row in (*self._before, *self._after)}):
            if felt and day - self._near <= felt[-1][1] + 1:
                felt[-1] = (felt[-1][0], day + self._near)
            else:
                felt.append((day - self._near, day + self._near))
        return felt

    def _part(self, first: int, last: int) -> Scene:
        low = bisect_left(self._rows, first, key=attrgetter("day"))
        high = bisect_left(self._rows, last + 1, key=attrgetter("day"))
        return self._part_of(self._rows[low:high], self._book)

    def _part_of(self, rows: Sequence[ContactFact], book: Book) -> Scene:
        facts = replace(self._facts, contacts=rows, ordered=True)
        return Scene(facts, book, self._previous.scene.applying.requests)

    def _lasting(self) -> list[Hits]:
        """Hits of the rules that look at contacts at any distance: the old ones, unless a change touches one."""
        rules = tuple(rule for rule in self._book.rules if reach(rule) is None)
        book = Book(rules, self._book.packs, self._book.pack_of)
        if not any(self._touches_lasting(book, row) for row in (*self._before, *self._after)):
            return [hits for hits in self._previous.hits if reach(hits.rule) is None]
        return _check(self._part_of(self._rows, book)).hits

    def _touches_lasting(self, book: Book, row: ContactFact) -> bool:
        """Whether a changed contact can matter to them; a missing notice only hangs on a firm's first contact."""
        mask = Sieve(Applying(self._facts, book)).mask(row.traits)
        if mask & ~book.bits("notice"):
            return True
        talk = row.traits.channel == "call" and row.traits.outcome == "answered"
        if talk and any(isinstance(rule.params, Count) and rule.params.after_conversation for rule in book.rules):
            return True
        party = row.traits.party_id
        firsts = (next((other.day for other in rows if other.traits.party_id == party), row.day)
                  for rows in (self._previous.rows, self._rows))
        return bool(mask) and row.day <= max(firsts)


def _within(stretches: list[tuple[int, int]], day: int) -> bool:
    return any(first <= day <= last for first, last in stretches)


def _filed(hits: Iterable[Hits], stretches: list[tuple[int, int]], *, outside: bool = False) -> list[Hits]:
    """The hits filed by a day within (or outside) the stretches."""
    kept = (one.on(lambda day: _within(stretches, day) is not outside) for one in hits)
    return [one for one in kept if one is not None]
