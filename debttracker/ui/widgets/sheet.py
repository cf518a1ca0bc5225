"""A calm question over the window: title, content, actions; Esc leaves, and asks first when something was typed."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QScrollArea,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from debttracker.basics.errors import Trouble
from debttracker.basics.languages import Words, words
from debttracker.ui.hiding import HIDE_KEY, hide_quickly
from debttracker.ui.theme.theme import theme
from debttracker.ui.widgets.buttons import PrimaryButton, QuietButton
from debttracker.ui.widgets.error_banner import ErrorBanner
from debttracker.ui.widgets.plain_label import PlainLabel


class Sheet(QDialog):
    """Base of all dialogs. Put content into ``body``; call :meth:`add_action` for its buttons. ``width`` and
    ``height`` are the least size in design pixels; content may ask for more.

    Subclasses override :meth:`accept` to check and keep; raise nothing, but :meth:`complain` with the Trouble.
    Ctrl+Enter does what the main button does. A sheet stays alive while it is open, whoever holds it. Leaving
    with something typed asks first, unless ``asks_before_leaving`` is False (a passphrase, say).
    """

    asks_before_leaving: ClassVar[bool] = True

    def __init__(self, title: str, explanation: str = "", *, width: int = 520, height: int = 0,
                 parent: QWidget | None = None) -> None:
        super().__init__(parent or main_window())
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(title)
        self.setProperty("role", "sheet")
        px = theme().px
        outer = self._outer = QVBoxLayout(self)
        outer.setContentsMargins(px(24), px(20), px(24), px(20))
        outer.setSpacing(px(12))
        self.heading = PlainLabel(title, "heading", wrap=True)
        self.explanation = PlainLabel(explanation, "muted", wrap=True)
        outer.addWidget(self.heading)
        outer.addWidget(self.explanation)
        self.explanation.setVisible(bool(explanation))
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = self._inner = QWidget()
        inner.setProperty("role", "scrolled")
        self.body = QVBoxLayout(inner)
        self.body.setContentsMargins(0, px(4), px(4), px(4))
        self.body.setSpacing(px(12))
        self._scroll.setWidget(inner)
        outer.addWidget(self._scroll, 1)
        self.banner = ErrorBanner()
        outer.addWidget(self.banner)
        self.actions_row = QHBoxLayout()
        self.actions_row.setSpacing(px(8))
        self.actions_row.addStretch(1)
        outer.addLayout(self.actions_row)
        self.main_button: PrimaryButton | None = None
        self._width, self._height = px(width), px(height)
        self._typed_at_first: list[object] | None = None
        self._leaving: QFrame | None = None
        QShortcut(QKeySequence(HIDE_KEY), self, hide_quickly)

    def add_action(self, text: str, *, main: bool = False, danger: bool = False) -> QuietButton:
        """Add a button at the right; ``main`` is the filled one and accepts the sheet. Returns the button."""
        button: QuietButton
        if main:
            button = self.main_button = PrimaryButton(text)
            button.setDefault(True)
            button.clicked.connect(self.accept)
        else:
            button = QuietButton(text, kind="danger" if danger else "quiet")
            button.setAutoDefault(False)
        self.actions_row.addWidget(button)
        return button

    def add_cancel(self, text: str) -> QuietButton:
        """Add the button that leaves without change."""
        button = self.add_action(text)
        button.clicked.connect(self.reject)
        return button

    def complain(self, trouble: Trouble, speak: Words) -> None:
        """Show what is wrong above the buttons; the sheet stays open with everything typed, and grows for it."""
        held = self.banner.height() + self._outer.spacing() if self.banner.isVisible() else 0
        self.banner.show_trouble(trouble, speak)
        if self.isVisible():
            needed = self.banner.heightForWidth(self._outer.contentsRect().width()) + self._outer.spacing()
            most = self.screen().availableGeometry().height() - 60
            self.resize(self.width(), max(self.height(), min(self.height() + needed - held, most)))

    def reject(self) -> None:
        """Leave without change; what was typed is not lost without a question."""
        if self.asks_before_leaving and self.isVisible() and self.was_edited():
            self._ask_to_leave()
        else:
            self.leave_now()

    def leave_now(self) -> None:
        """Leave without change and without a question."""
        super().reject()

    def was_edited(self) -> bool:
        """Whether any field holds something else than when the sheet was shown."""
        return self._typed_at_first is not None and self._typed() != self._typed_at_first

    def settle_values(self) -> None:
        """What stands in the fields now counts as not typed by the user."""
        self._typed_at_first = self._typed()

    def done(self, result: int) -> None:
        """Close, and let go of the sheet once Qt is through with it. Its parent would keep it otherwise, hidden: every
        sheet ever opened would make the window slower and larger."""
        super().done(result)
        _open.discard(self)
        self.deleteLater()

    def _typed(self) -> list[object]:
        held: list[object] = []
        for widget in self._inner.findChildren(QWidget):
            if isinstance(widget, QLineEdit):
                held.append(widget.text())
            elif isinstance(widget, (QPlainTextEdit, QTextEdit)):
                held.append(widget.toPlainText())
            elif isinstance(widget, QComboBox):
                held.append(widget.currentText())
            elif isinstance(widget, QAbstractButton) and widget.isCheckable():
                held.append(widget.isChecked())
        return held

    def _ask_to_leave(self) -> None:
        if self._leaving is not None:
            self._stay()
            return
        speak = words(theme().language)
        self._leaving = QFrame()
        self._leaving.setProperty("role", "inset")
        self._leaving.setProperty("tone", "due")
        row = QHBoxLayout(self._leaving)
        row.addWidget(PlainLabel(speak("Leave without keeping what you changed here?"), wrap=True), 1)
        stay, go = QuietButton(speak("Stay")), QuietButton(speak("Leave"))
        stay.clicked.connect(self._stay)
        go.clicked.connect(self.leave_now)
        for button in (stay, go):
            row.addWidget(button)
        self._outer.insertWidget(self._outer.indexOf(self.banner), self._leaving)
        stay.setFocus()

    def _stay(self) -> None:
        if self._leaving is not None:
            self._leaving.hide()
            self._leaving.deleteLater()
            self._leaving = None
            self._inner.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Take the size that the content needs, within the screen."""
        _open.add(self)
        inner = self._inner
        inner.ensurePolished()
        room = self.screen().availableGeometry()
        needed = inner.minimumSizeHint().width() + theme().px(52) + self._scroll.verticalScrollBar().sizeHint().width()
        width = min(max(self._width, needed), room.width() - 40)
        self.resize(width, self.minimumHeight())
        body = max(inner.sizeHint().height(), inner.heightForWidth(width - theme().px(52)))
        rest = self._outer.sizeHint().height() - self._scroll.sizeHint().height()
        wanted = max(max(body, 0) + max(rest, 0) + theme().px(8), self._height)
        self.resize(width, min(wanted, room.height() - 60))
        super().showEvent(event)
        if self._typed_at_first is None:
            self.settle_values()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter accepts from anywhere, a text box included."""
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() in keys and event.modifiers() & Qt.KeyboardModifier.ControlModifier and self.main_button:
            self.main_button.click()
        else:
            super().keyPressEvent(event)


def main_window() -> QWidget | None:
    """The window a sheet belongs to when its opener names none: the active one, else the first that shows.

    Right after a start, or on a desktop without a window manager, no window counts as active.
    """
    active = QApplication.activeWindow()
    if active is not None:
        return active
    return next((w for w in QApplication.topLevelWidgets() if isinstance(w, QMainWindow) and w.isVisible()), None)


#: Sheets on the screen: Python would otherwise let go of one that nobody holds.
_open: set[Sheet] = set()
