"""``debttracker verify CASE``: is the history unbroken, and are the attachments what they were?"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from debttracker.basics.languages import Words
from debttracker.case import journal, vault
from debttracker.case.queries.attachments import attachments
from debttracker.cli.opening import add_case_argument, opened
from debttracker.cli.output import print_json


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    add_case_argument(parser)
    parser.add_argument("--json", action="store_true", help="print the result as JSON")


def run(args: Namespace, speak: Words) -> int:
    """Verify, and exit with 5 when something does not fit."""
    with opened(args.case, speak) as case:
        connection = case.reader()
        verdict = journal.verify(connection)
        troubles = {sha256: vault.trouble_with(connection, sha256) for sha256 in {a.sha256 for a in attachments(connection)}}
        damaged = [(a.name, trouble) for a in attachments(connection) if (trouble := troubles[a.sha256])]
    if args.json:
        print_json({"intact": verdict.intact and not damaged, "entries": verdict.entries, "head": verdict.head.hex(),
                    "broken_at": verdict.broken_at or None, "damaged_attachments": [name for name, _trouble in damaged]})
    elif verdict.intact and not damaged:
        print(speak("The history is unbroken: {n} entries, head {head}.", n=verdict.entries, head=verdict.head.hex()))
    if not verdict.intact and not args.json:
        print(speak("Entry {n} of the history does not fit the ones before it.", n=verdict.broken_at))
    for name, trouble in damaged if not args.json else ():
        print(speak("The attachment “{name}” is not what was stored.", name=name), trouble.say(speak))
    return 0 if verdict.intact and not damaged else 5
