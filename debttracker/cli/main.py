"""Entry of the program: without a command the window opens, otherwise the command runs.

Commands are imported only when asked for, so that the window opens quickly.
"""

from __future__ import annotations

import importlib
import os
import sys
from typing import TYPE_CHECKING, Final

from debttracker.basics.errors import Trouble
from debttracker.basics.languages import LANGUAGES, N_, system_language, words

if TYPE_CHECKING:
    import argparse

#: Command name → (module, one-line help).
COMMANDS: Final = {
    "window": ("window", N_("open the window, on a case if one is named")),
    "demo": ("demo", N_("import the sample case, check it, write its evidence and pictures of each page")),
    "new": ("new", N_("make a new case")),
    "import": ("import_", N_("bring contacts from a file into a case")),
    "list": ("list_", N_("list contacts, loans, payments or parties")),
    "export": ("export", N_("write the evidence PDF")),
    "stats": ("stats", N_("figures of a case")),
    "check": ("check", N_("which contacts may breach a rule")),
    "rules": ("rules", N_("the rule packs that are installed")),
    "rate": ("rate", N_("what a loan really costs a year")),
    "schedule": ("schedule", N_("the repayment schedule of a loan")),
    "plan": ("plan", N_("pay off several debts: when, and at what interest")),
    "calendar": ("calendar_", N_("write the due dates of a case for a phone’s calendar (.ics)")),
    "verify": ("verify", N_("check that the history of a case is unbroken")),
}


def main(argv: list[str] | None = None) -> int:
    """Run the program with ``argv`` (default: the process's own) and return its exit code."""
    arguments = sys.argv[1:] if argv is None else argv
    if not arguments:
        from debttracker.ui.start import run_window

        return run_window(None)
    _speak_utf8()
    speak = words(_language(arguments))
    args = _parse(arguments)
    try:
        return int(importlib.import_module(f"debttracker.cli.{COMMANDS[args.command][0]}").run(args, speak))
    except Trouble as trouble:
        print(trouble.say(speak), file=sys.stderr)
        return trouble.exit_code
    except KeyboardInterrupt:
        print(speak("Stopped, as you asked. Nothing of this was kept."), file=sys.stderr)
        return 130
    except BrokenPipeError:
        # The reader (head, less) went away: that is its right, and no error of ours.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        meant = _of_the_database(error, args)
        if meant is None:
            raise
        print(meant.say(speak), file=sys.stderr)
        return meant.exit_code


def _of_the_database(error: Exception, args: argparse.Namespace) -> Trouble | None:
    """What an error of the database means for people; None when it is another error. Damage may show only when a page
    is read long after the case was opened."""
    from debttracker.case.connection import DatabaseError, database_trouble

    return database_trouble(error, args.case / "case.db") if isinstance(error, DatabaseError) and hasattr(args, "case") else None


def _parse(arguments: list[str]) -> argparse.Namespace:
    """Parse; only the command that was asked for is imported, unless help for all is wanted."""
    import argparse

    from debttracker import __version__

    speak = words(_language(arguments))
    parser = argparse.ArgumentParser(
        prog="debttracker",
        description=speak("A calm record for people under debt-collection pressure. Without a command the window "
                          "opens. Nothing is ever sent over a network."),
        epilog=speak("A protected case takes its passphrase from the prompt or from DEBTTRACKER_PASSPHRASE. Exit codes: "
                     "0 done · 1 problem · 2 bad input · 3 file · 4 format · 5 case · 6 passphrase · 130 stopped."))
    parser.add_argument("--version", action="version", version=f"debttracker {__version__}")
    parser.add_argument("--speak", metavar="LANGUAGE", choices=LANGUAGES,
                        help=speak("language of messages: en, zh-Hans or zh-Hant"))
    commands = parser.add_subparsers(dest="command", required=True, metavar=speak("COMMAND"))
    wanted = next((a for a in arguments if a in COMMANDS), None)
    for name, (module, help_text) in COMMANDS.items():
        sub = commands.add_parser(name, help=speak(help_text), description=speak(help_text))
        if name == wanted:
            importlib.import_module(f"debttracker.cli.{module}").add_arguments(sub)
    return parser.parse_args(arguments)


def _language(arguments: list[str]) -> str:
    """The language for messages: ``--speak``, DEBTTRACKER_LANGUAGE, else the desktop's."""
    for i, argument in enumerate(arguments):
        if argument.startswith("--speak="):
            return argument.partition("=")[2]
        if argument == "--speak" and i + 1 < len(arguments):
            return arguments[i + 1]
    return os.environ.get("DEBTTRACKER_LANGUAGE") or system_language()


def _speak_utf8() -> None:
    """Chinese must print on any console, also a C locale or an old Windows code page."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


if __name__ == "__main__":
    sys.exit(main())
