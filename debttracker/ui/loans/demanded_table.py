"""Demanded against owed as rows that can be read aloud: the newest demands, with the gap."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from debttracker.basics.languages import Words
from debttracker.finance.demanded import Compared, sentence
from debttracker.ui.theme.theme import theme
from debttracker.ui.widgets.plain_label import PlainLabel

_SHOWN = 4


class DemandedWords(QWidget):
    """Sentences, newest first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme().px(4))

    def show_demands(self, found: Sequence[Compared], speak: Words) -> None:
        """Say the newest ones."""
        while self._column.count():
            item = self._column.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        for one in reversed(found[-_SHOWN:]):
            self._column.addWidget(PlainLabel(sentence(one, speak), "small", wrap=True,
                                              tone="late" if one.gap > 0 else ""))
