"""Facts that only the borrower knows: the questions that exceptions ask, and which logged facts answer them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from debttracker.basics.languages import N_
from debttracker.rules.facts import RequestKind
from debttracker.rules.finding import Question
from debttracker.rules.sentence import Sentence, Text


@dataclass(frozen=True, slots=True)
class Asked:
    """A question ``message`` (with field ``firm``), the trait that answers it for one contact, and the request
    that answers it for a time."""

    message: str
    trait: str = ""
    request: str = ""


#: Keys that any pack may use in ``lifted_by`` and ``needs``.
BUILT_IN: Final[Mapping[str, Asked]] = MappingProxyType({
    "agreed": Asked(N_("Had you agreed beforehand that {firm} contacts you like this?"), "consent"),
    "agreed_times": Asked(N_("Had you agreed that {firm} may contact you at such times?"), "consent",
                               RequestKind.CONSENT_HOURS),
    "agreed_calls": Asked(N_("Had you agreed that {firm} may call you more often?"), "consent"),
    "agreed_visit": Asked(N_("Had you agreed to a visit by {firm}?"), "consent", RequestKind.CONSENT_VISIT),
    "agreed_third_party": Asked(N_("Had you agreed that {firm} may contact other people?"), "",
                                     RequestKind.CONSENT_THIRD_PARTY),
    "asked_for_it": Asked(N_("Did {firm} only answer a question or request of yours?"), "solicited"),
    "required_notice": Asked(N_("Was it only a notice that law or contract demands of {firm}?"), "required"),
    "unreachable": Asked(N_("Was it impossible for {firm} to reach you yourself at that time?")),
    "location_only": Asked(N_("Did {firm} only ask how to reach you, without speaking of the debt?")),
    "liable": Asked(N_("Is the person whom {firm} contacted also liable for the debt (guarantor, joint borrower)?")),
    "just_reason": Asked(N_("Did {firm} have a good reason for it, such as no other way to reach you?")),
    "court_leave": Asked(N_("Had a court allowed {firm} this contact?")),
    "legal_step_only": Asked(
        N_("Did {firm} only say that it stops collecting or that a named legal step may follow?")),
    "service_of_process": Asked(N_("Did {firm} come only to deliver court papers?")),
    "secures_loan": Asked(N_("Was it only about a thing that secures the loan with {firm}?")),
    "litigation": Asked(N_("Was it directly about a court case between you and {firm}?")),
    "verified": Asked(N_("Had {firm} sent you proof of the debt before that?")),
    "employer_allows": Asked(N_("Does your employer allow such contact by {firm}?")),
    "lawyer_silent": Asked(N_("Did your lawyer not answer {firm}, or agree to direct contact?")),
    "frightened": Asked(N_("Did the contact by {firm} frighten you, or seriously disturb your life or work?")),
    "active_duty": Asked(N_("Were you, or the person you depend on, on active duty when {firm} made the loan?")),
    "consumer_debt": Asked(N_("Is the debt with {firm} for personal, family or household needs?")),
    "illegal_debt": Asked(N_("Does the debt with {firm} come from usury or another unlawful loan?")),
})


def question(key: str, firm_id: int | None, firm: object, own: Mapping[str, Text]) -> Question:
    """The question ``key`` about one firm; ``own`` are the questions its pack brings along."""
    message = own[key] if key in own else BUILT_IN[key].message
    return Question(answer_key(key, firm_id), Sentence(message, {"firm": firm}))


def answer_key(key: str, firm_id: int | None) -> str:
    """How an answer about one firm is stored in ``CaseFacts.answers``."""
    return key if firm_id is None else f"{key}:{firm_id}"


def answered(answers: Mapping[str, str], key: str, firm_id: int | None) -> bool | None:
    """Yes, no or not yet; an answer about the firm goes before an answer about the whole case."""
    found = answers.get(answer_key(key, firm_id)) or answers.get(key)
    return None if found not in ("yes", "no") else found == "yes"
