"""Alignments as the plain numbers that QPainter.drawText takes, and other values of Qt's enumerations as the numbers
that ``setProperty`` and ``data`` take.

Touching the ``Qt`` namespace makes PySide build some 100 enumerations: 15 ms, a seventh of a bare window's start. So
whatever runs before the first rows are painted (theme, sidebar, header, their buttons, the timeline's list) does without
``Qt``, and without ``QStyle`` (5 ms); a test watches it, and another that these numbers are Qt's own.
``QPainter.setPen``, ``setBrush`` and ``fillRect`` touch it whatever they are given, and so do ``QPen(colour)`` and
``QBrush(colour)``: there, text takes the pen that a painter has from its widget's foreground role, and shapes are
filled paths (:func:`debttracker.ui.widgets.marks.fill_round`) with a brush out of a palette (``theme().brush``).
"""

from __future__ import annotations

from typing import Final

from PySide6 import QtCore

LEFT: Final = 0x0001
RIGHT: Final = 0x0002
CENTRE: Final = 0x0004
BOTTOM: Final = 0x0040
MIDDLE: Final = 0x0080


def qt_is_touched() -> bool:
    """Whether the ``Qt`` namespace was built already, so that its values cost nothing any more."""
    return "Qt" in vars(QtCore)


#: Qt.FocusPolicy.
CLICK_FOCUS: Final = 2
#: Qt.ScrollBarPolicy.
NEVER: Final = 1
#: Qt.ItemDataRole.
DISPLAY_ROLE: Final = 0
ACCESSIBLE_TEXT_ROLE: Final = 11
USER_ROLE: Final = 0x0100
