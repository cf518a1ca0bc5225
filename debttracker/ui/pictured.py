"""What is pictured besides the pages: sheets, and pages in a state of their own.

A folder of ``ui/`` says what it has in a module ``pictured.py`` with a function ``pictured() -> Iterable[Pictured]``.
Such modules are found by themselves, so that a new sheet needs one line there to be in ``make screenshots``.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from debttracker.ui.window import MainWindow


class Pictured(NamedTuple):
    """``show`` brings it about in a window on the sample case (``on`` "sample"), an empty one ("empty") or none
    ("none"), and returns what to picture: a sheet it made (closed afterwards), or the window itself."""

    name: str
    show: Callable[[MainWindow], QWidget]
    on: str = "sample"


def all_pictured() -> Iterator[Pictured]:
    """Everything that any folder of ``ui/`` says, in the order of folders."""
    import debttracker.ui

    for folder in sorted(pkgutil.iter_modules(debttracker.ui.__path__), key=lambda module: module.name):
        if folder.ispkg:
            package = import_module(f"debttracker.ui.{folder.name}")
            if any(module.name == "pictured" for module in pkgutil.iter_modules(package.__path__)):
                found: Iterable[Pictured] = import_module(f"{package.__name__}.pictured").pictured()
                yield from found
