"""A card on paper: the ground on which a page puts one subject."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from debttracker.ui.theme.theme import theme
from debttracker.ui.widgets.properties import set_style
from debttracker.ui.widgets.section_title import SectionTitle


class Card(QFrame):
    """A surface with hairline, radius 12 and padding 16. ``body`` takes the content.

    ``tone`` "accent", "flag", "late", "due" or "ok" gives the soft ground of that meaning, without a line.
    """

    def __init__(self, title: str = "", *, tone: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        if tone:
            self.setProperty("tone", tone)
        px = theme().px
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(px(16), px(16), px(16), px(16))
        self.body.setSpacing(px(6))
        self.title = SectionTitle(title, tone=tone)
        self.head = QHBoxLayout()
        self.head.setContentsMargins(0, 0, 0, px(5) if title else 0)
        self.body.addLayout(self.head)
        self.head.addWidget(self.title, 1)
        self.title.setVisible(bool(title))

    def set_title(self, text: str) -> None:
        """The small heading at the top; empty hides it."""
        self.title.setText(text)
        self.title.setVisible(bool(text))
        self.head.setContentsMargins(0, 0, 0, theme().px(5) if text else 0)

    def set_tone(self, tone: str) -> None:
        """Change the meaning of the ground; empty = plain."""
        set_style(self, tone=tone)
        self.title.set_tone(tone)


class Rule(QFrame):
    """A hairline between rows of a card."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "rule")
        self.setFixedHeight(1)
