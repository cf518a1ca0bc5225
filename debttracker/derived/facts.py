"""The case as the rules see it: contacts, firms, loans and answers as plain facts.

Callers without a name are told apart by their number; once several numbers belong to one party, its calls count
together.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from debttracker.case.connection import Connection
from debttracker.case.queries.loans import LoanRow, loans
from debttracker.case.queries.settings import settings
from debttracker.rules.facts import CaseFacts, ContactFact, LoanFact, PartyFact, Place, TraitTable

_PLACES: Final = frozenset(place.value for place in Place)
#: Everything of a contact that a rule may ask about. Third parties' own contacts with the borrower are left out.
_CONTACTS: Final = """
SELECT c.id, c.at_ms, c.day, c.minute, c.duration_s, coalesce(h.comparable, ''), c.channel, c.direction, c.outcome,
  c.zone, c.precision, c.party_id, CASE p.role WHEN 'creditor' THEN p.id END, c.loan_id, c.reached, c.reached_party_id,
  c.behaviours, c.identified, c.consented, c.letter, c.place
FROM contact c LEFT JOIN handle h ON h.id = c.handle_id LEFT JOIN party p ON p.id = c.party_id
WHERE c.hidden = 0 AND coalesce(p.role, 'collector') IN ('collector', 'creditor', 'authority', 'other')
ORDER BY c.day, c.at_ms, c.id"""


def load_case_facts(connection: Connection, jurisdictions: tuple[str, ...] = (), *, today: int | None = None,
                    rates: Mapping[int, Decimal] | None = None,
                    overdue: Mapping[int, tuple[tuple[int, int | None], ...]] | None = None) -> CaseFacts:
    """Everything a check needs. ``jurisdictions`` replaces the case's own; ``rates`` gives each loan's true yearly
    rate as a ratio and ``overdue`` its overdue stretches, both by loan id, where they could be computed."""
    chosen = settings(connection)
    codes = jurisdictions or tuple(chosen.get("case.jurisdictions") or ())
    answers = {name.removeprefix("answer."): str(value) for name, value in chosen.items()
               if name.startswith("answer.")}
    rows = loans(connection)
    creditors = {row.id: row.creditor_id for row in rows if row.creditor_id is not None}
    return CaseFacts(
        contacts=_contacts(connection, creditors), parties=_parties(connection),
        loans={row.id: _loan(row, rates or {}, overdue or {}) for row in rows},
        jurisdictions=frozenset(code.upper() for code in codes), answers=answers, today=today, ordered=True)


def _contacts(connection: Connection, creditors: Mapping[int, int]) -> list[ContactFact]:
    traits = TraitTable()
    behaviours: dict[str, frozenset[str]] = {}
    facts = []
    for (id, at_ms, day, minute, duration, handle, channel, direction, outcome, zone, precision, party, creditor,
         loan, reached, reached_id, did, identified, consented, letter, place) in connection.execute(_CONTACTS):
        doing = behaviours.get(did)
        if doing is None:
            doing = behaviours[did] = frozenset(did.split())
        loan_ids = (loan,) if loan is not None else ()
        shared = traits[
            channel, direction, outcome, zone, precision, party, creditor or creditors.get(loan), loan_ids,
            "borrower" if reached == "unknown" and direction == "in" else reached, reached_id, None, place if place in _PLACES else "unknown", doing,
            _yes(identified), _yes(consented), None, None, None, None, letter or None]
        facts.append(ContactFact(id, at_ms, day, minute, duration, handle, shared))
    return facts


def _parties(connection: Connection) -> dict[int, PartyFact]:
    rows = connection.execute("SELECT id, name, role, firm, memberships, acts_for FROM party WHERE hidden = 0")
    return {id: PartyFact(id, name, role, firm, tuple(int(other) for other in acts_for.split()),
                          frozenset(members.split()))
            for id, name, role, firm, members, acts_for in rows}


def _loan(row: LoanRow, rates: Mapping[int, Decimal],
          overdue: Mapping[int, tuple[tuple[int, int | None], ...]]) -> LoanFact:
    return LoanFact(
        id=row.id, name=row.label, creditor_id=row.creditor_id,
        product=row.product, contract_day=row.start_day, currency=row.currency, principal_minor=row.principal,
        annual_rate=rates.get(row.id), secured=_yes(row.secured), overdue=overdue.get(row.id))


def _yes(value: Any) -> bool | None:
    return None if value is None else bool(value)
