from __future__ import annotations

from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from debttracker.finance.interest import days_360, rounded, year_part
from debttracker.finance.terms import DayCount, Rounding


def test_months_of_thirty_days() -> None:
    assert days_360(date(2026, 1, 31), date(2026, 2, 28)) == 28
    assert days_360(date(2026, 2, 28), date(2026, 3, 31)) == 32
    assert days_360(date(2026, 1, 15), date(2027, 1, 15)) == 360


def test_parts_of_a_year() -> None:
    begin, end = date(2024, 2, 1), date(2024, 3, 1)
    assert year_part(begin, end, DayCount.ACT_365) == Fraction(29, 365)
    assert year_part(begin, end, DayCount.ACT_360) == Fraction(29, 360)
    assert year_part(begin, end, DayCount.THIRTY_360) == Fraction(30, 360)


def test_halves_round_up() -> None:
    assert [rounded(k, 2) for k in (1, 3, 5)] == [1, 2, 3]
    assert rounded(5, 2, Rounding.DOWN) == 2
    assert rounded(4, 3, Rounding.UP) == 2


@given(st.integers(0, 10**20), st.integers(1, 10**9))
def test_rounding_is_within_one_unit_of_the_fraction(numerator: int, denominator: int) -> None:
    exact = Fraction(numerator, denominator)
    assert abs(rounded(numerator, denominator) - exact) <= Fraction(1, 2)
    assert 0 <= rounded(numerator, denominator, Rounding.UP) - exact < 1
    assert 0 <= exact - rounded(numerator, denominator, Rounding.DOWN) < 1
