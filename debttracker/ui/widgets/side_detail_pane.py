"""The pane at the right that tells the whole story of one thing."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from debttracker.ui.theme.theme import theme
from debttracker.ui.widgets.icon_label import IconLabel
from debttracker.ui.widgets.plain_label import PlainLabel


class SideDetailPane(QFrame):
    """A card of 340 design pixels with title, subtitle, icon and a scrolling ``body``.

    :meth:`clear` empties it before the next thing is told.
    """

    def __init__(self, *, width: int = 340, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        px = theme().px
        self.setFixedWidth(px(width))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(px(16), px(16), px(4), px(16))
        outer.setSpacing(px(12))
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, px(12), 0)
        names = QVBoxLayout()
        names.setSpacing(px(2))
        self.title = PlainLabel("", "lead", wrap=True)
        self.subtitle = PlainLabel("", "muted", wrap=True)
        names.addWidget(self.title)
        names.addWidget(self.subtitle)
        head.addLayout(names, 1)
        self.icon = IconLabel("info")
        self.icon.hide()
        head.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignTop)
        outer.addLayout(head)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        outer.addWidget(self._scroll, 1)
        self.body = QVBoxLayout()
        self.clear()

    def set_head(self, title: str, subtitle: str = "", icon: str = "") -> None:
        """Name the thing; text from outside is safe."""
        self.title.setText(title)
        self.subtitle.setText(subtitle)
        self.subtitle.setVisible(bool(subtitle))
        self.icon.setVisible(bool(icon))
        if icon:
            self.icon.set_icon(icon)
        self.setAccessibleName(title)

    def clear(self) -> QVBoxLayout:
        """Throw the content away and return the layout for the next."""
        inner = QWidget()
        inner.setProperty("role", "scrolled")
        px = theme().px
        self.body = QVBoxLayout(inner)
        self.body.setContentsMargins(0, 0, px(12), 0)
        self.body.setSpacing(px(12))
        self.body.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._scroll.setWidget(inner)
        return self.body
