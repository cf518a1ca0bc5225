"""Clocks: until when a claim can be raised, who must answer by when, what was promised, what will be gone.

All days are day numbers of the borrower's local date. A clock ends with its ``last_day``, which still belongs to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from debttracker.basics.languages import N_
from debttracker.basics.moments import day_number, day_of
from debttracker.basics.vocabulary import LetterKind
from debttracker.rules.almanac import weekday
from debttracker.rules.applying import Applying
from debttracker.rules.binding import firm_name
from debttracker.rules.book import Book, wanted
from debttracker.rules.engine import Checked, in_story
from debttracker.rules.facts import CaseFacts, ContactFact, RequestFact
from debttracker.rules.finding import Finding
from debttracker.rules.hit import Ending
from debttracker.rules.pack import Deadline, Pack
from debttracker.rules.requests import POST_DAYS, by_post
from debttracker.rules.requests import by_kind as requests_by_kind
from debttracker.rules.sentence import Sentence, Text

#: How soon a voicemail should be saved: providers delete them after weeks, and none of them was asked. Our own choice.
VOICEMAIL_DAYS: Final = 14
_LETTERS: Final = frozenset(kind.value for kind in LetterKind)


class ClockKind(StrEnum):
    """What happens when a clock runs out."""

    CLAIM = "claim"  # the borrower can no longer raise a claim
    ANSWER = "answer"  # the firm should have answered, or the borrower's time to answer ends
    PROMISE = "promise"  # the firm should have done what it said
    EVIDENCE = "evidence"  # something that proves a contact may be gone


@dataclass(frozen=True, slots=True)
class Promise:
    """What a firm said it would do, and by when (day number)."""

    contact_id: int
    party_id: int | None
    day: int
    words: str = ""


@dataclass(frozen=True, slots=True)
class Clock:
    """``last_day`` ends what began on ``first_day``. ``deadline`` is its source; None for promises and voicemails.

    ``contacts`` it rests on, ``findings`` how many findings it stands for. ``approximate`` when it was counted in
    working days without the holidays, or from a letter whose arrival is only presumed.
    """

    kind: ClockKind
    key: str
    title: Text | Sentence
    first_day: int
    last_day: int
    party_id: int | None = None
    contacts: tuple[int, ...] = ()
    findings: int = 0
    deadline: Deadline | None = None
    approximate: bool = False

    def days_left(self, today: int) -> int:
        """Days from today to the last day; 0 on the last day itself, negative afterwards."""
        return self.last_day - today


def last_day(deadline: Deadline, first_day: int) -> int:
    """The day on which a span that began on ``first_day`` ends: one year from 3 March is 3 March, 29 February 28."""
    months = deadline.years * 12 + deadline.months
    start = day_of(first_day)
    end = start
    if months:
        year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
        end = _in_month(year, month + 1, start.day)
    day = day_number(end + timedelta(days=deadline.days))
    for _ in range(deadline.working_days):
        day += 1
        while weekday(day) >= 5:
            day += 1
    return day


def _in_month(year: int, month: int, day: int) -> date:
    """That day of a month, or the month's last day."""
    after = date(year + month // 12, month % 12 + 1, 1)
    return min(date(year, month, 1) + timedelta(days=day - 1), after - timedelta(days=1))


def finding_clock(finding: Finding, packs: Iterable[Pack]) -> Clock | None:
    """The clock that the law sets for one finding, counted from its last day; None where no pack knows one."""
    deadline = _deadline_of(finding.rule, finding.jurisdiction, packs)
    return None if deadline is None else _claim(deadline, finding, 1)


def claim_clocks(checked: Checked, packs: Iterable[Pack], today: int) -> list[Clock]:
    """Per clock and firm the nearest one still running, with the number of findings that run out later still. Only
    the findings that the nearest clocks rest on are made."""
    known = tuple(packs)
    deadlines = {rule.id: found for rule in checked.rules.values()
                 if (found := _deadline_of(rule.id, rule.jurisdiction, known))}
    until: dict[tuple[str, int], int] = {}
    running: dict[tuple[str, int | None], dict[int, list[Ending]]] = {}
    for rule, ending in checked.endings(deadlines):
        deadline = deadlines[rule.id]
        last = until.get((deadline.key, ending.last_day))
        if last is None:
            last = until[deadline.key, ending.last_day] = last_day(deadline, ending.last_day)
        if last >= today:
            running.setdefault((deadline.key, ending.party_id), {}).setdefault(last, []).append(ending)
    by_key = {deadline.key: deadline for deadline in deadlines.values()}
    return _in_time(_claim(by_key[key], min((one.make() for one in by_day[min(by_day)]), key=in_story),
                           sum(map(len, by_day.values()))) for (key, _), by_day in running.items())


def _claim(deadline: Deadline, finding: Finding, findings: int) -> Clock:
    return Clock(ClockKind.CLAIM, f"{deadline.key}:{finding.rule}:{finding.last_day}", deadline.title,
                 finding.last_day, last_day(deadline, finding.last_day), finding.party_id, finding.contacts, findings,
                 deadline)


def _deadline_of(rule: str, jurisdiction: str, packs: Iterable[Pack]) -> Deadline | None:
    """The deadline that starts with a finding of a rule; None where no pack knows one."""
    for deadline in _deadlines(packs, frozenset({jurisdiction})):
        if deadline.starts == "finding" and any(_names(pattern, rule) for pattern in deadline.rules):
            return deadline
    return None


def answer_clocks(facts: CaseFacts, packs: Iterable[Pack]) -> list[Clock]:
    """Clocks that begin with a request, a notice or a letter of the borrower and are not answered yet."""
    known = tuple(_deadlines(packs, facts.jurisdictions))
    letters = [row for row in facts.contacts if row.traits.direction == "out" and row.traits.letter_kind]
    clocks = []
    for deadline in known:
        if deadline.starts in _LETTERS:
            clocks += [_letter_clock(deadline, row) for row in letters if row.traits.letter_kind == deadline.starts]
    for requests in requests_by_kind(facts, ()).values():
        clocks += [_request_clock(deadline, request) for request in requests for deadline in known
                   if deadline.starts == request.kind and request.answered_day is None]
    return _in_time(clocks)


def _letter_clock(deadline: Deadline, row: ContactFact) -> Clock:
    posted = row.traits.channel in ("letter", "other")
    first = row.day + (POST_DAYS if posted else 0)
    return Clock(ClockKind.ANSWER, f"{deadline.key}:{row.id}", deadline.title, first, last_day(deadline, first),
                 row.traits.party_id, (row.id,), 0, deadline, posted or bool(deadline.working_days))


def _request_clock(deadline: Deadline, request: RequestFact) -> Clock:
    presumed = request.received_day is None and by_post(request) and request.kind != "notice_received"
    known = request.day if request.received_day is None else request.received_day
    first = known + (POST_DAYS if presumed else 0)
    contacts = () if request.contact_id is None else (request.contact_id,)
    return Clock(ClockKind.ANSWER, f"{deadline.key}:{request.kind}:{request.day}", deadline.title, first,
                 last_day(deadline, first), request.party_id, contacts, 0, deadline,
                 presumed or bool(deadline.working_days))


def promise_clocks(promises: Iterable[Promise], facts: CaseFacts) -> list[Clock]:
    """What firms said they would do, by the day they named."""
    return _in_time(Clock(
        ClockKind.PROMISE, f"promise:{promise.contact_id}",
        Sentence(N_("{firm} promised: {words}"), {"firm": firm_name(facts.parties, promise.party_id),
                                                  "words": promise.words or "–"}),
        promise.day, promise.day, promise.party_id, (promise.contact_id,)) for promise in promises)


def evidence_clocks(facts: CaseFacts, packs: Iterable[Pack], saved: frozenset[int], today: int) -> list[Clock]:
    """What may be gone: voicemails of which no copy is kept (``saved`` contacts have one), and, for each firm, the
    oldest recorded call that the firm still has to keep."""
    clocks = [Clock(ClockKind.EVIDENCE, f"voicemail:{row.id}", Sentence(N_("Save this voicemail to a file")), row.day,
                    row.day + VOICEMAIL_DAYS, row.traits.party_id, (row.id,), approximate=True)
              for row in facts.contacts if _is_voicemail(row) and row.id not in saved
              and row.day + VOICEMAIL_DAYS >= today]
    for deadline in _deadlines(packs, facts.jurisdictions):
        if deadline.starts == "recording":
            clocks += _recordings(deadline, facts, today)
    return _in_time(clocks)


def _is_voicemail(row: ContactFact) -> bool:
    traits = row.traits
    return traits.direction == "in" and (traits.channel == "voicemail" or traits.outcome == "voicemail")


def _recordings(deadline: Deadline, facts: CaseFacts, today: int) -> Iterator[Clock]:
    oldest: dict[int, ContactFact] = {}
    for row in facts.contacts:
        traits = row.traits
        if traits.channel == "call" and traits.outcome == "answered" and traits.party_id is not None:
            held = oldest.get(traits.party_id)
            if last_day(deadline, row.day) >= today and (held is None or row.day < held.day):
                oldest[traits.party_id] = row
    applying = Applying(facts, Book((), (), {}))
    for party_id, row in oldest.items():
        if applying.binding(deadline.binds, row.traits) == () == applying.loan_questions(deadline.loans, row.traits):
            yield Clock(ClockKind.EVIDENCE, f"{deadline.key}:{party_id}", deadline.title, row.day,
                        last_day(deadline, row.day), party_id, (row.id,), 0, deadline)


def _deadlines(packs: Iterable[Pack], jurisdictions: frozenset[str]) -> Iterator[Deadline]:
    for pack in packs:
        yield from (deadline for deadline in pack.deadlines if wanted(deadline.jurisdiction, jurisdictions))


def _names(pattern: str, rule: str) -> bool:
    return rule.startswith(pattern[:-1]) if pattern.endswith("*") else rule == pattern


def _in_time(clocks: Iterable[Clock]) -> list[Clock]:
    return sorted(clocks, key=lambda clock: (clock.last_day, clock.key))


#: What each kind of clock is called.
CLOCK_WORDS: Final[Mapping[ClockKind, str]] = {
    ClockKind.CLAIM: N_("Time to raise a claim"), ClockKind.ANSWER: N_("Time to answer"),
    ClockKind.PROMISE: N_("Promised by"), ClockKind.EVIDENCE: N_("Keep in time"),
}
