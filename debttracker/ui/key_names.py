"""How keys are written for people."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence


def key_text(shortcut: str) -> str:
    """How the platform writes ``shortcut`` ("Ctrl+L"), with spaces instead of plus signs."""
    return QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText).replace("+", " ")
