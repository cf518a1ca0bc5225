"""A calm question over the window: title, content, actions; Esc leaves without change."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from debttracker.basics.errors import Trouble
from debttracker.basics.languages import Words
from debttracker.ui.theme.theme import theme
from debttracker.ui.widgets.buttons import PrimaryButton, QuietButton
from debttracker.ui.widgets.error_banner import ErrorBanner
from debttracker.ui.widgets.plain_label import PlainLabel


class Sheet(QDialog):
    """Base of all dialogs. Put content into ``body``; call :meth:`add_action` for its buttons.

    Subclasses override :meth:`accept` to check and keep; raise nothing, but :meth:`complain` with the Trouble.
    Ctrl+Enter does what the main button does.
    """

    def __init__(self, title: str, explanation: str = "", *, width: int = 520, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(title)
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
        self._width = px(width)

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
        """Show what is wrong above the buttons; the sheet stays open with everything typed."""
        self.banner.show_trouble(trouble, speak)

    def showEvent(self, event: QShowEvent) -> None:
        """Take the size that the content needs, within the screen."""
        inner = self._inner
        inner.ensurePolished()
        room = self.screen().availableGeometry()
        width = min(self._width, room.width() - 40)
        self.resize(width, self.minimumHeight())
        body = max(inner.sizeHint().height(), inner.heightForWidth(width - theme().px(52)))
        rest = self._outer.sizeHint().height() - self._scroll.sizeHint().height()
        self.resize(width, min(max(body, 0) + max(rest, 0) + theme().px(8), room.height() - 60))
        super().showEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter accepts from anywhere, a text box included."""
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() in keys and event.modifiers() & Qt.KeyboardModifier.ControlModifier and self.main_button:
            self.main_button.click()
        else:
            super().keyPressEvent(event)


#: Sheets on the screen: Python would otherwise let go of one that has no parent.
_open: set[Sheet] = set()
