"""The check again after some contacts changed: only the rules they can touch, only where that can be felt.

Nothing of the earlier check is needed but which contacts touch which rules. A count of seven days looks at six days
before and after a change, a rule about hours at the contact itself; what counts for ever is looked at for one firm.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Protocol

from debttracker.rules.applying import Applying
from debttracker.rules.book import Book
from debttracker.rules.engine import check_scene, in_story
from debttracker.rules.facts import CaseFacts, ContactFact, Traits
from debttracker.rules.finding import Finding, Strength
from debttracker.rules.influence import Influence, by_firm, reach
from debttracker.rules.kinds.consent import CONSENT
from debttracker.rules.pack import Rule
from debttracker.rules.requests import by_kind
from debttracker.rules.scene import Scene, in_time, numbers_in

#: More days than any case has.
_FAR: Final = 1_000_000
Firms = frozenset[int | None]
Stretch = tuple[int, int]


class Source(Protocol):
    """Where the contacts of the case, as they stand now, can be had; always in order of time."""

    def between(self, first_day: int, last_day: int, firms: Firms | None = None) -> Sequence[ContactFact]:
        """The contacts of some days (both included), of some firms or of all; None among them = unknown callers."""

    def of_firm(self, firm: int | None) -> Iterator[ContactFact]:
        """All contacts of one firm."""

    def letters(self) -> Sequence[ContactFact]:
        """The borrower's own letters."""


@dataclass(frozen=True, slots=True)
class Patch:
    """``covered`` are contacts; of the rules named they now touch those in ``touched`` and no other."""

    rules: frozenset[str]
    covered: frozenset[int]
    touched: Mapping[int, Mapping[str, Strength]]


def patches(facts: CaseFacts, book: Book, before: Sequence[ContactFact], after: Sequence[ContactFact],
            source: Source) -> list[Patch] | None:
    """What changes when the contacts ``before`` were replaced by those ``after`` (added: only after; removed: only
    before). ``facts`` is the case without its contacts. None: everything has to be checked again.
    """
    changed = (*before, *after)
    if Influence.everything(changed):
        return None
    return _Patching(facts, book, changed, source).all()


def around(facts: CaseFacts, book: Book, row: ContactFact, source: Source) -> tuple[Finding, ...]:
    """The findings that rest on one contact, in order of time; the rest of the case is not looked at."""
    requests = by_kind(facts, source.letters())
    consents = CONSENT in requests
    parts: dict[tuple[int | None, bool], list[Rule]] = defaultdict(list)
    for rule in book.rules:
        days = reach(rule, consents=consents)
        parts[days, days != 0 and by_firm(rule)].append(rule)
    found: list[Finding] = []
    for (days, limited), rules in parts.items():
        firms = frozenset((row.traits.party_id,)) if limited else None
        if days is None and limited:
            rows: Sequence[ContactFact] = list(source.of_firm(row.traits.party_id))
        else:
            away = _FAR if days is None else days * (1 + consents)
            rows = source.between(row.day - away, row.day + away, firms)
        part = Book(tuple(rules), book.packs, book.pack_of)
        found += check_scene(Scene(replace(facts, contacts=rows, ordered=True), part, requests)).on_contact(row.id)
    return tuple(sorted(found, key=in_story))


class _Patching:
    def __init__(self, facts: CaseFacts, book: Book, changed: Sequence[ContactFact], source: Source) -> None:
        self._facts, self._book, self._changed, self._source = facts, book, changed, source
        self._requests = by_kind(facts, source.letters())
        applying = Applying(facts, book)
        applying.requests = self._requests
        self._influence = Influence(applying)
        self._gone = frozenset(row.id for row in changed)

    def all(self) -> list[Patch] | None:
        """The patches, one for each way of looking around."""
        near: dict[tuple[int, bool], int] = defaultdict(int)
        lasting = 0
        for rule_mask in {self._influence.mask(row.traits) for row in self._changed}:
            for number in numbers_in(rule_mask):
                rule = self._book.rules[number]
                days = reach(rule, consents=self._influence.consents)
                if days is None and not by_firm(rule):
                    return None
                if days is None:
                    lasting |= 1 << number
                else:
                    near[days, days > 0 and by_firm(rule)] |= 1 << number
        found = [self._near(days, self._part_of(mask), limited=limited)
                 for (days, limited), mask in sorted(near.items())]
        return found + list(self._lasting(lasting))

    def _part_of(self, mask: int) -> Book:
        rules = tuple(self._book.rules[number] for number in numbers_in(mask))
        return Book(rules, self._book.packs, self._book.pack_of)

    def _check(self, book: Book, rows: Sequence[ContactFact], covers: Callable[[int], bool]) -> Patch:
        facts = replace(self._facts, contacts=rows, ordered=True)
        touched = check_scene(Scene(facts, book, self._requests)).touched
        covered = frozenset(row.id for row in rows if covers(row.day)) | self._gone
        return Patch(frozenset(rule.id for rule in book.rules), covered,
                     {id: touched.said(mask) for id, mask in touched.masks.items() if id in covered})

    def _near(self, days: int, book: Book, *, limited: bool) -> Patch:
        """Rules whose findings are felt so many days around a change; that much again decides about them."""
        firms = frozenset(row.traits.party_id for row in self._changed) if limited else None
        zones = list(_around(self._changed, days))
        rows = [row for first, last in _joined((first - days, last + days) for first, last in zones)
                for row in self._source.between(first, last, firms)]
        return self._check(book, rows, lambda day: any(first <= day <= last for first, last in zones))

    def _lasting(self, mask: int) -> Iterator[Patch]:
        """Rules that look at all contacts of a firm."""
        changed = sorted({row.traits.party_id for row in self._changed}, key=lambda id: id or 0)
        by_firms: dict[tuple[int | None, ...], int] = defaultdict(int)
        for number in numbers_in(mask):
            by_firms[tuple(firm for firm in changed if self._felt_by_firm(number, firm))] |= 1 << number
        for firms, rules in by_firms.items():
            rows = sorted((row for firm in firms for row in self._source.of_firm(firm)), key=in_time)
            if firms:
                yield self._check(self._part_of(rules), rows, lambda _day: True)

    def _felt_by_firm(self, number: int, firm: int | None) -> bool:
        """A missing notice hangs on the firm's first contact only; everything else on any of its contacts."""
        if self._book.rules[number].kind != "notice":
            return True
        def matches(traits: Traits) -> bool:
            return bool(self._influence.matches(traits) >> number & 1)

        first = next((row.day for row in self._source.of_firm(firm)
                      if row.id not in self._gone and matches(row.traits)), None)
        oldest = min(row.day for row in self._changed if row.traits.party_id == firm)
        return first is None or oldest <= first


def _around(rows: Iterable[ContactFact], days: int) -> Iterator[Stretch]:
    return _joined((row.day - days, row.day + days) for row in sorted(rows, key=lambda row: row.day))


def _joined(stretches: Iterable[Stretch]) -> Iterator[Stretch]:
    """Stretches in order of their first day, those that touch or overlap made one."""
    current: Stretch | None = None
    for first, last in stretches:
        if current is not None and first <= current[1] + 1:
            current = (current[0], max(current[1], last))
        else:
            if current is not None:
                yield current
            current = (first, last)
    if current is not None:
        yield current


def applied(old: Mapping[str, str], patch: Patch, contact: int) -> dict[str, str]:
    """The rules of one contact after a patch: rule to strength."""
    kept = {rule: strength for rule, strength in old.items() if rule not in patch.rules}
    return kept | {rule: strength.value for rule, strength in patch.touched.get(contact, {}).items()}
