"""Which rules a contact of given traits can touch at all, as one whole number whose bits are the rules.

Each trait has a table "value to rules that admit it"; the answer is the AND of a few table entries, so a hundred
rules cost as much as one, and each distinct combination of traits is asked once, however many contacts have it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final, TypeVar

from debttracker.basics.vocabulary import Channel, Direction, Outcome, Reached
from debttracker.rules.applying import Applying
from debttracker.rules.facts import Place, Traits
from debttracker.rules.pack import Rule, Touches

#: Kinds that look at loans, not at contacts.
WITHOUT_CONTACTS: Final = frozenset({"rate_cap"})
#: Kinds that read the time of day: contacts of which only the day is known say nothing to them.
TIMED: Final = frozenset({"quiet_hours", "rapid"})
_Part = TypeVar("_Part")
_Rest = tuple[frozenset[str], bool | None, bool | None, bool | None, bool | None, bool | None, int | None, str, str]


class Sieve:
    """The tables for one book of rules."""

    def __init__(self, applying: Applying) -> None:
        self._applying = applying
        self._rules = applying.book.rules
        self._channel = self._axis(Channel, _admits_channel)
        self._direction = self._axis(Direction, _admits_direction)
        self._outcome = self._axis(Outcome, _admits_outcome)
        self._reached = self._axis(Reached, _admits_reached)
        self._contacts = self._bits(rule.kind not in WITHOUT_CONTACTS for rule in self._rules)
        self._untimed = self._bits(rule.kind not in TIMED for rule in self._rules)
        self._by_binding = self._alike(lambda rule: rule.binds)
        self._by_loans = self._alike(lambda rule: rule.loans)
        self._rest: dict[_Rest, int] = {}
        self._standing: dict[tuple[int | None, int | None, tuple[int, ...]], int] = {}

    def _bits(self, wanted: Iterable[bool]) -> int:
        return sum(1 << number for number, yes in enumerate(wanted) if yes)

    def _axis(self, values: Iterable[str], admits: Callable[[Touches, str], bool]) -> dict[str, int]:
        return {str(value): self._bits(admits(rule.touches, str(value)) for rule in self._rules) for value in values}

    def _alike(self, part: Callable[[Rule], _Part]) -> list[tuple[_Part, int]]:
        """The distinct values of one part of the rules, each with the mask of the rules that have it."""
        found: dict[_Part, int] = {}
        for number, rule in enumerate(self._rules):
            found[part(rule)] = found.get(part(rule), 0) | 1 << number
        return list(found.items())

    def mask(self, traits: Traits) -> int:
        """The rules that contacts of these traits can touch."""
        mask = (self._contacts & self._channel.get(traits.channel, 0) & self._direction.get(traits.direction, 0)
                & self._outcome.get(traits.outcome, 0) & self._reached.get(traits.reached, 0))
        if traits.precision == "day":
            mask &= self._untimed
        if mask:
            mask &= self._rest_mask(traits)
        return mask & self._standing_mask(traits) if mask else 0

    def _rest_mask(self, traits: Traits) -> int:
        key = (traits.behaviours, traits.identified, traits.automated, traits.solicited, traits.required,
               traits.consent, traits.visitors, traits.place, traits.reached)
        if key not in self._rest:
            self._rest[key] = self._bits(
                matches_rest(rule, traits) and not self._applying.lifted_by_trait(rule, traits) for rule in self._rules)
        return self._rest[key]

    def _standing_mask(self, traits: Traits) -> int:
        key = (traits.party_id, traits.creditor_id, traits.loan_ids)
        if key not in self._standing:
            self._standing[key] = self._find_standing(traits)
        return self._standing[key]

    def _find_standing(self, traits: Traits) -> int:
        """Rules that bind the firm and fit the loan. Few bindings and loan kinds differ, so each is asked once."""
        applying = self._applying
        found = 0
        for binds, mask in self._by_binding:
            if applying.binding(binds, traits) is not None:
                found |= mask
        for loans, mask in self._by_loans:
            if applying.loan_questions(loans, traits) is None:
                found &= ~mask
        if applying.facts.answers:
            found &= self._bits(applying.exceptions(rule, traits) is not None for rule in self._rules)
        return found


def _admits_channel(touches: Touches, value: str) -> bool:
    return touches.channels is None or value in touches.channels


def _admits_direction(touches: Touches, value: str) -> bool:
    return value in touches.directions or (value == Direction.UNKNOWN and Direction.IN in touches.directions)


def _admits_outcome(touches: Touches, value: str) -> bool:
    return touches.outcomes is None or value in touches.outcomes or value in touches.maybe_outcomes


def _admits_reached(touches: Touches, value: str) -> bool:
    """A person not named is the borrower: it is the borrower's own record."""
    person = Reached.BORROWER if value == Reached.UNKNOWN else value
    return touches.reached is None or value in touches.reached or person in touches.reached


def matches_rest(rule: Rule, traits: Traits) -> bool:
    """Whether the rarer traits are what the rule looks for."""
    touches = rule.touches
    if touches.at_work and not _at_work(traits):
        return False
    if rule.kind == "identity" and touches.behaviours is None and touches.identified is None:
        return traits.identified is False or "refuses_identity" in traits.behaviours
    if touches.places is not None and traits.place not in touches.places:
        return False
    if touches.behaviours is not None and not touches.behaviours & traits.behaviours:
        return False
    if touches.visitors_under is not None and not (
            traits.visitors is not None and traits.visitors < touches.visitors_under):
        return False
    if touches.identified is not None and traits.identified is not touches.identified:
        return False
    return all(wanted is None or (found is True) is wanted for wanted, found in (
        (touches.automated, traits.automated), (touches.solicited, traits.solicited),
        (touches.required, traits.required), (touches.consent, traits.consent)))


def _at_work(traits: Traits) -> bool:
    return (traits.place == Place.WORK or traits.reached in (Reached.COLLEAGUE, Reached.EMPLOYER)
            or "workplace_contact" in traits.behaviours)
