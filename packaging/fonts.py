"""Make the font files under resources/fonts/ from Debian's packages fonts-inter and fonts-noto-cjk.

    python packaging/fonts.py [--source /usr/share/fonts]

Run only when a newer release of the fonts is wanted; the results are kept in the repository, so that Chinese shows
on a machine without any Chinese font, in the window, in charts and in the PDF. Needs fontTools.

Noto Sans CJK comes as one collection of 65,535 glyphs for five regions. The program needs two of them, each as a
plain .otf that Qt, matplotlib and Typst all read: "Noto Sans SC" and "Noto Sans TC". Each keeps every Han
character, kana, bopomofo, punctuation, Latin and symbol of its region; Korean syllables, vertical writing and the
glyph variants of the other regions are left out. Inter is copied as it is. A few marks that neither has come from
DejaVu Sans (it ships with matplotlib) as "Debttracker Symbols"; its licence allows subsets under another name.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path
from typing import Final

import matplotlib as mpl
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont

TARGET: Final = Path(__file__).resolve().parents[1] / "resources" / "fonts"
FACES: Final = {"Noto Sans CJK SC": "Noto Sans SC", "Noto Sans CJK TC": "Noto Sans TC"}
WEIGHTS: Final = ("Regular", "Bold")
INTER: Final = ("Inter-Regular.otf", "Inter-SemiBold.otf")
#: Marks for states and controls: due soon, may breach, fold, close, edit …
SYMBOLS: Final = "●◔◑◕○⚑⚐✓✔✕✗✎▶▸▾▴◂→←↑↓⟳↻⌂☰☎✉☆★⚖"
#: Hangul letters and syllables: Unicode blocks that no text of ours uses.
KOREAN: Final = ((0x1100, 0x11FF), (0x3130, 0x318F), (0x3200, 0x321E), (0x3260, 0x327F), (0xA960, 0xA97F),
                 (0xAC00, 0xD7FF), (0xFFA0, 0xFFDC))


def characters(font: TTFont) -> list[int]:
    """Code points of ``font`` that are kept."""
    return [c for c in font.getBestCmap() if not any(first <= c <= last for first, last in KOREAN)]


def shrink(font: TTFont) -> None:
    """Drop what no Chinese text needs, in place."""
    options = Options()
    options.layout_features = ["ccmp", "kern", "mark", "mkmk", "liga", "halt"]
    options.name_IDs = ["*"]
    options.name_languages = [0x409]
    options.hinting = True
    options.glyph_names = False
    options.recalc_timestamp = False
    options.drop_tables += ["BASE", "VORG", "vhea", "vmtx", "DSIG"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters(font))
    subsetter.subset(font)


def rename(font: TTFont, family: str, weight: str) -> None:
    """Give ``font`` the plain family name by which style sheets, charts and the PDF ask for it."""
    postscript = f"{family.replace(' ', '')}-{weight}"
    names = font["name"]
    for number in (16, 17, 21, 22, 25):
        names.removeNames(nameID=number)
    for number, text in ((1, family), (2, weight), (3, f"{postscript}; debttracker subset"), (4, f"{family} {weight}"),
                         (6, postscript)):
        names.setName(text, number, 3, 1, 0x409)
    if "CFF " not in font:
        return
    table = font["CFF "].cff
    table.fontNames = [postscript]
    top = table.topDictIndex[0]
    top.FullName, top.FamilyName, top.Weight = f"{family} {weight}", family, weight


def make(source: Path) -> None:
    """Write all files and say how large they are."""
    TARGET.mkdir(parents=True, exist_ok=True)
    for weight in WEIGHTS:
        for font in TTCollection(source / "opentype" / "noto" / f"NotoSansCJK-{weight}.ttc", lazy=True):
            family = FACES.get(font["name"].getDebugName(1))
            if family:
                shrink(font)
                rename(font, family, weight)
                font.save(TARGET / f"{family.replace(' ', '')}-{weight}.otf")
    _make_symbols()
    for name in INTER:
        shutil.copyfile(source / "opentype" / "inter" / name, TARGET / name)
    for path in sorted(TARGET.glob("*.[ot]tf")):
        print(f"{path.name:28} {path.stat().st_size / 1e6:6.2f} MB")


def _make_symbols() -> None:
    source = Path(mpl.get_data_path()) / "fonts" / "ttf"
    font = TTFont(source / "DejaVuSans.ttf", recalcTimestamp=False)
    subsetter = Subsetter(Options(layout_features=[], hinting=False, name_languages=[0x409]))
    subsetter.populate(text=SYMBOLS)
    subsetter.subset(font)
    rename(font, "Debttracker Symbols", "Regular")
    font.save(TARGET / "DebttrackerSymbols-Regular.ttf")
    shutil.copyfile(source / "LICENSE_DEJAVU", TARGET / "DebttrackerSymbols-LICENSE.txt")


def main() -> int:
    """Read the arguments and make the fonts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--source", type=Path, default=Path("/usr/share/fonts"))
    make(parser.parse_args().source)
    return 0


if __name__ == "__main__":
    sys.exit(main())
