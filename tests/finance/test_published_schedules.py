"""Schedules that others have printed, each with its source as the test's name: 等额本息, 等额本金 and plain annuities.

Printed totals are mostly the unrounded instalment times the months; whole cents each month move them by at most half
a cent a month, which is the tolerance here.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from debttracker.finance.schedule import schedule, totals
from debttracker.finance.terms import LoanTerms, Method
from debttracker.finance.time_value import payment

D = Decimal
LOAN = LoanTerms("CNY", 1, date(2020, 1, 15), 1)


def cents(text: str) -> int:
    return int(D(text) * 100)


#: Source, principal, yearly rate, months, instalment, total interest, first interest, first principal ("" not printed).
ANNUITIES = (
    ("vdgb.cn/wenda/220578 (630,000, 30 years)", "630000", "0.049", 360, "3343.58", "573688.2", "", ""),
    ("13l.net/index.php/l/1771868819402209700 (300,000, 30 years)", "300000", "0.049", 360, "1592.18", "273184.86",
     "", ""),
    ("372181.com/wenda/229816 (1,000,000, 20 years)", "1000000", "0.049", 240, "6544.44", "570665.6", "4083.33",
     "2461.11"),
    ("wwwbz417.com/wenda/242703 (510,000, 240 months)", "510000", "0.053", 240, "3450.87", "318208", "", ""),
    ("372181.com/baike/61038 (700,000, 30 years)", "700000", "0.049", 360, "3715.09", "637431.34", "", ""),
    ("wwwbz417.com/baike/60016 (1,200,000, 30 years)", "1200000", "0.049", 360, "6368.72", "1092739.2", "4900",
     "1468.72"),
)


@pytest.mark.parametrize(("principal", "rate", "months", "each", "interest", "first_interest", "first_principal"),
                         [row[1:] for row in ANNUITIES], ids=[row[0] for row in ANNUITIES])
def test_equal_instalments(principal: str, rate: str, months: int, each: str, interest: str, first_interest: str,
                           first_principal: str) -> None:
    rows = schedule(replace(LOAN, principal=cents(principal), rate=D(rate), instalments=months))
    assert {row.payment for row in rows[:-1]} == {cents(each)}
    assert abs(-payment(D(rate) / 12, months, D(principal)) * months - D(principal) - D(interest)) < D("1.0")
    assert abs(totals(rows).interest - cents(interest)) <= months // 2 + 100
    if first_interest:
        assert (rows[0].interest, rows[0].principal) == (cents(first_interest), cents(first_principal))


#: Source, principal, rate, months, first instalment, less each month, total interest.
EQUAL_PRINCIPAL = (
    ("vdgb.cn/wenda/220578 (630,000, 30 years)", "630000", "0.049", 360, "4322.50", "7.15", "464336.25"),
    ("372181.com/baike/61038 (700,000, 30 years)", "700000", "0.049", 360, "4802.78", "7.94", "515929.17"),
)


@pytest.mark.parametrize(("principal", "rate", "months", "first", "less", "interest"),
                         [row[1:] for row in EQUAL_PRINCIPAL], ids=[row[0] for row in EQUAL_PRINCIPAL])
def test_equal_principal(principal: str, rate: str, months: int, first: str, less: str, interest: str) -> None:
    rows = schedule(replace(LOAN, principal=cents(principal), rate=D(rate), instalments=months,
                            method=Method.EQUAL_PRINCIPAL))
    unrounded = D(principal) / months + D(principal) * D(rate) / 12
    assert round(unrounded, 2) == D(first)
    # Principal and interest are whole cents each, so that their sum may lie a cent beside the rounded sum.
    assert abs(rows[0].payment - cents(first)) <= 1
    assert abs(rows[0].payment - rows[1].payment - cents(less)) <= 1
    assert abs(totals(rows).interest - cents(interest)) <= months // 2


def test_three_years_at_eight_per_cent() -> None:
    """searchlawrence.com, amortization_schedule.php?amount=11200&rate=8&months=36: its rows carry parts of cents on, so
    later ones differ by a cent from whole cents."""
    rows = schedule(replace(LOAN, currency="USD", principal=1_120_000, rate=D("0.08"), instalments=36))
    printed = [("74.67", "276.30", "10923.70"), ("72.82", "278.15", "10645.55"), ("70.97", "280.00", "10365.55"),
               ("69.10", "281.87", "10083.69"), ("67.22", "283.75", "9799.94"), ("65.33", "285.64", "9514.30")]
    assert {row.payment for row in rows[:-1]} == {35_097}
    for row, (interest, principal, balance) in zip(rows, printed, strict=False):
        assert abs(row.interest - cents(interest)) <= 1
        assert abs(row.principal - cents(principal)) <= 1
        assert abs(row.balance - cents(balance)) <= 1
    assert abs(rows[-1].payment - cents("350.86")) <= 10
    assert abs(totals(rows).interest - cents("1434.81")) <= 10


def test_the_instalment_that_a_contract_prints() -> None:
    """qammunity.org/1453062: 391,500 at 7 %, 3,034.13 a month, the first three lines of the table to the cent."""
    rows = schedule(replace(LOAN, currency="USD", principal=39_150_000, rate=D("0.07"), instalments=240,
                            payment=303_413))
    assert [(row.interest, row.principal, row.balance) for row in rows[:3]] == [
        (228_375, 75_038, 39_074_962), (227_937, 75_476, 38_999_486), (227_497, 75_916, 38_923_570)]
