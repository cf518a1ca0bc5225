"""Guarded cells are harmless and come back exactly, whatever they hold."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from debttracker.basics.csvcells import guard, unguard

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
