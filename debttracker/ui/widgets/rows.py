"""Rows of a card, with hairlines between them."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from debttracker.ui.theme.theme import theme
from debttracker.ui.widgets.card import Rule


class Rows(QWidget):
    """Put widgets below each other; :meth:`clear` before filling anew."""

    def __init__(self, *, gap: int = 10, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme().px(gap))
        self._count = 0

    def add_row(self, row: QWidget) -> None:
        """Put ``row`` at the end."""
        if self._count:
            self._column.addWidget(Rule())
        self._column.addWidget(row)
        self._count += 1

    def clear(self) -> None:
        """Remove all rows."""
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._count = 0
