"""When contacts come: weekdays down, hours across, with the hours framed in which rules do not allow contact."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path

from debttracker.basics.languages import N_, Words
from debttracker.charts.hits import Drill, HitArea
from debttracker.charts.scales import count_label
from debttracker.charts.sheet import Panel, Sheet
from debttracker.charts.theme import Look
from debttracker.insight.heat import DAYS, HOURS, Heat, unrolled
from debttracker.insight.sentences import WEEKDAYS, contacts_text, heat_sentence, hour_text, joined, no_contacts

if TYPE_CHECKING:
    from matplotlib.figure import Figure

SHORT_DAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))
#: Highest a cell gets, in points: a tall card leaves room below rather than making towers.
_HIGHEST = 30.0
#: Shade of a cell with a single contact, as a share of the fullest one's.
_FAINTEST = 0.14
#: Every how many hours a time stands below.
_HOURS_NAMED = (1, 2, 3, 6, 12)


@dataclass(frozen=True, slots=True)
class HeatChart:
    """The grid, and minute ranges (start, end; an end not after its start runs across midnight) to frame."""

    shown: Heat
    forbidden: tuple[tuple[int, int], ...] = ()


def title(speak: Words) -> str:
    """The chart's name."""
    return speak("When they make contact")


def sentence(data: HeatChart, speak: Words) -> str:
    """What it shows, for below the chart."""
    return heat_sentence(data.shown, speak, data.forbidden)


def describe(data: HeatChart, speak: Words) -> str:
    """The chart in words."""
    return joined([speak("Grid of weekdays and hours."), sentence(data, speak)], speak)


def draw(figure: Figure, data: HeatChart, look: Look, speak: Words) -> list[HitArea]:
    """Draw on the cleared ``figure``; one area a cell."""
    sheet = Sheet(figure, look, speak)
    above = sheet.title(title(speak))
    if not data.shown.total:
        sheet.empty(no_contacts(speak))
        return []
    size = look.small
    names = [speak(name) for name in SHORT_DAYS]
    left = max(map(sheet.measure, names)) + size
    top = sheet.height - above - size * 0.3
    bottom = max(size * 2.2, top - DAYS * _HIGHEST * look.scale)
    panel = sheet.panel(left, bottom, sheet.width - size * 0.3, top, (0, HOURS), (DAYS, 0))
    _cells(panel, data.shown)
    for day, name in enumerate(names):
        sheet.text(left - size, panel.y(day + 0.5), name, align="right", middle=True)
    _hours(panel)
    _frames(panel, data.forbidden)
    _key(sheet, data.shown.peak[2])
    return [panel.area(hour, day + 1, hour + 1, day, Drill(weekday=day, hour=hour),
                       "\n".join((speak("{weekday}, {start} to {end}", weekday=speak(WEEKDAYS[day]),
                                        start=hour_text(hour), end=hour_text(hour + 1)), contacts_text(n, speak))))
            for day, row in enumerate(data.shown.cells) for hour, n in enumerate(row)]


def _cells(panel: Panel, shown: Heat) -> None:
    """The cells, one path for all of the same shade: every reader of SVG draws plain paths alike."""
    look, sheet = panel.sheet.look, panel.sheet
    wide, high = (panel.right - panel.left) / HOURS, (panel.top - panel.bottom) / DAYS
    gap = min(1.5 * look.scale, wide * 0.15)
    outline, codes = _rounded(wide - gap, high - gap, min(2.2 * look.scale, wide / 4, high / 4))
    counts = np.array(shown.cells)
    for n in sorted(set(counts.ravel().tolist())):
        days, hours = np.nonzero(counts == n)
        middles = np.column_stack([panel.left + (hours + 0.5) * wide, panel.top - (days + 0.5) * high])
        corners = (middles[:, None, :] + outline[None, :, :]).reshape(-1, 2)
        path = Path(corners / np.array([sheet.width, sheet.height]), np.tile(codes, len(middles)))
        panel.axes.add_artist(PathPatch(path, facecolor=shade(n, shown.peak[2], look), linewidth=0, snap=False,
                                        transform=sheet.figure.transFigure, zorder=2))


def shade(n: int, peak: int, look: Look) -> str:
    """The colour of a cell with ``n`` contacts where the fullest has ``peak``; one is already seen."""
    if not n:
        return look.mixed(look.ground or "surface", "sunken", 0.75)
    return look.mixed(look.ground or "surface", "chart1", _FAINTEST + (1 - _FAINTEST) * n / peak)


def _rounded(wide: float, high: float, radius: float) -> tuple[np.ndarray, np.ndarray]:
    """A rectangle with round corners around (0, 0): vertices and codes of a path."""
    x, y, r = wide / 2, high / 2, radius
    corners = [(-x + r, -y), (x - r, -y), (x, -y), (x, -y + r), (x, y - r), (x, y), (x - r, y), (-x + r, y), (-x, y),
               (-x, y - r), (-x, -y + r), (-x, -y), (-x + r, -y)]
    line, curve = Path.LINETO, Path.CURVE3
    codes = [Path.MOVETO, line, curve, curve, line, curve, curve, line, curve, curve, line, curve, curve]
    return np.array(corners), np.array(codes, dtype=np.uint8)


def _hours(panel: Panel) -> None:
    """Times below, as many as keep apart."""
    sheet, size = panel.sheet, panel.sheet.look.small
    room = (panel.right - panel.left) / HOURS
    apart = next((step for step in _HOURS_NAMED if step * room >= sheet.measure("00:00") + size * 1.5), 24)
    apart = max(apart, 3)
    for hour in range(0, HOURS + 1, apart):
        align = "left" if hour == 0 else "right" if hour == HOURS else "center"
        sheet.text(panel.x(hour), panel.bottom - size * 1.5, hour_text(hour), align=align)


def _frames(panel: Panel, forbidden: tuple[tuple[int, int], ...]) -> None:
    """Dashed frames around the hours of ``forbidden``, over all days."""
    look = panel.sheet.look
    for start, end in unrolled(forbidden):
        frame = Rectangle((start / 60, 0), (end - start) / 60, DAYS, fill=False, edgecolor=look.colour("flag"),
                          linewidth=1.1 * look.scale, linestyle=(0, (2.5, 2)), zorder=4, clip_on=False)
        panel.axes.add_patch(frame)


def _key(sheet: Sheet, peak: int) -> None:
    """What the shades stand for, at the top right: from 1 to the fullest cell's number."""
    size, look = sheet.look.small, sheet.look
    levels = sorted({1, *(round(1 + (peak - 1) * share) for share in (0.25, 0.5, 0.75)), peak})
    end = count_label(peak)
    x = sheet.width - sheet.measure(end) - size * 0.3
    y = sheet.height - size * 1.15
    sheet.text(sheet.width, y, end, align="right")
    for n in reversed(levels):
        x -= size * 1.3
        sheet.figure.add_artist(Rectangle((x / sheet.width, (y - size * 0.1) / sheet.height), size * 1.1 / sheet.width,
                                          size * 0.9 / sheet.height, transform=sheet.figure.transFigure, linewidth=0,
                                          facecolor=shade(n, peak, look)))
    if peak > 1:
        sheet.text(x - size * 0.5, y, count_label(1), align="right")
