"""Cells of our CSV files: harmless to a spreadsheet, and read back exactly.

A spreadsheet runs a cell that begins with ``=``, ``+``, ``-`` or ``@`` as a formula, also behind a tab or a line
break. Such a cell gets one apostrophe in front, and so does a cell that already begins with apostrophes before such
a character; taking one away restores the original, whatever it was.
"""

from __future__ import annotations

import re
from typing import Final

#: Full-width forms count too: some spreadsheets fold them to the plain ones.
_DANGEROUS: Final = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_GUARDED: Final = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")


def guard(cell: str) -> str:
    """``cell`` as it may be written to CSV; :func:`unguard` gives it back."""
    return f"'{cell}" if _DANGEROUS.match(cell) else cell


def unguard(cell: str) -> str:
    """The inverse of :func:`guard`; a cell that was never guarded comes back as it is."""
    return cell[1:] if _GUARDED.match(cell) else cell
