"""Pictures of the palette, of the list of keys, and of the menu's sheets."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from debttracker.ui.pictured import Pictured

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from debttracker.ui.window import MainWindow


def pictured() -> Iterable[Pictured]:
    """What is pictured."""
    yield Pictured("palette", _palette)
    yield Pictured("keys", _keys)
    yield Pictured("details", _details)


def _palette(window: MainWindow) -> QWidget:
    """Looking for the agency, in any of the languages."""
    window.session.go("today")
    window.open_palette({"en": "Greyfinch", "zh-Hans": "灰雀", "zh-Hant": "灰雀"}[window.session.language.code])
    return window


def _keys(window: MainWindow) -> QWidget:
    from debttracker.ui.keys_sheet import KeysSheet

    return KeysSheet(window.session, window)


def _details(window: MainWindow) -> QWidget:
    from debttracker.ui.details_sheet import DetailsSheet
    from debttracker.ui.surprise import Surprise

    try:
        raise LookupError
    except LookupError as error:
        return DetailsSheet(window.session, Surprise(error), window)
