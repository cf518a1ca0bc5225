"""``debttracker export CASE --pdf OUT``: write the evidence PDF."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from datetime import date
from pathlib import Path

from debttracker.basics.errors import BadInput
from debttracker.basics.languages import LANGUAGES, N_, Words
from debttracker.basics.moments import Moment, Precision, parse_moment
from debttracker.case.connection import Connection
from debttracker.case.queries.loans import loans
from debttracker.case.queries.settings import setting
from debttracker.cli.opening import add_case_argument, opened
from debttracker.cli.output import print_json

#: What scripts may rely on; names of fields are the same in every language, so this is not translated.
_SHAPE = """\
--json prints {"files": [path, …], "sha256": [hex, …], "pages": n, "contacts": n, "stated": "ISO 8601"}.
A large case becomes several files, OUT first, then OUT-vol-2.pdf and so on beside it."""


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    parser.formatter_class = RawDescriptionHelpFormatter
    parser.epilog = _SHAPE
    add_case_argument(parser)
    parser.add_argument("--pdf", metavar="OUT", type=Path, required=True, help="the file to write")
    parser.add_argument("--from", dest="first", metavar="DAY", help="first day, e.g. 2026-03-01")
    parser.add_argument("--to", dest="last", metavar="DAY", help="last day")
    parser.add_argument("--loan", action="append", default=[], metavar="NAME", help="only this loan (name or id)")
    parser.add_argument("--language", choices=LANGUAGES, help="language of the document (default: the case's)")
    parser.add_argument("--audience", choices=("lawyer", "regulator", "court"), default="lawyer")
    parser.add_argument("--at", metavar="MOMENT", help="the moment the document states (default: now); two exports of "
                                                       "the same case at the same moment are the same bytes")
    parser.add_argument("--json", action="store_true", help="print what was written as JSON")


def run(args: Namespace, speak: Words) -> int:
    """Write the PDF."""
    from debttracker.evidence.document import Audience, EvidenceChoices
    from debttracker.evidence.export import export_pdf
    from debttracker.evidence.gather import Selection

    with opened(args.case, speak) as case:
        connection = case.reader()
        zone = str(setting(connection, "case.zone", "UTC"))
        stated = parse_moment(args.at, zone) if args.at else Moment.now(zone)
        stated = Moment(stated.utc_ms // 1000 * 1000, zone, Precision.EXACT)
        chosen = _loans(connection, args.loan)
        selection = Selection(_day(args.first), _day(args.last), tuple(chosen))
        if selection.first_day and selection.last_day and selection.first_day > selection.last_day:
            raise BadInput(N_("The first day, {first}, is after the last, {last}."), first=args.first, last=args.last)
        choices = EvidenceChoices(
            stated=stated, language=args.language or str(setting(connection, "case.language", "en")),
            audience=Audience(args.audience), first_day=selection.first_day, last_day=selection.last_day,
            loans=tuple(chosen.values()))
        files = export_pdf(case, selection, choices, args.pdf)
    if args.json:
        print_json({"files": [str(path) for path in files.paths], "sha256": list(files.sha256), "pages": files.pages,
                    "contacts": files.contacts, "stated": stated.iso()})
    else:
        for path, sha256 in zip(files.paths, files.sha256, strict=True):
            print(f"{path}  {sha256}")
    return 0


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise BadInput(N_("“{text}” is not a day such as 2026-11-23."), text=str(text)[:20]) from None


def _loans(connection: Connection, wanted: list[str]) -> dict[int, str]:
    """Loans by name or id; raises BadInput for one that is not there."""
    known = loans(connection)
    found = {}
    for text in wanted:
        match = next((row for row in known if row.label == text or str(row.id) == text), None)
        if match is None:
            raise BadInput(N_("There is no loan “{name}” in this case."), name=text[:60])
        found[match.id] = match.label
    return found
