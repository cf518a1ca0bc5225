"""Figures as bytes: SVG whose text stays text, PNG, and raw pixels for a window. Same input, same bytes."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from threading import Lock
from typing import Any, Final

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

_MM = 25.4
#: Fineness to which bars are aligned in SVG, where there are no pixels.
_PAPER_DPI: Final = 1200
#: matplotlib reads its settings and fonts from one place for all threads.
_DRAWING: Final = Lock()
_SETTINGS: Final[Any] = {"svg.fonttype": "none", "svg.hashsalt": "debttracker", "svg.id": None, "path.simplify": True}

#: Draws on the figure it is given, for example ``lambda figure: daily.draw(figure, data, look, speak)``.
Drawing = Callable[[Figure], object]


def svg(drawing: Drawing, width_mm: float, height_mm: float) -> bytes:
    """The chart as SVG of that size. Text is real text in the families of resources/fonts; no date, no random ids."""
    figure = Figure(figsize=(width_mm / _MM, height_mm / _MM), dpi=_PAPER_DPI)
    stream = BytesIO()
    with _DRAWING, mpl.rc_context(_SETTINGS):
        drawing(figure)
        figure.savefig(stream, format="svg", metadata={"Date": None, "Creator": None})
    return stream.getvalue()


def png(drawing: Drawing, width_px: int, height_px: int, *, dpi: float = 96) -> bytes:
    """The chart as PNG of that many pixels; ``dpi`` 96 gives the window's type sizes, 192 twice as fine."""
    figure = Figure(figsize=(width_px / dpi, height_px / dpi), dpi=dpi)
    stream = BytesIO()
    with _DRAWING, mpl.rc_context(_SETTINGS):
        FigureCanvasAgg(figure)
        drawing(figure)
        figure.savefig(stream, format="png", dpi=dpi, metadata={"Software": None})
    return stream.getvalue()


class Canvas:
    """A reusable drawing surface for a window: draw, and take the pixels. May be used off the GUI thread."""

    def __init__(self, width_px: int, height_px: int, dpi: float = 96) -> None:
        self.figure = Figure(figsize=(max(width_px, 16) / dpi, max(height_px, 16) / dpi), dpi=dpi)
        self._agg = FigureCanvasAgg(self.figure)

    def pixels(self, drawing: Callable[[Figure], object]) -> tuple[bytes, int, int]:
        """Draw and return (RGBA bytes, straight alpha, row by row from the top; width; height in pixels)."""
        with _DRAWING, mpl.rc_context(_SETTINGS):
            drawing(self.figure)
            self._agg.draw()  # type: ignore[no-untyped-call]
            width, height = self._agg.get_width_height(physical=True)
            rows = self._agg.buffer_rgba()  # type: ignore[no-untyped-call]
            return bytes(rows), width, height
