"""The examples of Regulation Z, 12 CFR 1026, appendix J (c), each to its printed APR."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from debttracker.basics.errors import BadInput
from debttracker.finance.actuarial import (
    Timed,
    UnitPeriod,
    actuarial_apr,
    regulation_z,
    single_payment_apr,
    whole_and_odd,
)
from debttracker.finance.rates import Flow, printed


def series(amount: float, count: int, whole: int, odd: Fraction = Fraction(0)) -> list[Timed]:
    return [Timed(amount, whole + k, odd) for k in range(count)]


REGULAR = [
    # name, advance, payments, unit-periods a year, printed APR
    ("(c)(1)(i)", 5000, series(230, 24, 1), 12, "9.69"),
    ("(c)(1)(ii)", 6000, series(200, 36, 1, Fraction(19, 30)), 12, "11.82"),
    ("(c)(1)(iii)", 5000, series(219.17, 24, 0, Fraction(6, 15)), 24, "10.34"),
    ("(c)(1)(iv)", 10000, series(385, 40, 1, Fraction(39, 90)), 4, "8.97"),
    ("(c)(1)(v)", 500, series(17.60, 30, 4, Fraction(4, 7)), 52, "14.96"),
    ("(c)(2)(i)", 5000, [Timed(250, 1), *series(230, 23, 2)], 12, "10.08"),
    ("(c)(2)(ii)", 400, [Timed(39.50, 1, Fraction(5, 28)), *series(38.31, 11, 2, Fraction(5, 28))], 13, "28.50"),
    ("(c)(3)(i)", 5000, [*series(230, 23, 1), Timed(280, 24)], 12, "10.50"),
    ("(c)(3)(ii)", 200, [*series(9.50, 19, 0, Fraction(8, 14)), Timed(30, 19, Fraction(8, 14))], 26, "12.22"),
    ("(c)(4)(i)", 5000, [Timed(250, 1), *series(230, 22, 2), Timed(280, 24)], 12, "10.90"),
    ("(c)(4)(ii)", 8000, [Timed(449.36, 0, Fraction(52, 60)), *series(465, 18, 1, Fraction(52, 60)),
                          Timed(200, 19, Fraction(52, 60))], 6, "7.30"),
    ("(c)(5)(ii)", 1000, [Timed(1044, 1)], 2, "8.80"),
    ("(c)(5)(iii)", 1000, [Timed(1135.19, 1, Fraction(6, 12))], 1, "8.76"),
    ("(c)(5)(iv)", 1000, [Timed(1240, 2)], 1, "11.36"),
    ("(c)(6)(i)", 2135, [*series(100, 9, 0, Fraction(26, 28)), *series(100, 6, 10, Fraction(12, 28)),
                         *series(100, 6, 16, Fraction(26, 28)), *series(100, 3, 23, Fraction(12, 28))], 13, "12.00"),
    ("(c)(6)(ii)", 7350, [*series(1000, 3, 6, Fraction(12, 30)), Timed(2000, 12, Fraction(12, 30)),
                          *series(750, 3, 18, Fraction(12, 30)), Timed(1000, 22, Fraction(29, 30))], 12, "10.22"),
]


@pytest.mark.parametrize(("advance", "payments", "per_year", "apr"), [row[1:] for row in REGULAR],
                         ids=[row[0] for row in REGULAR])
def test_appendix_j(advance: int, payments: list[Timed], per_year: int, apr: str) -> None:
    assert printed(actuarial_apr([Timed(advance, 0)], payments, per_year), 2) == Decimal(apr)


def test_appendix_j_single_payment_within_a_year() -> None:
    # (c)(5)(i): 3 January to 15 September 1978, the term of 255 days is the unit-period.
    days = (date(1978, 9, 15) - date(1978, 1, 3)).days
    assert days == 255
    assert printed(single_payment_apr(1000, 1080, days), 2) == Decimal("11.45")


@pytest.mark.parametrize(("begin", "end", "unit", "whole", "odd"), [
    (date(1978, 1, 10), date(1978, 2, 10), UnitPeriod.MONTH, 1, Fraction(0)),
    (date(1978, 2, 10), date(1978, 4, 1), UnitPeriod.MONTH, 1, Fraction(19, 30)),
    (date(1978, 2, 23), date(1978, 3, 1), UnitPeriod.HALF_MONTH, 0, Fraction(6, 15)),
    (date(1978, 5, 23), date(1978, 10, 1), UnitPeriod.QUARTER, 1, Fraction(39, 90)),
    (date(1978, 3, 20), date(1978, 4, 21), UnitPeriod.WEEK, 4, Fraction(4, 7)),
    (date(1978, 3, 18), date(1978, 4, 20), UnitPeriod.FOUR_WEEKS, 1, Fraction(5, 28)),
    (date(1978, 4, 3), date(1978, 4, 11), UnitPeriod.TWO_WEEKS, 0, Fraction(8, 14)),
    (date(1978, 1, 10), date(1978, 3, 1), UnitPeriod.TWO_MONTHS, 0, Fraction(52, 60)),
    (date(1978, 3, 3), date(1978, 9, 15), UnitPeriod.MONTH, 6, Fraction(12, 30)),
])
def test_unit_periods_are_counted_back_as_in_the_examples(begin: date, end: date, unit: UnitPeriod, whole: int,
                                                          odd: Fraction) -> None:
    assert whole_and_odd(begin, end, unit) == (whole, odd)


def test_dated_flows_give_the_printed_apr() -> None:
    # (c)(1)(ii) again, from its dates; 20/30 or 21/30 would give 11.79 or 11.77.
    flows = [Flow(date(1978, 2, 10), 600_000)]
    flows += [Flow(date(1978 + (3 + k) // 12, (3 + k) % 12 + 1, 1), -20_000) for k in range(36)]
    assert printed(regulation_z(flows, UnitPeriod.MONTH), 2) == Decimal("11.82")


def test_payments_below_the_advance_have_no_cost_to_measure() -> None:
    with pytest.raises(BadInput, match="less than"):
        actuarial_apr([Timed(100, 0)], [Timed(90, 1)], 12)
    assert actuarial_apr([Timed(100, 0)], [Timed(50, 1), Timed(50, 2)], 12) == 0
    with pytest.raises(BadInput, match="at least one"):
        actuarial_apr([], [Timed(90, 1)], 12)
