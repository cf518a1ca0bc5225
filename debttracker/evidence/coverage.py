"""Which characters the shipped typefaces can draw, read from the font files themselves.

PDF/A and PDF/UA forbid a character without a glyph, so the document has to know before it is set. Only the ``cmap``
table is read (OpenType specification, formats 4 and 12): a few kilobytes of each file.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from debttracker.basics.resources import resource_path


def font_folders() -> tuple[Path, ...]:
    """The two folders of typefaces: the program's own, and those for rare scripts in evidence only."""
    return resource_path("fonts"), resource_path("typst", "fonts")


@cache
def drawable() -> frozenset[int]:
    """Code points that at least one shipped typeface has a glyph for."""
    found: set[int] = set()
    for folder in font_folders():
        for path in sorted(folder.glob("*.[ot]tf")):
            found.update(code_points(path))
    return frozenset(found)


def code_points(font: Path) -> set[int]:
    """The code points ``font`` (TrueType or OpenType file) maps to a glyph."""
    found: set[int] = set()
    table = _table(font, b"cmap")
    for index in range(struct.unpack_from(">H", table, 2)[0]):
        offset = struct.unpack_from(">I", table, 4 + 8 * index + 4)[0]
        kind = struct.unpack_from(">H", table, offset)[0]
        if kind == 4:
            found.update(*_segments(table[offset:]))
        elif kind == 12:
            found.update(*_groups(table[offset:]))
    return found


def _table(font: Path, tag: bytes) -> bytes:
    """One table of a font file."""
    with font.open("rb") as stream:
        count = struct.unpack(">4xH6x", stream.read(12))[0]
        directory = stream.read(16 * count)
        for start in range(0, len(directory), 16):
            if directory[start:start + 4] == tag:
                offset, length = struct.unpack_from(">II", directory, start + 8)
                stream.seek(offset)
                return stream.read(length)
    return b"\0\0\0\0"


def _groups(table: bytes) -> Iterator[range]:
    """Format 12: ranges over all of Unicode."""
    for first, last, _ in struct.iter_unpack(">III", table[16:16 + 12 * struct.unpack_from(">I", table, 12)[0]]):
        yield range(first, last + 1)


def _segments(table: bytes) -> Iterator[range | list[int]]:
    """Format 4: ranges within the first 65,536 code points; single holes in them map to glyph 0."""
    count = struct.unpack_from(">H", table, 6)[0] // 2
    ends, starts, deltas, offsets = (struct.unpack_from(f">{count}H", table, 14 + place * 2 * count + (2 if place else 0))
                                     for place in range(4))
    for at, (first, last, delta, offset) in enumerate(zip(starts, ends, deltas, offsets, strict=True)):
        codes = range(first, min(last, 0xFFFE) + 1)  # the last segment is only an end mark
        if not offset:
            hole = -delta & 0xFFFF
            yield codes if hole not in codes else [code for code in codes if code != hole]
            continue
        place = 16 + 6 * count + 2 * at + offset
        known = max(min(len(codes), (len(table) - place) // 2), 0)
        glyphs = struct.unpack_from(f">{known}H", table, place)
        yield [code for code, glyph in zip(codes, glyphs, strict=False) if glyph and (glyph + delta) & 0xFFFF]
