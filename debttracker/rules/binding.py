"""Whom a rule binds: the firm that made the contact, seen together with the creditor it acts for."""

from __future__ import annotations

from collections.abc import Mapping

from debttracker.basics.languages import N_
from debttracker.rules.facts import CaseFacts, PartyFact
from debttracker.rules.finding import Question
from debttracker.rules.pack import Binding
from debttracker.rules.questions import answer_key, answered
from debttracker.rules.sentence import Label, Listing, Sentence

UNKNOWN = "unknown"
#: Roles whose contacts are never collection.
NOT_COLLECTORS = frozenset({"third_party", "borrower", "helper", "authority"})
NOBODY = PartyFact(0)


def firm_name(parties: Mapping[int, PartyFact], party_id: int | None) -> object:
    """What to call the firm in a sentence."""
    party = parties.get(party_id) if party_id is not None else None
    return party.name if party and party.name else Sentence(N_("the caller"))


def creditor_of(facts: CaseFacts, party_id: int | None, creditor_id: int | None,
                loan_ids: tuple[int, ...]) -> int | None:
    """On whose behalf a contact was made: as logged, else by its loans, else the collector's only principal."""
    if creditor_id is not None:
        return creditor_id
    owed = {facts.loans[loan].creditor_id for loan in loan_ids if loan in facts.loans} - {None}
    if len(owed) == 1:
        return owed.pop()
    party = facts.parties.get(party_id) if party_id is not None else None
    if party is None:
        return None
    if party.role == "creditor":
        return party_id
    principals = set(party.acts_for) or {loan.creditor_id for loan in facts.loans.values()
                                         if party_id in loan.collector_ids and loan.creditor_id is not None}
    return principals.pop() if len(principals) == 1 else None


def bound(binds: Binding, facts: CaseFacts, party_id: int | None,
          creditor_id: int | None) -> tuple[Question, ...] | None:
    """None when the rule does not bind the firm; else the questions on which that still depends (often none)."""
    party = facts.parties.get(party_id, NOBODY) if party_id is not None else NOBODY
    if party.role in NOT_COLLECTORS:
        return None
    asked: list[Question] = []
    if party.role == "other":
        if answered(facts.answers, "collects", party_id) is False:
            return None
        if answered(facts.answers, "collects", party_id) is None:
            asked.append(Question(answer_key("collects", party_id), Sentence(
                N_("Did {firm} contact you to collect a debt?"), {"firm": firm_name(facts.parties, party_id)})))
    if not binds.anyone:
        depends = _by_kind(binds, facts, party_id, creditor_id, party)
        if depends is None:
            return None
        asked += depends
    if binds.members:
        member = _membership(binds, facts, party_id, creditor_id)
        if member is None:
            return None
        asked += member
    return tuple(asked)


def _by_kind(binds: Binding, facts: CaseFacts, party_id: int | None, creditor_id: int | None,
             party: PartyFact) -> list[Question] | None:
    own = creditor_id is not None and creditor_id == party_id
    if not binds.own and (own or party.role == "creditor" or (creditor_id is None and party.kind in binds.lenders)):
        return None
    creditor = facts.parties.get(creditor_id, NOBODY) if creditor_id is not None else NOBODY
    lender = party if own or (creditor_id is None and party.kind in binds.lenders) else creditor
    if party.kind in binds.callers or (lender.kind in binds.lenders and (lender is party or binds.agents)):
        return []
    if party.kind in binds.asks or (binds.agents and lender.kind in binds.asks):
        return _depends("binds", party_id, facts, N_("Does this rule bind {firm}? For a firm of its kind that depends "
                                                     "on facts this record does not have."))
    # An original creditor that collects its own debt is not an outside collector, whatever else it may be.
    only_outside = binds.callers <= {"outside_collector", "law_firm"}
    if binds.callers and party.kind == UNKNOWN and not (own and only_outside):
        return _kind_question(binds.callers, party_id, facts)
    if binds.lenders and (lender.kind == UNKNOWN) and (own or binds.agents):
        return _kind_question(binds.lenders, party_id if own else creditor_id, facts, party_id)
    return None


def _depends(key: str, party_id: int | None, facts: CaseFacts, message: str) -> list[Question] | None:
    answer = answered(facts.answers, key, party_id)
    if answer is not None:
        return [] if answer else None
    return [Question(answer_key(key, party_id), Sentence(message, {"firm": firm_name(facts.parties, party_id)}))]


def _kind_question(kinds: frozenset[str], firm_id: int | None, facts: CaseFacts,
                   caller_id: int | None = None) -> list[Question]:
    labels = Listing(tuple(Label("firm", kind) for kind in sorted(kinds)))
    if firm_id is None and caller_id is not None:
        return [Question(answer_key("lender", caller_id), Sentence(
            N_("For whom does {firm} collect? The rule binds only those who collect for: {kinds}."),
            {"firm": firm_name(facts.parties, caller_id), "kinds": labels}))]
    return [Question(answer_key("kind", firm_id), Sentence(
        N_("What kind of firm is {firm}? The rule binds only: {kinds}."),
        {"firm": firm_name(facts.parties, firm_id), "kinds": labels}))]


def _membership(binds: Binding, facts: CaseFacts, party_id: int | None,
                creditor_id: int | None) -> list[Question] | None:
    firms = [number for number in (creditor_id, party_id) if number is not None]
    for number in firms:
        if binds.members in facts.parties.get(number, NOBODY).members:
            return []
    lender = firms[0] if firms else None
    if lender is not None and facts.parties.get(lender, NOBODY).kind in binds.members_known:
        return []
    answer = answered(facts.answers, f"member.{binds.members}", lender)
    if answer is not None:
        return [] if answer else None
    return [Question(answer_key(f"member.{binds.members}", lender), Sentence(
        N_("Is {firm} a member of {association}?"),
        {"firm": firm_name(facts.parties, lender), "association": binds.members_name}))]
