"""``make screenshots``: every page and sheet, in each language, light and dark, empty and with the sample case.

    python -m debttracker.ui.screenshots [--out FOLDER] [--only NAME…] [--language CODE…] [--scheme NAME…]

Writes one PNG each and ``contact-sheet.png``, which shows all of them small. Pages come from ``ui/pages.py``, sheets
from the modules ``pictured.py``, so that both grow by themselves.
"""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPixmap

from debttracker.basics.languages import LANGUAGES
from debttracker.case.case import Case
from debttracker.ui.pictured import Pictured, all_pictured
from debttracker.ui.pictures import WORKSHOP, Studio, page_ids, studio

SCHEMES: Final = ("light", "dark")
#: What each row of the contact sheet stands for: a page or sheet, on which case.
_STATES: Final = ("sample", "empty", "none")
#: Pixels on the contact sheet: one small picture, the room between, a caption.
_SMALL: Final = (300, 192)
_GAP, _CAPTION, _HEAD = 10, 24, 44


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: of page or sheet ``name``, on case ``state`` (sample, empty or none)."""

    name: str
    state: str
    language: str
    scheme: str
    path: Path


def main(words: Sequence[str] | None = None) -> int:
    """Take the pictures and say where they are."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    parser = ArgumentParser(prog="screenshots", description=__doc__.split("\n")[0])
    parser.add_argument("--out", type=Path, default=Path("build/screenshots"))
    parser.add_argument("--only", nargs="+", metavar="NAME", help="pages and sheets (default: all)")
    parser.add_argument("--language", nargs="+", choices=LANGUAGES, default=list(LANGUAGES))
    parser.add_argument("--scheme", nargs="+", choices=SCHEMES, default=list(SCHEMES))
    args = parser.parse_args(words)
    known = {*page_ids(workshop=True), *(one.name for one in all_pictured())}
    if args.only and (strange := set(args.only) - known):
        parser.error(f"no such page or sheet: {', '.join(sorted(strange))}; there are {', '.join(sorted(known))}")
    args.out.mkdir(parents=True, exist_ok=True)
    shots = take(args.out, args.language, args.scheme, args.only)
    sheet = args.out / "contact-sheet.png"
    contact_sheet(shots).save(str(sheet))
    sys.stdout.write(f"{len(shots)} pictures in {args.out}, all of them small in {sheet}\n")
    return 0


def take(out: Path, languages: Sequence[str] = LANGUAGES, schemes: Sequence[str] = SCHEMES,
         only: Sequence[str] | None = None) -> list[Shot]:
    """Picture everything (or what ``only`` names) into ``out``; returns what was taken, row by row."""
    from debttracker.capture.sample import make_sample_case

    found: list[Shot] = []
    with TemporaryDirectory(prefix="debttracker-screenshots-") as folder:
        for language in languages:
            sample = make_sample_case(Path(folder) / f"sample-{language}", language).case
            with sample, _empty_case(Path(folder) / f"empty-{language}", language) as empty:
                for scheme in schemes:
                    with studio(language, scheme) as room:
                        for state, case in (("none", None), ("sample", sample), ("empty", empty)):
                            found += _take_state(room, out, Shot("", state, language, scheme, out), case, only)
                        room.use(None)
    order = {name: n for n, (name, _state) in enumerate(_rows())}
    return sorted(found, key=lambda s: (order[s.name], _STATES.index(s.state), LANGUAGES.index(s.language),
                                        SCHEMES.index(s.scheme)))


def _rows() -> Iterator[tuple[str, str]]:
    """Everything there is to picture, with the case it is pictured on."""
    for page in page_ids(workshop=True):
        yield from ((page, state) for state in (("sample",) if page in WORKSHOP else ("sample", "empty")))
    yield from ((one.name, one.on) for one in all_pictured())


def _take_state(room: Studio, out: Path, plan: Shot, case: Case | None, only: Sequence[str] | None) -> Iterator[Shot]:
    """Everything that is pictured on this case."""
    wanted = [name for name, state in _rows() if state == plan.state and (not only or name in only)]
    if not wanted:
        return
    sheets: dict[str, Pictured] = {one.name: one for one in all_pictured()}
    room.use(case)
    for name in wanted:
        picture = room.view(sheets[name]) if name in sheets else room.page(name)
        path = out / f"{name}-{plan.state}-{plan.language}-{plan.scheme}.png"
        picture.save(str(path))
        yield Shot(name, plan.state, plan.language, plan.scheme, path)


def _empty_case(folder: Path, language: str) -> Case:
    from debttracker.case.creation import create_case

    case, _code = create_case(folder, None, name={"en": "My case", "zh-Hans": "我的记录", "zh-Hant": "我的紀錄"}[language],
                              zone="Asia/Shanghai", language=language, currency="CNY", jurisdictions=("cn",))
    return case


# --- the contact sheet --------------------------------------------------------------------------------------------

def contact_sheet(shots: Sequence[Shot]) -> QImage:
    """All pictures small: a column for each language and scheme, a row for each page or sheet and its case."""
    columns = sorted({(shot.language, shot.scheme) for shot in shots},
                     key=lambda c: (LANGUAGES.index(c[0]), SCHEMES.index(c[1])))
    rows = list(dict.fromkeys((shot.name, shot.state) for shot in shots))
    wide, high = _SMALL[0] + _GAP, _SMALL[1] + _GAP + _CAPTION
    block_wide = len(columns) * wide + 3 * _GAP
    # Blocks side by side, so that thirty rows do not make a ribbon.
    side_by_side = min(range(1, len(rows) + 1), key=lambda n: abs(n * block_wide - 1.4 * -(-len(rows) // n) * high))
    depth = -(-len(rows) // side_by_side)
    blocks = [rows[start:start + depth] for start in range(0, len(rows), depth)]
    image = QImage(block_wide * len(blocks) + _GAP, _HEAD + depth * high + _GAP, QImage.Format.Format_RGB32)
    image.fill(QColor("#8B8578"))
    by_place = {(shot.name, shot.state, shot.language, shot.scheme): shot for shot in shots}
    painter = QPainter(image)
    for b, block in enumerate(blocks):
        for c, (language, scheme) in enumerate(columns):
            left = 2 * _GAP + b * block_wide + c * wide
            _write(painter, QRect(left, 0, _SMALL[0], _HEAD), f"{language} · {scheme}", strong=True)
            for r, (name, state) in enumerate(block):
                top = _HEAD + r * high
                if (name, state, language, scheme) in by_place:
                    path = by_place[name, state, language, scheme].path
                    _paste(painter, QRect(left, top + _CAPTION, *_SMALL), QPixmap(str(path)))
                if c == 0:
                    _write(painter, QRect(left, top, 2 * wide, _CAPTION), f"{name} · {state}")
    painter.end()
    return image


def _paste(painter: QPainter, box: QRect, picture: QPixmap) -> None:
    """A picture as large as fits the box, at its top left."""
    ratio = picture.devicePixelRatio()
    small = picture.scaled(box.size() * ratio, Qt.AspectRatioMode.KeepAspectRatio,
                           Qt.TransformationMode.SmoothTransformation)
    painter.drawPixmap(box.topLeft(), small)


def _write(painter: QPainter, box: QRect, text: str, *, strong: bool = False) -> None:
    font = QFont("Inter")
    font.setPixelSize(15)
    font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    painter.setFont(font)
    painter.setPen(QColor("#FFFFFF"))
    painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)


if __name__ == "__main__":
    sys.exit(main())
