"""The numbers of a file, each with a tick: keep or skip."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from debttracker.basics.formats import count_text, day_text
from debttracker.basics.languages import Words
from debttracker.capture.preview import BEYOND, Group
from debttracker.capture.signs import Likelihood

_Index = QModelIndex | QPersistentModelIndex


class GroupModel(QAbstractTableModel):
    """Columns: who, how many, when, why it may be a collector. ``ticked`` tells that a tick changed."""

    ticked = Signal()

    def __init__(self, speak: Words, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._speak = speak
        self.groups: Sequence[Group] = ()
        self.kept: set[str] = set()

    def show(self, groups: Sequence[Group], kept: Iterable[str]) -> None:
        """Show these numbers with these ticked."""
        self.beginResetModel()
        self.groups, self.kept = groups, set(kept)
        self.endResetModel()
        self.ticked.emit()

    def tick_all(self, on: bool) -> None:
        """Tick or untick every number."""
        self.show(self.groups, {g.handle for g in self.groups} if on else ())

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        """Numbers."""
        return 0 if parent.isValid() else len(self.groups)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:
        """Four."""
        return 0 if parent.isValid() else 4

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Names of the columns."""
        _ = self._speak
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return (_("Number"), _("Contacts"), _("From – to"), _("What the file shows"))[section]
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Text and tick."""
        group = self.groups[index.row()]
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == 0:
            return Qt.CheckState.Checked if group.handle in self.kept else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.ToolTipRole:
            return group.sample or None
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == 1:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._text(group, index.column())
        return None

    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tick or untick."""
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        handle = self.groups[index.row()].handle
        if Qt.CheckState(value) == Qt.CheckState.Checked:
            self.kept.add(handle)
        else:
            self.kept.discard(handle)
        self.dataChanged.emit(index, index)
        self.ticked.emit()
        return True

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """The first column can be ticked."""
        plain = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return plain | Qt.ItemFlag.ItemIsUserCheckable if index.column() == 0 else plain

    def _text(self, group: Group, column: int) -> str:
        _ = self._speak
        if column == 0:
            if group.handle == BEYOND:
                return _("all other numbers")
            name = group.party.name if group.party else group.name
            number = group.shown or _("withheld number")
            return f"{name} · {number}" if name else number
        if column == 1:
            return count_text(group.total)
        if column == 2:
            return " – ".join(dict.fromkeys(day_text(datetime.fromtimestamp(ms / 1000, UTC).date(), _)
                                            for ms in (group.first_ms, group.last_ms)))
        why = _(", ").join(_(sign.message, n=sign.n, word=sign.word) for sign in group.signs if sign.weight > 0)
        if group.likelihood == Likelihood.LIKELY:
            return _("Likely a collector: {why}", why=why)
        if group.likelihood == Likelihood.POSSIBLE:
            return _("Perhaps a collector: {why}", why=why)
        return _("No sign of a collector")
