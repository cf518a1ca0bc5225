"""Instalments pasted as text: one line each, a day and amounts, from a spreadsheet, a web page or a contract."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from debttracker.basics.errors import BadInput
from debttracker.basics.languages import N_
from debttracker.basics.money import Money
from debttracker.finance.bad_line import BadLine
from debttracker.finance.rates import Flow, xirr
from debttracker.finance.terms import CustomRow
from debttracker.finance.terms_check import MOST_INSTALMENTS

_DAY: Final = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_HEADERS: Final = {
    "skip": ("balance", "余额", "餘額", "剩余", "剩餘", "期数", "期數", "期次", "序号", "序號"),
    "principal": ("principal", "本金"),
    "interest": ("interest", "利息"),
    "fee": ("fee", "手续费", "手續費", "服务费", "服務費", "费用", "費用"),
    "payment": ("payment", "amount", "total", "instal", "还款", "還款", "月供", "应还", "應還", "金额", "金額", "期供",
                "总额", "總額", "本息"),
}


@dataclass(frozen=True, slots=True)
class PastedRow:
    """A day with the parts that were given; ``payment`` None when the parts add up to it."""

    due: date
    principal: int | None
    interest: int | None
    fee: int
    payment: int | None


def read_table(text: str, currency: str, principal: int, start: date) -> tuple[CustomRow, ...]:
    """Read a pasted table for a loan of ``principal`` minor units that arrived on ``start``.

    The first line may name the columns (date, principal, interest, fee, payment; Chinese names too). Without names:
    day, payment; or day, principal, interest; or day, principal, interest, fee. Where only payments are given, they
    are split by the rate that balances them. Raises BadInput naming the line that cannot be read.
    """
    lines = [line for line in text.replace("\r", "\n").split("\n") if line.strip()]
    if len(lines) > MOST_INSTALMENTS + 1:
        raise BadInput(N_("{n} instalments are more than any loan has; the limit here is {limit}."), n=len(lines),
                       limit=MOST_INSTALMENTS)
    if not lines:
        raise BadInput(N_("The table of instalments is empty. Paste one line for each due date."))
    names = None if _DAY.search(lines[0]) else _columns(_cells(lines[0], "," if "," in lines[0] else ""))
    body = lines if names is None else lines[1:]
    if not body:
        raise BadInput(N_("The table of instalments is empty. Paste one line for each due date."))
    comma = "," if names is not None and "," in lines[0] else ""
    rows = [_row(line, number, names, currency, comma) for number, line in enumerate(body, 1 if names is None else 2)]
    if any(row.principal is None for row in rows):
        return _split(rows, principal, start)
    return tuple(CustomRow(row.due, row.principal or 0, row.interest or 0, row.fee) for row in rows)


def _cells(line: str, comma: str = "") -> list[str]:
    """Cells of a line: tabs, semicolons, bars (or the ``comma`` of a header) part cells; else spaces and commas
    that group no digits.
    """
    for mark in ("\t", ";", "；", "|", comma):
        if mark and mark in line:
            return [cell.strip() for cell in next(csv.reader([line], delimiter=mark)) if cell.strip()]
    return [cell.strip() for cell in re.split(r",(?!\d{3}(?:\D|$))|，|\s+", line) if cell.strip()]


def _columns(cells: Sequence[str]) -> list[str]:
    """The meaning of each column but the day's; unknown names are skipped."""
    found = []
    for cell in cells:
        name = cell.strip().casefold()
        if any(mark in name for mark in ("date", "day", "日期", "还款日", "還款日", "到期")):
            continue
        found.append(next((key for key, words in _HEADERS.items() if any(word in name for word in words)), "skip"))
    return found


def _row(line: str, number: int, names: list[str] | None, currency: str, comma: str) -> PastedRow:
    match = _DAY.search(line)
    if match is None:
        raise BadInput(N_("Line {n} has no day such as 2026-11-23."), n=number)
    try:
        due = date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        raise BadInput(N_("Line {n} has a day that does not exist: {day}."), n=number, day=match[0]) from None
    leading = _cells(line[:match.start()], comma)
    cells = leading + _cells(line[match.end():], comma)
    if names is None:
        cells = cells[len(leading):]
        names = {1: ["payment"], 2: ["principal", "interest"], 3: ["principal", "interest", "fee"]}.get(len(cells), [])
    if not names or len(cells) < len(names):
        raise BadInput(N_("Line {n} cannot be read. Write the day and the payment, or the day, principal, interest and "
                          "fee."), n=number)
    try:
        found = {name: Money.parse(cell, currency).minor for name, cell in zip(names, cells, strict=False)
                 if name != "skip"}
    except BadInput as wrong:
        raise BadLine(number, wrong) from wrong
    return _whole_row(due, found)


def _whole_row(due: date, found: dict[str, int]) -> PastedRow:
    """Fill the part that follows from the others."""
    principal, interest, pay = found.get("principal"), found.get("interest"), found.get("payment")
    fee = found.get("fee", 0)
    if principal is None and interest is not None and pay is not None:
        principal = pay - interest - fee
    elif interest is None and principal is not None:
        interest = 0 if pay is None else pay - principal - fee
    if principal is not None:
        pay = None
    return PastedRow(due, principal, interest, fee, pay)


def _split(rows: Sequence[PastedRow], principal: int, start: date) -> tuple[CustomRow, ...]:
    """Split bare payments by the yearly rate that balances them; the last row takes what rounding leaves."""
    payments = [(row.payment or 0) - row.fee if row.principal is None else row.principal + (row.interest or 0)
                for row in rows]
    if sum(payments) < principal:
        raise BadInput(N_("The payments in the table add up to less than the amount borrowed. Is a line missing?"))
    rate = xirr([Flow(start, principal), *(Flow(row.due, -pay) for row, pay in zip(rows, payments, strict=True))])
    balance, since, result = principal, start, []
    for row, pay in zip(rows, payments, strict=True):
        growth = (1 + float(rate)) ** ((row.due - since).days / 365) - 1
        part = balance if row is rows[-1] else min(max(pay - round(balance * growth), 0), balance)
        result.append(CustomRow(row.due, part, pay - part, row.fee))
        balance -= part
        since = row.due
    return tuple(result)
