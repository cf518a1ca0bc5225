"""From the check of a case to the sheets of findings.

Which contacts touch which rule, and in which order the rules stand, is known as soon as the check has ended; that is
all a line of the numbered table needs. The sheets themselves, with a sentence for each of thousands of instances, are
made when they are first looked at, which is while the first volumes are being set.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import cached_property, reduce
from operator import or_
from typing import Final, overload

from debttracker.basics.languages import Words
from debttracker.basics.moments import day_of
from debttracker.case.connection import Connection
from debttracker.derived.articles import cited
from debttracker.derived.findings import CaseCheck, force_text
from debttracker.evidence.document import FindingInstance, FindingSheet, Strength
from debttracker.rules.finding import Finding
from debttracker.rules.kinds.marks import UNDER_TITLE
from debttracker.rules.pack import Rule
from debttracker.rules.sentence import Sentence

_CONTACT: Final = "C-{:06d}"
#: Firm ones stand first.
_ORDER: Final = ("hard", "edge", "soft")


class FoundSheets(Sequence[FindingSheet]):
    """The sheets of a check, firm ones first, of these the most frequent; ``inside`` are the contacts that take part
    (None: all of them), and a finding belongs here when it rests on no other."""

    def __init__(self, connection: Connection, done: CaseCheck, inside: AbstractSet[int] | None, speak: Words) -> None:
        self._connection, self._checked, self._inside, self._speak = connection, done.checked, inside, speak

    def __len__(self) -> int:
        return len(self._rules)

    @overload
    def __getitem__(self, at: int) -> FindingSheet: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[FindingSheet]: ...
    def __getitem__(self, at: int | slice) -> FindingSheet | Sequence[FindingSheet]:
        return self._sheets[at]

    def touched(self) -> Mapping[str, Sequence[int]] | None:
        """For each exhibit the places (from 1) of the sheets that rest on it; None when only the findings tell, as
        of a part of the case."""
        if self._inside is not None:
            return None
        places = {rule: place for place, rule in enumerate(self._rules, 1)}
        touched = self._checked.touched
        said = {mask: sorted(places[rule] for rule in touched.said(mask)) for mask in set(touched.masks.values())}
        return {_CONTACT.format(contact): said[mask] for contact, mask in touched.masks.items()}

    @cached_property
    def _rules(self) -> Sequence[str]:
        """The rules (ids) in the order of their sheets."""
        if self._inside is not None:
            counts = {rule: len(found) for rule, found in self._found.items()}
            firmest = {rule: _firmest(found) for rule, found in self._found.items()}
        else:
            counts = dict(self._checked.counts)
            touched = self._checked.touched
            firmest = {rule: one.value for rule, one in touched.said(reduce(or_, set(touched.masks.values()), 0)).items()}
            for rule in counts.keys() - firmest.keys():  # findings that rest on no contact
                firmest[rule] = _firmest(self._checked.of_rule(rule))
        title = {rule: self._checked.rules[rule].title.say(self._speak) for rule in counts}
        return sorted(counts, key=lambda rule: (_ORDER.index(firmest[rule]), -counts[rule], title[rule], rule))

    @cached_property
    def _found(self) -> Mapping[str, list[Finding]]:
        """The findings of each rule that has any here."""
        by_rule: dict[str, list[Finding]] = {}
        for found in self._checked.findings:
            if self._inside is None or self._inside >= set(found.contacts):
                by_rule.setdefault(found.rule, []).append(found)
        return by_rule

    @cached_property
    def _sheets(self) -> tuple[FindingSheet, ...]:
        names = {int(id): str(name) for id, name in self._connection.execute("SELECT id, name FROM party")}
        return tuple(_sheet(self._checked.rules[rule], self._found[rule], names, self._speak) for rule in self._rules)


def counting_text(told: Sentence, speak: Words) -> str:
    """The counting in words. It stands under its rule's title, so it need not name the rule again."""
    shorter = UNDER_TITLE.get(told.message) if isinstance(told.message, str) else None
    return replace(told, message=shorter).say(speak) if shorter else told.say(speak)


def _firmest(found: Sequence[Finding]) -> str:
    return min((one.strength.value for one in found), key=_ORDER.index)


def _sheet(rule: Rule, found: Sequence[Finding], names: Mapping[int, str], speak: Words) -> FindingSheet:
    since = rule.from_day if rule.from_day is not None else rule.source.from_day
    until = rule.to_day if rule.to_day is not None else rule.source.to_day
    asked: dict[str, str] = {}
    for one in found:
        asked.update((question.key, question.say(speak)) for question in one.conditions if question.key not in asked)
    return FindingSheet(
        title=rule.title.say(speak), citation=cited(rule, speak), force=force_text(rule.source.force.value, speak),
        strength=Strength(_firmest(found)), instances=tuple(_instance(one, names, speak) for one in found),
        in_force_from=day_of(since) if since is not None else None,
        in_force_to=day_of(until) if until is not None else None, explanation=rule.plain.say(speak),
        conditions=tuple(asked.values()), please_verify=rule.to_verify)


def _instance(found: Finding, names: Mapping[int, str], speak: Words) -> FindingInstance:
    who = names.get(found.party_id, "") if found.party_id is not None else ""
    return FindingInstance(day_of(found.first_day), day_of(found.last_day), tuple(map(_CONTACT.format, found.contacts)),
                           who, found.count, found.limit, counting_text(found.explanation, speak))
