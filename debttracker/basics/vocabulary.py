"""The closed lists of the domain, used alike in files, code and screens. Values are stored; never rename one.

The words people see for each value stand in :mod:`debttracker.basics.labels`.
"""

from __future__ import annotations

from enum import StrEnum


class Channel(StrEnum):
    """How a contact reached someone."""

    CALL = "call"
    VOICEMAIL = "voicemail"
    SMS = "sms"
    MMS = "mms"
    WECHAT = "wechat"
    QQ = "qq"
    WHATSAPP = "whatsapp"
    LINE = "line"
    TELEGRAM = "telegram"
    SIGNAL = "signal"
    IMESSAGE = "imessage"
    CHAT = "chat"
    EMAIL = "email"
    VISIT = "visit"
    LETTER = "letter"
    OTHER = "other"


class ChannelGroup(StrEnum):
    """The five families charts and filters show."""

    CALLS = "calls"
    MESSAGES = "messages"
    CHATS = "chats"
    VISITS = "visits"
    LETTERS = "letters"


#: Family of each channel.
GROUP_OF: dict[str, ChannelGroup] = {
    Channel.CALL: ChannelGroup.CALLS,
    Channel.VOICEMAIL: ChannelGroup.CALLS,
    Channel.SMS: ChannelGroup.MESSAGES,
    Channel.MMS: ChannelGroup.MESSAGES,
    Channel.EMAIL: ChannelGroup.LETTERS,
    Channel.LETTER: ChannelGroup.LETTERS,
    Channel.VISIT: ChannelGroup.VISITS,
    Channel.OTHER: ChannelGroup.LETTERS,
    **dict.fromkeys((Channel.WECHAT, Channel.QQ, Channel.WHATSAPP, Channel.LINE, Channel.TELEGRAM, Channel.SIGNAL,
                     Channel.IMESSAGE, Channel.CHAT), ChannelGroup.CHATS),
}


class Direction(StrEnum):
    """Who began: ``in`` = towards the borrower (or a third party), ``out`` = by the borrower."""

    IN = "in"
    OUT = "out"
    UNKNOWN = "unknown"


class Outcome(StrEnum):
    """What became of the attempt."""

    ANSWERED = "answered"
    MISSED = "missed"
    REJECTED = "rejected"
    BLOCKED = "blocked"
    VOICEMAIL = "voicemail"
    DELIVERED = "delivered"
    FAILED = "failed"
    MET = "met"
    NOT_HOME = "not_home"
    UNKNOWN = "unknown"


class Reached(StrEnum):
    """Who was reached (or tried, for a missed attempt)."""

    BORROWER = "borrower"
    SPOUSE = "spouse"
    RELATIVE = "relative"
    GUARANTOR = "guarantor"
    FRIEND = "friend"
    COLLEAGUE = "colleague"
    EMPLOYER = "employer"
    NEIGHBOUR = "neighbour"
    OTHER = "other"
    UNKNOWN = "unknown"


class Role(StrEnum):
    """What a party is in the case."""

    COLLECTOR = "collector"
    CREDITOR = "creditor"
    THIRD_PARTY = "third_party"
    BORROWER = "borrower"
    HELPER = "helper"
    AUTHORITY = "authority"
    OTHER = "other"


class FirmKind(StrEnum):
    """What a creditor or collector is before the law: decides which rules bind it."""

    BANK = "bank"
    CONSUMER_FINANCE = "consumer_finance"
    LICENSED_LENDER = "licensed_lender"
    UNLICENSED_LENDER = "unlicensed_lender"
    PLATFORM = "platform"
    DEBT_BUYER = "debt_buyer"
    OUTSIDE_COLLECTOR = "outside_collector"
    LAW_FIRM = "law_firm"
    INDIVIDUAL = "individual"
    OTHER = "other"
    UNKNOWN = "unknown"


class Behaviour(StrEnum):
    """A named thing the collector did, ticked by the borrower."""

    THREAT_VIOLENCE = "threat_violence"
    THREAT_ARREST = "threat_arrest"
    THREAT_LEGAL_FALSE = "threat_legal_false"
    THREAT_EXPOSURE = "threat_exposure"
    THREAT_VISIT = "threat_visit"
    INSULT = "insult"
    IMPERSONATION = "impersonation"
    FALSE_DOCUMENT = "false_document"
    DISCLOSURE_THIRD_PARTY = "disclosure_third_party"
    DEMAND_THIRD_PARTY = "demand_third_party"
    WORKPLACE_CONTACT = "workplace_contact"
    PUBLICATION = "publication"
    FALSE_AMOUNT = "false_amount"
    REFUSES_IDENTITY = "refuses_identity"
    VISIT_WITHOUT_CONSENT = "visit_without_consent"
    REFUSES_TO_LEAVE = "refuses_to_leave"
    FOLLOWING = "following"
    PROPERTY_DAMAGE = "property_damage"
    PHYSICAL_FORCE = "physical_force"
    CALL_BOMBING = "call_bombing"
    CONTACT_AFTER_STOP = "contact_after_stop"
    URGES_NEW_DEBT = "urges_new_debt"
    PRIVATE_ACCOUNT = "private_account"
    PRIVACY_MISUSE = "privacy_misuse"


class Product(StrEnum):
    """Kinds of loan."""

    PERSONAL = "personal"
    CREDIT_LINE = "credit_line"
    CREDIT_CARD = "credit_card"
    BUSINESS = "business"
    OTHER = "other"


class LetterKind(StrEnum):
    """Outgoing letters whose date starts a rule's clock."""

    STOP_CONTACT = "stop_contact"
    IDENTIFY_VALIDATE = "identify_validate"
    COMPLAINT = "complaint"
    CREDIT_CORRECTION = "credit_correction"
    HARDSHIP = "hardship"
    PRESERVE_RECORDINGS = "preserve_recordings"
    SETTLEMENT = "settlement"
    DISPUTE = "dispute"
    REPRESENTED = "represented"
