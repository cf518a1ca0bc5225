"""The change that adds a loan, alters its contract, or replaces its terms: with its schedule, in one transaction."""

from __future__ import annotations

from typing import Any

from debttracker.basics.errors import BadInput
from debttracker.basics.languages import N_
from debttracker.basics.moments import day_number
from debttracker.case.change import Change, Edit, add, edit, hide
from debttracker.case.connection import Connection
from debttracker.case.fields import canonical_json
from debttracker.case.queries.loans import agreements, instalments
from debttracker.finance.history import AgreementKind
from debttracker.finance.schedule import schedule
from debttracker.finance.terms import LoanTerms
from debttracker.finance.terms_json import to_json

_LOAN, _AGREEMENT, _CREDITOR = -1, -2, -3


def add_loan(label: str, terms: LoanTerms | None, *, creditor_id: int | None = None, creditor_name: str = "",
             firm: str = "unknown", **fields: Any) -> Change:
    """The change that adds a loan. ``terms`` None = the contract is not known yet; ``fields`` are further fields of
    the loan record. A new creditor is made from ``creditor_name``. Raises BadInput for terms that cannot be."""
    edits: list[Edit] = []
    if creditor_id is None and creditor_name.strip():
        edits.append(add("party", _CREDITOR, name=creditor_name.strip(), role="creditor", firm=firm))
        creditor_id = _CREDITOR
    known = {} if terms is None else {"currency": terms.currency, "principal": terms.principal,
                                      "disbursed": terms.arrived, "start_day": day_number(terms.start)}
    edits.append(add("loan", _LOAN, label=label, creditor_id=creditor_id, **{**known, **fields}))
    if terms is not None:
        edits += _agreement(_LOAN, terms, AgreementKind.CONTRACT, day_number(terms.start))
    return Change(N_("Add a loan"), tuple(edits))


def change_contract(connection: Connection, loan_id: int, terms: LoanTerms, **fields: Any) -> Change:
    """The change that corrects a loan's contract: the old agreement and its instalments go out of sight."""
    old = [a for a in agreements(connection, loan_id) if a.kind == AgreementKind.CONTRACT]
    gone = {a.id for a in old}
    edits = [hide("instalment", i.id) for i in instalments(connection, loan_id) if i.agreement_id in gone]
    edits += [hide("agreement", a.id) for a in old]
    edits.append(edit("loan", loan_id, currency=terms.currency, principal=terms.principal, disbursed=terms.arrived,
                      start_day=day_number(terms.start), **fields))
    edits += _agreement(loan_id, terms, AgreementKind.CONTRACT, day_number(terms.start))
    return Change(N_("Correct the contract of a loan"), tuple(edits))


def replace_terms(connection: Connection, loan_id: int, terms: LoanTerms, kind: AgreementKind, from_day: int,
                  note: str = "") -> Change:
    """The change that puts a restructuring or settlement in force from ``from_day`` (a day number); what was due
    before stays as history, later instalments of the old schedule go out of sight."""
    edits = [hide("instalment", i.id) for i in instalments(connection, loan_id) if i.due_day >= from_day]
    edits += _agreement(loan_id, terms, kind, from_day, note)
    return Change(N_("Agree new terms for a loan"), tuple(edits))


def edit_loan(loan_id: int, **fields: Any) -> Change:
    """The change that edits what is not part of the terms (name, number, status, note …)."""
    return Change.of(N_("Edit a loan"), edit("loan", loan_id, **fields))


def remove_loan(loan_id: int) -> Change:
    """The change that takes a loan out of sight."""
    return Change.of(N_("Remove a loan"), hide("loan", loan_id))


def edit_payment(payment_id: int, **fields: Any) -> Change:
    """The change that corrects a payment (amount, day, method, note, allocation as JSON …)."""
    return Change.of(N_("Correct a payment"), edit("payment", payment_id, **fields))


def remove_payment(payment_id: int) -> Change:
    """The change that takes a payment out of sight."""
    return Change.of(N_("Remove a payment"), hide("payment", payment_id))


def keep_credit_entry(loan_id: int, entry_id: int | None = None, **fields: Any) -> Change:
    """The change that adds what a credit bureau holds about a loan, or corrects the entry ``entry_id``.

    Raises BadInput when it was corrected or disputed before it was reported.
    """
    reported = fields.get("reported_day")
    later = [day for name in ("disputed_day", "corrected_day") if (day := fields.get(name)) is not None]
    if reported is not None and any(day < reported for day in later):
        raise BadInput(N_("An entry cannot be disputed or corrected before it was reported. Check the days."))
    if entry_id is None:
        return Change.of(N_("Add to the credit record"), add("credit_entry", loan_id=loan_id, **fields))
    return Change.of(N_("Correct the credit record"), edit("credit_entry", entry_id, **fields))


def remove_credit_entry(entry_id: int) -> Change:
    """The change that takes an entry of the credit record out of sight."""
    return Change.of(N_("Remove from the credit record"), hide("credit_entry", entry_id))


def _agreement(loan: int, terms: LoanTerms, kind: AgreementKind, from_day: int, note: str = "") -> list[Edit]:
    made = add("agreement", _AGREEMENT, loan_id=loan, kind=kind.value, from_day=from_day, note=note,
               terms=canonical_json(to_json(terms)))
    rows = [add("instalment", loan_id=loan, agreement_id=_AGREEMENT, number=row.number, due_day=day_number(row.due),
                principal=row.principal, interest=row.interest, fee=row.fee) for row in schedule(terms)]
    return [made, *rows]
