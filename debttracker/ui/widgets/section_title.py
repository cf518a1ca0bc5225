"""The small heading of a card: capitals where the script has them."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from debttracker.ui.widgets.plain_label import PlainLabel


class SectionTitle(PlainLabel):
    """Semi-bold, muted, in capitals for Latin text. Screen readers get the text as written."""

    def __init__(self, text: str = "", *, tone: str = "", parent: QWidget | None = None) -> None:
        super().__init__("", "section", tone=tone, parent=parent)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show ``text`` in capitals."""
        super().setText(text.upper())
        self.setAccessibleName(text)
