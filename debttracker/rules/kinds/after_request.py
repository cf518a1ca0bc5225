"""Contact after the borrower (or the law) said that there must be none: stop, dispute, lawyer, channel, hours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from debttracker.basics.labels import LABELS
from debttracker.basics.languages import N_
from debttracker.rules.almanac import weekday
from debttracker.rules.buckets import Caller, by_firm_and_day, caller_of
from debttracker.rules.facts import ContactFact, RequestFact, RequestKind
from debttracker.rules.finding import Finding, Question, Strength
from debttracker.rules.hit import OneDay
from debttracker.rules.pack import Rule
from debttracker.rules.params import AfterRequest
from debttracker.rules.report import finding_of, iso_day, times_text, who
from debttracker.rules.requests import POST_DAYS, by_post, is_written
from debttracker.rules.scene import Group, Scene
from debttracker.rules.sentence import Sentence

#: What each request is called inside a sentence.
REQUEST_WORDS: Final = {
    RequestKind.STOP_CONTACT: LABELS["letter"]["stop_contact"],
    RequestKind.DISPUTE: LABELS["letter"]["dispute"],
    RequestKind.REPRESENTED: LABELS["letter"]["represented"],
    RequestKind.VALIDATION: LABELS["letter"]["identify_validate"],
    RequestKind.NOTICE_RECEIVED: N_("Notice with the details of the debt"),
    RequestKind.NO_CHANNEL: N_("Request not to use this channel"),
    RequestKind.NO_TIMES: N_("Request not to make contact at these times"),
    RequestKind.NO_WORKPLACE: N_("Notice that the workplace must not be contacted"),
    RequestKind.NO_VISIT: N_("Request not to visit"),
    RequestKind.THIRD_PARTY_REFUSED: N_("Refusal by the person contacted"),
    RequestKind.CONSENT_CALLS: N_("Consent to calls"),
    RequestKind.CONSENT_HOURS: N_("Consent to other hours"),
    RequestKind.CONSENT_VISIT: N_("Consent to a visit"),
    RequestKind.CONSENT_THIRD_PARTY: N_("Consent to contact with others"),
    RequestKind.MORATORIUM: N_("Period of protection"),
    RequestKind.AGREEMENT: N_("Agreed payment plan"),
    RequestKind.PROMISED_DAY: N_("Day named for payment"),
}
_FOREVER: Final = 1_000_000


def find(scene: Scene, numbered: list[tuple[int, Rule]]) -> Iterator[RequestHit]:
    """All hits: one per request, firm and day with contact after it."""
    for number, rule in numbered:
        params = params_of(rule)
        for kind in sorted(params.requests):
            for request in scene.applying.requests.get(kind, ()):
                if not params.written or is_written(request):
                    yield from _after(scene, rule, request, scene.groups_for(number))


def params_of(rule: Rule) -> AfterRequest:
    """The keys of a rule of kind after_request."""
    assert isinstance(rule.params, AfterRequest)
    return rule.params


def _after(scene: Scene, rule: Rule, request: RequestFact, groups: Sequence[Group]) -> Iterator[RequestHit]:
    reached = [group for group in groups if _concerns(scene, rule, request, group)]
    if not reached:
        return
    first, last = _closed_days(params_of(rule), request)
    rows = [row for row in scene.rows_between(reached, first, last) if _forbidden(scene, rule, request, row)]
    for day, of_day in by_firm_and_day(_beyond_allowed(rows, params_of(rule).allowed_contacts)):
        yield RequestHit(rule, scene, request, day, of_day)


def _beyond_allowed(rows: list[ContactFact], allowed: int) -> list[ContactFact]:
    """Without the first contacts of each firm that the rule still permits."""
    if not allowed:
        return rows
    made: Counter[Caller] = Counter()
    kept = []
    for row in rows:
        made[caller_of(row)] += 1
        if made[caller_of(row)] > allowed:
            kept.append(row)
    return kept


def _concerns(scene: Scene, rule: Rule, request: RequestFact, group: Group) -> bool:
    params, traits = params_of(rule), group.traits
    if request.party_id is not None and request.party_id != traits.party_id:
        creditor = scene.applying.creditor(traits)
        if params.per != "lender" or creditor is None or creditor not in _lenders(scene, request.party_id):
            return False
    if params.same_loan and request.loan_ids and traits.loan_ids and not set(request.loan_ids) & set(traits.loan_ids):
        return False
    if "channel" in params.match and request.channels and traits.channel not in request.channels:
        return False
    return "person" not in params.match or request.reached_id is None or request.reached_id == traits.reached_id


def _lenders(scene: Scene, party_id: int) -> set[int]:
    """The creditor a firm is, or those it acts for."""
    party = scene.facts.parties.get(party_id)
    placed = {loan.creditor_id for loan in scene.facts.loans.values()
              if party_id in loan.collector_ids and loan.creditor_id is not None}
    return {party_id, *placed, *(party.acts_for if party else ())}


def _closed_days(params: AfterRequest, request: RequestFact) -> tuple[int, int]:
    """The first and last day on which contact is barred."""
    start = request.day if request.received_day is None else max(request.received_day, request.day)
    length = params.days if params.oral_days is None or is_written(request) else params.oral_days
    last = _FOREVER if length is None else start + params.grace_days + length - 1
    if request.until_day is not None:
        last = min(last, request.until_day)
    if request.answered_day is not None:
        last = min(last, request.answered_day - 1)
    return start + params.grace_days, last


def _forbidden(scene: Scene, rule: Rule, request: RequestFact, row: ContactFact) -> bool:
    params = params_of(rule)
    if not rule.in_force(row.day) or row.id == request.contact_id:
        return False
    if params.grace_days == 0 and not _came_after(request, row):
        return False
    if "times" in params.match and request.slots:
        day = weekday(row.day)
        if row.traits.precision == "day" or not any(
                slot.weekday == day and slot.start <= row.minute < slot.end for slot in request.slots):
            return False
    applying = scene.applying
    if applying.careful(rule) and applying.lifted_on(rule, row.traits, row.day, row.minute):
        return False
    return not (params.one_reply and _is_reply(scene, row))


def _came_after(request: RequestFact, row: ContactFact) -> bool:
    """On the day of the request itself only what is later counts; on the day a letter arrives, nothing does yet."""
    if row.day == request.day:
        return row.at_ms > request.at_ms and row.traits.precision != "day"
    return request.received_day is None or row.day > request.received_day


def _is_reply(scene: Scene, row: ContactFact) -> bool:
    """Whether it is the first answer to a contact that the borrower began, that day, by the same channel."""
    same = [group for group in scene.all_groups() if group.traits.party_id == row.traits.party_id
            and group.traits.channel == row.traits.channel]
    earlier = [other for other in scene.rows_between(same, row.day, row.day)
               if (other.at_ms, other.id) < (row.at_ms, row.id)]
    return bool(earlier) and earlier[-1].traits.direction == "out"


@dataclass(slots=True)
class RequestHit(OneDay):
    """Contacts of one firm on one day that came after a request."""

    rule: Rule
    scene: Scene
    request: RequestFact
    day: int
    rows: tuple[ContactFact, ...]

    def contacts(self) -> tuple[ContactFact, ...]:
        """The contacts that came after the request."""
        return self.rows

    def finding(self) -> Finding:
        """The finding, with the question of receipt while a letter may still have been on its way."""
        applying, rows = self.scene.applying, self.rows
        words = Sentence(REQUEST_WORDS[RequestKind(self.request.kind)])
        explanation = Sentence(
            N_("{day}, {firm}: {count} contacts ({times}) after “{request}” of {asked}."),
            {"day": iso_day(self.day), "firm": who(applying, rows), "count": len(rows), "times": times_text(rows),
             "request": words, "asked": iso_day(self.request.day)})
        return finding_of(applying, self.rule, rows, explanation, first_day=self.day, last_day=self.day,
                          limit=params_of(self.rule).allowed_contacts, strength=Strength.HARD, more=self._doubts(words))

    def _doubts(self, words: Sentence) -> list[Question]:
        request, doubts = self.request, []
        if by_post(request) and request.received_day is None and self.day <= request.day + POST_DAYS:
            doubts.append(Question(f"received:{request.contact_id or request.day}", Sentence(
                N_("Had “{request}” of {asked} arrived by {day}?"),
                {"request": words, "asked": iso_day(request.day), "day": iso_day(self.day)})))
        several = {loan.id for row in self.rows for loan in self.scene.applying.candidates(row.traits)}
        if params_of(self.rule).same_loan and request.loan_ids and not several <= set(request.loan_ids):
            doubts.append(Question(f"same_debt:{self.rows[0].traits.party_id}", Sentence(
                N_("Were these contacts about one and the same debt?"))))
        return doubts
