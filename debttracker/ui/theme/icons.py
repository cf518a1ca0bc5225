"""Our icons: one SVG file each, drawn in the colour of a token when asked for.

QtSvg is loaded with the first icon, not at import.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtGui import QColor, QPainter, QPixmap

from debttracker.basics.resources import resource_path

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon

_pixmaps: dict[tuple[str, str, int, float], QPixmap] = {}
_MOST_PIXMAPS = 600


@cache
def _source(name: str) -> str:
    return resource_path("icons", f"{name}.svg").read_text(encoding="utf-8")


def icon_names() -> list[str]:
    """Every icon there is."""
    return sorted(f.stem for f in resource_path("icons").glob("*.svg"))


def tinted_pixmap(name: str, colour: str, side: int, ratio: float) -> QPixmap:
    """Icon ``name`` in ``colour`` (``#RRGGBB``), ``side`` logical pixels square, sharp at device ``ratio``."""
    key = (name, colour, side, ratio)
    found = _pixmaps.get(key)
    if found is None:
        if len(_pixmaps) >= _MOST_PIXMAPS:
            _pixmaps.clear()
        found = _pixmaps[key] = _draw(name, colour, side, ratio)
    return found


def tinted_icon(name: str, colour: str, disabled: str, side: int, ratio: float) -> QIcon:
    """A QIcon of ``name`` in ``colour``, and in ``disabled`` for controls that cannot be used now."""
    from PySide6.QtGui import QIcon

    icon = QIcon(tinted_pixmap(name, colour, side, ratio))
    icon.addPixmap(tinted_pixmap(name, disabled, side, ratio), QIcon.Mode.Disabled)
    return icon


def tinted_file(name: str, colour: str) -> str:
    """Path of an SVG file of ``name`` in ``colour``, kept in the cache folder; for the style sheet only.

    Empty when the cache cannot be written: the control then shows without its small mark.
    """
    from debttracker.basics.folders import cache_folder

    path = Path(cache_folder()) / "icons" / f"{name}-{colour[1:]}.svg"
    try:
        if not path.is_file():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(_source(name).replace("currentColor", colour), encoding="utf-8")
    except OSError:
        return ""
    return path.as_posix()


def _draw(name: str, colour: str, side: int, ratio: float) -> QPixmap:
    from PySide6.QtSvg import QSvgRenderer

    renderer = QSvgRenderer(QByteArray(_source(name).replace("currentColor", colour).encode()))
    pixels = max(1, round(side * ratio))
    pixmap = QPixmap(pixels, pixels)
    pixmap.fill(QColor(0, 0, 0, 0))
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap
