"""A check of what a change can touch equals a check of everything."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from debttracker.rules.book import Book
from debttracker.rules.engine import check
from debttracker.rules.facts import CaseFacts, ContactFact, RequestFact
from debttracker.rules.influence import reach
from debttracker.rules.packs import shipped_packs
from debttracker.rules.patch import Firms, applied, patches
from debttracker.rules.requests import is_request
from debttracker.rules.scene import in_time
from tests.rules.story import AGENCY, cn, us
from tests.rules.test_engine import EVERYTHING, REQUESTS, case, contact_lists

Flags = Mapping[int, Mapping[str, str]]


class Listed:
    """Contacts in memory, and how many of them were asked for."""

    def __init__(self, rows: Sequence[ContactFact]) -> None:
        self.rows = sorted(rows, key=in_time)
        self.given = 0

    def between(self, first_day: int, last_day: int, firms: Firms | None = None) -> list[ContactFact]:
        found = [row for row in self.rows if first_day <= row.day <= last_day
                 and (firms is None or row.traits.party_id in firms)]
        self.given += len(found)
        return found

    def of_firm(self, firm: int | None) -> Iterator[ContactFact]:
        for row in self.rows:
            if row.traits.party_id == firm:
                self.given += 1
                yield row

    def letters(self) -> list[ContactFact]:
        return [row for row in self.rows if is_request(row.traits)]


def whole(facts: CaseFacts) -> dict[int, dict[str, str]]:
    touched = check(facts, shipped_packs().packs).touched.as_dict()
    return {number: {rule: strength.value for rule, strength in found.items()} for number, found in touched.items()}


def patched(flags: Flags, old: Sequence[ContactFact], facts: CaseFacts) -> Flags | None:
    """The flags after the contacts of a case were replaced by those of ``facts``."""
    was, now = {row.id: row for row in old}, {row.id: row for row in facts.contacts}
    before = [row for row in old if now.get(row.id) != row]
    after = [row for row in facts.contacts if was.get(row.id) != row]
    book = Book.of(shipped_packs().packs, facts.jurisdictions)
    found = patches(replace(facts, contacts=()), book, before, after, Listed(facts.contacts))
    if found is None:
        return None
    result = {number: dict(rules) for number, rules in flags.items()}
    for patch in found:
        for number in patch.covered:
            result[number] = applied(result.get(number, {}), patch, number)
    return {number: rules for number, rules in result.items() if rules}


@given(contact_lists(), contact_lists(most=3), st.sets(st.integers(1, 40), max_size=3), st.booleans())
def test_a_patch_equals_a_check(contacts: list[ContactFact], more: list[ContactFact], gone: set[int],
                                requests: bool) -> None:
    """Some contacts are taken out, some added, some moved to another day."""
    told: tuple[RequestFact, ...] = REQUESTS if requests else ()
    kept = [row for row in contacts if row.id not in gone]
    if kept:
        kept[0] = replace(kept[0], day=kept[0].day + 1, at_ms=kept[0].at_ms + 86_400_000)
    facts = case([*kept, *(replace(row, id=row.id + 1000) for row in more)], requests=told)
    assert patched(whole(case(contacts, requests=told)), contacts, facts) == whole(facts)


@given(contact_lists(most=25), st.lists(contact_lists(most=2), min_size=2, max_size=4))
def test_patches_can_follow_one_another(first: list[ContactFact], later: list[list[ContactFact]]) -> None:
    rows, flags = list(first), whole(case(first, requests=REQUESTS))
    for number, more in enumerate(later, 1):
        old = list(rows)
        rows += [replace(row, id=row.id + 1000 * number) for row in more]
        found = patched(flags, old, case(rows, requests=REQUESTS))
        assert found is not None
        flags = {key: dict(value) for key, value in found.items()}
    assert flags == whole(case(rows, requests=REQUESTS))


def test_a_new_letter_asks_for_everything() -> None:
    story = us()
    story.add("2025-03-05 10:00", outcome="missed")
    before = list(story.contacts)
    story.add("2025-03-03 10:00", "email", "delivered", direction="out", letter_kind="stop_contact")
    assert patched({}, before, story.facts()) is None


def test_a_contact_looks_at_its_neighbours_only() -> None:
    """In a long case a new call in China asks for the contacts of its own day."""
    story = cn()
    for month in range(1, 10):
        for number in range(1, 29):
            story.calls(f"2026-{month:02d}-{number:02d}", 4)
    before = list(story.contacts)
    story.add("2026-05-05 22:30", outcome="missed", party=AGENCY)
    source = Listed(story.contacts)
    book = Book.of(shipped_packs().packs, frozenset({"CN"}))
    found = patches(replace(story.facts(), contacts=()), book, [], story.contacts[-1:], source)
    assert found
    assert source.given <= 10 < len(before)


def test_reach_is_wide_enough_for_every_window() -> None:
    for pack in shipped_packs().packs:
        for rule in pack.rules:
            near, length = reach(rule), getattr(rule.params, "days", None) or 1
            assert near is None or near >= length - 1 or rule.kind == "after_request", rule.id


def test_all_places_are_checked_here() -> None:
    assert {"CN", "US", "KR", "AU"} <= set(EVERYTHING)
