"""A column that scrolls by itself inside a page."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QWidget

from debttracker.ui.theme.theme import theme


def scrolling(layout: QBoxLayout, width: int | None = None) -> QScrollArea:
    """``layout`` in a frameless area that scrolls up and down; ``width`` in pixels, or as wide as there is room."""
    inner = QWidget()
    inner.setProperty("role", "scrolled")
    layout.setContentsMargins(0, 0, theme().px(4), 0)
    inner.setLayout(layout)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inner)
    if width is not None:
        area.setFixedWidth(width)
    return area


def emptied(layout: QBoxLayout) -> None:
    """Take everything out of ``layout``; the widgets go when events run."""
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
