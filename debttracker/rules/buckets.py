"""What is counted together: contacts sorted by firm, person, debt, number or lender, as a rule wants it.

A contact that does not say which of a firm's debts it was about could be about any of them: it is counted with
each debt that other contacts name, and marked as not sure there.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, compress
from operator import attrgetter
from typing import NamedTuple

from debttracker.basics.vocabulary import Reached
from debttracker.rules.facts import ContactFact, Traits
from debttracker.rules.scene import Group, Scene, in_time

#: The firm that called, or the bare number of a caller who is not known.
Caller = tuple[int | None, str]
#: A person: kind of relation and the party's number, both empty for the borrower.
Person = tuple[str, int | None]
Debt = int | str | None
_day = attrgetter("day")


class Base(NamedTuple):
    """What makes one count, apart from the debt; None or empty where the rule does not separate."""

    caller: Caller | None = None
    lender: Caller | None = None
    person: Person | None = None
    called: str | None = None


@dataclass(slots=True, eq=False)
class Lot:
    """The contacts of one group, or of one unknown caller's number within it."""

    group: Group
    caller: Caller
    days: list[int]
    #: Its contacts, kept where the group mixes several unknown callers.
    rows: list[ContactFact] | None = None


@dataclass(slots=True, eq=False)
class Bucket:
    """Contacts counted together. ``unsure`` lots may be about another debt; ``left_out`` are contacts not counted."""

    scene: Scene
    base: Base
    debt: Debt
    lots: list[Lot]
    unsure: list[Lot] = field(default_factory=list)
    left_out: frozenset[int] = frozenset()
    _days: Counter[int] | None = None
    _rows: list[ContactFact] | None = None

    @property
    def size(self) -> int:
        """How many contacts there are, at most."""
        return sum(len(lot.days) for lot in self.lots) + sum(len(lot.days) for lot in self.unsure)

    def days(self) -> Counter[int]:
        """Contacts per day."""
        if self._days is None:
            lots = {id(lot): lot for lot in chain(self.lots, self.unsure)}
            known, key = self.scene.day_counts, frozenset(lots)
            if key not in known:
                known[key] = Counter(chain.from_iterable(lot.days for lot in lots.values()))
            self._days = known[key]
        return self._days

    def empty(self) -> None:
        """Count nothing at all."""
        self.lots, self.unsure, self._days, self._rows = [], [], Counter(), []

    def leave_out(self, rows: Iterable[ContactFact]) -> None:
        """Do not count these contacts (consented to, before the first conversation …)."""
        fresh = [row for row in rows if row.id not in self.left_out]
        self.left_out |= {row.id for row in fresh}
        days = self._days = Counter(self.days())
        for row in fresh:
            days[row.day] -= 1
            if not days[row.day]:
                del days[row.day]

    def gather(self) -> list[ContactFact]:
        """Put all its contacts in order, once: afterwards looking days up is quick."""
        if self._rows is None:
            self._rows = self._all_rows([*self.lots, *self.unsure])
        return self._rows

    def rows(self, first_day: int, last_day: int) -> list[ContactFact]:
        """The counted contacts of some days, in order of time."""
        rows = self.gather()
        low = bisect_left(rows, first_day, key=_day)
        high = bisect_left(rows, last_day + 1, key=_day)
        found = rows[low:high]
        return [row for row in found if row.id not in self.left_out] if self.left_out else found

    def rows_in(self, days: Container[int]) -> Iterator[ContactFact]:
        """The counted contacts of any days, in no order: for many days at once the quickest way."""
        wanted, by_traits = days.__contains__, self.scene.rows_by_traits
        for lot in {(id(lot.group), lot.caller): lot for lot in chain(self.lots, self.unsure)}.values():
            rows = by_traits[id(lot.group.traits)] if lot.rows is None else lot.rows
            found: Iterable[ContactFact] = compress(rows, map(wanted, lot.days))
            yield from (row for row in found if row.id not in self.left_out) if self.left_out else found

    def rows_on(self, day: int) -> list[ContactFact]:
        """The same for one day, without gathering the whole bucket first."""
        if self._rows is not None:
            return self.rows(day, day)
        lots = [*self.lots, *self.unsure]
        found = self.scene.rows_between((lot.group for lot in lots), day, day)
        return [row for row in _of_callers(found, lots) if row.id not in self.left_out]

    def sure_rows(self, rows: Iterable[ContactFact]) -> list[ContactFact]:
        """Those of ``rows`` that are certain to be about this debt."""
        sure = {id(lot.group.traits) for lot in self.lots}
        return [row for row in rows if id(row.traits) in sure]

    def _all_rows(self, lots: list[Lot]) -> list[ContactFact]:
        by_traits = self.scene.rows_by_traits
        parts = {(id(lot.group), lot.caller): by_traits[id(lot.group.traits)] if lot.rows is None else lot.rows
                 for lot in lots}
        return sorted(chain.from_iterable(parts.values()), key=in_time)


