"""What the borrower asked of firms: requests as given, and those that logged letters make."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from debttracker.basics.vocabulary import LetterKind
from debttracker.rules.facts import CaseFacts, ContactFact, RequestFact, RequestKind, Traits

#: Letters of the borrower that are requests in the sense of a rule.
LETTERS: Final = {
    LetterKind.STOP_CONTACT.value: RequestKind.STOP_CONTACT.value,
    LetterKind.DISPUTE.value: RequestKind.DISPUTE.value,
    LetterKind.REPRESENTED.value: RequestKind.REPRESENTED.value,
    LetterKind.IDENTIFY_VALIDATE.value: RequestKind.VALIDATION.value,
}
#: Days a posted letter may travel: within them it is asked whether it had arrived, later it is taken as received.
POST_DAYS: Final = 7
#: Channels that reach the firm at once.
AT_ONCE: Final = frozenset({"call", "voicemail", "visit"})


def is_request(traits: Traits) -> bool:
    """Whether contacts of these traits are letters that make a request."""
    return traits.direction == "out" and (traits.letter_kind or "") in LETTERS


def by_kind(facts: CaseFacts, letters: Iterable[ContactFact]) -> dict[str, list[RequestFact]]:
    """Requests of the case and of its outgoing letters, by kind, in order of time; letters of other kinds (a
    complaint, say) may be among them and ask nothing."""
    found: dict[str, list[RequestFact]] = {}
    everything = (*facts.requests, *(_from_letter(letter) for letter in letters if is_request(letter.traits)))
    for request in sorted(everything, key=lambda item: (item.day, item.at_ms, item.contact_id or 0)):
        found.setdefault(request.kind, []).append(request)
    return found


def _from_letter(contact: ContactFact) -> RequestFact:
    traits = contact.traits
    return RequestFact(LETTERS[traits.letter_kind or ""], contact.at_ms, contact.day, traits.party_id, traits.loan_ids,
                       written=True, channel=traits.channel, contact_id=contact.id)


def is_written(request: RequestFact) -> bool:
    """Whether a request was made in writing: as stated, else by its channel."""
    return request.written if request.written is not None else request.channel not in AT_ONCE


def by_post(request: RequestFact) -> bool:
    """Whether it travelled some days before the firm had it."""
    return request.channel in ("letter", "other")
