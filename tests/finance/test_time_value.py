"""The documented examples of Excel's loan functions, to the digits it prints."""

from __future__ import annotations

from decimal import Decimal

import pytest

from debttracker.basics.errors import BadInput
from debttracker.finance.time_value import (
    future_value,
    interest_part,
    payment,
    periods_needed,
    present_value,
    principal_part,
    rate_of,
)

D = Decimal
MONTH_8 = D("0.08") / 12


def test_pmt_as_documented() -> None:
    assert round(payment(MONTH_8, 10, D(10_000)), 2) == D("-1037.03")
    assert round(payment(MONTH_8, 10, D(10_000), early=True), 2) == D("-1030.16")
    assert round(payment(D("0.06") / 12, 18 * 12, D(0), D(50_000)), 2) == D("-129.08")


def test_pmt_of_the_credit_card_in_the_microsoft_guide() -> None:
    # "Using Excel formulas to figure out payments and savings": 5,400 at 17 % in two years.
    assert round(payment(D("0.17") / 12, 24, D(5_400)), 2) == D("-266.99")


def test_pmt_of_the_mortgage_in_the_numpy_reference() -> None:
    assert round(payment(D("0.075") / 12, 180, D(200_000)), 2) == D("-1854.02")


def test_ipmt_and_ppmt_as_documented() -> None:
    assert round(interest_part(D("0.10") / 12, 1, 36, D(8_000)), 2) == D("-66.67")
    assert round(interest_part(D("0.10"), 3, 3, D(8_000)), 2) == D("-292.45")
    assert round(principal_part(D("0.10") / 12, 1, 24, D(2_000)), 2) == D("-75.62")
    assert round(principal_part(D("0.08"), 10, 10, D(200_000)), 2) == D("-27598.05")


def test_cumipmt_and_cumprinc_as_documented() -> None:
    rate, periods, present = D("0.09") / 12, 360, D(125_000)
    second_year = range(13, 25)
    assert round(sum(interest_part(rate, k, periods, present) for k in second_year), 5) == D("-11135.23213")
    assert round(sum(principal_part(rate, k, periods, present) for k in second_year), 7) == D("-934.1071234")
    assert round(interest_part(rate, 1, periods, present), 1) == D("-937.5")
    assert round(principal_part(rate, 1, periods, present), 8) == D("-68.27827118")


def test_rate_as_documented() -> None:
    each = rate_of(48, D(-200), D(8_000))
    assert round(each, 9) == D("0.007701472")
    assert round(each * 12, 4) == D("0.0924")
    assert rate_of(4, D(-25), D(100)) == 0


def test_nper_as_documented() -> None:
    assert round(periods_needed(D("0.01"), D(-100), D(-1_000), D(10_000), early=True), 7) == D("59.6738657")
    assert round(periods_needed(D("0.01"), D(-100), D(-1_000), D(10_000)), 7) == D("60.0821229")
    assert round(periods_needed(D("0.01"), D(-100), D(-1_000)), 8) == D("-9.57859404")
    assert periods_needed(D(0), D(-100), D(1_200)) == 12


def test_pv_and_fv_as_documented() -> None:
    assert round(present_value(MONTH_8, 240, D(500)), 2) == D("-59777.15")
    assert round(future_value(D("0.06") / 12, 10, D(-200), D(-500), early=True), 2) == D("2581.40")
    assert round(future_value(D("0.12") / 12, 12, D(-1_000)), 2) == D("12682.50")
    assert round(future_value(D("0.11") / 12, 35, D(-2_000), early=True), 2) == D("82846.25")
    assert round(future_value(D("0.06") / 12, 12, D(-100), D(-1_000), early=True), 2) == D("2301.40")


def test_the_five_variables_agree_with_each_other() -> None:
    rate, periods, present = D("0.013"), 30, D(25_000)
    pay = payment(rate, periods, present)
    assert abs(future_value(rate, periods, pay, present)) < D("1e-20")
    assert abs(present_value(rate, periods, pay) - present) < D("1e-20")
    assert abs(periods_needed(rate, pay, present) - periods) < D("1e-20")
    assert abs(rate_of(periods, pay, present) - rate) < D("1e-10")


def test_a_payment_of_the_interest_alone_never_ends() -> None:
    with pytest.raises(BadInput, match="never end"):
        periods_needed(D("0.01"), D(-100), D(10_000))
    with pytest.raises(BadInput, match="never end"):
        periods_needed(D(0), D(0), D(10_000))
    with pytest.raises(BadInput, match="at least 1"):
        payment(D("0.01"), 0, D(10_000))
    with pytest.raises(BadInput, match="no instalment number 4"):
        interest_part(D("0.01"), 4, 3, D(10_000))
