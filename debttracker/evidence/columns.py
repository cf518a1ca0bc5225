"""The columns of the numbered table of contacts: which there are, and how wide, decided once for a whole export.

Whatever breaks into a second line costs every row its height, hundreds of pages in a large case. So widths follow the
texts: the short columns get those that leave a sample of the rows the fewest lines, and all the rest of the line goes
to what happened, with whom, and what was said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from math import ceil
from typing import Final

from debttracker.basics.languages import Words
from debttracker.evidence.blocks import INSET, LINE, Block, Column, Plain, TableCell, counted_table, rooms
from debttracker.evidence.entries import COLUMNS, Known, RowCell, Told, table_header
from debttracker.evidence.lines import PIECE, Breaking, estimated, lines_of, sure

#: What an estimate may be too small by, in points.
_SLACK: Final = 1.0
#: Rows looked at; widths decided by these serve the others.
_SAMPLE: Final = 200
#: No column is narrower, because of longer words among the rows not looked at. Of longer ones a word may be this wide.
_LEAST: Final = {"exhibit": 44, "when": 84, "told": 160, "loan": 28, "kept": 45, "marks": 34}
_LONGEST_WORD: Final = 134
#: A moment as most contacts have it; one that names another zone takes a second line.
_MOMENT: Final = len("~ 2026-11-23 22:14")
#: Columns whose texts up to so many signs are as wide as all others of that length, since digits are.
_ALIKE: Final = {"exhibit": _MOMENT, "when": _MOMENT}
#: A column may be wide enough for these parts of its texts, or for the widest in so many lines.
_PARTS: Final = (0.9, 1.0)
_DIVIDED: Final = (1.5, 2, 2.5, 3)
#: Between what happened and who it was with, where both stand on one line.
_GAP: Final = 10.0
#: So many of the rows must have room for both.
_ENOUGH: Final = 0.75
_WORD: Final = re.compile(r"[!-~]+")
_TOLD: Final = COLUMNS.index("told")


@dataclass(frozen=True, slots=True)
class Columns:
    """The places of the columns shown among all of them, their widths as shares of the line, and where in the column
    that tells most the second part begins, in points (0 = right behind the first)."""

    shown: tuple[int, ...]
    widths: tuple[int, ...]
    tab: float

    def table(self, rows: Sequence[Sequence[RowCell]], speak: Words) -> Block:
        """The table of ``rows`` that have all columns."""
        header = table_header(speak)
        columns: list[Column] = [
            _Telling(room, self.tab, speak) if at == _TOLD else Plain(room, speak, _ALIKE.get(COLUMNS[at], 0))
            for at, room in zip(self.shown, rooms(self.widths), strict=True)]
        titles = [_title(header[at], self.tab) for at in self.shown]
        return {**counted_table(titles, ([row[at] for at in self.shown] for row in rows), self.widths, columns),
                "tab": self.tab}


class _Telling:
    """The column that tells what happened, with whom, and under both what was said."""

    def __init__(self, room: float, tab: float, speak: Words) -> None:
        self._texts, self._tab, self._speak = Breaking(room, speak), tab, speak
        self._known: dict[tuple[str, str], tuple[str, str, int]] = {}

    def told(self, cell: Told, /) -> tuple[TableCell, int]:
        """Both on one line, the second at the tab, where there is room; else wherever it comes."""
        key = cell.what, cell.who
        what, rest, lines = self._known.get(key) or self._known.setdefault(key, self._head(*key))
        if not cell.said:
            return {"what": what, "rest": rest} if what else rest, lines
        said, more = self._texts.once(cell.said)
        return {"what": what, "rest": rest, "said": said}, lines + more if lines and more else 0

    def _head(self, what: str, who: str) -> tuple[str, str, int]:
        """What stands before the tab ("" = nothing), what after it or without it, and the lines that takes."""
        if not what or not who:
            return "", *self._texts.told(what or who)
        joined = f"{what} · {who}"
        if not sure(joined):
            return "", joined, 0
        before, after = estimated(what, self._speak), estimated(who, self._speak)
        if before + _GAP <= self._tab and self._tab + after <= self._texts.room:
            return what, who, 1
        if estimated(joined, self._speak) <= self._texts.room:
            return "", joined, 1
        (first, n), (second, m) = self._texts.told(what), self._texts.told(who)
        return "", f"{first}\n{second}", n + m if n and m else 0


def _title(title: str | Told, tab: float) -> TableCell:
    if not isinstance(title, Told):
        return title
    return {"what": title.what, "rest": title.who} if tab else f"{title.what} · {title.who}"


def fitted(rows: Sequence[Sequence[RowCell]], known: Known, speak: Words) -> Columns:
    """The columns for ``rows`` and all like them. One that stays empty for every contact of the export is left out: an
    empty place would look as if something were missing there."""
    absent = {*(() if known.with_loans else ("loan",)), *(() if known.with_marks else ("marks",))}
    shown = tuple(at for at, name in enumerate(COLUMNS) if name not in absent)
    sample = rows[::ceil(len(rows) / _SAMPLE) or 1]
    header = table_header(speak)
    choices = [_choices(COLUMNS[at], INSET * ((at != shown[0]) + (at != shown[-1])), str(header[at]),
                        [str(row[at]) for row in sample], speak) for at in shown if at != _TOLD]
    told = [cell for row in sample if isinstance(cell := row[_TOLD], Told)]
    widths = _best(choices, [_Wide.of(one, speak) for one in told])
    widths.insert(shown.index(_TOLD), max(int(LINE) - sum(widths), _LEAST["told"]))
    room = rooms(widths)[shown.index(_TOLD)]
    return Columns(shown, tuple(widths), _tab([*told, *(one for one in header if isinstance(one, Told))], room, speak))


def _tab(told: Sequence[Told], room: float, speak: Words) -> float:
    """Where the second part begins in most rows, the leftmost of several such places; 0 = nowhere, as too few rows have
    room for it and the others would make the column uneven."""
    sizes = [(estimated(one.what, speak) + _GAP, estimated(one.who, speak)) for one in told if one.what and one.who]

    def suited(at: float) -> int:
        return sum(before <= at and at + after <= room for before, after in sizes)

    best = max(sorted({ceil(before) for before, _ in sizes}), key=suited, default=0)
    return float(best) if suited(best) >= _ENOUGH * len(sizes) else 0.0


@dataclass(frozen=True, slots=True)
class _Choice:
    """One width of a column, and how many lines each row of the sample takes in it."""

    width: int
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Wide:
    """How wide the parts of one contact are that share a column."""

    what: float
    who: float
    said: tuple[float, ...]

    @classmethod
    def of(cls, told: Told, speak: Words) -> _Wide:
        said = tuple(estimated(part, speak) for part in told.said.split("\n")) if told.said else ()
        return cls(estimated(told.what, speak), estimated(told.who, speak), said)

    def lines(self, room: float) -> int:
        """About how many lines they take in ``room`` points."""
        head = 1 if self.what + _GAP + self.who <= room else -int(-self.what // room) - int(-self.who // room)
        return head - sum(int(-part // room) for part in self.said)


def _choices(name: str, inset: float, title: str, texts: Sequence[str], speak: Words) -> list[_Choice]:
    """The widths one column may have, the narrowest first. A Chinese title, four signs at most, is not divided."""
    words = {word for text in (title, *texts) for word in _WORD.findall(text)} | ({title} if speak.is_chinese else set())
    around = inset + _SLACK
    longest = max((estimated(word, speak) for word in words), default=0.0)
    least = max(_LEAST[name], ceil(min(longest + around, _LONGEST_WORD)))
    if name in _ALIKE:
        within = (estimated(text, speak) for text in texts if len(text) <= _MOMENT)
        widths = {max(least, ceil(max(within, default=0.0) + around))}
    else:
        ordered = sorted(estimated(text, speak) for text in texts) or [0.0]
        wide = [ordered[ceil(part * len(ordered)) - 1] for part in _PARTS]
        widths = {max(least, ceil(size + around)) for size in (0.0, *(ordered[-1] / lines for lines in _DIVIDED), *wide)}
    pieces = {text: [(piece.isspace(), estimated(piece, speak)) for piece in PIECE.findall(text)] for text in set(texts)}
    return [_Choice(width, tuple(lines_of(pieces[text], width - inset) for text in texts)) for width in sorted(widths)]


def _best(choices: Sequence[Sequence[_Choice]], told: Sequence[_Wide]) -> list[int]:
    """The widths in which the rows take the fewest lines together; of several, those that divide the fewest texts, then
    the narrowest. The narrowest of all when nothing leaves room for what is told."""
    def ways() -> Iterator[tuple[int, int, int, list[int]]]:
        for some in product(*choices):
            widths = [one.width for one in some]
            rest = int(LINE) - sum(widths)
            if rest >= _LEAST["told"]:
                in_told = known.get(rest) or known.setdefault(rest, [max(one.lines(rest - 2 * INSET), 1) for one in told])
                rows = list(zip(in_told, *(one.lines for one in some), strict=True))
                yield sum(map(max, rows)), sum(map(sum, rows)), sum(widths), widths

    known: dict[int, list[int]] = {}
    return min(ways(), default=(0, 0, 0, [some[0].width for some in choices]))[-1]
