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
            found.update(_segments(table[offset:]))
        elif kind == 12:
            found.update(_groups(table[offset:]))
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


def _groups(table: bytes) -> Iterator[int]:
    """Format 12: ranges over all of Unicode."""
    for index in range(struct.unpack_from(">I", table, 12)[0]):
        first, last = struct.unpack_from(">II", table, 16 + 12 * index)
        yield from range(first, last + 1)


def _segments(table: bytes) -> Iterator[int]:
    """Format 4: ranges within the first 65,536 code points; single holes in them map to glyph 0."""
    doubled = struct.unpack_from(">H", table, 6)[0]
    ends, starts = 14, 16 + doubled
    deltas, offsets = starts + doubled, starts + 2 * doubled
    for at in range(0, doubled, 2):
        first, last = (struct.unpack_from(">H", table, base + at)[0] for base in (starts, ends))
        delta, offset = (struct.unpack_from(">H", table, base + at)[0] for base in (deltas, offsets))
        for code in range(first, last + 1):
            if code == 0xFFFF:
                continue
            glyph = code
            if offset:
                place = offsets + at + offset + 2 * (code - first)
                glyph = struct.unpack_from(">H", table, place)[0] if place + 2 <= len(table) else 0
                if not glyph:
                    continue
            if (glyph + delta) & 0xFFFF:
                yield code
