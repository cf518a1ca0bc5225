"""Reading amounts, rates and days from the command line, and writing exact numbers as JSON."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from debttracker.basics.errors import BadInput
from debttracker.basics.languages import N_, Words, system_language, words
from debttracker.basics.money import Money
from debttracker.cli.output import display_width

#: A fraction above this (300 %) is taken for a slip of writing 18 for 18 %.
_SLIP: Final = 3


def read_amount(text: str, currency: str) -> int:
    """Minor units of an amount such as ``916.67``; raises BadInput."""
    return Money.parse(text, currency).minor


def read_rate(text: str) -> Decimal:
    """A rate written as a fraction (``0.18``) or in per cent (``18%``); raises BadInput."""
    cleaned = text.strip().replace("％", "%")
    percent = cleaned.endswith("%")
    try:
        rate = Decimal(cleaned.rstrip("% "))
    except InvalidOperation:
        raise BadInput(N_("“{text}” is not a rate. Write 18 % as 0.18 or 18%."), text=text[:40]) from None
    if not rate.is_finite() or rate < 0:
        raise BadInput(N_("A rate cannot be negative. For a loan without interest write 0."))
    if not percent and rate > _SLIP:
        raise BadInput(N_("A rate of {text} would be {percent} %. Write 18 % as 0.18, or with the sign as 18%."),
                       text=text[:40], percent=f"{rate * 100:,f}")
    return rate / 100 if percent else rate


def read_day(text: str) -> date:
    """A day written as 2026-11-23; raises BadInput."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise BadInput(N_("“{text}” is not a day such as 2026-11-23."), text=text[:40]) from None


def read_count(text: str) -> int:
    """A whole number; raises BadInput."""
    try:
        return int(text)
    except ValueError:
        raise BadInput(N_("“{text}” is not a whole number."), text=text[:40]) from None


def help_words() -> Words:
    """The words for help texts, which are made before any argument is parsed."""
    return words(os.environ.get("DEBTTRACKER_LANGUAGE") or system_language())


def amount(minor: int, currency: str) -> Decimal:
    """Minor units as a number with the currency's decimals, for JSON."""
    return Money(minor, currency).amount


def exact_json(value: Any, indent: str = "") -> str:
    """JSON with two spaces of indent in which a Decimal keeps every digit it has (2000.00 stays 2000.00)."""
    inner = indent + "  "
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, dict):
        parts = [f"{inner}{json.dumps(key, ensure_ascii=False)}: {exact_json(one, inner)}"
                 for key, one in value.items()]
        return "{\n" + ",\n".join(parts) + f"\n{indent}}}" if parts else "{}"
    if isinstance(value, list | tuple):
        parts = [inner + exact_json(one, inner) for one in value]
        return "[\n" + ",\n".join(parts) + f"\n{indent}]" if parts else "[]"
    return json.dumps(value, ensure_ascii=False)


def print_figures(headers: Sequence[str], rows: Iterable[Sequence[str]], left: int = 1) -> None:
    """A table of figures: the first ``left`` columns aligned left, the rest right."""
    table = [list(headers), *[list(row) for row in rows]]
    widths = [max(display_width(row[k]) for row in table) for k in range(len(headers))]
    for row in table:
        cells = []
        for k, (cell, width) in enumerate(zip(row, widths, strict=True)):
            space = " " * (width - display_width(cell))
            cells.append(cell + space if k < left else space + cell)
        print("  ".join(cells).rstrip())
