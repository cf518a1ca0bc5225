"""Tells of a trouble where it happened: what, what was kept, what to do next."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from debttracker.basics.errors import Trouble
from debttracker.basics.languages import Words
from debttracker.ui.theme.theme import theme
from debttracker.ui.widgets.buttons import QuietButton
from debttracker.ui.widgets.icon_label import IconLabel
from debttracker.ui.widgets.plain_label import PlainLabel


class ErrorBanner(QFrame):
    """Hidden until :meth:`show_trouble`. One optional button, for example "Try again"."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "inset")
        self.setProperty("tone", "late")
        px = theme().px
        row = QHBoxLayout(self)
        row.setContentsMargins(px(12), px(10), px(12), px(10))
        row.setSpacing(px(10))
        row.addWidget(IconLabel("warning", "late"), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        self.text = PlainLabel("", wrap=True, selectable=True)
        column.addWidget(self.text)
        row.addLayout(column, 1)
        self.button = QuietButton()
        self.button.hide()
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        self._run: Callable[[], object] | None = None
        self.button.clicked.connect(self._act)
        self.hide()

    def show_trouble(self, trouble: Trouble, speak: Words, *, action: str = "",
                     run: Callable[[], object] | None = None) -> None:
        """Show ``trouble`` in the user's words, with an optional button."""
        self.show_text(trouble.say(speak), action=action, run=run)

    def show_text(self, text: str, *, action: str = "", run: Callable[[], object] | None = None) -> None:
        """Show a sentence that is already in the user's language."""
        self.text.setText(text)
        self.setAccessibleName(text)
        self._run = run
        self.button.setText(action)
        self.button.setVisible(bool(action))
        self.show()

    def _act(self) -> None:
        if self._run is not None:
            self._run()
