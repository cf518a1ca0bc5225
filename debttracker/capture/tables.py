"""Tables in text files, read line by line: encodings, separators, quoted cells; nothing unbounded."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Final

from debttracker.basics.errors import FormatTrouble
from debttracker.basics.languages import N_
from debttracker.capture.reader import Remarks
from debttracker.capture.source import Source, encoding_of

#: Characters in one cell and in one line at most; longer ones mean that a quote is missing somewhere.
LONGEST_CELL: Final = 4 << 20
LONGEST_LINE: Final = 16 << 20
_SEPARATORS: Final = ",;\t|"

# The limit of the csv module is one for the whole process and too low for a long message; it is never lowered here.
csv.field_size_limit(max(csv.field_size_limit(), LONGEST_CELL))


def lines_of(source: Source, remarks: Remarks) -> Iterator[str]:
    """The lines with their ends, decoded. NUL becomes U+FFFD and is counted; line ends inside cells stay as they are.

    Raises FormatTrouble at the line that is too long or is no text in the file's encoding.
    """
    return chain.from_iterable(_texts(source, remarks))


def _texts(source: Source, remarks: Remarks) -> Iterator[io.StringIO]:
    """Whole lines, some thousand at a time, to be iterated over: by line feeds only, and by no code of ours for each."""
    name = encoding_of(source)
    decoder = codecs.getincrementaldecoder(name)()
    held, line = "", 1
    try:
        for chunk in source.chunks():
            text = decoder.decode(chunk)
            if "\x00" in text:
                remarks.add(FormatTrouble(
                    N_("{n} characters that no text may hold (NUL) were replaced by “�”.")), text.count("\x00"))
                text = text.replace("\x00", "\ufffd")
            whole, end, rest = text.rpartition("\n")
            if end:
                yield io.StringIO(held + whole + end, newline="\n")
                line += whole.count("\n") + 1
                held = rest
            else:
                held += text
            if len(held) > LONGEST_LINE:
                raise _unreadable(source.name, line)
        held += decoder.decode(b"", True)
    except UnicodeDecodeError:
        raise FormatTrouble(
            N_("The text of “{name}” changes its encoding or is damaged near line {line}. Nothing was imported. Save "
               "the file again as UTF-8."), name=source.name, line=line) from None
    if held:
        yield io.StringIO(held, newline="\n")


def delimiter_of(header: str, columns: Sequence[str]) -> str:
    """The separator under which the header line holds most of ``columns``; comma when none does."""
    def hits(separator: str) -> int:
        return sum(cell.strip().strip('"').lower() in columns for cell in header.split(separator))

    return max(_SEPARATORS, key=hits)


def rows_of(lines: Iterator[str], first: str, separator: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Rows of cells, each with the line at which it begins (from 1). Raises FormatTrouble where a row has no end."""
    reader = csv.reader(chain((first,), lines), delimiter=separator)
    line = 1
    try:
        for row in reader:
            yield line, row
            line = reader.line_num + 1
    except csv.Error:
        raise _unreadable(name, line) from None


def _unreadable(name: str, line: int) -> FormatTrouble:
    return FormatTrouble(
        N_("“{name}” cannot be read as a table from line {line} on: a quotation mark is missing or a line is far too "
           "long. Nothing was imported."), name=name, line=line)
