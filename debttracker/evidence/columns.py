"""The columns of the numbered table of contacts: which there are, and how wide, decided once for a whole export.

Whatever breaks into a second line costs every row its height, hundreds of pages in a large case. So widths follow the
texts: of all ways to share the line, the one in which a sample of the rows takes the fewest lines.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from math import ceil
from operator import getitem
from typing import Final

from debttracker.basics.languages import Words
from debttracker.evidence.blocks import INSET, LINE, Block, TableCell, counted_table
from debttracker.evidence.entries import COLUMNS, Known, table_header
from debttracker.evidence.lines import PIECE, estimated, lines_of

#: What an estimate may be too small by, in points.
_SLACK: Final = 1.0
#: Rows looked at; widths decided by these serve the others.
_SAMPLE: Final = 200
#: No column is narrower, because of longer words among the rows not looked at. Of longer ones a word may be this wide.
_LEAST: Final = {"exhibit": 44, "when": 84, "what": 66, "who": 104, "loan": 28, "kept": 45, "marks": 34}
_LONGEST_WORD: Final = 134
#: A moment as most contacts have it; one that names another zone takes a second line.
_MOMENT: Final = len("~ 2026-11-23 22:14")
#: Columns whose texts up to so many signs are as wide as all others of that length, since digits are.
_ALIKE: Final = {"exhibit": _MOMENT, "when": _MOMENT}
#: Parts of the texts that a column may be made wide enough for; fewer where texts are short and much alike.
_PARTS: Final = (0.25, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
_FEW_PARTS: Final = (0.9, 1.0)
#: Or for the widest text in so many lines.
_DIVIDED: Final = (1.5, 2, 2.5, 3)
_WORD: Final = re.compile(r"[!-~]+")

@dataclass(frozen=True, slots=True)
class Columns:
    """The places of the columns shown among all of them, and their widths as shares of the line."""

    shown: tuple[int, ...]
    widths: tuple[int, ...]

    def table(self, rows: Sequence[Sequence[TableCell]], speak: Words) -> Block:
        """The table of ``rows`` that have all columns."""
        header = table_header(speak)
        return counted_table([header[at] for at in self.shown], [[row[at] for at in self.shown] for row in rows],
                             self.widths, speak, alike=[_ALIKE.get(COLUMNS[at], 0) for at in self.shown])


def fitted(rows: Sequence[Sequence[str]], known: Known, speak: Words) -> Columns:
    """The columns for ``rows`` and all like them. One that stays empty for every contact of the export is left out: an
    empty place would look as if something were missing there."""
    absent = {*(() if known.with_loans else ("loan",)), *(() if known.with_marks else ("marks",))}
    shown = tuple(at for at, name in enumerate(COLUMNS) if name not in absent)
    sample = rows[::ceil(len(rows) / _SAMPLE) or 1]
    header = table_header(speak)
    choices = [_choices(COLUMNS[at], INSET * (1 if at in (shown[0], shown[-1]) else 2), header[at],
                        [row[at] for row in sample], speak) for at in shown]
    return Columns(shown, _best(choices))


@dataclass(frozen=True, slots=True)
class _Choice:
    """One width of a column, and how many lines each row of the sample takes in it."""

    width: int
    lines: tuple[int, ...]


def _choices(name: str, inset: float, title: str, texts: Sequence[str], speak: Words) -> list[_Choice]:
    """The widths one column may have, the narrowest first. A Chinese title, four signs at most, is not divided."""
    words = {word for text in (title, *texts) for word in _WORD.findall(text)} | ({title} if speak.is_chinese else set())
    around = inset + _SLACK
    longest = max((estimated(word, speak) for word in words), default=0.0)
    least = max(_LEAST[name], ceil(min(longest + around, _LONGEST_WORD)))
    if name in ("exhibit", "when"):
        within = (estimated(text, speak) for text in texts if len(text) <= _MOMENT)
        widths = {max(least, ceil(max(within, default=0.0) + around))}
    else:
        ordered = sorted(estimated(text, speak) for text in texts) or [0.0]
        parts = _PARTS if name in ("what", "who") else _FEW_PARTS
        wide = [ordered[ceil(part * len(ordered)) - 1] for part in parts]
        divided = [ordered[-1] / lines for lines in _DIVIDED] if parts is _FEW_PARTS else []
        widths = {max(least, ceil(size + around)) for size in (0.0, *divided, *wide)}
    pieces = {text: [(piece.isspace(), estimated(piece, speak)) for piece in PIECE.findall(text)] for text in set(texts)}
    return [_Choice(width, tuple(lines_of(pieces[text], width - inset) for text in texts)) for width in sorted(widths)]


def _best(choices: Sequence[Sequence[_Choice]]) -> tuple[int, ...]:
    """The widths in which the rows take the fewest lines together; of several, those that divide the fewest texts, then
    the widest. The narrowest of all when nothing fits: as shares of the line they are narrower still."""
    alike = Counter(zip(*(zip(*(one.lines for one in some), strict=True) for some in choices), strict=True))
    found = []
    for together in product(*(range(len(some)) for some in choices)):
        widths = tuple(some[at].width for some, at in zip(choices, together, strict=True))
        if sum(widths) <= LINE:
            taken = [(n, tuple(map(getitem, row, together))) for row, n in alike.items()]
            found.append((sum(n * max(lines) for n, lines in taken), sum(n * sum(lines) for n, lines in taken),
                          -sum(widths), widths))
    return min(found)[-1] if found else tuple(some[0].width for some in choices)