def _of_callers(rows: list[ContactFact], lots: list[Lot]) -> list[ContactFact]:
    """Contacts of unknown callers are told apart by their numbers."""
    if all(lot.caller[0] is not None for lot in lots):
        return rows
    callers = {lot.caller for lot in lots}
    return [row for row in rows if caller_of(row) in callers]


def caller_of(row: ContactFact) -> Caller:
    """The firm that made a contact, or its bare number when the firm is not known."""
    party = row.traits.party_id
    return (party, "" if party is not None else row.handle)


def by_firm_and_day(rows: Iterable[ContactFact]) -> list[tuple[int, tuple[ContactFact, ...]]]:
    """Contacts of each firm on each day together, as (day, contacts), in order of time."""
    found: dict[tuple[int, Caller], list[ContactFact]] = {}
    for row in rows:
        found.setdefault((row.day, caller_of(row)), []).append(row)
    return [(day, tuple(same)) for (day, _), same in found.items()]


def lots_of(groups: Iterable[Group]) -> list[Lot]:
    """One lot per group; unknown callers are told apart by their numbers."""
    lots: list[Lot] = []
    for group in groups:
        if group.lots is None:
            group.lots = _lots(group)
        lots += group.lots
    return lots


def _lots(group: Group) -> list[Lot]:
    if group.traits.party_id is not None:
        return [Lot(group, (group.traits.party_id, ""), group.days)]
    by_number: dict[str, list[ContactFact]] = {}
    for row in group.rows:
        by_number.setdefault(row.handle, []).append(row)
    return [Lot(group, (None, handle), [row.day for row in rows], rows) for handle, rows in by_number.items()]


#: Where a lot belongs: its base, its debts, and whether it is sure to be about each of them.
Place = tuple[Base, frozenset[Debt], bool]


class Places(dict[Lot, Place]):
    """``places[lot]``: what a rule that separates ``per`` these things counts the lot with."""

    def __init__(self, scene: Scene, per: frozenset[str]) -> None:
        super().__init__()
        self.scene = scene
        self._per = per

    def __missing__(self, lot: Lot) -> Place:
        self[lot] = place = (self._base(lot), *self._debts(lot.group.traits))
        return place

    def _base(self, lot: Lot) -> Base:
        per, traits = self._per, lot.group.traits
        person = person_of(traits)
        called = None
        if "called" in per:
            called = traits.called or f"{person[0]} {person[1] or ''}"
        return Base(lot.caller if "collector" in per else None, self._lender(lot) if "lender" in per else None,
                    person if "person" in per else None, called)

    def _lender(self, lot: Lot) -> Caller:
        creditor = self.scene.applying.creditor(lot.group.traits)
        return lot.caller if creditor is None else (creditor, "")

    def _debts(self, traits: Traits) -> tuple[frozenset[Debt], bool]:
        if "loan" not in self._per:
            return frozenset({None}), True
        candidates = self.scene.applying.candidates(traits)
        debts: frozenset[Debt] = frozenset(loan.debt_key or loan.id for loan in candidates)
        if traits.loan_ids or len(debts) == 1:
            return debts, True
        if not debts and len(self.scene.facts.loans) < 2:
            return frozenset({None}), True
        return debts, False


class Piles:
    """Lots sorted by what a rule separates: by :class:`Base`, then by debt."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._named: dict[Base, dict[Debt, list[Lot]]] = {}
        self._loose: dict[Base, list[tuple[Lot, frozenset[Debt]]]] = {}

    def add(self, lots: Iterable[Lot]) -> None:
        """Sort some lots in."""
        for lot in lots:
            base, debts, sure = self._places[lot]
            if sure:
                named = self._named.setdefault(base, {})
                for debt in debts:
                    named.setdefault(debt, []).append(lot)
            else:
                self._loose.setdefault(base, []).append((lot, debts))

    def bases(self) -> set[Base]:
        """Every combination seen."""
        return {*self._named, *self._loose}

    def debts(self, base: Base) -> set[Debt]:
        """The debts that contacts name for sure, and None when some name no debt."""
        return {*self._named.get(base, {}), *((None,) if base in self._loose else ())}

    def bucket(self, base: Base, debt: Debt) -> Bucket:
        """What is counted for one debt: contacts that name it and those that may be about it."""
        lots = self._named.get(base, {}).get(debt, [])
        unsure = [lot for lot, debts in self._loose.get(base, ()) if debt is None or not debts or debt in debts]
        return Bucket(self._places.scene, base, debt, list(lots), unsure)

    def buckets(self) -> list[Bucket]:
        """All counts there are."""
        return [self.bucket(base, debt) for base in self.bases() for debt in self.debts(base)]


def person_of(traits: Traits) -> Person:
    """Who was reached or tried; a person not named is the borrower."""
    if traits.direction == "out" or traits.reached in (Reached.BORROWER, Reached.UNKNOWN):
        return ("", None)
    return (traits.reached, traits.reached_id)
