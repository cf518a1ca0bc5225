"""The few kinds of block the page template knows, as the plain data it reads (resources/typst/evidence.typ).

Every string that reaches the template passes through :func:`printable` here or in the caller's row builders.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from typing import Any, Final, Protocol

from debttracker.basics.languages import Words
from debttracker.evidence.lines import Breaking
from debttracker.evidence.printable import one_line, printable

Block = dict[str, Any]
#: A table cell: text, or a list of exhibits under ``list``.
TableCell = str | dict[str, Any]
#: Width of the page between its margins, and the space within a table's cell at each side but the margins, as in the
#: template, in points.
LINE, INSET = 464.0, 5.0
#: Exhibit lists longer than this are cut into ranges with their count.
_MOST_LINKS: Final = 60


def h1(text: str, *, apart: bool = True) -> Block:
    """A section; ``apart`` begins a new page."""
    return {"kind": "h1", "text": text, "apart": apart}


def h2(text: str) -> Block:
    """A part of a section."""
    return {"kind": "h2", "text": one_line(text)}


def h3(text: str) -> Block:
    """A small heading, not in the table of contents."""
    return {"kind": "h3", "text": one_line(text)}


def p(text: str) -> Block:
    """A paragraph."""
    return {"kind": "p", "text": printable(text)}


def note(text: str) -> Block:
    """A small, muted paragraph."""
    return {"kind": "note", "text": printable(text)}


def facts(rows: Sequence[tuple[str, str]]) -> Block:
    """Labels with their values, one a line; rows without a value are left out."""
    return {"kind": "facts", "rows": [[printable(name), printable(value)] for name, value in rows if value]}


def table(header: Sequence[str], rows: Sequence[Sequence[TableCell]], widths: Sequence[int], align: str) -> Block:
    """A table whose header repeats on each page.

    ``widths`` are shares (0 = as wide as needed), ``align`` one letter a column, ``l`` or ``r``.
    """
    shown = [[cell if isinstance(cell, dict) else one_line(cell) for cell in row] for row in rows]
    return {"kind": "table", "header": list(header), "rows": shown, "widths": list(widths), "align": list(align)}


class Column(Protocol):
    """How the cells of a column are printed."""

    def told(self, cell: Any, /) -> tuple[TableCell, int]:
        """The cell as it is printed and the lines it takes (0 = not known)."""


def rooms(widths: Sequence[float]) -> tuple[float, ...]:
    """How wide the text of each column may be, in points, when its share of the line is ``widths``."""
    share, last = LINE / sum(widths), len(widths) - 1
    return tuple(width * share - INSET * ((at > 0) + (at < last)) for at, width in enumerate(widths))


def counted_table(header: Sequence[TableCell], rows: Iterable[Sequence[Any]], widths: Sequence[float],
                  columns: Sequence[Column]) -> Block:
    """A table whose ``columns`` break their texts and count the lines, so that the template is told how many each row
    takes and need not set it twice to find its height. Thousands of rows cost half as much so. Texts of ``rows`` are
    printable; ``widths`` are shares of the line, none 0."""
    cells: list[list[TableCell]] = []
    lines: list[int] = []
    for row in rows:
        told = [column.told(cell) for column, cell in zip(columns, row, strict=True)]
        cells.append([cell for cell, _ in told])
        counts = [n for _, n in told]
        lines.append(max(counts) if all(counts) else 0)
    return {"kind": "table", "header": list(header), "rows": cells, "widths": list(widths), "align": ["l"] * len(widths),
            "lines": lines}


class Plain:
    """A column of texts or of exhibit numbers."""

    def __init__(self, room: float, speak: Words, alike: int = 0) -> None:
        """As :class:`Breaking`."""
        self._texts = Breaking(room, speak, alike)

    def told(self, cell: TableCell, /) -> tuple[TableCell, int]:
        """The cell with its text broken; one of several exhibits is left to the template."""
        return self._texts.told(cell) if isinstance(cell, str) else (cell, self._texts.count(plain(cell)))


def plain(cell: TableCell) -> str:
    """What a cell of one exhibit reads; of one with more, or with a note, only a line end: that takes several lines."""
    if isinstance(cell, str):
        return cell
    if "anchor" in cell:
        return str(cell["anchor"])
    return str(cell["list"][0]["text"]) if len(cell["list"]) == 1 and not cell.get("note") else "\n"


def exhibits(numbers: Sequence[str], here: AbstractSet[str]) -> TableCell:
    """A cell of exhibit numbers, linked where their entry is in the same file; runs are written as ranges."""
    parts = []
    for first, last in runs(numbers)[:_MOST_LINKS]:
        text = first if first == last else f"{first} – {last}"
        parts.append({"id": first, "text": text, "here": first in here})
    return {"list": parts}


def runs(numbers: Sequence[str]) -> list[tuple[str, str]]:
    """Numbers such as ``C-000007`` as ranges of consecutive ones (three or more); order is kept."""
    found: list[tuple[str, str]] = []
    group: list[str] = []
    for number in (*numbers, ""):
        if group and not _follows(group[-1], number):
            found.extend([(group[0], group[-1])] if len(group) > 2 else [(one, one) for one in group])
            group = []
        group.append(number)
    return found


def _follows(number: str, after: str) -> bool:
    """Whether ``after`` is the next exhibit of the same series."""
    series, _, digits = number.rpartition("-")
    next_series, _, next_digits = after.rpartition("-")
    return (series == next_series and digits.isdecimal() and next_digits.isdecimal()
            and int(next_digits) == int(digits) + 1)
