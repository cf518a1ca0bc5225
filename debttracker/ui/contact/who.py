"""Who contacted: the last caller first, any other by a letter or two, a new one by typing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QWidget

from debttracker.case.queries.parties import Caller, PartyRow

_ID = Qt.ItemDataRole.UserRole


class WhoField(QComboBox):
    """An editable list of callers. ``who_changed`` tells that another one stands there."""

    who_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        completer = QCompleter(self.model(), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(completer)
        self.editTextChanged.connect(lambda _text: self.who_changed.emit())

    def offer(self, callers: Sequence[Caller], others: Sequence[PartyRow]) -> None:
        """Fill the list: callers by their newest contact, then everyone else who may call."""
        self.blockSignals(True)
        self.clear()
        known = {c.party_id for c in callers}
        for id, name in [(c.party_id, c.name) for c in callers] + [(p.id, p.name) for p in others if p.id not in known]:
            if name.strip():
                self.addItem(name)
                self.setItemData(self.count() - 1, id, _ID)
        self.setCurrentIndex(0 if self.count() else -1)
        self.blockSignals(False)

    def party_id(self) -> int | None:
        """The party that stands there, or None for a new name."""
        typed = self.currentText().strip()
        found = self.findText(typed, Qt.MatchFlag.MatchFixedString) if typed else -1
        return self.itemData(found, _ID) if found >= 0 else None

    def show_party(self, id: int | None, name: str = "") -> None:
        """Let ``id`` (or a bare name) stand there."""
        found = self.findData(id, _ID) if id is not None else -1
        self.blockSignals(True)
        self.setCurrentIndex(found)
        if found < 0:
            self.setEditText(name)
        self.blockSignals(False)
