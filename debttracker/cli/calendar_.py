"""``debttracker calendar CASE --out FILE``: the due dates of a case as an iCalendar file."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from debttracker.basics.languages import Words
from debttracker.cli.opening import add_case_argument, opened


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    add_case_argument(parser)
    parser.add_argument("--out", type=Path, help="file to write (default: standard output)")
    parser.add_argument("--full", action="store_true", help="name the loan and the amount (default: only “Reminder”)")
    parser.add_argument("--days-before", type=int, default=1, choices=range(15), metavar="DAYS",
                        help="days between alarm and due date, 0 to 14 (default: 1)")


def run(args: Namespace, speak: Words) -> int:
    """Write the dates; the same dates keep their UIDs, so a later file updates an earlier one. What a file held is
    remembered in the case, unless it goes to standard output or the case is open elsewhere."""
    from debttracker.basics.errors import CaseInUse, FileTrouble
    from debttracker.basics.files import write_atomically
    from debttracker.derived.calendar import case_calendar, remember_calendar

    with opened(args.case, speak, read_only=args.out is None) as case:
        made = case_calendar(case.reader(), speak, neutral=not args.full, days_before=args.days_before)
        if args.out is None:
            sys.stdout.write(made.text)
            return 0
        write_atomically(args.out, made.text.encode("utf-8"))
        try:
            remember_calendar(case, made)
        except (CaseInUse, FileTrouble) as trouble:
            print(speak("The dates were written. The case could not note which they are, so a later file will not take "
                        "them out of the phone. {why}", why=trouble.say(speak)), file=sys.stderr)
    print(speak("Written: {path}", path=args.out))
    return 0
