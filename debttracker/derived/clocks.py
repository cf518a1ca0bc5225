"""Deadlines and promises of a case in words, worked out with the check and kept beside its findings.

The check of a large case takes its time, so what Today shows is the list as last kept; everything else asks anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from debttracker.basics.formats import day_text
from debttracker.basics.languages import LANGUAGES, Words, words
from debttracker.basics.moments import day_number, day_of
from debttracker.case import journal
from debttracker.case.case import Case
from debttracker.case.connection import Connection
from debttracker.case.queries.clocks import ClockLine, clocks_as_of, kept_clocks, replace_clocks
from debttracker.derived.articles import cited
from debttracker.derived.findings import CaseCheck
from debttracker.derived.flag_state import case_today
from debttracker.rules.deadlines import (
    CLOCK_WORDS,
    Clock,
    ClockKind,
    Promise,
    answer_clocks,
    claim_clocks,
    evidence_clocks,
    promise_clocks,
)

#: How long an answer or a promise that did not come is still shown.
PAST_DAYS: Final = 60


def case_clocks(connection: Connection, done: CaseCheck, day: date | None = None) -> tuple[Clock, ...]:
    """Every clock of the case as of ``day`` (default: the day of the check), the nearest first."""
    facts, packs, today = done.checked.scene.facts, done.packs.packs, day_number(day or done.today)
    saved = frozenset(int(row[0]) for row in connection.execute(
        "SELECT DISTINCT record_id FROM attachment WHERE record = 'contact' AND hidden = 0"))
    given = [Promise(id, party, day, text) for id, party, day, text in connection.execute(
        "SELECT id, party_id, promise_day, promise FROM contact WHERE hidden = 0 AND promise_day IS NOT NULL")]
    waiting = [*answer_clocks(facts, packs), *promise_clocks(given, facts)]
    found = [*claim_clocks(done.checked, packs, today),
             *(clock for clock in waiting if clock.last_day >= today - PAST_DAYS),
             *evidence_clocks(facts, packs, saved, today)]
    return tuple(sorted(found, key=lambda clock: (clock.last_day, clock.key)))


def clock_line(clock: Clock, names: Mapping[int, str], speak: Words) -> ClockLine:
    """A clock in words."""
    who = names.get(clock.party_id, "") if clock.party_id is not None else ""
    return ClockLine(clock.key, clock.kind.value, clock.last_day, clock.title.say(speak), who, _detail(clock, speak),
                     clock.contacts)


def clock_lines(connection: Connection, done: CaseCheck, speak: Words) -> tuple[ClockLine, ...]:
    """Every clock in words."""
    names = _names(connection)
    return tuple(clock_line(clock, names, speak) for clock in case_clocks(connection, done))


def kind_text(kind: str, speak: Words) -> str:
    """What a kind of clock is called."""
    return speak(CLOCK_WORDS[ClockKind(kind)])


def keep_clocks(case: Case, done: CaseCheck) -> bool:
    """Work the clocks out and keep them in every language, for Today; whether others were kept before. A case open to
    read only keeps nothing."""
    connection = case.reader()
    as_of = (done.journal_seq, day_number(done.today))
    if case.read_only or clocks_as_of(connection) == as_of:
        return False
    names, clocks = _names(connection), case_clocks(connection, done)
    lines = {code: [clock_line(one, names, words(code)) for one in clocks] for code in LANGUAGES}
    before = kept_clocks(connection, LANGUAGES[0])
    with case.deriving() as writer:
        replace_clocks(writer, lines, as_of)
    return before != lines[LANGUAGES[0]]


def clocks_are_kept(connection: Connection) -> bool:
    """Whether the kept clocks are those of the case as it stands today, so that nothing is to be worked out."""
    return clocks_as_of(connection) == (journal.head(connection).seq, day_number(case_today(connection)))


def clocks_now(case: Case, done: CaseCheck, speak: Words) -> tuple[ClockLine, ...]:
    """Every clock in words, worked out once and kept for the other pages."""
    keep_clocks(case, done)
    connection = case.reader()
    if clocks_as_of(connection) == (done.journal_seq, day_number(done.today)):
        return tuple(kept_clocks(connection, speak.language))
    return clock_lines(connection, done, speak)


def _names(connection: Connection) -> dict[int, str]:
    return {int(id): str(name) for id, name in connection.execute("SELECT id, name FROM party")}


def _detail(clock: Clock, speak: Words) -> str:
    """From which day it runs, for how many findings, by which article, and how surely."""
    first = day_text(day_of(clock.first_day), speak, year=True)
    if clock.kind is ClockKind.PROMISE:
        return ""
    parts = [speak("counted from {day}", day=first)]
    if clock.findings > 1:
        parts.append(speak.plural("the first of {n} finding", "the first of {n} findings", clock.findings))
    if clock.approximate and clock.deadline is not None:
        parts.append(speak("about: by working days or the usual time of the post"))
    if clock.deadline is None:
        parts.append(speak("a time of our own: providers delete such messages after some weeks"))
    else:
        parts.append(cited(clock.deadline, speak))
        if clock.deadline.confidence.to_verify:
            parts.append(speak("please verify"))
    return " · ".join(parts)
