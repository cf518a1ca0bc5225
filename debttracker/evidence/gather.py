"""From a case to what the document shows: the only place where evidence meets the case."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from debttracker.basics.errors import LostAttachment
from debttracker.basics.formats import day_text, money_text, percent_text
from debttracker.basics.labels import label
from debttracker.basics.languages import Words, words
from debttracker.basics.moments import Moment, Precision, day_number, day_of
from debttracker.basics.money import Money
from debttracker.case import journal, vault
from debttracker.case.connection import Connection
from debttracker.case.queries.attachments import AttachmentRow, attachments
from debttracker.case.queries.contacts import ContactRow, count, has_loans, oldest_first
from debttracker.case.queries.filters import ContactFilter
from debttracker.case.queries.notes import batches
from debttracker.case.queries.settings import settings
from debttracker.derived.findings import check_case
from debttracker.derived.loan_story import LoanStory, loan_stories
from debttracker.evidence.changes import edits_of
from debttracker.evidence.clocks import clock_sheets
from debttracker.evidence.document import (
    AttachmentExhibit,
    Chart,
    ContactExhibit,
    EvidenceChoices,
    EvidenceContent,
    Hidden,
    ImportBatch,
    InstalmentLine,
    JournalState,
    Kept,
    LoanSheet,
    PaymentLine,
    Source,
)
from debttracker.evidence.finding_sheets import FoundSheets
from debttracker.finance.demanded import sentence

#: How a contact's and an attachment's number is written; numbers are the record's own and never change.
_CONTACT, _FILE = "C-{:06d}", "A-{:06d}"


@dataclass(frozen=True, slots=True)
class Selection:
    """Which part of the case goes in: days, loans and parties (ids; empty = all)."""

    first_day: date | None = None
    last_day: date | None = None
    loan_ids: tuple[int, ...] = ()
    party_ids: tuple[int, ...] = ()

    def which(self) -> ContactFilter:
        """As a filter of contacts."""
        return ContactFilter(
            first_day=day_number(self.first_day) if self.first_day else None,
            last_day=day_number(self.last_day) if self.last_day else None, loan_ids=self.loan_ids,
            party_ids=self.party_ids)


def gather(connection: Connection, selection: Selection, choices: EvidenceChoices,
           charts: Sequence[Chart] = ()) -> EvidenceContent:
    """Everything the document says. Contacts come one by one as they are asked for.

    Contacts, findings and loans are as the case holds them now; amounts and overdue days are worked out for the
    stated moment.
    """
    speak = words(choices.language)
    values = settings(connection)
    which = selection.which()
    head = journal.head(connection)
    verdict = journal.verify(connection)
    zone = str(values.get("case.zone") or "UTC")
    imported = list(batches(connection))
    done = check_case(connection, today=choices.stated.local_day) if choices.include_findings else None
    inside = None if which.is_open or done is None else {row.id for row in oldest_first(connection, which)}
    found = FoundSheets(connection, done, inside, speak) if done else None
    return EvidenceContent(
        case_name=str(values.get("case.name") or ""), case_id=str(values.get("case.uuid") or ""),
        borrower=str(values.get("case.borrower") or ""), contacts=_contacts(connection, which, speak),
        journal=JournalState(head.hash.hex(), head.seq, verdict.intact), contact_count=count(connection, which),
        charts=charts, with_loans=has_loans(connection, which), hidden_values=hidden_values(connection, choices),
        findings=found if found is not None else (), touched=found.touched() if found is not None else None,
        clocks=clock_sheets(connection, done, inside, choices, speak) if done else (),
        loans=tuple(_loan(connection, story, choices.stated.local_day, speak) for story in loan_stories(connection, choices.stated.local_day)
                    if not selection.loan_ids or story.view.row.id in selection.loan_ids),
        imports=tuple(ImportBatch(b.file_name, b.file_sha256, Moment(b.at_ms, zone), b.read, b.added, b.known, b.refused)
                      for b in imported))


def hidden_values(connection: Connection, choices: EvidenceChoices) -> tuple[str, ...]:
    """The names, numbers and addresses that the redactions of ``choices`` take out, all of the case or those of the
    contacts named."""
    found: set[str] = set()
    for one in choices.redactions:
        if one.hides is Hidden.PARTY:
            found.update(_values_of(connection, one.targets, "SELECT name FROM party", (
                "SELECT p.name FROM contact c JOIN party p ON p.id IN (c.party_id, c.reached_party_id) WHERE c.id = ?")))
        elif one.hides is Hidden.HANDLE:
            found.update(_values_of(connection, one.targets, "SELECT value FROM handle", (
                "SELECT h.value FROM contact c JOIN handle h ON h.id = c.handle_id WHERE c.id = ?")))
    return tuple(sorted(found - {""}))


def _values_of(connection: Connection, targets: tuple[str, ...], every: str, of_one: str) -> Iterator[str]:
    if not targets:
        yield from (str(value) for value, in connection.execute(every))
    for target in targets:
        number = target.rpartition("-")[2]
        if number.isdecimal():
            yield from (str(value) for value, in connection.execute(of_one, (int(number),)))


def _contacts(connection: Connection, which: ContactFilter, speak: Words) -> Iterator[ContactExhibit]:
    files: dict[int, list[AttachmentRow]] = {}
    for file in attachments(connection, "contact"):
        files.setdefault(file.record_id, []).append(file)
    sources = {b.id: (place, b) for place, b in enumerate(batches(connection), 1)}
    edited = {row[0] for row in connection.execute(
        "SELECT DISTINCT record_id FROM journal WHERE record = 'contact' AND action = 'edit'")}
    for row in oldest_first(connection, which):
        place, batch = sources.get(row.batch_id, (0, None)) if row.batch_id is not None else (0, None)
        kept = Kept(Moment(row.created_ms, row.zone),
                    Source(batch.file_name, batch.file_sha256, _position(row.source), place) if batch else None,
                    edits_of(connection, row) if row.id in edited else ())
        yield _exhibit(connection, row, kept, files.get(row.id, []), speak)


def _exhibit(connection: Connection, row: ContactRow, kept: Kept, files: list[AttachmentRow],
             speak: Words) -> ContactExhibit:
    return ContactExhibit(
        number=_CONTACT.format(row.id), moment=Moment(row.at_ms, row.zone, Precision(row.precision)),
        channel=row.channel, direction=row.direction, outcome=row.outcome, kept=kept, duration=row.duration_s,
        party=row.party, role=row.role, handle=row.handle, reached=row.reached,
        reached_name=row.reached_name, loan=row.loan, text=row.text, details=_details(row, speak),
        behaviours=tuple(row.behaviours.split()), note=row.note,
        demanded=Money(row.demanded, row.demanded_currency) if row.demanded is not None and row.demanded_currency
        else None, attachments=tuple(_file(connection, file) for file in files))


def _details(row: ContactRow, speak: Words) -> tuple[tuple[str, str], ...]:
    """What else is known of a contact, as label and value."""
    if row.identified is None and row.promise_day is None and not (row.promise or row.letter or row.place):
        return ()
    answers = {0: speak("no"), 1: speak("yes")}
    lines = [(speak("Said who they are"), answers.get(row.identified, "") if row.identified is not None else ""),
             (speak("They promised"), row.promise),
             (speak("Promised for"), day_text(day_of(row.promise_day), speak) if row.promise_day is not None else ""),
             (speak("Letter"), label("letter", row.letter, speak) if row.letter else ""),
             (speak("Place"), row.place)]
    return tuple(line for line in lines if line[1])


def _file(connection: Connection, file: AttachmentRow) -> AttachmentExhibit:
    return AttachmentExhibit(_FILE.format(file.id), file.name, file.mime, file.size, file.sha256,
                             _Stored(connection, file.sha256))


class _Stored:
    """The bytes of one attachment. Where they are missing or damaged the document goes on without them and says so:
    all other exhibits must reach the lawyer."""

    def __init__(self, connection: Connection, sha256: str) -> None:
        self._connection, self._sha256 = connection, sha256
        self.lost = not vault.is_there(connection, sha256)

    def __call__(self) -> bytes:
        try:
            return b"" if self.lost else vault.content(self._connection, self._sha256)
        except LostAttachment:
            self.lost = True
            return b""


def _position(source: str) -> int:
    """The place in the imported file, from the stored provenance ("byte 120", "line 7"); 0 when it holds none."""
    try:
        told = json.loads(source) if source else {}
    except ValueError:
        return 0
    number = str(told.get("at", "")).rpartition(" ")[2] if isinstance(told, dict) else ""
    return int(number) if number.isdigit() else 0


def _loan(connection: Connection, story: LoanStory, stated: date, speak: Words) -> LoanSheet:
    view, row = story.view, story.view.row
    terms = [(speak("Kind of loan"), label("product", row.product, speak))]
    if row.number:
        terms.append((speak("Contract number"), row.number))
    if view.agreements:
        first = view.agreements[0].terms
        terms += [(speak("Principal"), money_text(Money(first.principal, row.currency))),
                  (speak("Amount that arrived"), money_text(Money(first.arrived, row.currency))),
                  (speak("Instalments"), str(first.instalments))]
    if row.advertised_rate:
        terms.append((speak("Advertised rate"), f"{row.advertised_rate} %"))
    if story.cost is not None:
        terms.append((speak("Effective annual rate, all fees counted"), percent_text(story.cost.ear)))
    last = story.demanded[-1] if story.demanded else None
    return LoanSheet(
        name=row.label, lender=row.creditor, terms=tuple(terms), instalments=_instalments(story, speak),
        paid=Money(sum(p.amount for p in view.payments if day_of(p.day) <= stated), row.currency),
        remaining=Money(view.remaining, row.currency) if view.standing is not None else None,
        overdue=Money(view.overdue, row.currency) if view.standing is not None else None,
        payments=tuple(PaymentLine(day_of(p.day), Money(p.amount, p.currency), p.method, p.note) for p in view.payments),
        demanded=Money(last.demand.amount, row.currency) if last else None,
        computed=Money(last.computed, row.currency) if last else None,
        computed_how=sentence(last, speak) if last else "",
        attachments=tuple(_file(connection, file) for file in attachments(connection, "loan", row.id)))


def _instalments(story: LoanStory, speak: Words) -> tuple[InstalmentLine, ...]:
    now, currency = story.view.standing, story.view.row.currency
    if now is None:
        return ()

    def state(one: Any) -> str:
        if not one.unpaid.total:
            return speak("paid")
        return speak("overdue") if one.row.due < now.day else speak("not due yet")

    return tuple(InstalmentLine(one.row.number, one.row.due, Money(one.charged.total, currency),
                                Money(one.paid.total, currency), state(one)) for one in now.matching.instalments)
