"""The shipped fonts: every Chinese character is there, and Qt, Typst and matplotlib all find them by name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

CHINESE = [("Noto Sans SC", "NotoSansSC", "Regular", 400), ("Noto Sans SC", "NotoSansSC", "Bold", 700),
           ("Noto Sans TC", "NotoSansTC", "Regular", 400), ("Noto Sans TC", "NotoSansTC", "Bold", 700)]
LATIN = [("Inter", "Inter", "Regular", 400), ("Inter", "Inter", "SemiBold", 600)]


@pytest.fixture(scope="module")
def folder(root: Path) -> Path:
    return root / "resources" / "fonts"


def test_symbols_have_a_family_of_their_own(folder: Path) -> None:
    with TTFont(folder / "DebttrackerSymbols-Regular.ttf") as font:
        assert font["name"].getDebugName(1) == font["name"].getBestFamilyName() == "Debttracker Symbols"


def encodable(charset: str) -> Iterator[str]:
    """Han characters of a national character set."""
    for code in range(0x4E00, 0xA000):
        try:
            chr(code).encode(charset)
        except UnicodeEncodeError:
            continue
        yield chr(code)


@pytest.mark.parametrize(("_family", "file", "style", "weight"), CHINESE)
def test_no_character_of_either_script_is_missing(folder: Path, _family: str, file: str, style: str,
                                                  weight: int) -> None:
    with TTFont(folder / f"{file}-{style}.otf") as font:
        covered = font.getBestCmap()
        assert font["OS/2"].usWeightClass == weight
    wanted = {*encodable("gb18030"), *encodable("big5hkscs"), *"，。、；：？！“”‘’（）《》「」『』—…·￥％あアㄅ"}
    assert len(wanted) > 20_000
    assert {c for c in wanted if ord(c) not in covered} <= {chr(c) for c in range(0x9FD6, 0xA000)}  # newer than 2015


def test_marks_that_carry_a_status_are_drawn_by_our_fonts(folder: Path) -> None:
    covered: set[int] = set()
    for path in folder.glob("*-Regular.[ot]tf"):
        with TTFont(path) as font:
            covered |= set(font.getBestCmap())
    assert {mark for mark in "●◔⚑✓○▶→▾▸✕−×¥" if ord(mark) not in covered} == set()


@pytest.mark.parametrize(("family", "file", "style", "weight"), CHINESE + LATIN)
def test_qt_finds_family_and_weight(folder: Path, qapp: object, family: str, file: str, style: str,
                                    weight: int) -> None:
    from PySide6.QtGui import QFontDatabase

    number = QFontDatabase.addApplicationFont(str(folder / f"{file}-{style}.otf"))
    assert family in QFontDatabase.applicationFontFamilies(number)
    assert weight in {QFontDatabase.weight(family, s) for s in QFontDatabase.styles(family)}


@pytest.mark.parametrize(("family", "weight"), [(family, weight) for family, _, _, weight in CHINESE + LATIN])
def test_typst_finds_family_and_weight(folder: Path, family: str, weight: int) -> None:
    import typst

    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])
    assert (family, weight) in {(info.family, info.weight) for info in fonts.fonts()}


@pytest.mark.parametrize(("family", "file", "style", "weight"), CHINESE + LATIN)
def test_matplotlib_finds_family_and_weight(folder: Path, family: str, file: str, style: str, weight: int) -> None:
    from matplotlib import font_manager

    font_manager.fontManager.addfont(str(folder / f"{file}-{style}.otf"))
    found = font_manager.findfont(font_manager.FontProperties(family=family, weight=weight), fallback_to_default=False)
    assert Path(found).name == f"{file}-{style}.otf"


def test_licences_travel_with_the_fonts_and_the_size_is_bounded(folder: Path) -> None:
    for name, words in (("Inter-OFL.txt", "SIL OPEN FONT LICENSE Version 1.1"), ("NotoSansCJK-OFL.txt", "Adobe"),
                       ("DebttrackerSymbols-LICENSE.txt", "DejaVu changes are in public domain")):
        assert words in (folder / name).read_text(encoding="utf-8")
    assert sum(path.stat().st_size for path in folder.iterdir()) < 40_000_000
