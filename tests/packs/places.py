"""Small cases in the jurisdictions of the smaller packs: a lender (1) and two agencies (2, 3) that collect for it."""

from __future__ import annotations

from decimal import Decimal

from debttracker.rules.facts import LoanFact, PartyFact
from tests.rules.story import AGENCY, BANK, OTHER_AGENCY, Story, day, pack

__all__ = ["AGENCY", "BANK", "OTHER_AGENCY", "PERSON", "Story", "day", "place", "priced"]

#: A third person of the case: the debtor's mother.
PERSON = 9
ZONES = {"tw": "Asia/Taipei", "hk": "Asia/Hong_Kong", "jp": "Asia/Tokyo", "kr": "Asia/Seoul", "uk": "Europe/London",
         "in": "Asia/Kolkata", "au": "Australia/Sydney", "ca": "America/Toronto", "ie": "Europe/Dublin",
         "ph": "Asia/Manila", "id": "Asia/Jakarta", "vn": "Asia/Ho_Chi_Minh", "th": "Asia/Bangkok",
         "sg": "Asia/Singapore", "de": "Europe/Berlin", "za": "Africa/Johannesburg"}
CURRENCY = {"tw": "TWD", "hk": "HKD", "jp": "JPY", "kr": "KRW", "au": "AUD", "ca": "CAD"}


def place(code: str, lender: str = "bank", collector: str = "outside_collector", *, where: str = "") -> Story:
    """A case in one jurisdiction; ``where`` names a part of it such as CA-ON."""
    found = pack(code)
    return Story(
        (where or found.jurisdiction,), (found,), ZONES[code],
        {BANK: PartyFact(BANK, "Lender", "creditor", lender),
         AGENCY: PartyFact(AGENCY, "Agency", "collector", collector, (BANK,)),
         OTHER_AGENCY: PartyFact(OTHER_AGENCY, "Other agency", "collector", collector, (BANK,))},
        {1: LoanFact(1, "Loan", BANK, (AGENCY, OTHER_AGENCY), "personal", currency=CURRENCY.get(code, ""))})


def priced(code: str, rate: str, signed: str, *, lender: str = "licensed_lender", product: str = "personal",
           principal_minor: int | None = None) -> set[str]:
    """The rules that a loan of this yearly rate (a ratio) and contract day touches."""
    story = place(code, lender)
    story.loans[1] = LoanFact(1, "Loan", BANK, (AGENCY,), product, day(signed), CURRENCY[code], principal_minor,
                              Decimal(rate))
    return story.rules()
