"""The check: contacts and rules in, findings out. Again only where a change can be felt: see ``rules.patch``.

``check`` decides everything; a :class:`Checked` keeps what it decided in small form and makes a
:class:`~debttracker.rules.finding.Finding` of it when one is looked at.
"""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property, partial
from heapq import nlargest
from typing import Final

from debttracker.basics.progress import Watch
from debttracker.rules.book import Book
from debttracker.rules.facts import CaseFacts, ContactFact
from debttracker.rules.finding import Finding
from debttracker.rules.hit import Ending, Hits, Marks
from debttracker.rules.hours import Cell
from debttracker.rules.kinds import after_request, cooling_off, count, dates, marks, notice, rapid, rate_cap
from debttracker.rules.pack import Pack, Rule
from debttracker.rules.scene import Scene, in_time
from debttracker.rules.touched import Touched

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
        return tuple(sorted(self, key=in_story))

    @cached_property
    def rules(self) -> Mapping[str, Rule]:
        """The rules that counted, by id."""
        return {rule.id: rule for rule in self.scene.book.rules}

    @cached_property
    def touched(self) -> Touched:
        """Rules that each contact touches; no finding is made for it."""
        with without_collection():
            found = Touched(self.scene.book.rules)
            found.add_marks(self.marks)
            for hits in self.hits:
                found.add_hits(hits)
        return found

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """How many findings each rule has; rules without any are left out."""
        found: Counter[str] = Counter()
        for cell, n in Counter(map(_rules_of, self.marks.cells)).items():
            for rule in cell:
                found[rule] += n
        for hits in self.hits:
            found[hits.rule.id] += len(hits)
        return found

    def of_rule(self, rule: str, newest: int | None = None) -> tuple[Finding, ...]:
        """The findings of one rule in order of time; with ``newest`` only so many of the latest days."""
        marked = [(row, id, state) for row, cell in zip(self.marks.rows, self.marks.cells, strict=True)
                  for id, state in cell if id.id == rule]
        mine = [hits for hits in self.hits if hits.rule.id == rule]
        if newest is not None:
            marked = nlargest(newest, marked, key=lambda item: in_time(item[0]))
            mine = [hits.newest(newest) for hits in mine]
        found = [marks.finding(self.scene, *item) for item in marked]
        for hits in mine:
            found += hits.findings()
        found.sort(key=in_story)
        return tuple(found if newest is None else found[-newest:] if newest else ())

    def endings(self, rules: Container[str]) -> Iterator[tuple[Rule, Ending]]:
        """The last day and the firm of every finding of some rules, in no order; none of them is made."""
        for row, cell in zip(self.marks.rows, self.marks.cells, strict=True):
            for rule, state in cell:
                if rule.id in rules:
                    make = partial(marks.finding, self.scene, row, rule, state)
                    yield rule, Ending(row.day, row.traits.party_id, make)
        for hits in self.hits:
            if hits.rule.id in rules:
                for ending in hits.endings():
                    yield hits.rule, ending

    def on_contact(self, contact_id: int) -> tuple[Finding, ...]:
        """The findings that rest on one contact, in order of time."""
        found = [marks.finding(self.scene, row, rule, state)
                 for row, cell in zip(self.marks.rows, self.marks.cells, strict=True) if row.id == contact_id
                 for rule, state in cell]
        for hits in self.hits:
            found += (one for one in hits.findings() if contact_id in one.contacts)
        return tuple(sorted(found, key=in_story))


def _rules_of(cell: Cell) -> tuple[str, ...]:
    return tuple(rule.id for rule, _ in cell)


def in_story(item: Finding) -> tuple[object, ...]:
    """The order of findings: of time, then of rule."""
    return (item.first_day, item.last_day, item.start, item.rule, item.contacts, item.party_id or 0, item.loan_id or 0)


def check(facts: CaseFacts, packs: Iterable[Pack]) -> Checked:
    """Check every contact of a case against the rules of ``facts.jurisdictions`` in ``packs``."""
    with without_collection():
        return check_scene(Scene(facts, Book.of(packs, facts.jurisdictions)))


@contextmanager
def without_collection() -> Iterator[None]:
    """Let the cyclic garbage collector wait: it would walk all contacts again and again and find nothing."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def check_scene(scene: Scene, watch: Watch | None = None) -> Checked:
    """Check contacts that were made ready already. Raises Cancelled when ``watch`` asks to stop."""
    hits: list[Hits] = []
    for n, (kind, find) in enumerate(_FIND.items()):
        if watch is not None:
            watch.step(n, len(_FIND))
        numbered = scene.book.of_kind(kind)
        if numbered:
            hits.extend(find(scene, numbered))
    return Checked(scene, scene.rows, marks.find(scene), hits)
