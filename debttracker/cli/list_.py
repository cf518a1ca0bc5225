"""``debttracker list CASE contacts|loans|payments|parties``: what the case holds, as table, CSV or JSON."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Iterable, Mapping
from typing import Any

from debttracker.basics.languages import Words
from debttracker.basics.moments import day_of
from debttracker.basics.money import Money
from debttracker.case.connection import Connection
from debttracker.case.queries import loans as loan_queries
from debttracker.case.queries import parties as party_queries
from debttracker.cli.opening import add_case_argument, opened
from debttracker.cli.output import print_csv_rows, print_json_rows, print_table

#: What scripts may rely on; names of fields are the same in every language, so this is not translated.
_SHAPES = """\
--json prints an array of objects, one a line; --csv a table with the same columns:
  contacts  (id, only in JSON) occurred_at, zone, channel, direction, outcome, duration_s, handle, party, role,
            reached, loan, text, behaviours, note
  loans     id, loan, creditor, creditor_kind, product, currency, number, principal, disbursed, start,
            advertised_rate, status, note
  payments  id, loan, day, amount, currency, method, note
  parties   id, name, role, kind, relation, handles, note
Moments are ISO 8601 with offset, days ISO 8601, amounts decimal strings, what is not known is null."""


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    parser.formatter_class = RawDescriptionHelpFormatter
    parser.epilog = _SHAPES
    add_case_argument(parser)
    parser.add_argument("what", choices=("contacts", "loans", "payments", "parties"))
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--csv", action="store_true", help="CSV; for contacts the columns that import --as csv takes")
    form.add_argument("--json", action="store_true", help="a JSON array of objects")


def run(args: Namespace, speak: Words) -> int:
    """Print the list."""
    with opened(args.case, speak) as case:
        connection = case.reader()
        if args.what == "contacts":
            return _contacts(connection, args)
        rows = {"loans": _loans, "payments": _payments, "parties": _parties}[args.what](connection)
        _print(rows, args)
    return 0


def _contacts(connection: Connection, args: Namespace) -> int:
    from debttracker.case.queries.contacts import oldest_first
    from debttracker.case.queries.filters import ContactFilter
    from debttracker.evidence.csvout import contact_cells, write_contacts

    rows = oldest_first(connection, ContactFilter())
    if args.csv:
        write_contacts(sys.stdout, rows)
    elif args.json:
        print_json_rows({"id": row.id, **contact_cells(row)} for row in rows)
    else:
        shown = ("occurred_at", "channel", "direction", "outcome", "handle", "party", "text")
        print_table(([str(cells[c] if cells[c] is not None else "")[:60].replace("\n", " ") for c in shown]
                     for cells in map(contact_cells, rows)), shown)
    return 0


def _loans(connection: Connection) -> Iterable[Mapping[str, Any]]:
    for loan in loan_queries.loans(connection):
        yield {
            "id": loan.id, "loan": loan.label, "creditor": loan.creditor, "creditor_kind": loan.kind,
            "product": loan.product, "currency": loan.currency, "number": loan.number,
            "principal": Money(loan.principal, loan.currency).plain(),
            "disbursed": Money(loan.disbursed, loan.currency).plain() if loan.disbursed is not None else None,
            "start": day_of(loan.start_day).isoformat() if loan.start_day is not None else None,
            "advertised_rate": loan.advertised_rate, "status": loan.status, "note": loan.note,
        }


def _payments(connection: Connection) -> Iterable[Mapping[str, Any]]:
    for payment in loan_queries.payments(connection):
        yield {"id": payment.id, "loan": payment.loan, "day": day_of(payment.day).isoformat(),
               "amount": Money(payment.amount, payment.currency).plain(), "currency": payment.currency,
               "method": payment.method, "note": payment.note}


def _parties(connection: Connection) -> Iterable[Mapping[str, Any]]:
    handles: dict[int | None, list[str]] = {}
    for handle in party_queries.handles(connection):
        handles.setdefault(handle.party_id, []).append(handle.value)
    for party in party_queries.parties(connection):
        yield {"id": party.id, "name": party.name, "role": party.role, "kind": party.firm,
               "relation": party.relation, "handles": " ".join(handles.get(party.id, ())), "note": party.note}


def _print(rows: Iterable[Mapping[str, Any]], args: Namespace) -> None:
    if args.json:
        print_json_rows(rows)
        return
    some = list(rows)
    columns = list(some[0]) if some else ["id"]
    if args.csv:
        print_csv_rows(some, columns)
    else:
        print_table(([str(row[c] if row[c] is not None else "") for c in columns] for row in some), columns)
