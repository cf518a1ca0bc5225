"""Alignments as the plain numbers that QPainter.drawText takes.

Touching the ``Qt`` namespace makes PySide build some 150 enumerations: 10 ms, a tenth of a bare window's start. So
whatever runs before the first paint (theme, sidebar, header, their buttons) does without ``Qt``; a test watches it.
"""

from __future__ import annotations

from typing import Final

LEFT: Final = 0x0001
RIGHT: Final = 0x0002
CENTRE: Final = 0x0004
MIDDLE: Final = 0x0080
