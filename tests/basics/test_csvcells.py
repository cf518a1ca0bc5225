"""Guarded cells are harmless and come back exactly, whatever they hold."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from debttracker.basics.csvcells import guard, moment_cell, read_moment_cell, unguard
from debttracker.basics.moments import EARLIEST_MS, LATEST_MS, Moment, Precision

cells = st.text(st.sampled_from("'=+-@\t\r\n＝a中\x00 "), max_size=6) | st.text()


@given(cells)
@example("'=1+1")
@example("''=1+1")
@example("'")
@example("+8613800138000")
def test_a_guarded_cell_comes_back_exactly(cell: str) -> None:
    assert unguard(guard(cell)) == cell


@given(cells)
def test_no_guarded_cell_begins_like_a_formula(cell: str) -> None:
    assert guard(cell)[:1] not in tuple("=+-@\t\r\n＝＋－＠")


@pytest.mark.parametrize("plain", ["", "call", "'quoted'", "138-0013", "a=b"])
def test_ordinary_cells_are_left_alone(plain: str) -> None:
    assert guard(plain) == plain
    assert unguard(plain) == plain


@given(st.integers(EARLIEST_MS, LATEST_MS - 1), st.sampled_from(["UTC", "Asia/Shanghai", "America/New_York"]),
       st.sampled_from(list(Precision)))
def test_a_moment_comes_back_with_its_precision(ms: int, zone: str, precision: Precision) -> None:
    moment = Moment(ms, zone, precision)
    assert read_moment_cell(moment_cell(moment), zone) == moment


def test_only_known_digits_are_written() -> None:
    whole = 1_795_443_240_000  # 2026-11-23 22:14:00 in Shanghai
    assert moment_cell(Moment(whole, "Asia/Shanghai")) == "2026-11-23T22:14:00+08:00"
    assert moment_cell(Moment(whole, "Asia/Shanghai", Precision.MINUTE)) == "2026-11-23T22:14+08:00"
    assert moment_cell(Moment(whole, "Asia/Shanghai", Precision.ABOUT)) == "2026-11-23T22:14:00+08:00~"
    midnight = whole - (22 * 60 + 14) * 60_000
    assert moment_cell(Moment(midnight, "Asia/Shanghai", Precision.DAY)) == "2026-11-23"
    assert moment_cell(Moment(whole, "Asia/Shanghai", Precision.DAY)) == "2026-11-23T22:14:00+08:00~day"
