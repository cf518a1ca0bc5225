"""A link that unfolds what most people do not need to see, and folds it again."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from debttracker.ui.widgets.buttons import LinkButton


class Unfold(LinkButton):
    """``unfolded`` gives whether it is open, after each change; ``closed`` and ``opened`` are its two texts."""

    unfolded = Signal(bool)

    def __init__(self, closed: str, opened: str, parent: QWidget | None = None) -> None:
        super().__init__(f"{closed} ▾", parent=parent)
        self._texts = (closed, opened)
        self._open = False
        self.clicked.connect(lambda _checked=False: self.set_open(not self._open))

    @property
    def is_open(self) -> bool:
        """Whether it is open."""
        return self._open

    def set_open(self, on: bool) -> None:
        """Open or close it."""
        if on != self._open:
            self._open = on
            self.setText(f"{self._texts[1]} ▴" if on else f"{self._texts[0]} ▾")
            self.unfolded.emit(on)
