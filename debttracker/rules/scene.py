"""A case made ready for checking: contacts in order, grouped by traits, each group knowing the rules it can touch.

One pass over the contacts does all the sorting there is. For each contact it notes the day in its group's list of
days and looks one byte up: whether its minute is of interest to any rule about hours. Counting is then done on
lists of days, and a contact is looked at again only when it stands outside permitted hours, when its traits alone
touch a rule, or when a finding that rests on it is shown.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Final

from debttracker.rules.applying import Applying
from debttracker.rules.book import Book
from debttracker.rules.facts import CaseFacts, ContactFact, RequestFact, Traits
from debttracker.rules.hours import HourTables
from debttracker.rules.requests import by_kind, is_request
from debttracker.rules.sieve import Sieve

#: Kinds of which every matching contact is a finding of its own.
BY_TRAITS: Final = ("third_party", "workplace", "visit", "identity", "behaviour", "contact")
_NEVER: Final = bytes(1440)
_ALWAYS: Final = b"\1" * 1440
#: (firm, number): the firm that called, or the bare number of a caller who is not known.
Caller = tuple[int | None, str]


@dataclass(slots=True, eq=False)
class Group:
    """All contacts of equal traits. ``rows`` has those to look at again; all of them when ``whole``."""

    traits: Traits
    mask: int
    caller: Caller
    whole: bool
    days: list[int] = field(default_factory=list)
    rows: list[ContactFact] = field(default_factory=list)


_Slot = tuple[Callable[[int], None], bytes, Callable[[ContactFact], None]]


class Scene:
    """The contacts of one case under one book of rules."""

    def __init__(self, facts: CaseFacts, book: Book, requests: dict[str, list[RequestFact]] | None = None) -> None:
        self.facts = facts
        self.book = book
        self.applying = Applying(facts, book)
        self.tables = HourTables(self.applying)
        self.rows: Sequence[ContactFact] = in_order(facts)
        self.groups: list[Group] = []
        self.conversations: list[Group] = []
        self._quiet = book.bits("quiet_hours")
        self._whole = book.bits(*BY_TRAITS, "rapid")
        self._by_traits: dict[Traits, Group] = {}
        self._group_of: dict[int, Group] = {}
        self._sieve = Sieve(self.applying)
        self._gather()
        letters = [row for group in self._by_traits.values() if is_request(group.traits) for row in group.rows]
        self.applying.requests = by_kind(facts, letters) if requests is None else requests
        self._by_rule = self._sort_by_rule()

    def _gather(self) -> None:
        """The one pass over all contacts."""
        slots: dict[int, _Slot] = {}
        for row in self.rows:
            try:
                note_day, interesting, keep = slots[id(row.traits)]
            except KeyError:
                note_day, interesting, keep = slots[id(row.traits)] = self._slot(row.traits)
            note_day(row.day)
            if interesting[row.minute]:
                keep(row)

    def _slot(self, traits: Traits) -> _Slot:
        """Where contacts with this very ``traits`` object go; equal traits share one group."""
        group = self._by_traits.get(traits)
        if group is None:
            group = self._by_traits[traits] = self._open(traits)
        self._group_of[id(traits)] = group
        interesting = _ALWAYS if group.whole else self.tables.minutes(group.mask & self._quiet, traits)
        return group.days.append, interesting, group.rows.append

    def _open(self, traits: Traits) -> Group:
        mask = self._sieve.mask(traits)
        talk = traits.channel == "call" and traits.outcome == "answered"
        whole = bool(mask & self._whole) or traits.party_id is None or is_request(traits)
        group = Group(traits, mask, (traits.party_id, ""), whole)
        if mask:
            self.groups.append(group)
        if talk:
            self.conversations.append(group)
        return group

    def _sort_by_rule(self) -> list[list[Group]]:
        by_rule: list[list[Group]] = [[] for _ in self.book.rules]
        known: dict[int, list[int]] = {}
        for group in self.groups:
            numbers = known.get(group.mask)
            if numbers is None:
                numbers = known[group.mask] = [n for n in range(len(by_rule)) if group.mask >> n & 1]
            for number in numbers:
                by_rule[number].append(group)
        return by_rule

    def all_groups(self) -> Iterable[Group]:
        """Every group, also those no rule can touch (the borrower's own calls)."""
        return self._by_traits.values()

    def groups_for(self, number: int) -> list[Group]:
        """The groups that the rule with this number can touch."""
        return self._by_rule[number]

    def rows_between(self, groups: Iterable[Group], first_day: int, last_day: int) -> list[ContactFact]:
        """The contacts of ``groups`` on the days from ``first_day`` to ``last_day``, in order of time."""
        low = bisect_left(self.rows, first_day, key=attrgetter("day"))
        high = bisect_left(self.rows, last_day + 1, key=attrgetter("day"))
        wanted = {id(group) for group in groups}
        group_of = self._group_of
        return [row for row in self.rows[low:high] if id(group_of[id(row.traits)]) in wanted]


def in_order(facts: CaseFacts) -> Sequence[ContactFact]:
    """Contacts by local day, then instant, then id: days must not run backwards when a traveller goes west."""
    if facts.ordered:
        return facts.contacts
    return sorted(facts.contacts, key=attrgetter("day", "at_ms", "id"))
