"""The records of a case: what is stored, and what a valid one is.

Each record has a ``…Fields`` class that validates every write, and the table class that SQLModel maps. Days are
day numbers of the borrower's local date, instants are milliseconds UTC, money is in minor units. Nothing is ever
removed: ``hidden`` takes a record out of sight and the journal keeps its story.
"""

from __future__ import annotations

from typing import Any, ClassVar, Final

from sqlalchemy import BLOB, TEXT, Column
from sqlmodel import Field, SQLModel

from debttracker.basics.moments import Precision
from debttracker.basics.vocabulary import Channel, Direction, FirmKind, Outcome, Product, Reached, Role
from debttracker.case.fields import (
    Amount,
    BehavioursText,
    ChannelText,
    Currency,
    DayNumber,
    DirectionText,
    FirmKindText,
    Flag,
    Instant,
    JsonText,
    LetterKindOrNone,
    OutcomeText,
    PrecisionText,
    ProductText,
    ReachedOrNone,
    ReachedText,
    RoleText,
    Text,
    Zone,
)


class Record(SQLModel):
    """What all records share."""

    #: Fields that point to another record, with its table: change.py resolves records made in the same change.
    links: ClassVar[dict[str, str]] = {}
    hidden: Flag = 0


class SettingFields(Record):
    """One named answer or choice of the case (jurisdictions, home zone, borrower's name …), as JSON."""

    name: str = Field(min_length=1, max_length=80, unique=True)
    value: JsonText = "null"


class PartyFields(Record):
    """A person or firm: creditor, collector, third party, borrower, helper, authority."""

    name: Text = ""
    role: RoleText = Role.OTHER.value
    firm: FirmKindText = FirmKind.UNKNOWN.value
    memberships: Text = ""
    #: Ids of the creditors a collector works for, separated by spaces.
    acts_for: Text = ""
    relation: ReachedOrNone = ""
    address: Text = ""
    note: Text = ""


class HandleFields(Record):
    """A phone number, chat id or e-mail; ``comparable`` is the form in which equal ones are equal."""

    links: ClassVar[dict[str, str]] = {"party_id": "party"}
    party_id: int | None = None
    value: Text = ""
    comparable: Text = ""
    label: Text = ""


class LoanFields(Record):
    """A loan as the borrower knows it; the figures of its contract stand in ``agreement``."""

    links: ClassVar[dict[str, str]] = {"creditor_id": "party"}
    label: Text = Field(min_length=1)
    creditor_id: int | None = None
    product: ProductText = Product.PERSONAL.value
    currency: Currency = "CNY"
    number: Text = ""
    principal: Amount = 0
    disbursed: Amount | None = None
    start_day: DayNumber | None = None
    advertised_rate: Text = ""
    status: str = Field(default="open", regex="^(open|settled|closed|disputed|sold)$")
    secured: Flag | None = None
    note: Text = ""


class AgreementFields(Record):
    """A contract, restructuring or settlement of a loan: its terms as JSON, valid from ``from_day``."""

    links: ClassVar[dict[str, str]] = {"loan_id": "loan"}
    loan_id: int
    kind: str = Field(default="contract", regex="^(contract|restructure|settlement)$")
    from_day: DayNumber
    terms: JsonText = "{}"
    note: Text = ""


class InstalmentFields(Record):
    """One due amount of an agreement's schedule, in minor units of the loan's currency."""

    links: ClassVar[dict[str, str]] = {"loan_id": "loan", "agreement_id": "agreement"}
    loan_id: int
    agreement_id: int
    number: int = Field(ge=1, le=100_000)
    due_day: DayNumber
    principal: Amount = 0
    interest: Amount = 0
    fee: Amount = 0


class PaymentFields(Record):
    """Money the borrower paid (or got back, negative) on a loan."""

    links: ClassVar[dict[str, str]] = {"loan_id": "loan"}
    loan_id: int
    day: DayNumber
    amount: Amount
    currency: Currency = "CNY"
    method: Text = ""
    allocation: JsonText = "null"
    note: Text = ""


class ContactFields(Record):
    """One call attempt, message, visit or letter. ``day`` and ``minute`` are the borrower's wall time."""

    links: ClassVar[dict[str, str]] = {"handle_id": "handle", "party_id": "party", "loan_id": "loan", "reached_party_id": "party",
             "batch_id": "import_batch"}
    #: 1 = taken out by hand, 2 = taken out together with its whole import.
    hidden: int = Field(default=0, ge=0, le=2)
    at_ms: Instant
    zone: Zone = "UTC"
    zone_known: str = Field(default="user", regex="^(file|device|user|unknown)$")
    precision: PrecisionText = Precision.EXACT.value
    day: DayNumber
    minute: int = Field(ge=0, le=1439)
    channel: ChannelText = Channel.CALL.value
    direction: DirectionText = Direction.IN.value
    outcome: OutcomeText = Outcome.UNKNOWN.value
    duration_s: int | None = Field(default=None, ge=0, le=10_000_000)
    handle_id: int | None = None
    party_id: int | None = None
    loan_id: int | None = None
    reached: ReachedText = Reached.UNKNOWN.value
    reached_party_id: int | None = None
    text: Text = ""
    note: Text = ""
    behaviours: BehavioursText = ""
    identified: Flag | None = None
    consented: Flag | None = None
    demanded: Amount | None = None
    demanded_currency: Currency = ""
    promise: Text = ""
    promise_day: DayNumber | None = None
    letter: LetterKindOrNone = ""
    stress: int | None = Field(default=None, ge=0, le=10)
    place: Text = ""
    batch_id: int | None = None
    source: Text = ""
    created_ms: Instant


