"""The line of swatches and words at the top right of a chart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from debttracker.charts.sheet import MIDDLE, Sheet


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing explained: ``colour`` is ``#RRGGBB``; ``kind`` is "box", "line" (with ``dash`` as matplotlib
    takes it) or "dashes"."""

    text: str
    colour: str
    kind: str = "box"
    hatch: str | None = None
    dash: tuple[float, tuple[float, ...]] = (0, ())


def draw_legend(sheet: Sheet, entries: Sequence[Entry], top: float) -> float:
    """Write ``entries`` right-aligned below ``top`` (points); return the height used.

    A title keeps its place: entries that do not fit beside it go to further lines.
    """
    size = sheet.look.small
    title = sheet.look.body * 18 if sheet.look.titled else 0
    lines = _lines(sheet, entries, max(sheet.width - title, sheet.width / 2))
    pitch = size * 1.7
    for place, line in enumerate(lines):
        x = sheet.width - sum(_advance(sheet, entry) for entry in line) + size
        y = top - size * 1.15 - pitch * place
        for entry in line:
            _swatch(sheet, entry, x, y + MIDDLE * size)
            sheet.text(x + _swatch_width(sheet, entry) + size * 0.4, y, entry.text)
            x += _advance(sheet, entry)
    return max(sheet.look.body * 1.6, pitch * len(lines)) if lines else 0.0


def _lines(sheet: Sheet, entries: Sequence[Entry], room: float) -> list[list[Entry]]:
    """Entries by line, each line at most ``room`` points wide."""
    lines: list[list[Entry]] = []
    used = 0.0
    for entry in entries:
        wide = _advance(sheet, entry)
        if not lines or used + wide > room:
            lines.append([])
            used = 0.0
        lines[-1].append(entry)
        used += wide
    return lines


def _swatch_width(sheet: Sheet, entry: Entry) -> float:
    return sheet.look.small * (0.85 if entry.kind == "box" else 2.2 if entry.dash[1] else 1.5)


def _advance(sheet: Sheet, entry: Entry) -> float:
    """Width of one entry with the space after it."""
    return _swatch_width(sheet, entry) + sheet.look.small * 1.4 + sheet.measure(entry.text)


def _swatch(sheet: Sheet, entry: Entry, x: float, y: float) -> None:
    """The sample of colour, its middle at height ``y``."""
    wide, figure = _swatch_width(sheet, entry), sheet.figure
    if entry.kind == "box":
        box = Rectangle((sheet.snapped(x) / sheet.width, sheet.snapped(y - wide / 2) / sheet.height),
                        wide / sheet.width, wide / sheet.height, transform=figure.transFigure,
                        facecolor=entry.colour, linewidth=0, hatch=entry.hatch, snap=False,
                        edgecolor=sheet.look.colour("surface") if entry.hatch else "none")
        figure.add_artist(box)
        return
    dashes = (0.0, (3.0, 2.0)) if entry.kind == "dashes" else entry.dash
    figure.add_artist(Line2D([x / sheet.width, (x + wide) / sheet.width], [y / sheet.height] * 2, color=entry.colour,
                             linewidth=1.3 * sheet.look.scale, linestyle=dashes, transform=figure.transFigure))
