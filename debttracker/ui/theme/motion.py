"""How much may move on the screen."""

from __future__ import annotations

from typing import Final

#: Longest animation of the program, in milliseconds.
LONGEST_MS: Final = 120


def duration(wish: str, wanted_ms: int = LONGEST_MS) -> int:
    """Milliseconds an animation may take; 0 = none. ``wish``: "system", "none" or "some"."""
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QApplication

    if wish == "none" or (wish == "system" and not QApplication.isEffectEnabled(Qt.UIEffect.UI_General)):
        return 0
    return min(wanted_ms, LONGEST_MS)
