"""A field that finds while one types."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

from debttracker.basics.languages import words
from debttracker.ui.theme.theme import theme

#: Pause after the last key before a search starts, in milliseconds.
PAUSE_MS = 120


class SearchField(QLineEdit):
    """``searched`` gives the text after a short pause, and at once on Enter; Esc empties the field first."""

    searched = Signal(str)

    def __init__(self, placeholder: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_placeholder(placeholder)
        self.setClearButtonEnabled(True)
        glass = self.addAction(theme().icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        theme().wear(glass, "search", "muted")
        self._name_buttons()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._search)
        self.textChanged.connect(lambda _text: self._pause.start())
        self.returnPressed.connect(self._search)

    def set_placeholder(self, text: str) -> None:
        """What to type here."""
        self.setPlaceholderText(text)
        self.setAccessibleName(text)
        self._name_buttons()

    def _name_buttons(self) -> None:
        """The glass and the cross inside the field."""
        speak = words(theme().language)
        for button in self.findChildren(QToolButton):
            button.setAccessibleName(speak("Empty the field") if button.objectName() == "_q_qlineeditclearbutton"
                                     else speak("Find"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc empties; in an empty field it is left to the window."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def _search(self) -> None:
        self._pause.stop()
        self.searched.emit(self.text().strip())
