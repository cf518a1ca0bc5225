"""Our icons: one SVG file each, drawn in the colour of a token when asked for.

Drawing one takes 0.35 ms and QtSvg, which is loaded with the first one; a picture made by an earlier start is read in a
tenth of that. So what was drawn is kept in the cache folder, for the next start.
"""

from __future__ import annotations

import contextlib
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
#: Keys of the pixmaps that were drawn by this start.
_drawn: set[tuple[str, str, int, float]] = set()


@cache
def _source(name: str) -> str:
    return resource_path("icons", f"{name}.svg").read_text(encoding="utf-8")


def icon_names() -> list[str]:
    """Every icon there is."""
    return sorted(f.stem for f in resource_path("icons").glob("*.svg"))


def tinted_pixmap(name: str, colour: str, side: int, ratio: float) -> QPixmap:
    """Icon ``name`` in ``colour`` (``#RRGGBB``), ``side`` logical pixels square, sharp at device ``ratio``."""
    key = (name, colour.lower(), side, ratio)
    found = _pixmaps.get(key)
    if found is None:
        if len(_pixmaps) >= _MOST_PIXMAPS:
            _pixmaps.clear()
        found = _pixmaps[key] = _kept(*key) or _draw(*key)
    return found


def keep_pixmaps() -> None:
    """Keep what was drawn so far, for the next start. A cache folder that cannot be written is no trouble."""
    for key in _drawn:
        path = _path(*key)
        if path is not None and key in _pixmaps and not Path(path).exists():
            with contextlib.suppress(OSError):
                _kept_folder().mkdir(parents=True, exist_ok=True)
                _pixmaps[key].save(path, "PNG")
    _drawn.clear()


def _kept(name: str, colour: str, side: int, ratio: float) -> QPixmap | None:
    """The picture that an earlier start kept; None when there is none, or none that can be read."""
    path = _path(name, colour, side, ratio)
    pixmap = QPixmap(path) if path is not None else QPixmap()
    if pixmap.width() != _pixels(side, ratio):
        _drawn.add((name, colour, side, ratio))
        return None
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def _path(name: str, colour: str, side: int, ratio: float) -> str | None:
    """Where the picture is kept: another drawing of the same icon (by time and size of its file) gets another name."""
    try:
        drawn = resource_path("icons", f"{name}.svg").stat()
    except OSError:
        return None
    mark = f"{drawn.st_mtime_ns:x}-{drawn.st_size:x}"
    return f"{_kept_folder()}/{name}-{colour[1:]}-{_pixels(side, ratio)}-{mark}.png"


@cache
def _kept_folder() -> Path:
    from debttracker.basics.folders import cache_folder

    return cache_folder() / "icons"


def _pixels(side: int, ratio: float) -> int:
    return max(1, round(side * ratio))


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
    pixels = _pixels(side, ratio)
    pixmap = QPixmap(pixels, pixels)
    pixmap.fill(QColor(0, 0, 0, 0))
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap
