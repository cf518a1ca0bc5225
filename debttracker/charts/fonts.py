"""The shipped typefaces in matplotlib: found before any system font, measured, and checked for missing glyphs.

A text is set in one face as a whole: Inter where it has every sign, else Noto Sans of the language's script.
So widths are the same in the window, in SVG and in the PDF, on any machine.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Final

from matplotlib import font_manager, ft2font

from debttracker.basics.resources import resource_path

LATIN: Final = "Inter"
SIMPLIFIED: Final = "Noto Sans SC"
TRADITIONAL: Final = "Noto Sans TC"
#: Files of each family: regular and strong.
FILES: Final = {
    LATIN: ("Inter-Regular.otf", "Inter-SemiBold.otf"),
    SIMPLIFIED: ("NotoSansSC-Regular.otf", "NotoSansSC-Bold.otf"),
    TRADITIONAL: ("NotoSansTC-Regular.otf", "NotoSansTC-Bold.otf"),
}
#: Stands for a sign that none of the faces has, such as an emoji in a name: seen, rather than lost.
MISSING: Final = "□"
#: Pixels per inch at which FreeType measures points.
_POINTS: Final = 72


@cache
def register() -> None:
    """Make the shipped faces known, in front of fonts of the same name that the system may have."""
    manager = font_manager.fontManager
    for files in FILES.values():
        for file in files:
            manager.addfont(str(_path(file)))
            manager.ttflist.insert(0, manager.ttflist.pop())


def _path(file: str) -> str:
    return str(resource_path("fonts", file))


def families(text: str, language: str) -> tuple[str, ...]:
    """The faces for ``text``, best first."""
    if text.isascii() or _covered(LATIN).issuperset(map(ord, text)):
        return (LATIN,)
    return (TRADITIONAL, SIMPLIFIED, LATIN) if language == "zh-Hant" else (SIMPLIFIED, TRADITIONAL, LATIN)


@lru_cache(maxsize=256)
def properties(faces: tuple[str, ...], size: float, strong: bool) -> font_manager.FontProperties:
    """Matplotlib's description of a face; shared, because making and comparing them costs more than drawing."""
    register()
    return font_manager.FontProperties(family=list(faces), size=size, weight="bold" if strong else "normal")


@lru_cache(maxsize=4096)
def width(text: str, size: float, language: str, strong: bool = False) -> float:
    """The advance width of ``text`` in points at ``size`` points."""
    font = _measuring(families(text, language)[0], strong)
    font.set_size(size, _POINTS)
    font.set_text(text, 0.0, flags=ft2font.LoadFlags.NO_HINTING)
    return float(font.get_width_height()[0]) / 64


@cache
def _measuring(family: str, strong: bool) -> ft2font.FT2Font:
    """An opened face of our own: matplotlib's cached ones have their size changed by each text drawn."""
    return ft2font.FT2Font(_path(FILES[family][strong]))


@cache
def _covered(family: str) -> frozenset[int]:
    return frozenset(ft2font.FT2Font(_path(FILES[family][0])).get_charmap())


def legible(text: str) -> str:
    """``text`` on one line, without control signs, with :data:`MISSING` for what no face can show."""
    if text.isascii() and text.isprintable():
        return text
    line = " ".join("".join(sign if sign.isprintable() or sign.isspace() else "" for sign in text).split())
    if _covered(LATIN).issuperset(map(ord, line)):
        return line
    return "".join(sign if _has(ord(sign)) else MISSING for sign in line)


def _has(code: int) -> bool:
    return code in _covered(SIMPLIFIED) or code in _covered(TRADITIONAL) or code in _covered(LATIN)


def shortened(text: str, room: float, size: float, language: str) -> str:
    """``text``, cut with “…” so that it is at most ``room`` points wide."""
    if width(text, size, language) <= room:
        return text
    fits, too_long = 0, len(text)
    while too_long - fits > 1:
        middle = (fits + too_long) // 2
        if width(text[:middle] + "…", size, language) <= room:
            fits = middle
        else:
            too_long = middle
    return text[:fits].rstrip() + "…"


def wrapped(text: str, room: float, size: float, language: str) -> list[str]:
    """``text`` in lines of at most ``room`` points: at spaces, in Chinese between any two signs."""
    chinese = not text.isascii() and families(text, language)[0] != LATIN
    lines, line = [""], ""
    for piece in list(text) if chinese else [f"{word} " for word in text.split()]:
        # A comma or full stop may hang over the edge, but must not begin a line.
        if line and width((line + piece).rstrip(), size, language) > room and piece not in "，。、；：）”":
            lines.append("")
            line = ""
        line += piece
        lines[-1] = line.rstrip()
    return lines
