"""Two things side by side where there is room, one at a time where there is not (large text, small windows)."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from debttracker.ui.theme.theme import theme
from debttracker.ui.widgets.buttons import LinkButton


class SideBySide(QWidget):
    """``left`` and ``right``; below ``least`` design pixels of width only one of them. Then :meth:`show_right` turns to
    the right one, and a link above it (or Esc) back. ``narrowed`` tells when the one or the other becomes true.
    """

    narrowed = Signal(bool)

    def __init__(self, left: QWidget, right: QWidget, *, least: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._left, self._least = left, least
        self.narrow = False
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(16))
        self._right = QWidget()
        self._column = QVBoxLayout(self._right)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(right, 1)
        row.addWidget(left, 1)
        row.addWidget(self._right)

    @cached_property
    def back(self) -> LinkButton:
        """The link above the right one."""
        from PySide6.QtCore import Qt  # not at the top: see theme/flags.py

        back = LinkButton()
        back.set_icon("arrow-left")
        back.clicked.connect(self.show_left)
        back.hide()
        self._column.insertWidget(0, back, 0, Qt.AlignmentFlag.AlignLeft)
        return back

    @property
    def row(self) -> QHBoxLayout:
        """The row, to say which side grows."""
        layout = self.layout()
        assert isinstance(layout, QHBoxLayout)
        return layout

    def show_right(self) -> None:
        """Turn to the right one, if only one shows."""
        if self.narrow:
            self._left.hide()
            self._right.show()
            self.back.setFocus()

    def show_left(self) -> None:
        """Turn back to the left one."""
        self._left.show()
        self._right.setVisible(not self.narrow)
        self._left.setFocus()

    def minimumSizeHint(self) -> QSize:
        """The wider of both: they need not fit beside each other."""
        sides = [self._left.minimumSizeHint(), self._right.minimumSizeHint()]
        return QSize(min(max(s.width() for s in sides), theme().px(self._least)), max(s.height() for s in sides))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See whether both fit."""
        super().resizeEvent(event)
        narrow = self.width() < theme().px(self._least)
        if narrow != self.narrow:
            self.narrow = narrow
            self.back.setVisible(narrow)
            self._left.show()
            self._right.setVisible(not narrow)
            self.narrowed.emit(narrow)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc turns back."""
        from PySide6.QtCore import Qt

        if event.key() == Qt.Key.Key_Escape and self.narrow and self._right.isVisible():
            self.show_left()
        else:
            super().keyPressEvent(event)


class Columns(QWidget):
    """Two columns that become one, the second below the first, under ``least`` design pixels of width."""

    def __init__(self, *, least: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._least = least
        self._box = QHBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(theme().px(16))
        self._box.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)
        self.first, self.second = QVBoxLayout(), QVBoxLayout()
        for column in (self.first, self.second):
            column.setSpacing(theme().px(16))
            self._box.addLayout(column, 1)

    def minimumSizeHint(self) -> QSize:
        """As narrow as the wider column, as high as the content is at this width."""
        widths = [column.minimumSize().width() for column in (self.first, self.second)]
        return QSize(max(widths), self.heightForWidth(max(self.width(), 1)))

    def hasHeightForWidth(self) -> bool:
        """One column is higher than two."""
        return True

    def heightForWidth(self, width: int) -> int:
        """What both columns need at ``width``."""
        narrow = width < theme().px(self._least)
        each = width if narrow else (width - self._box.spacing()) // 2
        heights = [c.heightForWidth(each) if c.hasHeightForWidth() else c.sizeHint().height()
                   for c in (self.first, self.second)]
        return sum(heights) + self._box.spacing() if narrow else max(heights)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See whether both fit."""
        super().resizeEvent(event)
        narrow = self.width() < theme().px(self._least)
        wanted = QHBoxLayout.Direction.TopToBottom if narrow else QHBoxLayout.Direction.LeftToRight
        if self._box.direction() != wanted:
            self._box.setDirection(wanted)
            self.updateGeometry()
