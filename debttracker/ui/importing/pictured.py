"""Pictures of the import sheet: on a phone's messages, and on a file that is no such thing."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from debttracker.ui.pictured import Pictured

if TYPE_CHECKING:
    from debttracker.ui.importing.sheet import ImportSheet
    from debttracker.ui.window import MainWindow


def pictured() -> Iterable[Pictured]:
    """What is pictured."""
    yield Pictured("import", _messages, "empty")
    yield Pictured("import-known", _messages)
    yield Pictured("import-refused", _wrong, "empty")


def _messages(window: MainWindow) -> ImportSheet:
    return _sheet(window, f"sms.{window.session.language.code}.xml")


def _wrong(window: MainWindow) -> ImportSheet:
    return _sheet(window, "sample.json")


def _sheet(window: MainWindow, name: str) -> ImportSheet:
    from debttracker.basics.resources import resource_path
    from debttracker.ui.importing.sheet import ImportSheet

    return ImportSheet(window.session, Path(str(resource_path("sample", name))), window)
