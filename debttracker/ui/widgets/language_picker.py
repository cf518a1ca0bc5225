"""The three languages, each in its own words."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from debttracker.basics.languages import LANGUAGES, OWN_NAMES
from debttracker.ui.widgets.choice_row import ChoiceRow


class LanguagePicker(ChoiceRow):
    """``chosen`` gives "en", "zh-Hans" or "zh-Hant". The names are never translated."""

    def __init__(self, language: str, *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__([(code, OWN_NAMES[code]) for code in LANGUAGES], name=name, parent=parent)
        self.set_value(language)
