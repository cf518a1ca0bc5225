"""Alignments as the plain numbers that QPainter.drawText takes.

Touching the ``Qt`` namespace makes PySide build some 100 enumerations: 15 ms, a seventh of a bare window's start. So
whatever runs before the first paint (theme, sidebar, header, their buttons) does without ``Qt``; a test watches it.
``QPainter.setPen``, ``setBrush`` and ``fillRect`` touch it whatever they are given, and so do ``QPen(colour)`` and
``QBrush(colour)``: there, text takes the pen that a painter has from its widget's foreground role, and shapes are
filled paths (:func:`debttracker.ui.widgets.marks.fill_round`) with a brush out of a palette (``theme().brush``).
"""

from __future__ import annotations

from typing import Final

LEFT: Final = 0x0001
RIGHT: Final = 0x0002
CENTRE: Final = 0x0004
MIDDLE: Final = 0x0080
