"""Everything the evidence document shows, as plain values.

Whoever binds a case to these classes hands over facts; nothing here knows a database, a clock or a layout. Words
that depend on the reader's language (a rule's title, a loan's terms) arrive already in that language; vocabulary
values (channel, outcome …) arrive as stored and are worded when the page is made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from debttracker.basics.moments import Moment
from debttracker.basics.money import Money


class Audience(StrEnum):
    """Who will read the document; changes its first page, never its facts."""

    LAWYER = "lawyer"
    REGULATOR = "regulator"
    COURT = "court"


class Strength(StrEnum):
    """How firmly a rule was touched: a stated limit, a factor, or an endpoint the text does not settle."""

    HARD = "hard"
    SOFT = "soft"
    EDGE = "edge"


class Hidden(StrEnum):
    """What one redaction takes out, wherever its target is met."""

    CONTACT = "contact"  # everything but number and moment of the contacts named
    TEXT = "text"
    NOTE = "note"
    HANDLE = "handle"
    PARTY = "party"
    ATTACHMENT = "attachment"  # picture, name and original of the attachments named; number and checksum stay
    PHRASE = "phrase"  # a piece of text, for example a card number, in every free text


@dataclass(frozen=True, slots=True)
class Redaction:
    """One decision to leave something out.

    ``targets`` are exhibit numbers (``C-000123``, ``A-000045``); empty means every contact. For
    :attr:`Hidden.PHRASE` they are the pieces of text themselves and never reach the file. ``reason`` is printed.
    """

    hides: Hidden
    reason: str
    targets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EvidenceChoices:
    """What the borrower decided for one export. ``stated`` is the moment the document speaks of.

    ``first_day``, ``last_day``, ``loans`` and ``parties`` describe the selection on the first page (None or empty =
    all); choosing the rows is the caller's part. ``include_originals`` embeds the attachments' own bytes.
    """

    stated: Moment
    language: str = "en"
    audience: Audience = Audience.LAWYER
    first_day: date | None = None
    last_day: date | None = None
    loans: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    include_text: bool = True
    include_attachments: bool = True
    include_originals: bool = False
    include_findings: bool = True
    include_charts: bool = True
    redactions: tuple[Redaction, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """The imported file a record came from, and the entry's place in it (counted from 1; 0 = not known).

    ``file`` is the file's number in the list of imported files, 0 when it has none.
    """

    file_name: str
    sha256: str
    position: int
    file: int = 0


@dataclass(frozen=True, slots=True)
class Edit:
    """One later change of one field; :mod:`debttracker.evidence.changes` says how fields and values are written."""

    when: Moment
    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Kept:
    """How a record was written down: when first, from which file (None = by hand), and every change since."""

    created: Moment
    source: Source | None = None
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class AttachmentExhibit:
    """One attachment, numbered once for ever. ``read`` returns the original bytes when they are needed; what is
    missing or damaged in the case reads as nothing, and ``read.lost`` is true then."""

    number: str
    name: str
    mime: str
    size: int
    sha256: str
    read: Callable[[], bytes] = field(compare=False)

    @property
    def lost(self) -> bool:
        """Whether the bytes turned out to be missing or damaged, as far as they were looked for."""
        return bool(getattr(self.read, "lost", False))


@dataclass(frozen=True, slots=True)
class ContactExhibit:
    """One contact as evidence shows it. ``duration`` in seconds; empty text means there was none.

    ``behaviours`` are vocabulary values; ``details`` are further lines (promise, place, letter …), label and value in
    the reader's language.
    """

    number: str
    moment: Moment
    channel: str
    direction: str
    outcome: str
    kept: Kept
    duration: int | None = None
    party: str = ""
    role: str = ""
    handle: str = ""
    reached: str = ""
    loan: str = ""
    text: str = ""
    behaviours: tuple[str, ...] = ()
    note: str = ""
    demanded: Money | None = None
    details: tuple[tuple[str, str], ...] = ()
    attachments: tuple[AttachmentExhibit, ...] = ()
    reached_name: str = ""


@dataclass(frozen=True, slots=True)
class FindingInstance:
    """One time a rule may have been broken: the days, who, the count and limit, and the contacts it rests on.

    ``counting`` is the sentence by which a reader can check it by hand.
    """

    first_day: date
    last_day: date
    exhibits: tuple[str, ...]
    who: str = ""
    count: int | None = None
    limit: int | None = None
    counting: str = ""


@dataclass(frozen=True, slots=True)
class FindingSheet:
    """One rule and every instance found. Texts are in the reader's language.

    ``force`` says what kind of text it is (law, standard, self-discipline …); ``in_force_to`` None = still in force;
    ``conditions`` are questions the case does not answer yet; ``please_verify`` marks a citation not yet certain.
    """

    title: str
    citation: str
    force: str
    strength: Strength
    instances: tuple[FindingInstance, ...]
    in_force_from: date | None = None
    in_force_to: date | None = None
    explanation: str = ""
    conditions: tuple[str, ...] = ()
    please_verify: bool = False


@dataclass(frozen=True, slots=True)
class ClockSheet:
    """One deadline or promise. ``kind``, ``title`` and ``detail`` are in the reader's language; ``words`` is what was
    promised, as written down. ``exhibits`` it rests on."""

    last_day: date
    kind: str
    title: str
    exhibits: tuple[str, ...] = ()
    who: str = ""
    detail: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class InstalmentLine:
    """One due date: what was due, what had been paid towards it, and its state in words."""

    number: int
    due: date
    amount: Money
    paid: Money
    state: str


@dataclass(frozen=True, slots=True)
class PaymentLine:
    """One payment as recorded. ``exhibit`` numbers a receipt, if there is one."""

    day: date
    amount: Money
    how: str = ""
    note: str = ""
    exhibit: str = ""


@dataclass(frozen=True, slots=True)
class LoanSheet:
    """One loan. ``terms`` are label and value in the reader's language, in the order to print.

    ``demanded`` is the latest amount a collector asked for, ``computed`` what the terms gave on that day; ``paid``,
    ``remaining`` and ``overdue`` are as of the stated moment (None = not known).
    """

    name: str
    lender: str
    terms: tuple[tuple[str, str], ...] = ()
    instalments: tuple[InstalmentLine, ...] = ()
    payments: tuple[PaymentLine, ...] = ()
    demanded: Money | None = None
    computed: Money | None = None
    computed_how: str = ""
    attachments: tuple[AttachmentExhibit, ...] = ()
    paid: Money | None = None
    remaining: Money | None = None
    overdue: Money | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing (SVG bytes), what it shows for someone who cannot see it, and the sentence under it."""

    title: str
    svg: bytes
    alt: str
    caption: str


