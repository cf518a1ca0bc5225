from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from debttracker.basics.errors import BadInput
from debttracker.finance.history import Agreement, AgreementKind, in_force
from debttracker.finance.prepayment import Payment
from debttracker.finance.schedule import schedule
from debttracker.finance.standing import Bucket, ageing_of, balance_over_time, bucket, standing
from debttracker.finance.terms import DayCount, LateTerms, LoanTerms, Method, RateBasis

D = Decimal
LOAN = LoanTerms("CNY", 300_000, date(2026, 1, 10), 3, method=Method.EQUAL_PRINCIPAL, rate=D("0.12"))
FIRST = date(2026, 2, 10)


@pytest.mark.parametrize(("days", "name"), [
    (0, Bucket.CURRENT), (1, Bucket.D1_30), (30, Bucket.D1_30), (31, Bucket.D31_60), (60, Bucket.D31_60),
    (61, Bucket.D61_90), (90, Bucket.D61_90), (91, Bucket.D90_PLUS), (3000, Bucket.D90_PLUS)])
def test_buckets(days: int, name: Bucket) -> None:
    assert bucket(days) is name


def test_what_is_due_later_and_overdue() -> None:
    now = standing(LOAN, [Payment(FIRST, 103_000)], date(2026, 3, 25))
    assert now.due.total == 102_000
    assert now.later.total == 101_000
    assert (now.days_past_due, now.bucket) == (15, Bucket.D1_30)
    assert now.ageing[Bucket.D1_30] == 102_000
    assert now.remaining == 203_000
    assert now.next_due is not None
    assert now.next_due.row.due == date(2026, 4, 10)
    assert now.progress == D("0.3366")


def test_the_sum_that_ends_the_loan_counts_interest_to_the_day() -> None:
    # Halfway through the first month (15 of 31 days) 15/31 of 30.00 has run up.
    now = standing(LOAN, [], date(2026, 1, 25))
    assert now.accrued == 1_452
    assert now.payoff == 301_452
    assert standing(LOAN, [], date(2026, 1, 10)).payoff == 300_000


def test_a_daily_loan_ends_for_principal_and_interest_by_the_day() -> None:
    line = LoanTerms("CNY", 1_000_000, date(2026, 1, 10), 3, method=Method.DAILY, rate=D("0.0005"),
                     basis=RateBasis.DAY, day_count=DayCount.ACT_365)
    assert standing(line, [Payment(date(2026, 1, 20), 505_000)], date(2026, 1, 30)).payoff == 502_500


def test_ageing_over_several_instalments() -> None:
    now = standing(LOAN, [], date(2026, 5, 12))
    assert [now.ageing[name] for name in (Bucket.D90_PLUS, Bucket.D61_90, Bucket.D31_60)] == [103_000, 102_000, 101_000]
    assert now.bucket is Bucket.D90_PLUS
    together = ageing_of([now, standing(LOAN, [], date(2026, 3, 25))])
    assert together[Bucket.D31_60] == 101_000 + 103_000
    assert together[Bucket.CURRENT] == 101_000


def test_a_finished_loan() -> None:
    now = standing(LOAN, [Payment(FIRST, 306_000)], date(2027, 1, 1))
    assert (now.remaining, now.payoff, now.progress, now.days_past_due) == (0, 0, 1, 0)
    assert now.projected_end == FIRST


def test_projected_end_follows_schedule_or_pace() -> None:
    paid = [Payment(FIRST, 103_000)]
    assert standing(LOAN, paid, date(2026, 3, 1)).projected_end == date(2026, 4, 10)
    # 60 days late with 30.00 paid in the last 90 days: 173 more days for what is left at that pace and so on.
    slow = standing(LOAN, [Payment(date(2026, 4, 1), 50_000)], date(2026, 4, 11))
    assert slow.projected_end == date(2026, 4, 11) + timedelta(-(-slow.remaining * 90 // 50_000))
    assert standing(LOAN, [], date(2026, 4, 11)).projected_end is None


def test_penalties_stand_in_what_is_due() -> None:
    late = replace(LOAN, late=LateTerms(D("0.0005"), fee=1_000))
    now = standing(late, [], FIRST + timedelta(20))
    assert (now.due.penalty, now.due.late_fee) == (1_000, 1_000)


def test_restructuring_replaces_the_schedule_and_keeps_history() -> None:
    new = replace(LOAN, principal=310_000, start=date(2026, 4, 1), instalments=10, rate=D(0))
    agreements = (Agreement(date(2026, 4, 1), new, AgreementKind.RESTRUCTURE), Agreement(LOAN.start, LOAN))
    paid = [Payment(FIRST, 50_000), Payment(date(2026, 5, 1), 31_000)]
    before = standing(agreements, paid, date(2026, 3, 31))
    assert before.agreement.kind is AgreementKind.CONTRACT
    assert before.due.total == 103_000 - 50_000 + 102_000
    after = standing(agreements, paid, date(2026, 5, 1))
    assert after.agreement.kind is AgreementKind.RESTRUCTURE
    assert (after.due.total, after.remaining, after.paid.total, after.paid_ever) == (0, 279_000, 31_000, 81_000)
    assert in_force(agreements, date(2020, 1, 1)).terms is LOAN
    with pytest.raises(BadInput, match="no terms yet"):
        in_force((), FIRST)


def test_balance_over_time_falls_to_nothing_when_all_is_paid() -> None:
    paid = [Payment(row.due, row.payment) for row in schedule(LOAN)]
    points = balance_over_time(LOAN, paid, date(2026, 1, 10), date(2026, 4, 15))
    assert [amount for _, amount in points] == [306_000, 203_000, 101_000, 0, 0]
    assert points[-1][0] == date(2026, 4, 15)
