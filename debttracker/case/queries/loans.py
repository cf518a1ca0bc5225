"""Loans, their agreements, instalments, payments and credit-bureau entries."""

from __future__ import annotations

from typing import NamedTuple

from debttracker.case.connection import Connection


class LoanRow(NamedTuple):
    """A loan; amounts in minor units of ``currency``; ``kind`` is the creditor's kind of firm."""

    id: int
    label: str
    creditor_id: int | None
    creditor: str
    kind: str
    product: str
    currency: str
    number: str
    principal: int
    disbursed: int | None
    start_day: int | None
    advertised_rate: str
    status: str
    secured: int | None
    note: str


class AgreementRow(NamedTuple):
    """A contract, restructuring or settlement; ``terms`` is JSON as finance/terms.py writes it."""

    id: int
    loan_id: int
    kind: str
    from_day: int
    terms: str
    note: str


class InstalmentRow(NamedTuple):
    """One due amount; minor units."""

    id: int
    loan_id: int
    agreement_id: int
    number: int
    due_day: int
    principal: int
    interest: int
    fee: int

    @property
    def amount(self) -> int:
        """The whole instalment."""
        return self.principal + self.interest + self.fee


class PaymentRow(NamedTuple):
    """Money paid (negative: got back); minor units. ``allocation`` is JSON or "null" for the default order."""

    id: int
    loan_id: int
    loan: str
    day: int
    amount: int
    currency: str
    method: str
    allocation: str
    note: str


class CreditRow(NamedTuple):
    """A credit-bureau entry about a loan; days are day numbers or None."""

    id: int
    loan_id: int
    bureau: str
    reported_day: int | None
    disputed_day: int | None
    corrected_day: int | None
    note: str


_LOANS = """SELECT l.id, l.label, l.creditor_id, coalesce(p.name, ''), coalesce(p.firm, 'unknown'), l.product, l.currency,
  l.number, l.principal, l.disbursed, l.start_day, l.advertised_rate, l.status, l.secured, l.note
  FROM loan l LEFT JOIN party p ON p.id = l.creditor_id"""


def loans(connection: Connection) -> list[LoanRow]:
    """All loans, in the order they were entered."""
    return [LoanRow(*row) for row in connection.execute(f"{_LOANS} WHERE l.hidden = 0 ORDER BY l.id")]


def loan(connection: Connection, id: int) -> LoanRow | None:
    """One loan, or None."""
    row = connection.execute(f"{_LOANS} WHERE l.id = ?", (id,)).fetchone()
    return LoanRow(*row) if row else None


def agreements(connection: Connection, loan_id: int | None = None) -> list[AgreementRow]:
    """Agreements of one loan (or all), oldest first; the last one is in force."""
    return [AgreementRow(*row) for row in connection.execute(
        "SELECT id, loan_id, kind, from_day, terms, note FROM agreement WHERE hidden = 0 AND (?1 IS NULL OR loan_id = ?1) "
        "ORDER BY loan_id, from_day, id", (loan_id,))]


def instalments(connection: Connection, loan_id: int | None = None) -> list[InstalmentRow]:
    """Instalments of one loan (or all) that are in force, by due day."""
    return [InstalmentRow(*row) for row in connection.execute(
        "SELECT i.id, i.loan_id, agreement_id, i.number, due_day, i.principal, i.interest, i.fee FROM instalment i "
        "JOIN loan l ON l.id = i.loan_id WHERE i.hidden = 0 AND l.hidden = 0 AND (?1 IS NULL OR i.loan_id = ?1) "
        "ORDER BY due_day, i.loan_id, i.number", (loan_id,))]


def payments(connection: Connection, loan_id: int | None = None) -> list[PaymentRow]:
    """Payments on one loan (or all), oldest first."""
    return [PaymentRow(*row) for row in connection.execute(
        "SELECT p.id, loan_id, l.label, day, amount, p.currency, method, allocation, p.note FROM payment p "
        "JOIN loan l ON l.id = loan_id WHERE p.hidden = 0 AND l.hidden = 0 AND (?1 IS NULL OR loan_id = ?1) "
        "ORDER BY day, p.id", (loan_id,))]


def credit_entries(connection: Connection, loan_id: int | None = None) -> list[CreditRow]:
    """Credit-bureau entries of one loan (or all)."""
    return [CreditRow(*row) for row in connection.execute(
        "SELECT id, loan_id, bureau, reported_day, disputed_day, corrected_day, note FROM credit_entry "
        "WHERE hidden = 0 AND (?1 IS NULL OR loan_id = ?1) ORDER BY id", (loan_id,))]
