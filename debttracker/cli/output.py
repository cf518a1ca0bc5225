"""Printing: JSON arrays as they come, CSV, and plain tables that line up in Chinese too."""

from __future__ import annotations

import csv
import json
import sys
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any


def print_json(value: Any) -> None:
    """One JSON value, Chinese readable."""
    json.dump(value, sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")


def print_json_rows(rows: Iterable[Mapping[str, Any]]) -> None:
    """An array of objects, one a line, written as they come: a million rows need no memory."""
    sys.stdout.write("[")
    separator = "\n"
    for row in rows:
        sys.stdout.write(separator + json.dumps(row, ensure_ascii=False))
        separator = ",\n"
    sys.stdout.write("\n]\n" if separator != "\n" else "]\n")


def print_csv_rows(rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> None:
    """A CSV table with a header; empty cells for None."""
    writer = csv.DictWriter(sys.stdout, columns, lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    for row in rows:
        writer.writerow({k: "" if row.get(k) is None else row[k] for k in columns})


def print_table(rows: Iterable[Sequence[str]], headers: Sequence[str]) -> None:
    """A table for people; columns as wide as needed, counting Chinese characters as two."""
    table = [list(headers), *[[str(cell) for cell in row] for row in rows]]
    widths = [max(display_width(row[i]) for row in table) for i in range(len(headers))]
    for row in table:
        line = "  ".join(cell + " " * (width - display_width(cell)) for cell, width in zip(row, widths, strict=True))
        print(line.rstrip())


def display_width(text: str) -> int:
    """Columns a text takes in a terminal."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
