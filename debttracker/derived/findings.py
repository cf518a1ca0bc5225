"""What the rules find in a case, and how a rule is cited. Which contacts are flagged is kept by ``derived.flags``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from debttracker.basics.languages import Words, words
from debttracker.basics.moments import day_number, day_of
from debttracker.basics.progress import Watch
from debttracker.case import journal
from debttracker.case.connection import Connection
from debttracker.derived.articles import article_text
from debttracker.derived.facts import case_frame
from debttracker.derived.flag_state import case_today, own_packs_folder
from debttracker.derived.standing import loan_views, overdue_for_rules, rates_for_rules
from debttracker.rules.book import Book
from debttracker.rules.engine import Checked, check_scene, without_collection
from debttracker.rules.facts import CaseFacts
from debttracker.rules.finding import Finding
from debttracker.rules.pack import Rule
from debttracker.rules.packs import Packs, all_packs
from debttracker.rules.scene import Scene


@dataclass(frozen=True, slots=True)
class CaseCheck:
    """A check of a case: the findings, the packs they come from, and the journal's length then."""

    checked: Checked
    packs: Packs
    journal_seq: int
    today: date


def check_case(connection: Connection, jurisdictions: tuple[str, ...] = (), today: date | None = None,
               watch: Watch | None = None) -> CaseCheck:
    """Check every contact of the case, judged at the end of ``today`` (default: the day it is where the borrower is);
    ``jurisdictions`` replaces the case's own choice. Raises Cancelled when ``watch`` asks to stop."""
    today = today or case_today(connection)
    seq = journal.head(connection).seq
    packs = all_packs(own_packs_folder())
    frame, contacts = case_frame(connection, jurisdictions, today=day_number(today))
    book = Book.of(packs.packs, frame.jurisdictions)
    with without_collection():
        facts = replace(with_loans(connection, frame, today), contacts=contacts.all(watch))
        return CaseCheck(check_scene(Scene(facts, book), watch), packs, seq, today)


def with_loans(connection: Connection, frame: CaseFacts, today: date) -> CaseFacts:
    """The case with each loan's rate and overdue days worked out, as of the end of ``today``."""
    views = loan_views(connection, today)
    rates, overdue = rates_for_rules(views), overdue_for_rules(views)
    return replace(frame, loans={id: replace(loan, annual_rate=rates.get(id), overdue=overdue.get(id))
                                 for id, loan in frame.loans.items()})


def minds_loans(book: Book) -> bool:
    """Whether any rule asks how many days a loan was overdue when a contact was made."""
    return any(rule.loans.unless_overdue_days is not None or rule.loans.from_overdue_days is not None
               for rule in book.rules)


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
