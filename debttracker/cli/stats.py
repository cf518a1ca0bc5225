"""``debttracker stats CASE``: the figures of a case."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from typing import Any

from debttracker.basics.languages import Words
from debttracker.basics.moments import day_of
from debttracker.case import journal
from debttracker.case.connection import Connection
from debttracker.case.queries import stats
from debttracker.case.queries.filters import ContactFilter
from debttracker.case.queries.timeline import days
from debttracker.cli.opening import add_case_argument, opened
from debttracker.cli.output import print_json

#: What scripts may rely on; names of fields are the same in every language, so this is not translated.
_SHAPE = """\
--json prints one object:
  contacts, loans, payments, parties, attachments, checkins   how many there are
  first_day, last_day         of all contacts, ISO 8601 or null
  busiest_day                 {"day", "contacts"} or null
  by_group                    {"calls": n, "messages": n, …}
  by_party                    [{"party", "contacts"}, …], most first
  loans_standing              [{"loan", "currency", "principal", "paid", "remaining", "overdue", "days_past_due", "ear"}]
  journal                     {"entries", "head": hash of the last entry}"""


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    parser.formatter_class = RawDescriptionHelpFormatter
    parser.epilog = _SHAPE
    add_case_argument(parser)
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")


def run(args: Namespace, speak: Words) -> int:
    """Print the figures."""
    with opened(args.case, speak) as case:
        figures = _figures(case.reader())
    if args.json:
        print_json(figures)
        return 0
    for name, value in figures.items():
        if isinstance(value, dict):
            print(f"{name}:")
            for key, number in value.items():
                print(f"  {key}: {number}")
        elif isinstance(value, list):
            print(f"{name}:")
            for row in value:
                print("  " + ", ".join(f"{k} {v}" for k, v in row.items()))
        else:
            print(f"{name}: {value}")
    return 0


def _figures(connection: Connection) -> dict[str, Any]:
    from debttracker.derived.standing import loan_standings

    everything = ContactFilter()
    totals = stats.totals(connection)
    span = stats.span(connection)
    counted = days(connection, everything)
    busiest = max(counted, key=lambda day: (counted[day], -day), default=None)
    head = journal.head(connection)
    return {
        "contacts": totals["contact"],
        "loans": totals["loan"], "payments": totals["payment"], "parties": totals["party"],
        "attachments": totals["attachment"], "checkins": totals["checkin"],
        "first_day": day_of(span[0]).isoformat() if span else None,
        "last_day": day_of(span[1]).isoformat() if span else None,
        "busiest_day": {"day": day_of(busiest).isoformat(), "contacts": counted[busiest]} if busiest is not None else None,
        "by_group": stats.by_group(connection, everything),
        "by_party": [{"party": row.name, "contacts": row.n} for row in stats.by_party(connection, everything)],
        "loans_standing": [standing.figures() for standing in loan_standings(connection)],
        "journal": {"entries": head.seq, "head": head.hash.hex()},
    }
