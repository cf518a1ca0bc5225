"""The case as the rules see it: contacts, firms, loans and answers as plain facts.

Callers without a name are told apart by their number; once several numbers belong to one party, its calls count
together.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from heapq import merge
from itertools import islice
from typing import Any, Final

from debttracker.basics.progress import Watch
from debttracker.case.connection import Connection
from debttracker.case.journal import Entry
from debttracker.case.queries.loans import LoanRow, loans
from debttracker.case.queries.settings import settings
from debttracker.rules.facts import CaseFacts, ContactFact, LoanFact, PartyFact, Place, Traits, TraitTable
from debttracker.rules.patch import Firms
from debttracker.rules.scene import in_time

_PLACES: Final = frozenset(place.value for place in Place)
#: What a rule may ask about a contact: first what differs from contact to contact, then what many have in common.
_OWN: Final = ("id", "at_ms", "day", "minute", "duration_s")
_SHARED: Final = ("channel", "direction", "outcome", "zone", "precision", "party_id", "loan_id", "reached",
                  "reached_party_id", "behaviours", "identified", "consented", "letter", "place")
_FIELDS: Final = (*_OWN, *_SHARED)
_COLLECT: Final = ("collector", "creditor", "authority", "other")
#: A number tells unknown callers apart; a known caller is known by its party. Third parties' own contacts with the
#: borrower are left out.
_CONTACTS: Final = (
    f"SELECT {', '.join('c.' + name for name in _OWN)}, CASE WHEN c.party_id IS NULL THEN "
    "coalesce((SELECT comparable FROM handle WHERE id = c.handle_id), '') ELSE '' END, "
    f"{', '.join('c.' + name for name in _SHARED)} FROM contact c WHERE c.hidden = 0 AND (c.party_id IS NULL OR "
    f"c.party_id IN (SELECT id FROM party WHERE role IN {_COLLECT})) ")
#: After so many contacts a reader may be asked to stop.
_PIECE: Final = 20_000
_IN_ORDER: Final = "ORDER BY c.day, c.at_ms, c.id"


class CaseContacts:
    """The contacts of one case, as they stand, in order of time: a source for :mod:`debttracker.rules.patch`."""

    def __init__(self, connection: Connection, creditors: Mapping[int, int]) -> None:
        """``creditors`` gives each loan's creditor."""
        self._db = connection
        self._creditors = creditors
        self._firms = frozenset(id for (id,) in connection.execute("SELECT id FROM party WHERE role = 'creditor'"))
        self._traits: dict[tuple[Any, ...], Traits] = {}
        self._table = TraitTable()

    def all(self, watch: Watch | None = None) -> list[ContactFact]:
        """Every contact. Raises Cancelled when ``watch`` asks to stop."""
        facts = self._facts(self._db.execute(_CONTACTS + _IN_ORDER))
        if watch is None:
            return list(facts)
        found: list[ContactFact] = []
        while piece := list(islice(facts, _PIECE)):
            found += piece
            watch.step(len(found), 0)
        return found

    def between(self, first_day: int, last_day: int, firms: Firms | None = None) -> list[ContactFact]:
        """The contacts of some days (both included), of some firms or of all; None among them = unknown callers."""
        days = "AND c.day BETWEEN ? AND ? "
        if firms is None:
            return list(self._facts(self._db.execute(_CONTACTS + days + _IN_ORDER, (first_day, last_day))))
        parts = [self._facts(self._db.execute(_CONTACTS + days + "AND c.party_id IS ? " + _IN_ORDER,
                                              (first_day, last_day, firm))) for firm in firms]
        return list(merge(*parts, key=in_time))

    def of_firm(self, firm: int | None) -> Iterator[ContactFact]:
        """All contacts of one firm."""
        return self._facts(self._db.execute(_CONTACTS + "AND c.party_id IS ? " + _IN_ORDER, (firm,)))

    def letters(self) -> list[ContactFact]:
        """The borrower's own letters."""
        return list(self._facts(self._db.execute(
            _CONTACTS + "AND c.direction = 'out' AND c.id IN (SELECT id FROM contact INDEXED BY contact_letter "
            "WHERE letter <> '' AND hidden = 0) " + _IN_ORDER)))

    def of_ids(self, ids: Iterable[int]) -> list[ContactFact]:
        """The contacts with these ids that are in sight."""
        return list(self._facts(self._db.execute(
            _CONTACTS + "AND c.id IN (SELECT value FROM json_each(?)) " + _IN_ORDER, (json.dumps(sorted(ids)),))))

    def earlier(self, stories: Mapping[int, Sequence[Entry]]) -> list[ContactFact]:
        """The contacts as they stood before the given journal entries of each (in order); those that did not exist
        then, or were out of sight, are left out."""
        names = (*_FIELDS, "handle_id", "hidden")
        found = []
        for id, entries in stories.items():
            row = self._db.execute(f"SELECT {', '.join(names)} FROM contact WHERE id = ?", (id,)).fetchone()
            if row is None or any(entry.action == "add" for entry in entries):
                continue
            values = dict(zip(names, row, strict=True))
            for entry in reversed(entries):
                values.update(json.loads(entry.before or "{}"))
            if not values["hidden"]:
                found.append(values)
        return list(self._facts(filter(None, map(self._completed, found))))

    def _completed(self, values: Mapping[str, Any]) -> tuple[Any, ...] | None:
        """A contact's own columns with what stands elsewhere about its number and its caller."""
        party = self._db.execute("SELECT role FROM party WHERE id = ?", (values["party_id"],)).fetchone()
        if party is not None and party[0] not in _COLLECT:
            return None
        handle = None if party else self._db.execute(
            "SELECT comparable FROM handle WHERE id = ?", (values["handle_id"],)).fetchone()
        return (*(values[name] for name in _OWN), handle[0] if handle else "", *(values[name] for name in _SHARED))

    def _facts(self, rows: Iterable[tuple[Any, ...]]) -> Iterator[ContactFact]:
        known, first = self._traits, len(_OWN) + 1
        for row in rows:
            shared = row[first:]
            traits = known.get(shared)
            if traits is None:
                traits = known[shared] = self._made(shared)
            yield ContactFact(row[0], row[1], row[2], row[3], row[4], row[5], traits)

    def _made(self, shared: tuple[Any, ...]) -> Traits:
        (channel, direction, outcome, zone, precision, party, loan, reached, reached_id, behaviours, identified,
         consented, letter, place) = shared
        # A person not named is the borrower; whatever is neither asked nor known is not guessed at.
        creditor = party if party in self._firms else self._creditors.get(loan) if loan is not None else None
        return self._table[
            channel, direction, outcome, zone, precision, party, creditor, (loan,) if loan is not None else (),
            "borrower" if reached == "unknown" and direction == "in" else reached, reached_id, None,
            place if place in _PLACES else "unknown", frozenset(behaviours.split()), _yes(identified), _yes(consented),
            None, None, None, None, letter or None]


