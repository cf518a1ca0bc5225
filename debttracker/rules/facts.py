"""What the rules are told about a case: contacts, firms, loans, requests and answers, as plain frozen values.

A case may hold a million contacts and very few different *kinds* of contact, so what many contacts share stands
once, in :class:`Traits`, and each :class:`ContactFact` points to it. Whoever loads facts keeps one ``Traits`` per
distinct row (:class:`TraitTable`); equal copies give the same findings, only slower.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Any

_NONE: Mapping[Any, Any] = MappingProxyType({})


class Place(StrEnum):
    """Where a contact reached (or tried to reach) the person."""

    HOME = "home"
    WORK = "work"
    PERSONAL = "personal"  # a mobile phone, chat or mailbox that belongs to the person
    ELSEWHERE = "elsewhere"
    UNKNOWN = "unknown"


class RequestKind(StrEnum):
    """Something said or written between the borrower and a firm (or by law) that a rule reacts to."""

    STOP_CONTACT = "stop_contact"  # wants all contact to end, or refuses to pay
    DISPUTE = "dispute"  # the debt or its amount is disputed
    REPRESENTED = "represented"  # a lawyer (or an agent allowed by law) acts for the borrower
    VALIDATION = "validation"  # asked who they are, for whom, and for proof of the debt
    NOTICE_RECEIVED = "notice_received"  # the firm's notice with the details of the debt arrived
    NO_CHANNEL = "no_channel"  # not by these channels
    NO_TIMES = "no_times"  # not at these times
    NO_WORKPLACE = "no_workplace"  # the employer forbids it, or the borrower asked
    NO_VISIT = "no_visit"  # do not come
    THIRD_PARTY_REFUSED = "third_party_refused"  # the person named in reached_id said not to contact them again
    CONSENT_CALLS = "consent_calls"  # agreed to be called although a limit is reached
    CONSENT_HOURS = "consent_hours"  # agreed to contact at other hours
    CONSENT_VISIT = "consent_visit"  # agreed to a visit
    CONSENT_THIRD_PARTY = "consent_third_party"  # agreed that others may be contacted
    MORATORIUM = "moratorium"  # breathing space, insolvency, deferral: contact is barred for a time
    AGREEMENT = "agreement"  # an instalment plan was agreed and is kept
    PROMISED_DAY = "promised_day"  # the borrower named the day on which to pay or talk


@dataclass(frozen=True, slots=True)
class Traits:
    """What many contacts have in common; every value from ``basics.vocabulary`` unless said otherwise.

    ``direction`` "in" is towards the borrower or a third party. ``party_id`` is who contacted (for "out": who was
    contacted), None when not known; ``creditor_id`` on whose behalf; ``loan_ids`` the loans named in it, empty when
    not known. ``reached``/``reached_id`` is the person reached or tried; ``called`` the number or address that was
    tried, when the person has several. None in a yes/no field means "not known".
    """

    channel: str = "call"
    direction: str = "in"
    outcome: str = "unknown"
    zone: str = "UTC"
    precision: str = "exact"
    party_id: int | None = None
    creditor_id: int | None = None
    loan_ids: tuple[int, ...] = ()
    reached: str = "borrower"
    reached_id: int | None = None
    called: str | None = None
    place: str = "unknown"
    behaviours: frozenset[str] = frozenset()
    identified: bool | None = None
    consent: bool | None = None  # the person reached had agreed beforehand to this very contact
    solicited: bool | None = None  # it answers a question or request of the borrower
    automated: bool | None = None  # a recorded or machine-made call
    required: bool | None = None  # a notice that law or contract demands
    visitors: int | None = None
    letter_kind: str | None = None


@dataclass(frozen=True, slots=True)
class ContactFact:
    """One contact. ``at_ms`` is UTC; ``day`` (days since 1970) and ``minute`` (0 to 1439) are the
    borrower's wall time."""

    id: int
    at_ms: int
    day: int
    minute: int
    duration_s: int | None
    handle: str
    traits: Traits


class TraitTable(dict[tuple[Any, ...], Traits]):
    """Keeps one :class:`Traits` per distinct row: ``table[channel, direction, …]`` in the order of its fields."""

    def __missing__(self, row: tuple[Any, ...]) -> Traits:
        made = self[row] = Traits(*row)
        return made


@dataclass(frozen=True, slots=True)
class PartyFact:
    """A firm or person of the case. ``kind`` is a FirmKind; ``acts_for`` the creditors a collector works for.

    ``members`` names the associations it is known to belong to (``cba``, ``jfsa`` …, as packs spell them).
    """

    id: int
    name: str = ""
    role: str = "collector"
    kind: str = "unknown"
    acts_for: tuple[int, ...] = ()
    members: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class LoanFact:
    """A loan. ``annual_rate`` is the all-in yearly rate as a ratio (0.36 = 36 %), None when it cannot be computed.

    ``overdue`` lists (first day overdue, first day no longer overdue or None). ``debt_key`` joins loans that the
    law counts as one debt (student loans placed under one account number).
    """

    id: int
    name: str = ""
    creditor_id: int | None = None
    collector_ids: tuple[int, ...] = ()
    product: str = "other"
    contract_day: int | None = None
    currency: str = ""
    principal_minor: int | None = None
    annual_rate: Decimal | None = None
    secured: bool | None = None
    overdue: tuple[tuple[int, int | None], ...] | None = None
    debt_key: str | None = None


@dataclass(frozen=True, slots=True)
class Slot:
    """A weekly stretch of wall time: ``weekday`` 0 = Monday to 6, minutes from midnight, ``end`` exclusive."""

    weekday: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class RequestFact:
    """One request, consent, notice or moratorium.

    ``party_id`` is the firm it binds; None means every firm. ``at_ms``/``day`` is when it was said or sent;
    ``received_day`` when the firm had it, None if not known. It ends after ``until_day`` (its last day), and on
    ``answered_day`` (the firm sent what was asked; the request is spent from that day on).
    ``contact_id`` is the logged contact or letter that shows it.
    """

    kind: str
    at_ms: int
    day: int
    party_id: int | None = None
    loan_ids: tuple[int, ...] = ()
    written: bool | None = None
    channel: str = "letter"
    received_day: int | None = None
    until_day: int | None = None
    answered_day: int | None = None
    channels: frozenset[str] = frozenset()
    slots: tuple[Slot, ...] = ()
    reached_id: int | None = None
    contact_id: int | None = None


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """Everything a check needs. ``jurisdictions`` are codes such as "CN", "US", "US-MA".

    ``answers`` maps a question's key to "yes" or "no"; what is not answered is asked. ``today`` (a day number)
    is only used by rules about something that has not happened. ``other_zones`` are zones that the firm's
    information also points to (area code, old address). ``ordered`` promises that contacts are sorted by
    (day, at_ms, id). Letters among the contacts become requests by themselves; do not repeat them in ``requests``.
    """

    contacts: Sequence[ContactFact] = ()
    parties: Mapping[int, PartyFact] = field(default_factory=lambda: _NONE)
    loans: Mapping[int, LoanFact] = field(default_factory=lambda: _NONE)
    requests: tuple[RequestFact, ...] = ()
    jurisdictions: frozenset[str] = frozenset()
    answers: Mapping[str, str] = field(default_factory=lambda: _NONE)
    today: int | None = None
    other_zones: tuple[str, ...] = ()
    ordered: bool = False
