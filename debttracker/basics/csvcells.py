"""Cells of CSV files that spreadsheets must not take for formulas, without losing what they say.

A spreadsheet runs a cell that begins with ``=``, ``+``, ``-``, ``@``, a tab or a carriage return. Such a cell gets one
apostrophe in front. A cell that has apostrophes before such a character gets one more, so that taking exactly one
away always gives back the original.
"""

from __future__ import annotations

_RISKY = frozenset("=+-@\t\r")


def guard(cell: str) -> str:
    """The cell as it is written to a file."""
    return "'" + cell if _risky(cell) else cell


def unguard(cell: str) -> str:
    """The cell as it was before :func:`guard`; cells that need no guard stay as they are."""
    return cell[1:] if cell[:1] == "'" and _risky(cell) else cell


def _risky(cell: str) -> bool:
    if not cell or (cell[0] != "'" and cell[0] not in _RISKY):
        return False
    return cell.lstrip("'")[:1] in _RISKY if cell.strip("'") else False