def case_frame(connection: Connection, jurisdictions: tuple[str, ...] = (), *, today: int | None = None,
               rates: Mapping[int, Decimal] | None = None,
               overdue: Mapping[int, tuple[tuple[int, int | None], ...]] | None = None
               ) -> tuple[CaseFacts, CaseContacts]:
    """The case without its contacts, and where to get these. ``jurisdictions`` replaces the case's own; ``rates``
    gives each loan's true yearly rate as a ratio and ``overdue`` its overdue stretches, both by loan id, where they
    could be computed."""
    chosen = settings(connection)
    codes = jurisdictions or tuple(chosen.get("case.jurisdictions") or ())
    answers = {name.removeprefix("answer."): str(value) for name, value in chosen.items()
               if name.startswith("answer.")}
    rows = loans(connection)
    creditors = {row.id: row.creditor_id for row in rows if row.creditor_id is not None}
    frame = CaseFacts(
        parties=_parties(connection), loans={row.id: _loan(row, rates or {}, overdue or {}) for row in rows},
        jurisdictions=frozenset(code.upper() for code in codes), answers=answers, today=today, ordered=True)
    return frame, CaseContacts(connection, creditors)


def load_case_facts(connection: Connection, jurisdictions: tuple[str, ...] = (), *, today: int | None = None,
                    rates: Mapping[int, Decimal] | None = None,
                    overdue: Mapping[int, tuple[tuple[int, int | None], ...]] | None = None) -> CaseFacts:
    """Everything a check needs; see :func:`case_frame`."""
    frame, contacts = case_frame(connection, jurisdictions, today=today, rates=rates, overdue=overdue)
    return replace(frame, contacts=contacts.all())


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
