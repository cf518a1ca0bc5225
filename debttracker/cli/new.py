"""``debttracker new CASE``: make a case."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from debttracker.basics.languages import Words
from debttracker.basics.moments import system_zone, zone
from debttracker.cli.opening import new_passphrase


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("case", metavar="CASE", type=Path, help="folder to make; it must not exist or be empty")
    parser.add_argument("--no-passphrase", action="store_true",
                        help="no passphrase for now: whoever has the folder can read it; can be changed later")
    parser.add_argument("--name", default="", help="what the case is called on screen and paper")
    parser.add_argument("--zone", help="time zone the borrower lives in, e.g. Asia/Shanghai (default: this computer's)")
    parser.add_argument("--jurisdiction", action="append", default=[], metavar="CODE",
                        help="whose rules apply, e.g. cn; may be given several times")


def run(args: Namespace, speak: Words) -> int:
    """Make the case and print its recovery code."""
    from debttracker.case.creation import create_case

    where = zone(args.zone).key if args.zone else system_zone()
    passphrase = None if args.no_passphrase else new_passphrase(speak)
    case, code = create_case(args.case, passphrase, name=args.name or args.case.name, zone=where,
                             language=speak.language, jurisdictions=tuple(args.jurisdiction))
    case.close()
    print(speak("A new case was made at “{path}”.", path=args.case))
    if code is not None:
        print(speak("Recovery code: {code}", code=code))
        print(speak("Write it down and keep it away from this computer. It opens the case if the passphrase is lost."))
    else:
        print(speak("It has no passphrase: whoever can open this folder can read it."))
    return 0
