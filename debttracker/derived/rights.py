"""What the Rights page tells: each rule that contacts touched, how often, by whom and in which month.

A case may have a hundred thousand findings. The list of rules is made from what contacts touch, without making any of
them; of the rule that shows only the newest are made.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from debttracker.basics.moments import day_number, day_of
from debttracker.derived.findings import CaseCheck
from debttracker.rules.finding import Finding, Question, Strength
from debttracker.rules.pack import Rule
from debttracker.rules.touched import firmest

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
class RuleCount:
    """One rule with ``findings`` findings that rest on ``contacts`` contacts. ``strength`` is the firmest."""

    rule: Rule
    findings: int
    contacts: int
    strength: Strength


@dataclass(frozen=True, slots=True)
class RuleFindings:
    """What was found of one rule: the newest ``findings`` of ``total``, newest first; all its ``contacts`` in order of
    time and by caller."""

    rule: Rule
    findings: tuple[Finding, ...]
    total: int
    contacts: tuple[int, ...]
    callers: tuple[CallerCount, ...]

    @property
    def questions(self) -> tuple[Question, ...]:
        """What these findings still depend on, each question once."""
        return tuple({q.key: q for found in self.findings for q in found.conditions}.values())


def months_shown(callers: Iterable[CallerCount]) -> tuple[int, ...]:
    """The newest months in which anything was found, oldest first; at most :data:`MONTHS`."""
    return tuple(sorted({month for one in callers for month in one.months})[-MONTHS:])


def rules_touched(done: CaseCheck) -> tuple[RuleCount, ...]:
    """Every rule with findings: hard ones first, then by how many contacts touched it."""
    checked, touched = done.checked, done.checked.touched
    contacts: Counter[str] = Counter()
    strengths: dict[str, set[Strength]] = {}
    for mask, n in Counter(touched.masks.values()).items():
        for rule, strength in touched.said(mask).items():
            contacts[rule] += n
            strengths.setdefault(rule, set()).add(strength)
    for rule in checked.counts.keys() - contacts.keys():  # rules about contracts rest on no contact; they are few
        strengths[rule] = {found.strength for found in checked.of_rule(rule)}
    views = [RuleCount(checked.rules[rule], n, contacts[rule], firmest(strengths[rule]))
             for rule, n in checked.counts.items()]
    return tuple(sorted(views, key=lambda v: (ORDER.index(v.strength), -v.contacts, v.rule.id)))


def rule_findings(done: CaseCheck, rule: str, newest: int) -> RuleFindings | None:
    """The ``newest`` findings of one rule, and all contacts that touched it; None when nothing was found."""
    checked = done.checked
    total = checked.counts.get(rule, 0)
    if not total:
        return None
    ids: list[int] = []
    counts: dict[int | None, dict[int, list[int]]] = {}
    masks, touches = checked.touched.masks, checked.touched.mask_of(rule)
    for row in checked.rows:
        if masks.get(row.id, 0) & touches:
            ids.append(row.id)
            counts.setdefault(row.traits.party_id, {}).setdefault(row.day, []).append(row.id)
    callers = sorted((CallerCount(party, _by_month(days)) for party, days in counts.items()),
                     key=lambda one: (-len(one.contacts), one.party_id or 0))
    made = tuple(reversed(checked.of_rule(rule, newest)))
    return RuleFindings(checked.rules[rule], made, total, tuple(ids), tuple(callers))


def rules_quiet(done: CaseCheck, touched: Sequence[RuleCount]) -> tuple[Rule, ...]:
    """The rules that count here and that no contact touched."""
    found = {one.rule.id for one in touched}
    return tuple(rule for id, rule in done.checked.rules.items() if id not in found)


def _by_month(days: Mapping[int, list[int]]) -> dict[int, tuple[int, ...]]:
    """Ids by day, put together by the first day of their month."""
    months: dict[int, list[int]] = {}
    for day, ids in days.items():
        months.setdefault(day_number(day_of(day).replace(day=1)), []).extend(ids)
    return {month: tuple(ids) for month, ids in months.items()}
