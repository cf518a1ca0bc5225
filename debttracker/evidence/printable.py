"""Text as it can be printed: every character drawn, or named in brackets; nothing that reorders or hides text.

The exact text always stands in the embedded ``contacts.csv`` and ``case.json``.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from debttracker.evidence.coverage import drawable

#: Joiners and selectors only tell how neighbours are drawn; they have no picture of their own.
_SILENT: Final = frozenset((0x200B, 0x200C, 0x200D, 0x2060, 0xFE0E, 0xFE0F, 0xFEFF, 0x00AD))
#: A run of characters without spaces longer than this may be broken anywhere, so that it stays on the page.
_LONGEST_RUN: Final = 24
_RUN: Final = re.compile(r"[!-~]{%d,}" % (_LONGEST_RUN + 1))  # noqa: UP031
_BREAK_HERE: Final = "\u200b"
_NAMED_RUN: Final = re.compile(r"(?:\[U\+[0-9A-F]{4,6}\]){2,}")


class _Table(dict[int, str]):
    """Code point to what is printed for it, filled as characters turn up."""

    def __missing__(self, code: int) -> str:
        shown = _shown(code)
        self[code] = shown
        return shown


def printable(text: str) -> str:
    r"""``text`` with each character that cannot or must not be drawn replaced by its number, as ``[U+202E]``.

    Line ends become ``\\n``; a long run without spaces gets invisible places to break at.
    """
    if not text:
        return text
    if not (text.isascii() and text.isprintable()):
        text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_TABLE)
        text = _NAMED_RUN.sub(lambda run: run[0].replace("][", " "), text)
    return _RUN.sub(_with_breaks, text)


def one_line(text: str) -> str:
    """The same on one line, for table cells and titles."""
    return printable(" ".join(text.split()))


def _shown(code: int) -> str:
    character = chr(code)
    if character == "\n" or code == 0x20:
        return character
    if code == 0x09:
        return "    "
    if code in _SILENT:
        return "" if code in (0xFEFF, 0x00AD) else character
    kind = unicodedata.category(character)
    if kind == "Zs":
        return character if code in drawable() else " "
    if kind[0] == "C" or kind in ("Zl", "Zp") or code not in drawable():
        return f"[U+{code:04X}]"
    return character


def _with_breaks(run: re.Match[str]) -> str:
    whole = run[0]
    return _BREAK_HERE.join(whole[at:at + _LONGEST_RUN] for at in range(0, len(whole), _LONGEST_RUN))


_TABLE: Final = _Table()
