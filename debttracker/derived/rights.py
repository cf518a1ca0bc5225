"""What the Rights page tells: each rule that contacts touched, how often, by whom and in which month."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from debttracker.basics.moments import day_number, day_of
from debttracker.derived.findings import CaseCheck
from debttracker.rules.finding import Finding, Question, Strength
from debttracker.rules.pack import Rule

#: The order in which strengths are shown, and how many months the table of a rule has.
ORDER: Final = (Strength.HARD, Strength.EDGE, Strength.SOFT)
MONTHS: Final = 6


@dataclass(frozen=True, slots=True)
class CallerCount:
    """The contacts of one firm (None: unknown callers) that touched a rule: ids by month's first day number."""

    party_id: int | None
    months: Mapping[int, tuple[int, ...]]

    @property
    def contacts(self) -> tuple[int, ...]:
        """All of them."""
        return tuple(id for ids in self.months.values() for id in ids)


@dataclass(frozen=True, slots=True)
class RuleFindings:
    """One rule and what was found, newest first. ``strength`` is that of its firmest finding."""

    rule: Rule
    findings: tuple[Finding, ...]
    strength: Strength
    contacts: tuple[int, ...]
    callers: tuple[CallerCount, ...]

    @property
    def questions(self) -> tuple[Question, ...]:
        """What it still depends on, each question once."""
        return tuple({q.key: q for found in self.findings for q in found.conditions}.values())


def months_shown(callers: Iterable[CallerCount]) -> tuple[int, ...]:
    """The newest months in which anything was found, oldest first; at most :data:`MONTHS`."""
    return tuple(sorted({month for one in callers for month in one.months})[-MONTHS:])


def rules_touched(done: CaseCheck) -> tuple[RuleFindings, ...]:
    """Every rule with findings: hard ones first, then by how many contacts touched it."""
    by_rule: dict[str, list[Finding]] = {}
    for found in done.checked.findings:
        by_rule.setdefault(found.rule, []).append(found)
    wanted = {id for found in done.checked.findings for id in found.contacts}
    where = {row.id: (_month(row.day), row.traits.party_id) for row in done.checked.rows if row.id in wanted}
    rules = done.checked.rules
    views = [_view(rules[id], found, where) for id, found in by_rule.items()]
    return tuple(sorted(views, key=lambda v: (ORDER.index(v.strength), -len(v.contacts), v.rule.id)))


def rules_quiet(done: CaseCheck, touched: Sequence[RuleFindings]) -> tuple[Rule, ...]:
    """The rules that count here and that no contact touched."""
    found = {one.rule.id for one in touched}
    return tuple(rule for id, rule in done.checked.rules.items() if id not in found)


def _view(rule: Rule, found: list[Finding], where: Mapping[int, tuple[int, int | None]]) -> RuleFindings:
    ids = tuple(dict.fromkeys(id for one in found for id in one.contacts))
    counts: dict[int | None, dict[int, list[int]]] = {}
    for id in ids:
        month, party = where.get(id, (0, None))
        counts.setdefault(party, {}).setdefault(month, []).append(id)
    callers = sorted((CallerCount(party, {m: tuple(some) for m, some in months.items()})
                      for party, months in counts.items()), key=lambda one: (-len(one.contacts), one.party_id or 0))
    strength = min((one.strength for one in found), key=ORDER.index)
    return RuleFindings(rule, tuple(reversed(found)), strength, ids, tuple(callers))


def _month(day: int) -> int:
    return day_number(day_of(day).replace(day=1))
