"""The language on the screen, changed without a restart."""

from __future__ import annotations

from typing import Any
from weakref import WeakKeyDictionary

import shiboken6
from PySide6.QtCore import QObject, Signal

from debttracker.basics.languages import Words, match_language, words


class Language(QObject):
    """Holds the words in force and keeps fixed texts right.

    ``say(button.setText, N_("Save"))`` sets the text now and again after each change of language. Texts that hold
    values are set anew by whoever knows the values, on ``changed``.
    """

    changed = Signal()

    def __init__(self, code: str = "en", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.words: Words = words(code)
        self._said: WeakKeyDictionary[QObject, dict[str, tuple[str, dict[str, Any]]]] = WeakKeyDictionary()

    @property
    def code(self) -> str:
        """The language's code: "en", "zh-Hans" or "zh-Hant"."""
        return self.words.language

    def use(self, code: str) -> None:
        """Speak another language from now on; every bound text changes at once."""
        code = match_language(code)
        if code == self.code:
            return
        self.words = words(code)
        for owner, texts in list(self._said.items()):
            if shiboken6.isValid(owner):
                for setter, (message, fields) in texts.items():
                    getattr(owner, setter)(self.words(message, **fields))
        self.changed.emit()

    def say(self, setter: Any, message: str, /, **fields: Any) -> None:
        """Bind a method of a widget or action (``label.setText``) to a marked message and its fields."""
        owner: Any = setter.__self__
        self._said.setdefault(owner, {})[setter.__name__] = (message, fields)
        setter(self.words(message, **fields))
