"""A few choices side by side, one of which holds."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QWidget

from debttracker.ui.theme.theme import theme
from debttracker.ui.widgets.buttons import QuietButton
from debttracker.ui.widgets.flow_layout import FlowLayout


class ChoiceRow(QWidget):
    """Buttons of which at most one is down. ``chosen`` gives the value of a choice made by the user.

    ``choices`` are (value, text) or (value, text, key). ``compact`` makes narrow ones, as for 0 to 10.
    """

    chosen = Signal(object)

    def __init__(self, choices: Sequence[tuple[object, ...]] = (), *, name: str = "", compact: bool = False,
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._compact = compact
        self._row = FlowLayout(self, gap=3 if compact else 8)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._group.idClicked.connect(self._clicked)
        self._values: list[object] = []
        self.setAccessibleName(name)
        self.set_choices(choices)

    def set_choices(self, choices: Sequence[tuple[object, ...]]) -> None:
        """Replace the choices; what held still holds if it is among them."""
        held = self.value()
        for button in self._group.buttons():
            self._group.removeButton(button)
        self._row.clear()
        self._values = [c[0] for c in choices]
        for index, (_, text, *key) in enumerate(choices):
            button = _ChoiceButton(str(text), key=str(key[0]) if key else "")
            button.setCheckable(True)
            if self._compact:
                button.setProperty("compact", True)
                button.setFixedWidth(theme().px(30))
            self._group.addButton(button, index)
            self._row.addWidget(button)
        self.set_value(held)

    def set_trailing(self, widget: QWidget) -> None:
        """Put a widget of another kind after the choices, in the same flow; to be called after ``set_choices``."""
        self._row.addWidget(widget)

    def value(self) -> object | None:
        """The value that holds, or None."""
        index = self._group.checkedId()
        return self._values[index] if 0 <= index < len(self._values) else None

    def set_value(self, value: object | None) -> None:
        """Make ``value`` hold (None or an unknown one: none) without telling."""
        self._group.setExclusive(False)
        for index, own in enumerate(self._values):
            self._group.button(index).setChecked(value is not None and own == value)
        self._group.setExclusive(True)
        self._rove()

    def _rove(self) -> None:
        """Tab stops once in the row, at what holds; the arrows walk from there."""
        held = max(self._group.checkedId(), 0)
        for index, button in enumerate(self._group.buttons()):
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if index == held else Qt.FocusPolicy.ClickFocus)

    def _clicked(self, index: int) -> None:
        self._rove()
        self.chosen.emit(self._values[index])


class _ChoiceButton(QuietButton):
    """Arrow keys walk and Enter chooses."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        group = self.group()
        if step is not None and group is not None:
            row = group.buttons()
            row[min(max(row.index(self) + step, 0), len(row) - 1)].setFocus(Qt.FocusReason.TabFocusReason)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)
