"""The instalments of one loan as a table."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from debttracker.basics.languages import Words, words
from debttracker.basics.money import Money
from debttracker.finance.matching import InstalmentState
from debttracker.ui.theme.theme import theme
from debttracker.ui.widgets.chip import chip_size, paint_chip

_Index = QModelIndex | QPersistentModelIndex
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LATE = Qt.ItemDataRole.UserRole


class ScheduleModel(QAbstractTableModel):
    """Due, principal, interest, fees, instalment, paid, left."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[InstalmentState] = ()
        self._currency = "CNY"
        self._today: object = None
        self._speak: Words | None = None

    def show(self, rows: Sequence[InstalmentState], currency: str, today: object, speak: Words) -> None:
        """Show these instalments."""
        self.beginResetModel()
        self._rows, self._currency, self._today, self._speak = rows, currency, today, speak
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        """Instalments."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:
        """Seven."""
        return 0 if parent.isValid() else 7

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Names of the columns."""
        if orientation != Qt.Orientation.Horizontal or self._speak is None:
            return None
        _ = self._speak
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if section else int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.DisplayRole:
            return (_("Due"), _("Principal"), _("Interest"), _("Fees"), _("Instalment"), _("Paid"), _("Left"))[section]
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Cells."""
        one = self._rows[index.row()]
        if role == _LATE and index.column() == 5 and self._speak is not None:
            return self._speak("overdue") if one.unpaid.total and one.row.due < self._today else ""  # type: ignore[operator]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if index.column() else int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._text(one, index.column())
        return None

    def _text(self, one: InstalmentState, column: int) -> str:
        if column == 0:
            return one.row.due.isoformat()
        if column == 5 and not one.paid.total:
            return "—"
        minor = (0, one.row.principal, one.row.interest, one.row.fee, one.row.payment, one.paid.total,
                 one.row.balance)[column]
        return f"{Money(minor, self._currency).amount:,}"


class _Cells(QStyledItemDelegate):
    """Paints a chip where an instalment is overdue and nothing was paid."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem,
              index: QModelIndex | QPersistentModelIndex) -> None:
        """A chip instead of a dash; anything else as usual."""
        late = index.data(_LATE)
        if not late or index.data() != "—":
            super().paint(painter, option, index)
            return
        plain = QStyleOptionViewItem(option)
        self.initStyleOption(plain, index)
        plain.text = ""
        plain.widget.style().drawControl(
            QStyle.ControlElement.CE_ItemViewItem, plain, painter, plain.widget)
        size = chip_size(str(late), "dot")
        box = option.rect
        paint_chip(painter, QRectF(box.right() - size.width() - theme().px(4), box.center().y() - size.height() / 2, size.width(),
                                   size.height()), str(late), "late", "dot")


class ScheduleTable(QTableView):
    """Shows a :class:`ScheduleModel`, as wide as its card and as high as its rows up to a limit."""

    def __init__(self, model: ScheduleModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(_Cells(self))
        self.setAccessibleName(words(theme().language)("Instalments"))
        self.setProperty("role", "plain-table")
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme().px(33))
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setHighlightSections(False)
        self.setFrameShape(QTableView.Shape.NoFrame)

    def fit(self, most: int = 14) -> None:
        """As high as the rows, up to ``most`` of them; more scroll."""
        rows = min(self.model().rowCount(), most)
        self.setFixedHeight(theme().px(33) * rows + self.horizontalHeader().sizeHint().height() + theme().px(4))
