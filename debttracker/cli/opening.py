"""Opening a case from the command line: where it is, and its passphrase."""

from __future__ import annotations

import getpass
import os
import sys
from argparse import ArgumentParser
from pathlib import Path

from debttracker.basics.errors import BadInput, WrongPassphrase
from debttracker.basics.languages import N_, Words
from debttracker.case.case import Case, open_case
from debttracker.case.keys import KeyFiles

VARIABLE = "DEBTTRACKER_PASSPHRASE"


def add_case_argument(parser: ArgumentParser) -> None:
    """The positional CASE: a folder."""
    parser.add_argument("case", metavar="CASE", type=Path, help="folder of the case")


def opened(folder: Path, speak: Words, *, read_only: bool = True) -> Case:
    """Open the case, asking for the passphrase only when it needs one."""
    secret = None
    if KeyFiles(folder / "keys").protected:
        secret = os.environ.get(VARIABLE) or _ask(speak("Passphrase or recovery code: "))
    return open_case(folder, secret, read_only=read_only)


def new_passphrase(speak: Words) -> str:
    """The passphrase of a new case: from the environment, else typed twice."""
    given = os.environ.get(VARIABLE)
    if given:
        return given
    first = _ask(speak("Passphrase for the new case: "))
    if first != _ask(speak("Once more: ")):
        raise BadInput(N_("The two passphrases differ. Nothing was made; please try again."))
    return first


def _ask(prompt: str) -> str:
    if not sys.stdin.isatty():
        raise WrongPassphrase(N_("This case is protected. Type its passphrase at a terminal, or set {variable}."),
                              variable=VARIABLE)
    return getpass.getpass(prompt)
