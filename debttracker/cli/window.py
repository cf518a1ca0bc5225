"""``debttracker window [CASE]``: open the window."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from debttracker.basics.languages import Words


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("case", metavar="CASE", type=Path, nargs="?", help="folder of the case to open")


def run(args: Namespace, speak: Words) -> int:
    """Open the window and stay until it is closed; ``speak`` is not needed, as the window chooses its own words."""
    del speak
    from debttracker.ui.start import run_window

    return run_window(args.case)
