"""What the collector did: a closed list to tick. What the words suggest is marked, never ticked by itself."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from debttracker.basics.labels import label
from debttracker.basics.languages import Words
from debttracker.basics.vocabulary import Behaviour
from debttracker.ui.widgets.filter_chip import FilterChip
from debttracker.ui.widgets.flow_layout import FlowLayout


class BehaviourChips(QWidget):
    """One chip per behaviour; ``changed`` after the user ticked or unticked one."""

    changed = Signal()

    def __init__(self, speak: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = FlowLayout(self, gap=6)
        self._speak = speak
        self._chips: dict[str, FilterChip] = {}
        for behaviour in Behaviour:
            chip = FilterChip(label("behaviour", behaviour, speak), tone="flag")
            chip.toggled.connect(lambda _on: self.changed.emit())
            self._chips[behaviour.value] = chip
            row.addWidget(chip)

    def value(self) -> str:
        """Ticked behaviours, separated by spaces."""
        return " ".join(name for name, chip in self._chips.items() if chip.isChecked())

    def set_value(self, behaviours: str) -> None:
        """Tick these and no others."""
        ticked = set(behaviours.split())
        for name, chip in self._chips.items():
            chip.set_on(name in ticked)

    def suggest(self, seen: Iterable[tuple[str, str]]) -> None:
        """Mark behaviours that words hint at: (behaviour, the words seen)."""
        hints = dict(seen)
        for name, chip in self._chips.items():
            text = label("behaviour", name, self._speak)
            words_seen = hints.get(name, "")
            chip.setText(self._speak("{behaviour}?", behaviour=text) if words_seen and not chip.isChecked() else text)
            chip.setToolTip(self._speak("The text says “{words}”.", words=words_seen) if words_seen else "")
