"""Lengths and type sizes that grow with the user's text size."""

from __future__ import annotations

from typing import Final

#: Pixel heights of the type scale at 100 %.
TYPE: Final = {"caption": 12, "small": 13, "body": 14, "lead": 15, "title": 20, "figure": 28}
#: What common desktops call normal text, in logical pixels: no growth up to here.
_NORMAL_PIXELS: Final = 14.7


class Sizes:
    """Turns design pixels (as in the drawings) into logical pixels on this screen."""

    __slots__ = ("_known", "scale")

    def __init__(self, scale: float) -> None:
        self.scale = scale
        self._known: dict[float, int] = {}

    def px(self, design: float) -> int:
        """``design`` pixels of the drawing, at the user's text size; never 0 for something visible."""
        known = self._known.get(design)
        if known is None:
            known = max(1, round(design * self.scale)) if design > 0 else round(design * self.scale)
            self._known[design] = known
        return known

    def type(self, role: str) -> int:
        """Pixel height of ``role`` in :data:`TYPE`."""
        return self.px(TYPE[role])


def scale_for(system_pixels: float, wish: float) -> float:
    """The factor for a desktop whose text is ``system_pixels`` high, times the user's own ``wish`` (1.0 to 2.5)."""
    return max(1.0, system_pixels / _NORMAL_PIXELS) * min(max(wish, 1.0), 2.5)
