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
    """Write the dates; the same dates keep their UIDs, so a later file updates an earlier one."""
    from debttracker.basics.files import write_atomically
    from debttracker.derived.calendar import case_calendar

    with opened(args.case, speak) as case:
        text = case_calendar(case.reader(), speak, neutral=not args.full, days_before=args.days_before)
    if args.out is None:
        sys.stdout.write(text)
    else:
        write_atomically(args.out, text.encode("utf-8"))
        print(speak("Written: {path}", path=args.out))
    return 0
