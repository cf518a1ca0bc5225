"""The words people see for each value of the vocabulary."""

from __future__ import annotations

from typing import Final

from debttracker.basics.languages import N_, Words

LABELS: Final[dict[str, dict[str, str]]] = {
    "channel": {
        "call": N_("Call"), "voicemail": N_("Voicemail"), "sms": N_("Text message"), "mms": N_("Picture message"),
        "wechat": N_("WeChat"), "qq": N_("QQ"), "whatsapp": N_("WhatsApp"), "line": N_("LINE"),
        "telegram": N_("Telegram"), "signal": N_("Signal"), "imessage": N_("iMessage"), "chat": N_("Chat message"),
        "email": N_("E-mail"), "visit": N_("Visit"), "letter": N_("Letter"), "other": N_("Other way"),
    },
    "group": {
        "calls": N_("Calls"), "messages": N_("Messages"), "chats": N_("Chats"), "visits": N_("Visits"),
        "letters": N_("Letters"),
    },
    "direction": {"in": N_("Incoming"), "out": N_("Outgoing"), "unknown": N_("Direction unknown")},
    "outcome": {
        "answered": N_("Answered"), "missed": N_("Missed"), "rejected": N_("Declined"), "blocked": N_("Blocked"),
        "voicemail": N_("Left a voicemail"), "delivered": N_("Received"), "failed": N_("Not delivered"),
        "met": N_("Met in person"), "not_home": N_("Nobody home"), "unknown": N_("Outcome unknown"),
    },
    "reached": {
        "borrower": N_("Me"), "spouse": N_("Spouse"), "relative": N_("Relative"), "guarantor": N_("Guarantor"),
        "friend": N_("Friend"), "colleague": N_("Colleague"), "employer": N_("Employer"),
        "neighbour": N_("Neighbour"), "other": N_("Someone else"), "unknown": N_("Not known"),
    },
    "role": {
        "collector": N_("Collector"), "creditor": N_("Creditor"), "third_party": N_("Third party"),
        "borrower": N_("Borrower"), "helper": N_("Helper"), "authority": N_("Authority"), "other": N_("Other"),
    },
    "firm": {
        "bank": N_("Bank"), "consumer_finance": N_("Consumer finance company"),
        "licensed_lender": N_("Licensed lender (micro-loan company, money lender)"),
        "unlicensed_lender": N_("Lender without a licence"), "platform": N_("Loan platform or agent"),
        "debt_buyer": N_("Buyer of the debt"), "outside_collector": N_("Outside collection agency"),
        "law_firm": N_("Law firm"), "individual": N_("Private person"), "other": N_("Other firm"),
        "unknown": N_("Kind not known yet"),
    },
    "behaviour": {
        "threat_violence": N_("Threat of violence"), "threat_arrest": N_("Threat of arrest or jail"),
        "threat_legal_false": N_("Legal threat that may be empty"), "threat_exposure": N_("Threat to tell others"),
        "threat_visit": N_("Threat to come to the home or workplace"), "insult": N_("Insult or abuse"),
        "impersonation": N_("Posed as police, court or lawyer"), "false_document": N_("False official document"),
        "disclosure_third_party": N_("Told someone else about the debt"),
        "demand_third_party": N_("Demanded payment from someone else"),
        "workplace_contact": N_("Contacted the workplace"), "publication": N_("Published personal details"),
        "false_amount": N_("Wrong amount demanded"), "refuses_identity": N_("Refused to say who they are"),
        "visit_without_consent": N_("Came without consent"), "refuses_to_leave": N_("Refused to leave"),
        "following": N_("Followed or watched"), "property_damage": N_("Damaged property"),
        "physical_force": N_("Used physical force"), "call_bombing": N_("Flood of calls or texts"),
        "contact_after_stop": N_("Contact after a request to stop"),
        "urges_new_debt": N_("Urged to borrow elsewhere"),
        "private_account": N_("Asked for payment to a private account"),
        "privacy_misuse": N_("Used the phone book or private photos"),
    },
    "product": {
        "personal": N_("Personal loan"), "credit_line": N_("Credit line"), "credit_card": N_("Credit card"),
        "business": N_("Business loan"), "other": N_("Other loan"),
    },
    "letter": {
        "stop_contact": N_("Request to stop contact"),
        "identify_validate": N_("Request to identify and validate the debt"),
        "complaint": N_("Complaint to the regulator"), "credit_correction": N_("Request to correct a credit record"),
        "hardship": N_("Hardship and restructuring request"),
        "preserve_recordings": N_("Request to keep recordings"), "settlement": N_("Settlement proposal"),
        "dispute": N_("Dispute of the debt"), "represented": N_("Notice that a lawyer represents me"),
    },
}


def label(kind: str, value: str, speak: Words) -> str:
    """The word for ``value`` of vocabulary ``kind`` ("channel", "outcome" …); the bare value if it is unknown."""
    message = LABELS[kind].get(value)
    return speak(message) if message else value
