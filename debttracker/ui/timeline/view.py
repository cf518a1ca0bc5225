"""The list itself: a table of one column with rows of one height, so that a million rows cost nothing to lay out."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView, QWidget

from debttracker.ui.theme.flags import NEVER
from debttracker.ui.theme.theme import theme
from debttracker.ui.timeline.delegate import ROW, TimelineDelegate
from debttracker.ui.timeline.model import SPOT_ROLE, TimelineModel


class TimelineView(QTableView):
    """Shows a :class:`TimelineModel`. ``chosen`` gives the index of the row people are on; ``opened`` a double click
    or Enter; ``removal_wanted`` the Delete key; ``scrolled`` the first and last share of the list in sight."""

    chosen = Signal(QModelIndex)
    opened = Signal(QModelIndex)
    removal_wanted = Signal(QModelIndex)
    scrolled = Signal(float, float)

    def __init__(self, model: TimelineModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # A viewport of our own: to hand out Qt's, PySide would look through all kinds of widgets there are (7 ms).
        self._port = QWidget()
        self.setViewport(self._port)
        self.setModel(model)
        self.rows_painter = TimelineDelegate(self)
        self.setItemDelegate(self.rows_painter)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setProperty("role", "timeline")
        self.setProperty("verticalScrollBarPolicy", NEVER)  # the density strip is the scroll bar
        self.setProperty("horizontalScrollBarPolicy", NEVER)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        self.horizontalHeader().setStretchLastSection(True)
        self.fit_rows()
        self.doubleClicked.connect(self.opened)
        self.verticalScrollBar().valueChanged.connect(self.tell_view)
        self.verticalScrollBar().rangeChanged.connect(self.tell_view)
        theme().changed.connect(self.fit_rows)

    def fit_rows(self) -> None:
        """Rows as high as the text size needs."""
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setDefaultSectionSize(theme().px(ROW))
        self.verticalScrollBar().setSingleStep(theme().px(ROW))
        self._port.update()

    def currentChanged(self, current: QModelIndex | QPersistentModelIndex,
                       previous: QModelIndex | QPersistentModelIndex) -> None:
        """Tell who looks at the details."""
        super().currentChanged(current, previous)
        if current.isValid() and current.data(SPOT_ROLE).kind != "day":
            self.chosen.emit(self.model().index(current.row(), 0))

    def go_to(self, position: int, *, top: bool = False, choose: bool = True) -> None:
        """Bring row ``position`` into sight, and choose it unless told otherwise."""
        index = self.model().index(position, 0)
        if not index.isValid():
            return
        if choose:
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        hint = QAbstractItemView.ScrollHint.PositionAtTop if top else QAbstractItemView.ScrollHint.EnsureVisible
        self.scrollTo(index, hint)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Day headers cannot be chosen."""
        index = self.indexAt(event.position().toPoint())
        if not index.isValid() or index.data(SPOT_ROLE).kind != "day":
            super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows skip day headers; Enter opens; Delete asks for removal."""
        from PySide6.QtCore import Qt  # not at the top: see theme/flags.py

        key, current = event.key(), self.currentIndex()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and current.isValid():
            self.opened.emit(current)
        elif key == Qt.Key.Key_Delete and current.isValid():
            self.removal_wanted.emit(current)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._step(1 if key == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The part in sight changes with the size."""
        super().resizeEvent(event)
        self.tell_view()

    def _step(self, by: int) -> None:
        """Move by one row, past headers."""
        row = self.currentIndex().row() if self.currentIndex().isValid() else -1 if by > 0 else self.model().rowCount()
        row += by
        while 0 <= row < self.model().rowCount() and self.model().index(row, 0).data(SPOT_ROLE).kind == "day":
            row += by
        if 0 <= row < self.model().rowCount():
            self.go_to(row)

    def tell_view(self, *_: int) -> None:
        """Tell which part of the list is in sight."""
        total = max(self.model().rowCount() * theme().px(ROW), 1)
        first = self.verticalScrollBar().value() / total
        self.scrolled.emit(first, min(first + self._port.height() / total, 1.0))
