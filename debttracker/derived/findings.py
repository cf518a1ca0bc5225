"""What the rules find in a case, and keeping it beside the case until the history or the rules change."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from debttracker.basics.folders import settings_file
from debttracker.basics.languages import LANGUAGES, Words, words
from debttracker.basics.moments import Moment, day_number, day_of
from debttracker.case import journal
from debttracker.case.case import Case
from debttracker.case.connection import Connection
from debttracker.case.queries.findings import StoredFinding, replace_findings, state
from debttracker.case.queries.settings import setting
from debttracker.derived.articles import article_text
from debttracker.derived.facts import load_case_facts
from debttracker.derived.standing import loan_views, overdue_for_rules, rates_for_rules
from debttracker.rules.engine import Checked, check
from debttracker.rules.finding import Finding
from debttracker.rules.pack import Rule
from debttracker.rules.packs import Packs, all_packs


@dataclass(frozen=True, slots=True)
class CaseCheck:
    """A check of a case: the findings, the packs they come from, and the journal's length then."""

    checked: Checked
    packs: Packs
    journal_seq: int
    today: date


def own_packs_folder() -> Path:
    """Where a user's own rule packs lie."""
    return settings_file().parent / "rules"


def check_case(connection: Connection, jurisdictions: tuple[str, ...] = (), today: date | None = None) -> CaseCheck:
    """Check every contact of the case, judged at the end of ``today`` (default: the day it is where the borrower is);
    ``jurisdictions`` replaces the case's own choice."""
    today = today or Moment.now(str(setting(connection, "case.zone", "UTC"))).local_day
    seq = journal.head(connection).seq
    views = loan_views(connection, today)
    facts = load_case_facts(connection, jurisdictions, today=day_number(today), rates=rates_for_rules(views),
                            overdue=overdue_for_rules(views))
    packs = all_packs(own_packs_folder())
    return CaseCheck(check(facts, packs.packs), packs, seq, today)


def packs_key(packs: Packs) -> str:
    """Changes whenever a rule pack changes: rules by id, text and parameters."""
    digest = hashlib.sha256()
    for pack in packs.packs:
        digest.update(repr(pack).encode())
    return digest.hexdigest()[:16]


def is_fresh(connection: Connection) -> bool:
    """Whether the stored findings are those of the history as it stands (rule packs apart)."""
    return state(connection).get("seq") == journal.head(connection).seq


def refresh_findings(case: Case) -> int:
    """Check the case and store what was found, when the stored findings are not of today's history and rules.

    Returns how many findings there are. In a case open to read only nothing is stored.
    """
    connection = case.reader()
    done = check_case(connection)
    wanted = {"seq": done.journal_seq, "packs": packs_key(done.packs), "day": day_number(done.today)}
    findings = done.checked.findings
    if case.read_only or {k: state(connection).get(k) for k in wanted} == wanted:
        return len(findings)
    stored = [_stored(done.checked, found) for found in findings]
    with case.deriving() as writer:
        replace_findings(writer, stored, wanted)
    return len(findings)


def _stored(checked: Checked, found: Finding) -> StoredFinding:
    rule = checked.rules[found.rule]
    body = {"title": {code: rule.title.say(words(code)) for code in LANGUAGES},
            "explanation": {code: found.explanation.say(words(code)) for code in LANGUAGES},
            "citation": {code: citation(rule, words(code)) for code in LANGUAGES},
            "conditions": {code: [q.say(words(code)) for q in found.conditions] for code in LANGUAGES}}
    return StoredFinding(found.rule, found.jurisdiction, found.strength.value, found.first_day, found.last_day,
                         found.party_id, json.dumps(body, ensure_ascii=False), found.contacts)


@lru_cache(maxsize=4096)
def _citation(language: str, instrument: str, article: str, force: str, since: int | None,
              until: int | None, verify: bool) -> str:
    from debttracker.basics.formats import day_text

    speak = words(language)
    parts = [f"{instrument} {article}".strip(), force_text(force, speak)]
    if since is not None and until is not None:
        parts.append(speak("in force {first} to {last}", first=day_text(day_of(since), speak),
                           last=day_text(day_of(until), speak)))
    elif since is not None:
        parts.append(speak("in force since {day}", day=day_text(day_of(since), speak)))
    if verify:
        parts.append(speak("please verify"))
    return " · ".join(parts)


def citation(rule: Rule, speak: Words) -> str:
    """Instrument and article, kind of text, days in force; "please verify" where the source is not certain."""
    since = rule.from_day if rule.from_day is not None else rule.source.from_day
    until = rule.to_day if rule.to_day is not None else rule.source.to_day
    return _citation(speak.language, rule.source.instrument.say(speak), article_text(rule, speak),
                     rule.source.force.value, since, until, rule.to_verify)


def force_text(force: str, speak: Words) -> str:
    """What kind of text a rule stands in."""
    return {
        "law": speak("law"), "regulation": speak("regulation"), "judicial": speak("judicial interpretation"),
        "rule": speak("departmental rule"), "notice": speak("official notice"),
        "standard": speak("recommended standard"), "self_discipline": speak("self-discipline of an association"),
        "guideline": speak("guideline"), "policy": speak("policy"),
    }.get(force, force)


def finding_json(found: Iterable[Finding], speak: Words) -> list[dict[str, Any]]:
    """Findings as ``check --json`` prints them."""
    return [dict(one.to_json(speak)) for one in found]
