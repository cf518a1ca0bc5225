"""Bars lying in rows, a name before and a figure behind each: shared by channels, parties and overdue ages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from debttracker.charts import fonts
from debttracker.charts.hits import Drill, HitArea
from debttracker.charts.sheet import Sheet

#: Height of a row in points: no higher than looks good, no lower than can be read.
_HIGHEST = 24.0
_LOWEST = 12.5
#: Largest share of the width for names.
_NAMES = 0.36


@dataclass(frozen=True, slots=True)
class RowBar:
    """One bar: its ``value`` in any unit, the figure ``text`` behind it, its colour ``#RRGGBB``."""

    name: str
    value: int
    text: str
    colour: str
    drill: Drill
    tip: str
    hatch: str | None = None


def places(height: float, scale: float) -> int:
    """How many rows fit into ``height`` points; at least one."""
    return max(int(height / (_LOWEST * scale)), 1)


def draw_rows(sheet: Sheet, rows: Sequence[RowBar], above: float) -> list[HitArea]:
    """Draw ``rows`` from top to bottom, ``above`` points below the upper edge; one area a row, its name included."""
    size = sheet.look.small
    pitch = min((sheet.height - above) / max(len(rows), 1), _HIGHEST * sheet.look.scale)
    names = [fonts.shortened(fonts.legible(row.name), sheet.width * _NAMES, size, sheet.language) for row in rows]
    left = max(map(sheet.measure, names), default=0) + size
    right = sheet.width - max((sheet.measure(row.text) for row in rows), default=0) - size
    top = sheet.height - above
    longest = max((row.value for row in rows), default=0) or 1
    panel = sheet.panel(left, top - pitch * len(rows), right, top, (0, longest), (len(rows), 0))
    areas = []
    for place, (row, name) in enumerate(zip(rows, names, strict=True)):
        middle = panel.y(place + 0.5)
        sheet.text(left - size, middle, name, colour="text", align="right", middle=True)
        if row.value:
            edges = (np.array([0.0]), np.array([float(row.value)]), np.array([place + 0.8]), np.array([place + 0.2]))
            panel.bars(*edges, row.colour, hatch=row.hatch)
        sheet.text(panel.x(row.value) + size * 0.6, middle, row.text, middle=True)
        edge = panel.y(place + 1) / sheet.height, panel.y(place) / sheet.height
        areas.append(HitArea(0, edge[0], 1, edge[1], row.drill, row.tip))
    return areas
