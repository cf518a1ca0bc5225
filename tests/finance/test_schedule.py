"""Schedules: published amortisations to the cent, every method, and what must always hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debttracker.basics.errors import BadInput
from debttracker.finance.schedule import Row, schedule, totals
from debttracker.finance.terms import (
    CustomRow,
    DayCount,
    Fee,
    FeeKind,
    FeeTiming,
    Frequency,
    LoanTerms,
    Method,
    RateBasis,
    Rounding,
    Weekend,
)
from debttracker.finance.time_value import interest_part, payment, principal_part

D = Decimal
START = date(2020, 1, 15)


def loan(principal: int, rate: str, months: int, method: Method = Method.ANNUITY, **more: object) -> LoanTerms:
    return replace(LoanTerms("CNY", principal, START, months, method=method, rate=D(rate)), **more)


# The table in the reference of numpy.ipmt: 2,500 at 8.24 % in 12 months.
NUMPY_TABLE = [("200.58", "17.17"), ("201.96", "15.79"), ("203.35", "14.40"), ("204.74", "13.01"), ("206.15", "11.60"),
               ("207.56", "10.18"), ("208.99", "8.76"), ("210.42", "7.32"), ("211.87", "5.88"), ("213.32", "4.42"),
               ("214.79", "2.96"), ("216.26", "1.49")]


@pytest.mark.parametrize(("number", "principal", "interest"),
                         [(k, *row) for k, row in enumerate(NUMPY_TABLE, 1)])
def test_unrounded_amortisation_of_the_numpy_reference(number: int, principal: str, interest: str) -> None:
    rate = D("0.0824") / 12
    assert round(principal_part(rate, number, 12, D(2_500)), 2) == -D(principal)
    assert round(interest_part(rate, number, 12, D(2_500)), 2) == -D(interest)


def test_payable_amortisation_of_the_numpy_reference() -> None:
    # With whole cents the payment is 217.75; the first rows print alike, the last one takes three cents less.
    rows = schedule(loan(250_000, "0.0824", 12, currency="USD"))
    printed = [(round(D(p) * 100), round(D(i) * 100)) for p, i in NUMPY_TABLE]
    assert [(row.principal, row.interest) for row in rows[:6]] == [printed[0], printed[1], printed[2], printed[3],
                                                                   printed[4], (20_757, 1_018)]
    assert {row.payment for row in rows[:-1]} == {21_775}
    assert rows[-1].payment == 21_772


@pytest.mark.parametrize(("rate", "monthly", "interest"), [
    # 等额本息 of one million over 30 years, as the calculators of Chinese banks print it.
    ("0.049", 530_727, "910616.19"),
    ("0.0395", 474_537, "708334.05"),
    ("0.036", 454_645, "636723.26"),
])
def test_chinese_equal_instalments(rate: str, monthly: int, interest: str) -> None:
    rows = schedule(loan(100_000_000, rate, 360))
    assert {row.payment for row in rows[:-1]} == {monthly}
    unrounded = -payment(D(rate) / 12, 360, D(1_000_000)) * 360 - 1_000_000
    assert round(unrounded, 2) == D(interest)
    # Whole cents each month move the total by less than two yuan over 30 years.
    assert abs(totals(rows).interest - unrounded * 100) < 200


def test_chinese_equal_principal() -> None:
    # 等额本金 of one million at 4.9 % over 30 years: first 6,861.11, then 11.34 less each month, interest 737,041.67.
    rows = schedule(loan(100_000_000, "0.049", 360, Method.EQUAL_PRINCIPAL))
    assert (rows[0].principal, rows[0].interest, rows[0].payment) == (277_778, 408_333, 686_111)
    assert rows[0].payment - rows[1].payment == 1_134
    assert round(D("1000000") * D("0.049") / 12 * 361 / 2, 2) == D("737041.67")
    assert abs(totals(rows).interest - 73_704_167) < 100


def test_four_years_at_ten_per_cent() -> None:
    # algebra.com, question 683334: 15,000 at 10 % over four years, 4,732.06 each: 3,232.06 of it principal.
    rows = schedule(loan(1_500_000, "0.10", 4, frequency=Frequency.YEARLY))
    assert (rows[0].payment, rows[0].principal, rows[0].interest, rows[0].balance) == (473_206, 323_206, 150_000,
                                                                                      1_176_794)


def test_excel_pmt_example_as_a_schedule() -> None:
    # Excel's PMT(8%/12, 10, 10000) is 1,037.03.
    assert schedule(loan(1_000_000, "0.08", 10))[0].payment == 103_703


def test_excel_cumprinc_example_as_a_schedule() -> None:
    # CUMIPMT and CUMPRINC of 125,000 at 9 % over 30 years, months 13 to 24: 11,135.23 and 934.11.
    rows = schedule(loan(12_500_000, "0.09", 360))[12:24]
    assert abs(totals(rows).interest - 1_113_523) <= 3
    assert abs(totals(rows).principal - 93_411) <= 9


def test_the_loan_of_the_command_line_example() -> None:
    rows = schedule(loan(12_000_000, "0.0435", 360))
    assert rows[0] == Row(1, date(2020, 2, 15), 16_237, 43_500, 0, 59_737, 11_983_763)
    assert rows[-1].balance == 0


def test_interest_only_pays_all_principal_at_the_end() -> None:
    rows = schedule(loan(1_000_000, "0.12", 6, Method.INTEREST_ONLY))
    assert [row.principal for row in rows] == [0, 0, 0, 0, 0, 1_000_000]
    assert {row.interest for row in rows} == {10_000}


def test_bullet_has_one_row_of_simple_interest() -> None:
    rows = schedule(loan(1_000_000, "0.12", 6, Method.BULLET))
    assert rows == (Row(1, date(2020, 7, 15), 1_000_000, 60_000, 0, 1_060_000, 0),)


def test_flat_fee_counts_on_the_first_principal() -> None:
    # 12,000 in 12 instalments at 0.6 % a month: 1,000 and a fee of 72 each time, however little is left.
    rows = schedule(loan(1_200_000, "0.006", 12, Method.FLAT_FEE, basis=RateBasis.MONTH))
    assert {(row.principal, row.interest, row.fee) for row in rows} == {(100_000, 0, 7_200)}


def test_daily_interest_counts_actual_days() -> None:
    # 0.05 % a day on 10,000: 31 days in the first period, 29 in the second (a leap year).
    rows = schedule(loan(1_000_000, "0.0005", 3, Method.DAILY, basis=RateBasis.DAY, day_count=DayCount.ACT_365))
    assert [row.interest for row in rows] == [15_500, 14_500, 15_500]


@pytest.mark.parametrize(("count", "interest"), [
    (DayCount.ACT_365, 10_192), (DayCount.ACT_360, 10_333), (DayCount.THIRTY_360, 10_000), (DayCount.EQUAL, 10_000)])
def test_day_counts_of_a_month_of_31_days(count: DayCount, interest: int) -> None:
    rows = schedule(loan(1_000_000, "0.12", 2, Method.INTEREST_ONLY, day_count=count))
    assert rows[0].interest == interest


def test_an_odd_first_period_is_longer_by_its_days() -> None:
    # 15 January to 1 March 2020 is 46 days: 12 % of 10,000 for 46/365 of a year.
    rows = schedule(loan(1_000_000, "0.12", 3, Method.INTEREST_ONLY, first_due=date(2020, 3, 1)))
    assert [row.interest for row in rows] == [15_123, 10_000, 10_000]


def test_a_month_end_comes_back() -> None:
    rows = schedule(loan(1_000_000, "0.12", 4, start=date(2026, 1, 31)))
    assert [row.due for row in rows] == [date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 30), date(2026, 5, 31)]


def test_weekends_move_the_due_day_and_not_the_interest() -> None:
    kept = schedule(loan(1_000_000, "0.12", 6))
    moved = schedule(loan(1_000_000, "0.12", 6, weekend=Weekend.NEXT))
    assert kept[0].due == date(2020, 2, 15)
    assert moved[0].due == date(2020, 2, 17)
    assert schedule(loan(1_000_000, "0.12", 6, weekend=Weekend.PREVIOUS))[0].due == date(2020, 2, 14)
    assert [row.interest for row in kept] == [row.interest for row in moved]


def test_currencies_without_and_with_three_decimals() -> None:
    yen = schedule(loan(100_000, "0.15", 3, currency="JPY"))
    assert [row.payment for row in yen] == [34_170, 34_170, 34_171]
    dinar = schedule(loan(1_000_000, "0.15", 3, currency="KWD"))
    assert totals(dinar).principal == 1_000_000


def test_fees_of_each_instalment_on_amount_principal_and_balance() -> None:
    fees = (Fee(FeeKind.SERVICE, FeeTiming.EACH_INSTALMENT, amount=500),
            Fee(FeeKind.GUARANTEE, FeeTiming.EACH_INSTALMENT, share=D("0.001")),
            Fee(FeeKind.INSURANCE, FeeTiming.EACH_INSTALMENT, share=D("0.002"), of_balance=True))
    rows = schedule(loan(900_000, "0", 3, Method.EQUAL_PRINCIPAL, fees=fees))
    assert [row.fee for row in rows] == [500 + 900 + 1_800, 500 + 900 + 1_200, 500 + 900 + 600]


def test_rounding_up_and_down() -> None:
    up = schedule(loan(1_000_001, "0.07", 5, Method.INTEREST_ONLY, rounding=Rounding.UP))
    down = schedule(loan(1_000_001, "0.07", 5, Method.INTEREST_ONLY, rounding=Rounding.DOWN))
    assert (up[0].interest, down[0].interest) == (5_834, 5_833)


def test_the_instalment_of_the_contract_is_kept() -> None:
    rows = schedule(loan(1_000_000, "0.12", 12, payment=90_000))
    assert {row.payment for row in rows[:-1]} == {90_000}
    assert rows[-1].balance == 0


def test_an_instalment_below_the_interest_is_refused() -> None:
    with pytest.raises(BadInput, match="debt would grow"):
        schedule(loan(1_000_000, "0.24", 12, payment=20_000))


def test_custom_rows_are_taken_as_they_are() -> None:
    rows = schedule(loan(100_000, "0", 2, Method.CUSTOM, rows=(
        CustomRow(date(2020, 2, 1), 40_000, 1_000), CustomRow(date(2020, 5, 1), 60_000, 900, 300))))
    assert rows[1] == Row(2, date(2020, 5, 1), 60_000, 900, 300, 61_200, 0)


TERMS = st.builds(
    LoanTerms, currency=st.sampled_from(["CNY", "JPY", "KWD"]), principal=st.integers(1, 10**15),
    start=st.dates(date(1990, 1, 1), date(2060, 1, 1)), instalments=st.integers(1, 120),
    method=st.sampled_from([one for one in Method if one is not Method.CUSTOM]),
    rate=st.integers(0, 3000).map(lambda k: D(k) / 10_000), basis=st.sampled_from([RateBasis.YEAR, RateBasis.MONTH]),
    day_count=st.sampled_from(DayCount), frequency=st.sampled_from(Frequency), period_days=st.integers(1, 60),
    weekend=st.sampled_from(Weekend), rounding=st.sampled_from(Rounding))


@given(TERMS)
def test_every_schedule_sums_to_its_principal_and_never_goes_below_zero(terms: LoanTerms) -> None:
    rows = schedule(terms)
    assert sum(row.principal for row in rows) == terms.principal
    assert min(row.balance for row in rows) == 0 == rows[-1].balance
    assert min(min(row.principal, row.interest, row.fee) for row in rows) >= 0
    assert all(row.payment == row.principal + row.interest + row.fee for row in rows)
    assert all(a.due <= b.due for a, b in pairwise(rows))
    assert [row.number for row in rows] == list(range(1, len(rows) + 1))


@given(st.integers(10**5, 10**12), st.integers(0, 3600).map(lambda k: D(k) / 10_000), st.integers(2, 360))
def test_the_last_equal_instalment_is_close_to_the_others(principal: int, rate: Decimal, months: int) -> None:
    rows = schedule(loan(principal, str(rate), months))
    # Each payment and each interest is at most half a unit off, and carried forward with interest.
    growth = (1 + float(rate) / 12) ** months
    assert abs(rows[-1].payment - rows[0].payment) <= months * growth + 2
