"""How keys are written for people."""

from __future__ import annotations

import sys
from typing import Final

#: A name of its own, as type checkers otherwise see only one of the two ways below.
_PLATFORM: Final[str] = sys.platform


def key_text(shortcut: str) -> str:
    """How the platform writes ``shortcut`` ("Ctrl+L"), with spaces instead of plus signs."""
    if _PLATFORM != "darwin":  # only there keys have signs of their own
        return shortcut.replace("+", " ")
    from PySide6.QtGui import QKeySequence

    return QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText).replace("+", " ")
