"""The paper of a chart: places text by points, opens panels, and turns data rectangles into hit areas.

Margins come from the widths of the words themselves, so nothing is laid out by trial drawing. matplotlib's own
axis furniture stays off: a chart is a handful of artists, and labels go exactly where they fit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from debttracker.basics.languages import Words
from debttracker.charts import fonts
from debttracker.charts.hits import Drill, HitArea
from debttracker.charts.theme import Look

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

#: Height of the middle of figures and Chinese signs above the base line, as a share of the size.
MIDDLE = 0.36


class Sheet:
    """A cleared figure seen in points: (0, 0) is the lower left corner, ``width`` and ``height`` the upper right."""

    def __init__(self, figure: Figure, look: Look, speak: Words) -> None:
        figure.clear()
        fonts.register()
        inches = figure.get_size_inches()
        self.figure, self.look, self.language = figure, look, speak.language
        self.width, self.height = float(inches[0]) * 72, float(inches[1]) * 72
        #: Device pixels per point, to which bars are aligned.
        self.pixel = figure.dpi / 72
        figure.patch.set_visible(look.ground is not None)
        if look.ground is not None:
            figure.set_facecolor(look.colour(look.ground))
        figure.set_edgecolor("none")

    def measure(self, text: str, size: float | None = None, strong: bool = False) -> float:
        """Width of ``text`` in points, in the size of labels unless told."""
        return fonts.width(fonts.legible(text), size or self.look.small, self.language, strong)

    def text(self, x: float, y: float, text: str, *, size: float | None = None, colour: str = "muted",
             align: str = "left", middle: bool = False, strong: bool = False) -> None:
        """Write one line with its base line (or with ``middle`` its middle) at ``y``; ``colour`` is a token."""
        size = size or self.look.small
        shown = fonts.legible(text)
        faces = fonts.families(shown, self.language)
        self.figure.text(x / self.width, (y - MIDDLE * size * middle) / self.height, shown, ha=align, va="baseline",
                         color=self.look.colour(colour), parse_math=False,
                         fontproperties=fonts.properties(faces, size, strong))

    def panel(self, left: float, bottom: float, right: float, top: float, x: tuple[float, float],
              y: tuple[float, float]) -> Panel:
        """An area for marks between these edges (points), showing data from ``x`` and ``y``."""
        right, top = max(right, left + 1), max(top, bottom + 1)
        left, right = self.snapped(left), self.snapped(right)
        bottom, top = self.snapped(bottom), self.snapped(top)
        axes = self.figure.add_axes((left / self.width, bottom / self.height, (right - left) / self.width,
                                     (top - bottom) / self.height))
        axes.set_axis_off()
        axes.set_xlim(*x)
        axes.set_ylim(*y)
        return Panel(self, axes, left, bottom, right, top, x, y)

    def snapped(self, value: float) -> float:
        """``value`` points at the nearest edge between device pixels."""
        return round(value * self.pixel) / self.pixel

    def title(self, text: str) -> float:
        """Write the title if the look asks for one; return the height (points) its row takes either way."""
        if self.look.titled:
            self.text(0, self.height - self.look.body * 1.15, text, size=self.look.body, colour="text", strong=True)
        return self.look.body * 1.6

    def empty(self, sentence: str) -> None:
        """A calm sentence in the middle instead of axes without anything in them."""
        size = self.look.body
        lines = fonts.wrapped(fonts.legible(sentence), self.width * 0.8, size, self.language)
        top = self.height / 2 + size * 0.75 * (len(lines) - 1)
        for place, line in enumerate(lines):
            self.text(self.width / 2, top - size * 1.5 * place, line, size=size, align="center", middle=True)


@dataclass(frozen=True, slots=True)
class Panel:
    """A part of the sheet with a linear scale in both directions; edges in points, limits in data."""

    sheet: Sheet
    axes: Axes
    left: float
    bottom: float
    right: float
    top: float
    x_limits: tuple[float, float]
    y_limits: tuple[float, float]

    def x(self, value: float) -> float:
        """Where data ``value`` lies across, in points."""
        low, high = self.x_limits
        return self.left + (value - low) / (high - low) * (self.right - self.left)

    def y(self, value: float) -> float:
        """Where data ``value`` lies upwards, in points."""
        low, high = self.y_limits
        return self.bottom + (value - low) / (high - low) * (self.top - self.bottom)

    def area(self, left: float, bottom: float, right: float, top: float, drill: Drill, tip: str, *,
             part: bool = False, reach: float = 0) -> HitArea:
        """The hit area of a data rectangle, grown to at least ``reach`` points either way from its middle."""
        xs = sorted((self.x(left), self.x(right)))
        ys = sorted((self.y(bottom), self.y(top)))
        for edge in (xs, ys):
            grow = max(reach - (edge[1] - edge[0]) / 2, 0)
            edge[0], edge[1] = edge[0] - grow, edge[1] + grow
        sheet = self.sheet
        return HitArea(xs[0] / sheet.width, ys[0] / sheet.height, xs[1] / sheet.width, ys[1] / sheet.height, drill,
                       tip, part)

    def column(self, left: float, right: float, drill: Drill, tip: str) -> HitArea:
        """The hit area of a whole column, as high as the panel: small bars are as easy to meet as large ones."""
        return self.area(left, self.y_limits[0], right, self.y_limits[1], drill, tip)

    def rows(self, values: Sequence[float], *, base: bool = True) -> None:
        """Hairlines across at ``values``; the first is the base line, drawn stronger with ``base``."""
        segments = [((self.x_limits[0], value), (self.x_limits[1], value)) for value in values]
        look = self.sheet.look
        colours = [look.colour("edge" if base and not place else "line") for place in range(len(segments))]
        self.axes.add_collection(LineCollection(segments, colors=colours, linewidths=0.6 * look.scale, zorder=0.5,
                                                capstyle="butt"), autolim=False)

    def bars(self, left: np.ndarray, right: np.ndarray, bottom: np.ndarray, top: np.ndarray, colour: str, *,
             hatch: str | None = None, gap: float = 0, zorder: float = 2) -> None:
        """Rectangles of one colour (``#RRGGBB``) as one path, edges on device pixels.

        All four arrays hold data coordinates, one entry a bar; bars without height are left out. ``gap`` (points)
        is kept free at each right edge, but never more than a third of the bar.
        """
        keep = (top - bottom) != 0
        if not keep.any():
            return
        pixel = self.sheet.pixel
        x0, x1 = (np.round((self.left + (edge[keep] - self.x_limits[0]) * self._per_x()) * pixel)
                  for edge in (left, right))
        y0, y1 = (np.round((self.bottom + (edge[keep] - self.y_limits[0]) * self._per_y()) * pixel)
                  for edge in (bottom, top))
        x1 -= np.minimum(np.round(max(gap * pixel, 1.0) if gap else 0), np.floor((x1 - x0) / 3))
        y1 = np.where((y1 == y0) & (bottom[keep] == self.y_limits[0]), y0 + 1, y1)
        self._path(rectangles(x0, y0, np.maximum(x1, x0 + 1), y1) / pixel, colour, hatch, zorder)

    def _per_x(self) -> float:
        return (self.right - self.left) / (self.x_limits[1] - self.x_limits[0])

    def _per_y(self) -> float:
        return (self.top - self.bottom) / (self.y_limits[1] - self.y_limits[0])

    def _path(self, corners: np.ndarray, colour: str, hatch: str | None, zorder: float) -> None:
        """Add rectangles given in points as one patch."""
        sheet = self.sheet
        scale = np.array([sheet.width, sheet.height])
        patch = PathPatch(closed_path(corners / scale), facecolor=colour, linewidth=0, snap=False, zorder=zorder,
                          transform=sheet.figure.transFigure, hatch=hatch,
                          edgecolor=sheet.look.colour("surface") if hatch else "none")
        if hatch and hasattr(patch, "set_hatch_linewidth"):
            patch.set_hatch_linewidth(0.8 * sheet.look.scale)
        self.axes.add_artist(patch)


def rectangles(x0: np.ndarray, y0: np.ndarray, x1: np.ndarray, y1: np.ndarray) -> np.ndarray:
    """Corners of shape (n, 4, 2), counter-clockwise from the lower left."""
    return np.stack([np.column_stack(pair) for pair in ((x0, y0), (x1, y0), (x1, y1), (x0, y1))], axis=1)


def closed_path(corners: np.ndarray) -> Path:
    """One path of ``n`` closed polygons from corners of shape (n, k, 2)."""
    n, k, _ = corners.shape
    vertices = np.concatenate([corners, corners[:, :1]], axis=1).reshape(-1, 2)
    codes = np.tile(np.array([Path.MOVETO, *[Path.LINETO] * (k - 1), Path.CLOSEPOLY], dtype=np.uint8), n)
    return Path(vertices, codes)
