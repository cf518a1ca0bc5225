"""A case made ready for checking: contacts in order, grouped by traits, each group knowing the rules it can touch.

One pass over the contacts does all the sorting there is. For each contact it notes the day in its group's list of
days and looks one byte up: whether its minute is of interest to any rule about hours. Counting is then done on
lists of days, and a contact is looked at again only when it stands outside permitted hours, when its traits alone
touch a rule, or when a finding that rests on it is shown.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from operator import attrgetter
from typing import Any, Final

from debttracker.rules.almanac import Almanac
from debttracker.rules.applying import Applying
from debttracker.rules.book import Book
from debttracker.rules.facts import CaseFacts, ContactFact, RequestFact, Traits
from debttracker.rules.hours import Cell, HourTables
from debttracker.rules.params import State
from debttracker.rules.requests import by_kind, is_request
from debttracker.rules.sieve import Sieve

#: Kinds of which every matching contact is a finding of its own.
BY_TRAITS: Final = ("third_party", "workplace", "visit", "identity", "behaviour", "contact")
_ALWAYS: Final = b"\1" * 1440


@dataclass(slots=True, eq=False)
class Group:
    """All contacts of one ``traits`` object. ``rows`` has those to look at again; all of them when ``whole``."""

    traits: Traits
    mask: int
    whole: bool
    days: list[int] = field(default_factory=list)
    rows: list[ContactFact] = field(default_factory=list)
    lots: list[Any] | None = None  # how buckets deals it out, see there


_Slot = tuple[Callable[[int], None], bytes, Callable[[ContactFact], None]]


class Scene:
    """The contacts of one case under one book of rules."""

    def __init__(self, facts: CaseFacts, book: Book, requests: dict[str, list[RequestFact]] | None = None) -> None:
        self.facts = facts
        self.book = book
        self.applying = Applying(facts, book)
        self.almanac = Almanac(book)
        self.tables = HourTables(facts, book, self.almanac)
        self.rows: Sequence[ContactFact] = in_order(facts)
        self.groups: list[Group] = []
        self.conversations: list[Group] = []
        self._quiet = book.bits("quiet_hours")
        self._whole = book.bits(*BY_TRAITS, "rapid")
        self._all_groups: list[Group] = []
        self._sieve = Sieve(self.applying)
        self._gather()
        letters = [row for group in self._all_groups if is_request(group.traits) for row in group.rows]
        self.applying.requests = by_kind(facts, letters) if requests is None else requests
        self._by_rule = self._sort_by_rule()
        self._starts: dict[int, int] = {}
        #: Cells made for single days, and contacts per day by what is counted: worked out once, shared by rules.
        self.cells: dict[tuple[tuple[str, State], ...], Cell] = {}
        self.day_counts: dict[frozenset[int], Counter[int]] = {}

    def _gather(self) -> None:
        """The one pass over all contacts."""
        slots: dict[int, _Slot] = {}
        for row in self.rows:
            try:
                note_day, interesting, keep = slots[id(row.traits)]
            except KeyError:
                note_day, interesting, keep = slots[id(row.traits)] = self._open(row.traits)
            note_day(row.day)
            if interesting[row.minute]:
                keep(row)

    def _open(self, traits: Traits) -> _Slot:
        """A new group, and where its contacts go."""
        mask = self._sieve.mask(traits)
        whole = bool(mask & self._whole) or traits.party_id is None or is_request(traits)
        group = Group(traits, mask, whole)
        self._all_groups.append(group)
        if mask:
            self.groups.append(group)
        if traits.channel == "call" and traits.outcome == "answered":
            self.conversations.append(group)
        interesting = _ALWAYS if whole else self.tables.minutes(mask & self._quiet, traits)
        return group.days.append, interesting, group.rows.append

    def _sort_by_rule(self) -> list[list[Group]]:
        """The groups of each rule; groups that touch the same rules are dealt out together."""
        alike: dict[int, list[Group]] = {}
        for group in self.groups:
            alike.setdefault(group.mask, []).append(group)
        by_rule: list[list[Group]] = [[] for _ in self.book.rules]
        for mask, groups in alike.items():
            for number in numbers_in(mask):
                by_rule[number] += groups
        return by_rule

    def all_groups(self) -> Iterable[Group]:
        """Every group, also those no rule can touch (the borrower's own calls)."""
        return self._all_groups

    def groups_for(self, number: int) -> list[Group]:
        """The groups that the rule with this number can touch."""
        return self._by_rule[number]

    def rows_between(self, groups: Iterable[Group], first_day: int, last_day: int) -> list[ContactFact]:
        """The contacts of ``groups`` on the days from ``first_day`` to ``last_day``, in order of time."""
        wanted = {id(group.traits) for group in groups}
        return [row for row in self.rows[self.start_of(first_day):self.start_of(last_day + 1)]
                if id(row.traits) in wanted]

    def start_of(self, day: int) -> int:
        """The place of the first contact on or after a day."""
        found = self._starts.get(day)
        if found is None:
            found = self._starts[day] = bisect_left(self.rows, day, key=attrgetter("day"))
        return found

    @cached_property
    def rows_by_traits(self) -> dict[int, list[ContactFact]]:
        """All contacts by the id of their traits: made once, when the first finding is shown."""
        found: dict[int, list[ContactFact]] = {}
        for row in self.rows:
            found.setdefault(id(row.traits), []).append(row)
        return found


def numbers_in(mask: int) -> list[int]:
    """The numbers of the bits that are set."""
    return [number for number, bit in enumerate(reversed(f"{mask:b}")) if bit == "1"]


def in_order(facts: CaseFacts) -> Sequence[ContactFact]:
    """Contacts by local day, then instant, then id: days must not run backwards when a traveller goes west."""
    if facts.ordered:
        return facts.contacts
    return sorted(facts.contacts, key=in_time)


#: The order of contacts.
in_time: Final[Callable[[ContactFact], tuple[int, int, int]]] = attrgetter("day", "at_ms", "id")
