"""A line to type in that says below itself, calmly, when it cannot read what was typed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from debttracker.basics.errors import BadInput
from debttracker.basics.languages import Words, words
from debttracker.ui.widgets.plain_label import PlainLabel
from debttracker.ui.widgets.properties import set_style


class Field(QWidget):
    """Base of fields that parse. Subclasses give ``read`` (text to value, raising BadInput) and ``write``.

    ``changed`` gives the new value (None = empty or not readable) on every change, by user or code.
    """

    changed = Signal(object)

    def __init__(self, *, name: str = "", speak: Words | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._speak = speak or words("en")
        self.line = QLineEdit()
        self.line.setAccessibleName(name)
        self.trouble = PlainLabel("", "caption", tone="late", wrap=True)
        self.trouble.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.line)
        column.addWidget(self.trouble)
        self.setFocusProxy(self.line)
        self.line.textChanged.connect(self._typed)
        self.line.editingFinished.connect(self.check)

    def set_words(self, speak: Words) -> None:
        """The language of complaints and of the values shown."""
        value = self.value()
        self._speak = speak
        if value is not None:
            self.set_value(value)
        self.check()

    def set_name(self, name: str) -> None:
        """What the field is for; screen readers say it."""
        self.line.setAccessibleName(name)

    def read(self, text: str) -> object:
        """The value of ``text`` (never empty)."""
        raise NotImplementedError

    def write(self, value: object) -> str:
        """How ``value`` stands in the field."""
        raise NotImplementedError

    def value(self) -> object | None:
        """What was typed, or None when the field is empty or cannot be read."""
        text = self.line.text().strip()
        try:
            return self.read(text) if text else None
        except BadInput:
            return None

    def set_value(self, value: object | None) -> None:
        """Show ``value``; None empties the field."""
        self.line.setText("" if value is None else self.write(value))
        self._complain("")

    def is_fine(self) -> bool:
        """Whether the field is empty or readable."""
        return not self.line.text().strip() or self.value() is not None

    def check(self) -> bool:
        """Say what is wrong, if anything; True when nothing is."""
        text = self.line.text().strip()
        try:
            value = self.read(text) if text else None
        except BadInput as trouble:
            self._complain(trouble.say(self._speak))
            return False
        self._complain("")
        if value is not None and self.write(value) != text:
            self.line.setText(self.write(value))
        return True

    def _typed(self) -> None:
        if self.is_fine():
            self._complain("")
        self.changed.emit(self.value())

    def _complain(self, sentence: str) -> None:
        self.trouble.setText(sentence)
        self.trouble.setVisible(bool(sentence))
        set_style(self.line, tone="late" if sentence else "")
        self.line.setAccessibleDescription(sentence)
