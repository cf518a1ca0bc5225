"""Rows of a name and its value, the value at the right edge."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from debttracker.ui.theme.theme import theme
from debttracker.ui.widgets.plain_label import PlainLabel


class KeyValueRows(QWidget):
    """``set_rows`` takes (name, value) or (name, value, tone); a widget may stand for a value.

    ``strong`` makes the values semi-bold, as for sums.
    """

    def __init__(self, rows: Sequence[tuple[object, ...]] = (), *, strong: bool = False,
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._strong = strong
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme().px(16))
        self._grid.setVerticalSpacing(theme().px(9))
        self._grid.setColumnStretch(1, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.set_rows(rows)

    def set_rows(self, rows: Sequence[tuple[object, ...]]) -> None:
        """Replace all rows."""
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for index, (name, value, *tone) in enumerate(rows):
            left = PlainLabel(str(name), "small", tone="muted")
            right = value if isinstance(value, QWidget) else self._value(str(value), str(tone[0]) if tone else "")
            if isinstance(right, PlainLabel):
                right.setAccessibleName(f"{name}: {right.text()}")
            self._grid.addWidget(left, index, 0, Qt.AlignmentFlag.AlignTop)
            align = Qt.AlignmentFlag(0) if isinstance(right, PlainLabel) else Qt.AlignmentFlag.AlignRight
            self._grid.addWidget(right, index, 1, align)
        for row in range(self._grid.rowCount()):
            self._grid.setRowStretch(row, 0)
        self._grid.setRowStretch(len(rows), 1)

    def _value(self, text: str, tone: str) -> PlainLabel:
        label = PlainLabel(text, "strong" if self._strong else "small", tone=tone, wrap=True, selectable=True)
        label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return label
