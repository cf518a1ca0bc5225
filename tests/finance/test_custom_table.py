from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debttracker.basics.errors import BadInput
from debttracker.finance.custom_table import read_table
from debttracker.finance.terms import CustomRow

START = date(2026, 1, 10)
TWO = (CustomRow(date(2026, 2, 10), 40_000, 1_000), CustomRow(date(2026, 3, 10), 60_000, 600))


@pytest.mark.parametrize("text", [
    "2026-02-10\t400\t10\n2026-03-10\t600\t6",
    "期数\t还款日期\t本金\t利息\t剩余本金\n1\t2026-02-10\t400.00\t10.00\t600\n2\t2026/3/10\t600\t6\t0",
    "Date; Principal; Interest\n2026.02.10; ¥400.00; 10\n\n2026.3.10; 600; 6.00\n",
    "到期日,应还总额,利息\n2026年2月10日,410,10\n2026年3月10日,606.00,6",
    "No|Due date|Payment|Principal\n1|2026-02-10|410|400\n2|2026-03-10|606|600",
    "2026-02-10  400 10\r\n2026-03-10  600 6\r\n",
])
def test_tables_as_people_paste_them(text: str) -> None:
    assert read_table(text, "CNY", 100_000, START) == TWO


def test_bare_payments_are_split_by_the_rate_that_balances_them() -> None:
    rows = read_table("2027-01-10 1,100.00", "CNY", 100_000, START)
    assert rows == (CustomRow(date(2027, 1, 10), 100_000, 10_000),)
    rows = read_table("2027-01-10 600\n2028-01-10 605", "CNY", 100_000, START)
    assert sum(row.principal for row in rows) == 100_000
    # 600 and 605 a year apart are worth 1,000 at 13.4 %: the first 134 of them are interest.
    assert 13_300 < rows[0].interest < 13_500


def test_fees_stand_apart() -> None:
    rows = read_table("日期 本金 利息 手续费\n2026-02-10 1000 20 3.50", "CNY", 100_000, START)
    assert rows == (CustomRow(date(2026, 2, 10), 100_000, 2_000, 350),)


@pytest.mark.parametrize(("text", "says"), [
    ("", "empty"), ("2026-02-10 100\nnext month 100", "Line 2 has no day"),
    ("2026-02-31 100", "does not exist: 2026-02-31"), ("2026-02-10", "Line 1 cannot be read"),
    ("2026-02-10 1 2 3 4 5", "Line 1 cannot be read"), ("2026-02-10 abc", "Line 1:"),
    ("2026-02-10 900", "less than the amount borrowed"), ("2026-02-10 1\n" * 3000, "more than any loan"),
])
def test_what_cannot_be_read_names_its_line(text: str, says: str) -> None:
    with pytest.raises(BadInput, match=says):
        read_table(text, "CNY", 100_000, START)


@given(st.text(max_size=200))
def test_any_text_gives_rows_or_a_sentence(text: str) -> None:
    rows, said = (), ""
    try:
        rows = read_table(text, "CNY", 100_000, START)
    except BadInput as trouble:
        said = str(trouble)
    assert rows or said
