"""How wide a text is in a table before it is set, and where it breaks: Typst then need not try each row for its height.

Estimates are rather too wide than too narrow, so a line that fits by them fits on the page. Where they cannot be sure
(scripts whose signs join, long words), nothing is said, and Typst finds the height itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from debttracker.basics.languages import Words

#: Size of a table's text in points, as in the template.
_SIZE: Final = 8.0


class _Advances(dict[str, float]):
    """Widths of signs; those not among them are as wide as high."""

    def __missing__(self, sign: str) -> float:
        return 1.0


#: Advances of Inter with digits of one width, rounded up, in the size of the text; all else is as wide as high.
_ADVANCES: Final = _Advances({sign: advance for advance, signs in (
    (0.23, "'"), (0.24, "ijl"), (0.27, "I"), (0.28, "!,.:;"), (0.29, " "), (0.33, "|"), (0.36, "/\\"), (0.37, "()[]ft{}"),
    (0.38, "r"), (0.41, '"'), (0.46, "_"), (0.47, "-^"), (0.50, "*`"), (0.51, "?"), (0.53, "s"), (0.54, "x"),
    (0.55, "Jkz"), (0.56, "cvy"), (0.57, "La"), (0.59, "Fenu"), (0.60, "Eho"), (0.61, "gpq"), (0.63, "Zbd"),
    (0.64, "#$&PRS"), (0.65, "0123456789TX"), (0.66, "+<=>BK~"), (0.67, "Y"), (0.68, "AV"), (0.72, "D"), (0.73, "C"),
    (0.75, "GHU"), (0.76, "N"), (0.77, "OQ"), (0.82, "%w"), (0.87, "m"), (0.89, "M"), (0.94, "@"), (0.95, "W"))
    for sign in signs})
#: Signs that are as wide as high only in Chinese, and by how much they are narrower elsewhere.
_NARROWER: Final = {"·": 0.72, "–": 0.5}
#: What a line may end after: a word, or any sign that is not Latin.
PIECE: Final = re.compile(r" +|[!-~]+|.", re.DOTALL)
_HAN: Final = "\u3400-\u4dbf\u4e00-\u9fff"
#: Signs that are never wider than the estimate: Latin letters, Chinese signs, the punctuation of both.
_SURE: Final = re.compile(rf"[ -~\u00a1-\u00ac\u00ae-\u00c5\u00c7-\u0151\u0154-\u017f–—‘’“”…€\u3001-\u3003\u3008-\u3011{_HAN}"
                          r"\uff01-\uff5e]*")
#: Between a Chinese sign and a Latin one stands a quarter of the text's size, as Typst sets it.
_MEETING: Final = re.compile(rf"[{_HAN}](?=[0-9A-Za-z])|[0-9A-Za-z](?=[{_HAN}])")
_BETWEEN_SCRIPTS: Final = 0.25
#: What a line may end after where it must be sure: a word or a Chinese sign, with what opens before it, what closes
#: after it, and the spaces behind.
_OPENING, _CLOSING = "（【「『《〈“‘", "、。〉》」』】）！，：；？”’…"
_UNIT: Final = re.compile(rf"[{_OPENING}]*(?:[{_HAN}]|[^ {_HAN}{_OPENING}{_CLOSING}]+)?[{_CLOSING},.!?:;)\]}}%]* *")
#: Units whose width is remembered.
_REMEMBERED: Final = 20_000


def estimated(text: str, speak: Words) -> float:
    """About how wide ``text`` is in the table, in points; rather too much than too little."""
    return _width(text, speak.is_chinese)


def _width(text: str, chinese: bool) -> float:
    wide = sum(map(_ADVANCES.__getitem__, text))
    if not text.isascii():
        wide += len(_MEETING.findall(text)) * _BETWEEN_SCRIPTS
        if not chinese:
            wide -= sum(text.count(sign) * less for sign, less in _NARROWER.items())
    return wide * _SIZE


class Breaking:
    """One column's way to break its texts; what comes again and again, as most parties do, is done once."""

    def __init__(self, room: float, speak: Words, alike: int = 0) -> None:
        """``room`` is the width of a line in points; texts of up to ``alike`` signs are of one width if of one length."""
        self.room, self._speak, self._alike = room, speak, alike
        self._told: dict[str, tuple[str, int]] = {}
        self._counts: dict[int, int] = {}

    def told(self, text: str) -> tuple[str, int]:
        """``text``, printable, with its lines apart, and how many there are (0 = not known)."""
        if len(text) <= self._alike:
            return text, self.count(text)
        if text not in self._told:
            self._told[text] = self.once(text)
        return self._told[text]

    def once(self, text: str) -> tuple[str, int]:
        """The same for a text that is not expected again."""
        lines = broken(text, self.room, self._speak)
        # Typst counts a space before a line end as part of the line, which then may be too long.
        return ("\n".join(map(str.rstrip, lines)), len(lines)) if lines else (text, 0)

    def count(self, text: str) -> int:
        """1 when ``text``, which stays as it is, stands on one line, else 0."""
        if not self._alike or len(text) > self._alike:
            return int(sure(text) and estimated(text, self._speak) <= self.room)
        if len(text) not in self._counts:
            self._counts[len(text)] = int(estimated(text, self._speak) <= self.room)
        return self._counts[len(text)]


def sure(text: str) -> bool:
    """Whether ``text`` is all of signs never wider than estimated."""
    return _SURE.fullmatch(text) is not None


def broken(text: str, room: float, speak: Words) -> list[str] | None:
    """``text`` on lines of at most ``room`` points, each but the last of a paragraph with the space it ends in;
    None where that cannot be told for sure. Lines end between words, between Chinese signs and where the text has a line end."""
    if "\n" in text:
        parts = [broken(part, room, speak) for part in text.split("\n")]
        return None if None in parts else [line for part in parts for line in part or ()]
    if not sure(text):
        return None
    return [text] if estimated(text, speak) <= room else _divided(text, room, speak)


def _divided(text: str, room: float, speak: Words) -> list[str] | None:
    """``text`` on as few lines as it needs; None when a word is longer than a line."""
    chinese, between = speak.is_chinese, _BETWEEN_SCRIPTS * _SIZE
    lines: list[str] = []
    begun = place = 0
    at, before = 0.0, ""
    for unit in _UNIT.findall(text):
        bare, whole, first, last = _size(unit, chinese)
        meeting = between if first and before and first != before else 0.0
        if place > begun and at + meeting + bare > room:
            lines.append(text[begun:place])
            begun, at, meeting = place, 0.0, 0.0
        if bare > room:
            return None
        at += meeting + whole
        before = last
        place += len(unit)
    return [*lines, text[begun:]]


@lru_cache(_REMEMBERED)
def _size(unit: str, chinese: bool) -> tuple[float, float, str, str]:
    """Width of a unit without and with the spaces behind it, and the script it begins and ends in."""
    bare = unit.rstrip(" ")
    wide = _width(bare, chinese)
    return wide, wide + (len(unit) - len(bare)) * _ADVANCES[" "] * _SIZE, _script(unit[:1]), _script(unit[-1:])


def _script(sign: str) -> str:
    if sign.isascii():
        return "latin" if sign.isalnum() else ""
    return "han" if re.match(f"[{_HAN}]", sign) else ""


def lines_of(pieces: Sequence[tuple[bool, float]], room: float) -> int:
    """How many lines a text takes that is divided between its pieces; the first of each says whether it is a space."""
    lines, at = 1, 0.0
    for space, size in pieces:
        if not space and at and at + size > room:
            lines, at = lines + 1, 0.0
        at += size
    return lines
