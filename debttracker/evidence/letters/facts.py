"""What a letter is filled from. Whatever the case does not know stays a visible blank in the letter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from debttracker.basics.money import Money


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """The facts of one letter; every field may be missing (empty, None, or no entries).

    ``jurisdiction`` is a code such as ``cn`` or ``us-ma``; ``day`` the date of the letter in the borrower's zone.
    ``creditor_kind`` and ``collector_kind`` are FirmKind values, ``product`` a Product value: they decide which
    legal paragraphs fit. ``contacts`` and ``rules`` are short finished lines in the letter's language. Amounts are
    :class:`Money`: ``amount`` what is demanded, ``monthly`` what can be paid per month for ``months`` months,
    ``offer`` a single sum payable by ``offer_day``. ``period_from``/``period_to`` bound the records to be kept.
    """

    jurisdiction: str = ""
    day: date | None = None
    place: str = ""
    borrower_name: str = ""
    borrower_address: str = ""
    borrower_contact: str = ""
    creditor_name: str = ""
    creditor_address: str = ""
    creditor_kind: str = "unknown"
    collector_name: str = ""
    collector_address: str = ""
    collector_kind: str = "unknown"
    product: str = ""
    loan_label: str = ""
    loan_number: str = ""
    contract_day: date | None = None
    amount: Money | None = None
    contacts: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    enclosures: tuple[str, ...] = ()
    reply_days: int = 14
    wished_channel: str = ""
    wished_times: str = ""
    third_parties: str = ""
    reason: str = ""
    dispute: str = ""
    demand: str = ""
    monthly: Money | None = None
    months: int | None = None
    offer: Money | None = None
    offer_day: date | None = None
    record_entry: str = ""
    record_error: str = ""
    bureau_name: str = ""
    bureau_address: str = ""
    regulator_name: str = ""
    regulator_address: str = ""
    complaint_number: str = ""
    lawyer_name: str = ""
    lawyer_address: str = ""
    period_from: date | None = None
    period_to: date | None = None

    @property
    def has_collector(self) -> bool:
        """Whether somebody else collects for the creditor (assumed while neither of the two is named)."""
        return bool(self.collector_name) or not self.creditor_name

    @property
    def caller_kind(self) -> str:
        """The FirmKind of whoever contacts the borrower: the collector, or the creditor when it collects itself."""
        return self.collector_kind if self.has_collector else self.creditor_kind