@dataclass(frozen=True, slots=True)
class ImportBatch:
    """One imported file, whole: how many entries were read, added, already known and refused."""

    file_name: str
    sha256: str
    when: Moment
    read: int
    added: int
    known: int
    refused: int


@dataclass(frozen=True, slots=True)
class JournalState:
    """The journal at the stated moment: hash of its last entry (hex), number of entries, and whether it verified."""

    head: str
    entries: int
    intact: bool


@dataclass(frozen=True, slots=True)
class EvidenceContent:
    """All that one document says. ``contacts`` is read once, in order of moment; it may be a generator.

    ``charts`` may be drawn, ``findings`` made only when they are looked at; whether there are any is known before.
    ``touched`` are, for each exhibit, the places (from 1) of the findings that rest on it, where that is known without
    making them. ``contact_count`` serves only progress and may be 0 when it is
    not known. ``with_loans`` says whether any contact concerns a loan. ``hidden_values`` are the names, numbers
    and addresses that the chosen redactions take out, so that they go from the texts of every other contact too.
    """

    case_name: str
    case_id: str
    borrower: str
    contacts: Iterable[ContactExhibit]
    journal: JournalState
    contact_count: int = 0
    charts: Sequence[Chart] = ()
    findings: Sequence[FindingSheet] = ()
    loans: tuple[LoanSheet, ...] = ()
    imports: tuple[ImportBatch, ...] = ()
    hidden_values: tuple[str, ...] = ()
    clocks: tuple[ClockSheet, ...] = ()
    touched: Mapping[str, Sequence[int]] | None = None
    with_loans: bool = True
