"""Findings put into words and into their final form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from debttracker.basics.languages import N_
from debttracker.basics.moments import Moment, day_of
from debttracker.rules.applying import Applying, Questions
from debttracker.rules.binding import firm_name
from debttracker.rules.facts import ContactFact
from debttracker.rules.finding import Finding, Question, Strength
from debttracker.rules.pack import Rule
from debttracker.rules.sentence import Label, Listing, Sentence

#: How many times of day or days a sentence names before it says "…"; the contacts are numbered anyway.
_MOST_NAMED = 12


def clock_text(minute: int) -> str:
    """A minute of the day as ``HH:MM``."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


def iso_day(day: int) -> str:
    """A day number as ISO text."""
    return day_of(day).isoformat()


def moment_text(row: ContactFact) -> str:
    """The contact's moment as ISO text with offset; its bare day when no time is known."""
    if row.traits.precision == "day":
        return iso_day(row.day)
    return Moment(row.at_ms, row.traits.zone).iso()


def times_text(rows: Sequence[ContactFact]) -> str:
    """Contacts as times of day when they are of one day, else as days with their numbers, for a check by hand."""
    if len({row.day for row in rows}) == 1:
        named = [clock_text(row.minute) if row.traits.precision != "day" else "–" for row in rows]
    else:
        named = [f"{iso_day(day)} ×{n}" for day, n in sorted(Counter(row.day for row in rows).items())]
    return ", ".join(named[:_MOST_NAMED]) + (" …" if len(named) > _MOST_NAMED else "")


def caller_name(applying: Applying, rows: Sequence[ContactFact]) -> object:
    """The firms that made the contacts, or the number of a caller who is not known."""
    names: list[object] = []
    for party_id, handle in dict.fromkeys((row.traits.party_id, row.handle if row.traits.party_id is None else "")
                                          for row in rows):
        name = firm_name(applying.facts.parties, party_id)
        names.append(Sentence(N_("caller {number}"), {"number": handle}) if party_id is None and handle else name)
    return names[0] if len(names) == 1 else Listing(tuple(names))


def who(applying: Applying, rows: Sequence[ContactFact], debt: object = None) -> object:
    """The firm, with the debt and the person reached where a rule counts them apart."""
    parts = [caller_name(applying, rows)]
    loan = applying.facts.loans.get(debt) if isinstance(debt, int) else None
    if loan is not None and loan.name:
        parts.append(loan.name)
    reached = {row.traits.reached for row in rows}
    if len(reached) == 1 and not reached & {"borrower", "unknown"}:
        parts.append(Label("reached", reached.pop()))
    return parts[0] if len(parts) == 1 else Listing(tuple(parts))


def conditions_of(applying: Applying, rule: Rule, rows: Iterable[ContactFact],
                  more: Iterable[Question] = ()) -> Questions:
    """The open questions of a finding on several contacts, each once."""
    asked: dict[str, Question] = {}
    for traits in {id(row.traits): row.traits for row in rows}.values():
        for question in applying.conditions(rule, traits):
            asked.setdefault(question.key, question)
    for question in more:
        asked.setdefault(question.key, question)
    return tuple(asked.values())


def definite(rule: Rule, rows: Sequence[ContactFact], limit: int) -> Sequence[ContactFact]:
    """The contacts that count without doubt, if they alone pass the limit: then the doubtful ones need no question."""
    sure = [row for row in rows if row.traits.outcome not in rule.touches.maybe_outcomes
            and row.traits.direction != "unknown" and row.traits.precision != "about"]
    return sure if len(sure) > limit else rows


def strength_of(rule: Rule, state: Strength = Strength.HARD) -> Strength:
    """A soft rule stays soft; a hard one is as strong as this contact makes it."""
    return Strength.SOFT if rule.strength is Strength.SOFT else state


def one_or_none(values: Iterable[int | None]) -> int | None:
    """The value, if all are the same."""
    found = set(values)
    return found.pop() if len(found) == 1 else None


def finding_of(applying: Applying, rule: Rule, rows: Sequence[ContactFact], explanation: Sentence, *,
               first_day: int, last_day: int, limit: int, strength: Strength, count: int | None = None,
               more: Iterable[Question] = (), debt: object = None,
               asked_of: Sequence[ContactFact] | None = None) -> Finding:
    """A finding on ``rows``; single contacts are given by their moment, windows by their days.

    ``asked_of``: the contacts whose open questions matter, when that is not all of them.
    """
    single = len(rows) == 1 and first_day == last_day
    return Finding(
        rule=rule.id, jurisdiction=rule.jurisdiction,
        start=moment_text(rows[0]) if single else iso_day(first_day),
        end=moment_text(rows[0]) if single else iso_day(last_day),
        first_day=first_day, last_day=last_day, contacts=tuple(row.id for row in rows),
        count=len(rows) if count is None else count, limit=limit, strength=strength_of(rule, strength),
        conditions=conditions_of(applying, rule, rows if asked_of is None else asked_of, more), explanation=explanation,
        party_id=one_or_none(row.traits.party_id for row in rows),
        creditor_id=one_or_none(applying.creditor(row.traits) for row in rows),
        loan_id=debt if isinstance(debt, int) else one_or_none(
            row.traits.loan_ids[0] if len(row.traits.loan_ids) == 1 else None for row in rows))
