"""Quick hide: one key, and nothing of the case shows any more until the same key brings it back."""

from __future__ import annotations

from typing import Final

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QWidget

from debttracker.basics.languages import words
from debttracker.ui.theme.theme import theme

#: The one key; it works in the window and in every sheet.
HIDE_KEY: Final = "F9"


class Cover(QWidget):
    """Lies over a whole window and says nothing of what is under it."""

    def __init__(self, window: QMainWindow, sheets: list[QDialog]) -> None:
        super().__init__(window)
        self._title = window.windowTitle()
        self.sheets = sheets
        self._focus = QApplication.focusWidget()
        window.setProperty("covered", True)  # the window keeps its title to itself meanwhile
        window.installEventFilter(self)
        speak = words(theme().language)
        self._hint = speak("{key} brings the page back", key=HIDE_KEY)
        self.setAccessibleName(self._hint)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setGeometry(window.rect())
        window.setWindowTitle(speak("Notes"))
        self.show()
        self.raise_()
        self.setFocus()

    def answer_key(self) -> None:
        """The one key was pressed again."""
        self.uncover()

    def take_away(self) -> None:
        """Go, and leave the sheets where they are."""
        window = self.window()
        window.removeEventFilter(self)
        window.setProperty("covered", False)
        window.setWindowTitle(self._title)
        self.hide()
        self.setParent(None)
        self.deleteLater()

    def uncover(self) -> None:
        """Show everything as it was."""
        window = self.window()
        self.take_away()
        if window.isMinimized():
            window.showNormal()
        for sheet in self.sheets:
            if shiboken6.isValid(sheet):  # what it was busy with may have ended meanwhile, and the sheet with it
                sheet.show()
        if self._focus is not None and self._focus.isVisible():
            self._focus.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Cover all of the window, whatever its size."""
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self.window().rect())
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """Keys that would run an action of the window are keys like any other here."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Every key is swallowed, so that nothing is done unseen; the one key and Esc bring the page back."""
        if event.key() in (Qt.Key.Key_F9, Qt.Key.Key_Escape):
            self.uncover()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click does nothing."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """An empty page."""
        look = theme()
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.colour("ground"))
        painter.setPen(look.colour("muted"))
        painter.setFont(look.font("caption"))
        painter.drawText(self.rect().adjusted(0, 0, -look.px(24), -look.px(20)),
                         int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom), self._hint)


def hide_quickly() -> None:
    """Cover every window, put its sheets out of sight and minimise it; a second call brings all of it back."""
    windows = [w for w in QApplication.topLevelWidgets() if isinstance(w, QMainWindow) and w.isVisible()]
    for window in windows:
        cover = window.findChild(Cover)
        if cover is not None:
            cover.answer_key()
            continue
        Cover(window, hidden_sheets(window))
        window.showMinimized()


def hidden_sheets(window: QMainWindow) -> list[QDialog]:
    """The sheets of a window that were to be seen; now they are out of sight."""
    sheets = [w for w in QApplication.topLevelWidgets()
              if isinstance(w, QDialog) and w.isVisible() and _belongs(w, window)]
    for sheet in sheets:
        sheet.hide()
    return sheets


def _belongs(sheet: QWidget, window: QWidget) -> bool:
    parent = sheet.parentWidget()
    while parent is not None and parent is not window:
        parent = parent.parentWidget()
    return parent is window
