"""The faces of the window: Inter, with Noto Sans SC or TC for Chinese, all shipped.

Inter and the face of the screen's language are loaded before the first paint (a few milliseconds); the other
Chinese face only afterwards, for names and messages in another script than the screen's.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from PySide6.QtGui import QFont, QFontDatabase

from debttracker.basics.resources import resource_path

#: File name stems under resources/fonts by what needs them.
_STEMS: Final = {"latin": "Inter", "zh-Hans": "NotoSansSC", "zh-Hant": "NotoSansTC"}
_FAMILIES: Final = {
    "en": ("Inter", "Noto Sans SC", "Noto Sans TC"),
    "zh-Hans": ("Inter", "Noto Sans SC", "Noto Sans TC"),
    "zh-Hant": ("Inter", "Noto Sans TC", "Noto Sans SC"),
}
#: Faces a desktop may bring, for glyphs that ours lack or where ours are missing.
_LAST: Final = ("Noto Sans", "Noto Sans CJK SC", "Microsoft YaHei UI", "PingFang SC")
_loaded: set[str] = set()
#: Signs from here on (CJK radicals, kana, ideographs …) are not in Inter.
_IDEOGRAPHS: Final = "\u2e80"


def families(language: str) -> list[str]:
    """Families in the order in which glyphs are looked for."""
    return [*_FAMILIES[language], *_LAST]


def load_first(language: str) -> None:
    """Load what the first paint in ``language`` needs."""
    _load("latin")
    if language != "en":
        _load(language)


def load_for(language: str, texts: Iterable[str]) -> None:
    """Load the Chinese face for ``texts``, the first words on a screen in ``language``, if one of them needs it."""
    part = language if language in _STEMS else "zh-Hans"
    if part not in _loaded and any(sign >= _IDEOGRAPHS for text in texts if not text.isascii() for sign in text):
        _load(part, only="Regular")


def load_rest() -> None:
    """Load every other shipped face; cheap, but not needed for the first paint."""
    for part in _STEMS:
        _load(part)


def make_font(language: str, pixels: int, *, bold: bool = False) -> QFont:
    """The window's font with figures of one width, ``pixels`` high."""
    font = QFont(families(language))
    font.setPixelSize(pixels)
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    if hasattr(font, "setFeature"):  # Qt 6.7
        font.setFeature(QFont.Tag("tnum"), 1)
    return font


def _load(part: str, *, only: str = "") -> None:
    """Load the files of ``part`` that are not there yet, or of them the one whose name ends in ``only``."""
    if part in _loaded:
        return
    if not only:
        _loaded.add(part)
    for file in _files(_STEMS[part]):
        if file.name not in _loaded and file.stem.endswith(only):
            _loaded.add(file.name)
            QFontDatabase.addApplicationFont(str(file))


def _files(stem: str) -> list[Path]:
    folder = resource_path("fonts")
    if not folder.is_dir():
        return []
    return sorted(f for f in folder.iterdir() if f.name.startswith(stem) and f.suffix in (".otf", ".ttf", ".ttc"))
