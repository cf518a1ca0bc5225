from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from debttracker.finance.prepayment import Payment, early_choices, living_rows
from debttracker.finance.schedule import schedule, totals
from debttracker.finance.terms import DayCount, Early, LoanTerms, Method, RateBasis

D = Decimal
LINE = LoanTerms("CNY", 1_000_000, date(2026, 1, 10), 3, method=Method.DAILY, rate=D("0.0005"), basis=RateBasis.DAY,
                 day_count=DayCount.ACT_365)
HOUSE = LoanTerms("CNY", 12_000_000, date(2026, 1, 10), 36, rate=D("0.06"))


def test_daily_interest_runs_on_what_is_still_owed() -> None:
    # Ten days at 0.05 % on 10,000 are 50; the rest of the payment lowers the principal to 5,000.
    rows = living_rows(LINE, [Payment(date(2026, 1, 20), 505_000)])
    assert [(row.due, row.principal, row.interest, row.balance) for row in rows] == [
        (date(2026, 1, 20), 500_000, 5_000, 500_000), (date(2026, 2, 10), 0, 5_250, 500_000),
        (date(2026, 3, 10), 0, 7_000, 500_000), (date(2026, 4, 10), 500_000, 7_750, 0)]


def test_a_daily_loan_can_end_on_any_day() -> None:
    rows = living_rows(LINE, [Payment(date(2026, 1, 20), 1_005_000)])
    assert len(rows) == 1
    assert rows[0].balance == 0


def test_early_money_leaves_other_loans_as_they_are() -> None:
    paid = [Payment(date(2026, 1, 20), 5_000_000)]
    assert living_rows(HOUSE, paid) == schedule(HOUSE)
    assert living_rows(replace(HOUSE, early=Early.PRINCIPAL), paid) != schedule(HOUSE)
    flat = replace(HOUSE, method=Method.FLAT_FEE, early=Early.PRINCIPAL)
    assert living_rows(flat, paid) == schedule(flat)


def test_an_extra_payment_ends_sooner_or_lowers_the_instalments() -> None:
    sooner, smaller = early_choices(HOUSE, date(2026, 7, 1), 2_000_000)
    assert sooner.next_payment == schedule(HOUSE)[0].payment
    assert sooner.end < smaller.end == schedule(HOUSE)[-1].due
    assert smaller.next_payment < sooner.next_payment
    assert sooner.interest_saved > smaller.interest_saved > 0


def test_an_extra_payment_of_everything_ends_the_loan() -> None:
    sooner, smaller = early_choices(HOUSE, date(2026, 7, 1), 20_000_000)
    assert sooner == smaller
    assert sooner.end == date(2026, 7, 1)


def test_equal_principal_ends_sooner_with_about_the_same_part() -> None:
    loan = replace(HOUSE, method=Method.EQUAL_PRINCIPAL, early=Early.PRINCIPAL)
    kept = [Payment(row.due, row.payment) for row in schedule(loan)[:6]]
    rows = living_rows(loan, [*kept, Payment(date(2026, 7, 20), 3_000_000)])
    assert sum(row.principal for row in rows) == 12_000_000
    assert len(rows) < 36
    assert abs(rows[8].principal - 333_333) < 20_000


@given(st.lists(st.tuples(st.integers(1, 200), st.integers(1, 600_000)), max_size=6),
       st.sampled_from([Method.DAILY, Method.ANNUITY, Method.EQUAL_PRINCIPAL, Method.INTEREST_ONLY, Method.BULLET]))
def test_principal_still_adds_up_after_any_early_payments(paid: list[tuple[int, int]], method: Method) -> None:
    loan = replace(LINE, method=method, early=Early.PRINCIPAL, instalments=6)
    rows = living_rows(loan, [Payment(loan.start + timedelta(days), amount) for days, amount in paid])
    assert totals(rows).principal == loan.principal
    assert rows[-1].balance == 0
    assert all(a.due <= b.due for a, b in pairwise(rows))
    assert [row.number for row in rows] == list(range(1, len(rows) + 1))
    assert totals(rows).interest <= totals(schedule(loan)).interest + len(rows)
