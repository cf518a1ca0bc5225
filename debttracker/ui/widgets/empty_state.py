"""What a page or card shows when there is nothing yet: a picture, a calm sentence, one thing to do."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from debttracker.ui.theme.theme import theme
from debttracker.ui.widgets.buttons import PrimaryButton, QuietButton
from debttracker.ui.widgets.marks import paint_icon
from debttracker.ui.widgets.plain_label import PlainLabel


class EmptyState(QWidget):
    """Icon, sentence, explanation and at most one button; ``filled`` when it is the page's main button."""

    def __init__(self, icon: str, sentence: str, more: str = "", *, action: str = "",
                 run: Callable[[], object] | None = None, filled: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = theme().px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(24), px(24), px(24), px(24))
        column.setSpacing(px(8))
        column.addStretch(2)
        column.addWidget(_Medallion(icon), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(px(8))
        self.sentence = _centred(sentence, "lead")
        self.more = _centred(more, "muted")
        for label in (self.sentence, self.more):
            # Not by alignment: an aligned label gets the height of its hint, whatever width it really has.
            row = QHBoxLayout()
            row.addStretch(1)
            row.addWidget(label, 100)
            row.addStretch(1)
            column.addLayout(row)
        self.more.setVisible(bool(more))
        self.button = PrimaryButton(action) if filled else QuietButton(action)
        if run is not None:
            self.button.clicked.connect(lambda _checked=False: run())
        column.addSpacing(px(8))
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        self.button.setVisible(bool(action))
        column.addStretch(3)


class _Medallion(QWidget):
    """The icon on a quiet round ground."""

    def __init__(self, icon: str) -> None:
        super().__init__()
        self._icon = icon
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        side = theme().px(64)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("accent_soft"))
        painter.drawEllipse(self.rect())
        side = look.px(28)
        box = QRectF(0, 0, side, side)
        box.moveCenter(QRectF(self.rect()).center())
        paint_icon(painter, self._icon, box, look.colour("accent"))


def _centred(text: str, role: str) -> PlainLabel:
    label = PlainLabel(text, role, wrap=True)
    label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    label.setMinimumWidth(theme().px(160))
    label.setMaximumWidth(theme().px(460))
    return label
