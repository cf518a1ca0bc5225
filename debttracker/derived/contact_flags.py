"""The rules that one contact touches, told in words: counted anew among its neighbours when somebody looks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from debttracker.basics.languages import Words
from debttracker.basics.moments import day_number
from debttracker.case.connection import Connection
from debttracker.derived.facts import case_frame
from debttracker.derived.findings import citation, minds_loans, with_loans
from debttracker.derived.flag_state import case_today, own_packs_folder
from debttracker.rules.book import Book
from debttracker.rules.finding import Finding
from debttracker.rules.kinds.marks import UNDER_TITLE
from debttracker.rules.packs import all_packs
from debttracker.rules.patch import around
from debttracker.rules.sentence import Sentence


@dataclass(frozen=True, slots=True)
class FlagTold:
    """One rule that a contact touches, in one language. ``explanation`` is empty while the flag waits to be counted
    anew; ``conditions`` are the questions on which it still depends."""

    rule: str
    strength: str
    title: str
    explanation: str
    citation: str
    conditions: tuple[str, ...] = ()


def told_flags(connection: Connection, contact_id: int, flags: Mapping[str, str], speak: Words) -> list[FlagTold]:
    """The rules in ``flags`` (rule to strength, as stored) in words, in their order."""
    packs = all_packs(own_packs_folder())
    rules = {rule.id: rule for pack in packs.packs for rule in pack.rules}
    best: dict[str, Finding] = {}
    for found in findings_on(connection, contact_id, frozenset(flags)):
        if found.rule not in best or found.count >= best[found.rule].count:
            best[found.rule] = found
    told = []
    for id, strength in flags.items():
        if id in rules:
            rule, shown = rules[id], best.get(id)
            told.append(FlagTold(
                id, strength, rule.title.say(speak), _under_title(shown).say(speak) if shown else "",
                citation(rule, speak), tuple(question.say(speak) for question in shown.conditions) if shown else ()))
    return told


def _under_title(found: Finding) -> Sentence:
    """The finding's sentence without the title of its rule, which stands above it."""
    told = found.explanation
    if isinstance(told.message, str):
        return Sentence(UNDER_TITLE.get(told.message, told.message), told.fields)
    return told


def findings_on(connection: Connection, contact_id: int, rules: frozenset[str]) -> tuple[Finding, ...]:
    """The findings of some rules that rest on one contact, in order of time. Only its firm and the days around it
    are looked at."""
    if not rules:
        return ()
    packs = all_packs(own_packs_folder())
    today = case_today(connection)
    frame, contacts = case_frame(connection, today=day_number(today))
    whole = Book.of(packs.packs, frame.jurisdictions)
    book = Book(tuple(rule for rule in whole.rules if rule.id in rules), whole.packs, whole.pack_of)
    rows = contacts.of_ids((contact_id,))
    if minds_loans(book):
        frame = with_loans(connection, frame, today)
    return around(frame, book, rows[0], contacts) if rows and book.rules else ()
