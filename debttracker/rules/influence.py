"""How far a contact can be felt: the rules it can touch, and how many days away from it their findings can change."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from debttracker.rules.applying import Applying
from debttracker.rules.facts import ContactFact, Traits
from debttracker.rules.kinds.consent import CONSENT
from debttracker.rules.pack import Rule
from debttracker.rules.params import AfterRequest, CoolingOff, Count, Unit
from debttracker.rules.requests import is_request
from debttracker.rules.sieve import Sieve

_WEEK, _MONTH = 6, 30


def reach(rule: Rule, *, consents: bool = True) -> int | None:
    """How many days apart two contacts can stand of which one decides about a finding on the other; None = any.

    ``consents``: whether the case has consents to be called, which conversations use up.
    """
    params = rule.params
    if isinstance(params, Count):
        return _reach_of_count(params, consents=consents)
    if isinstance(params, CoolingOff):
        return params.days - 1 + params.consent_days * consents
    if isinstance(params, AfterRequest):
        return None if params.allowed_contacts else 0
    return None if rule.kind == "notice" else 0


def _reach_of_count(params: Count, *, consents: bool) -> int | None:
    if params.unit is Unit.EVER or params.after_conversation:
        return None
    window = {Unit.DAYS: params.days - 1, Unit.WEEK: _WEEK, Unit.MONTH: _MONTH}[params.unit]
    certain = {Unit.WEEK: _WEEK, Unit.MONTH: _MONTH}.get(params.certain_in or Unit.DAYS, 0)
    return window + certain + params.consent_days * consents


def by_firm(rule: Rule) -> bool:
    """Whether contacts of one firm (or one unknown number) never decide about those of another."""
    if isinstance(rule.params, Count | CoolingOff):
        return "collector" in rule.params.per
    return isinstance(rule.params, AfterRequest) or rule.kind == "notice"


class Influence:
    """What changed contacts can matter to, in one case under one book of rules."""

    def __init__(self, applying: Applying) -> None:
        self._applying = applying
        self._sieve = Sieve(applying)
        rules = applying.book.rules
        self.consents = CONSENT in applying.requests
        self._talk = _bits(rules, self._minds_talks)
        self._reply = _bits(rules, lambda rule: isinstance(rule.params, AfterRequest) and rule.params.one_reply)

    def _minds_talks(self, rule: Rule) -> bool:
        params = rule.params
        return isinstance(params, CoolingOff) or (isinstance(params, Count) and (
            params.after_conversation or bool(params.consent_days and self.consents)))

    def mask(self, traits: Traits) -> int:
        """The rules whose findings a contact of these traits can change."""
        found = self._sieve.mask(traits)
        if traits.channel == "call" and traits.outcome == "answered":
            found |= self._talk
        return found | self._reply if traits.direction == "out" else found

    def matches(self, traits: Traits) -> int:
        """The rules that a contact of these traits can touch itself."""
        return self._sieve.mask(traits)

    @staticmethod
    def everything(rows: Iterable[ContactFact]) -> bool:
        """Whether one of them is a letter that makes a request: it can matter to every later contact."""
        return any(is_request(row.traits) for row in rows)


def _bits(rules: tuple[Rule, ...], wanted: Callable[[Rule], bool]) -> int:
    return sum(1 << number for number, rule in enumerate(rules) if wanted(rule))