class AttachmentFields(Record):
    """A file that belongs to a record; its bytes lie in the vault under ``sha256`` (hex)."""

    record: str = Field(regex="^(contact|loan|payment|checkin|comment|case)$")
    record_id: int = 0
    name: Text = ""
    mime: str = "application/octet-stream"
    size: int = Field(ge=0)
    sha256: str = Field(regex="^[0-9a-f]{64}$")
    added_ms: Instant


class CheckinFields(Record):
    """How the borrower feels: 0 calm to 10 overwhelmed, with tags."""

    at_ms: Instant
    zone: Zone = "UTC"
    day: DayNumber
    level: int = Field(ge=0, le=10)
    tags: Text = ""
    note: Text = ""


class CommentFields(Record):
    """A remark on any record, or on the case itself (then it is a note in the timeline)."""

    record: str = Field(default="case", regex="^(case|contact|loan|payment|party|checkin|attachment)$")
    record_id: int = 0
    actor: Text = ""
    text: Text = ""
    at_ms: Instant
    day: DayNumber


class ImportBatchFields(Record):
    """One import of one file: what it was and what came of it."""

    at_ms: Instant
    file_name: Text = ""
    file_sha256: str = ""
    file_size: int = 0
    format: str = ""
    zone: Text = ""
    #: Ids of the contacts it brought lie in this range (last below first: none).
    first_contact: int = 0
    last_contact: int = -1
    read: int = 0
    added: int = 0
    known: int = 0
    refused: int = 0
    refusals: JsonText = "[]"


class CreditEntryFields(Record):
    """What a credit bureau holds about a loan, and what was done about it."""

    links: ClassVar[dict[str, str]] = {"loan_id": "loan"}
    loan_id: int
    bureau: Text = ""
    reported_day: DayNumber | None = None
    disputed_day: DayNumber | None = None
    corrected_day: DayNumber | None = None
    note: Text = ""


class ExportFields(Record):
    """What an export chose and what came out, so that a later supplement can say what it adds."""

    at_ms: Instant
    kind: str = "pdf"
    choices: JsonText = "{}"
    sha256: str = ""
    journal_seq: int = 0
    journal_hash: str = ""


class Setting(SettingFields, table=True):
    id: int | None = Field(default=None, primary_key=True)


class Party(PartyFields, table=True):
    id: int | None = Field(default=None, primary_key=True)


class Handle(HandleFields, table=True):
    id: int | None = Field(default=None, primary_key=True)
    party_id: int | None = Field(default=None, foreign_key="party.id")


class Loan(LoanFields, table=True):
    id: int | None = Field(default=None, primary_key=True)
    creditor_id: int | None = Field(default=None, foreign_key="party.id")


class Agreement(AgreementFields, table=True):
    id: int | None = Field(default=None, primary_key=True)
    loan_id: int = Field(foreign_key="loan.id")


class Instalment(InstalmentFields, table=True):
    id: int | None = Field(default=None, primary_key=True)
    loan_id: int = Field(foreign_key="loan.id")
    agreement_id: int = Field(foreign_key="agreement.id")


class Payment(PaymentFields, table=True):
    id: int | None = Field(default=None, primary_key=True)
    loan_id: int = Field(foreign_key="loan.id")


class Contact(ContactFields, table=True):
    id: int | None = Field(default=None, primary_key=True)
    handle_id: int | None = Field(default=None, foreign_key="handle.id")
    party_id: int | None = Field(default=None, foreign_key="party.id")
    loan_id: int | None = Field(default=None, foreign_key="loan.id")
    reached_party_id: int | None = Field(default=None, foreign_key="party.id")
    batch_id: int | None = Field(default=None, foreign_key="import_batch.id")


class Attachment(AttachmentFields, table=True):
    id: int | None = Field(default=None, primary_key=True)


class Checkin(CheckinFields, table=True):
    id: int | None = Field(default=None, primary_key=True)


class Comment(CommentFields, table=True):
    id: int | None = Field(default=None, primary_key=True)


class ImportBatch(ImportBatchFields, table=True):
    __tablename__ = "import_batch"
    id: int | None = Field(default=None, primary_key=True)


class CreditEntry(CreditEntryFields, table=True):
    __tablename__ = "credit_entry"
    id: int | None = Field(default=None, primary_key=True)
    loan_id: int = Field(foreign_key="loan.id")


class Export(ExportFields, table=True):
    id: int | None = Field(default=None, primary_key=True)


class JournalRow(SQLModel, table=True):
    """One entry of the append-only history; see journal.py for what is hashed."""

    __tablename__ = "journal"
    seq: int | None = Field(default=None, primary_key=True)
    at_ms: int
    actor: str
    change: int
    action: str
    record: str
    record_id: int
    before: str | None = Field(default=None, sa_column=Column(TEXT))
    after: str | None = Field(default=None, sa_column=Column(TEXT))
    hash: bytes = Field(sa_column=Column(BLOB, nullable=False))


#: Table name to (validating class, table class).
RECORDS: Final[dict[str, tuple[type[Record], type[Any]]]] = {
    "setting": (SettingFields, Setting), "party": (PartyFields, Party), "handle": (HandleFields, Handle),
    "loan": (LoanFields, Loan), "agreement": (AgreementFields, Agreement),
    "instalment": (InstalmentFields, Instalment), "payment": (PaymentFields, Payment),
    "contact": (ContactFields, Contact), "attachment": (AttachmentFields, Attachment),
    "checkin": (CheckinFields, Checkin), "comment": (CommentFields, Comment),
    "import_batch": (ImportBatchFields, ImportBatch), "credit_entry": (CreditEntryFields, CreditEntry),
    "export": (ExportFields, Export),
}
