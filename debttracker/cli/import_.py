"""``debttracker import CASE FILE…``: bring contacts from a phone's backup or a table into a case."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from debttracker.basics.errors import Trouble
from debttracker.basics.languages import Words
from debttracker.cli.opening import add_case_argument, opened
from debttracker.cli.output import print_json

if TYPE_CHECKING:
    from debttracker.capture.keep import Choices, ImportReport
    from debttracker.case.case import Case

NAME = "import"
_SHOWN = 10


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    add_case_argument(parser)
    parser.add_argument("files", metavar="FILE", nargs="+", type=Path, help="file to import")
    parser.add_argument("--as", dest="as_format", metavar="FORMAT",
                        help="sms-backup-restore or csv (default: look inside the file)")
    parser.add_argument("--zone", help="time zone of the phone, e.g. Asia/Shanghai (default: as the file tells)")
    parser.add_argument("--region", metavar="CODE",
                        help="country of numbers without country code, e.g. CN (default: the case's)")
    parser.add_argument("--collector", metavar="NUMBER", nargs="+", action="extend", default=[],
                        help="keep only contacts with these numbers, as collectors; put it after the files")
    parser.add_argument("--keep-complete", action="store_true",
                        help="of a file that breaks off, keep the complete records before that point")
    parser.add_argument("--json", action="store_true", help="print the report as JSON (an array for several files)")


def run(args: Namespace, speak: Words) -> int:
    """Import each file on its own; a file that cannot be read does not stop the others."""
    worst, reports = 0, []
    with opened(args.case, speak, read_only=False) as case:
        choices = _choices(case, args)
        for path in args.files:
            try:
                report = _import(case, path, choices, args, speak)
            except Trouble as trouble:
                print(trouble.say(speak), file=sys.stderr)
                worst = worst or trouble.exit_code
                if trouble.exit_code == 130:
                    break
            else:
                reports.append(report.as_json(speak))
                if not args.json:
                    print_report(path.name, report, speak)
    if args.json and reports:
        print_json(reports[0] if len(args.files) == 1 else reports)
    return worst


def _choices(case: Case, args: Namespace) -> Choices:
    from debttracker.basics.phones import comparable
    from debttracker.capture.keep import Choices, Owner, region_of

    region = args.region or region_of(case)
    numbers = {comparable(number, region): number for number in args.collector}
    return Choices(as_format=args.as_format, zone=args.zone, region=region, keep_complete=args.keep_complete,
                   keep=frozenset(numbers) if numbers else None, owners={handle: Owner() for handle in numbers})


def _import(case: Case, path: Path, choices: Choices, args: Namespace, speak: Words) -> ImportReport:
    """Import with a progress line on a terminal; Ctrl+C stops it and keeps nothing of this file."""
    from debttracker.basics.progress import Watch
    from debttracker.capture.keep import import_file

    def report(done: int, total: int) -> None:
        print(f"\r{speak('Reading {name}: {percent} %', name=path.name, percent=done * 100 // max(total, 1))}",
              end="", file=sys.stderr, flush=True)

    shown = sys.stderr.isatty() and not args.json
    try:
        return import_file(case, path, choices, Watch(report if shown else None))
    finally:
        if shown:
            print(file=sys.stderr)


def print_report(name: str, report: ImportReport, speak: Words) -> None:
    """The report on the import of the file called ``name``, for people."""
    print(speak("{name}: {read} records read, {added} added, {known} already known, {refused} not taken over.",
                name=name, read=report.read, added=report.added, known=report.known, refused=report.refused))
    if report.left_out:
        print(speak("{n} records of other numbers were left out, as you asked.", n=report.left_out))
    if report.copies:
        print(speak("{n} of the known ones stand twice in the file.", n=report.copies))
    for where, why in report.refusals[:_SHOWN]:
        print(f"  {where.say(speak)}: {why.say(speak)}")
    if report.refused > _SHOWN:
        print("  " + speak("… and {n} more", n=report.refused - _SHOWN))
    for remark in report.remarks:
        print("  " + remark.say(speak))
