from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debttracker.basics.errors import BadInput
from debttracker.finance.matching import match
from debttracker.finance.prepayment import Payment, Share
from debttracker.finance.split import Split
from debttracker.finance.terms import (
    Across,
    Early,
    Fee,
    FeeKind,
    FeeTiming,
    LateTerms,
    LoanTerms,
    Method,
    Part,
    RateBasis,
)

D = Decimal
#: Three instalments of 1,000.00 principal, 30.00, 20.00 and 10.00 interest, 5.00 fee; due on the 10th.
LOAN = LoanTerms("CNY", 300_000, date(2026, 1, 10), 3, method=Method.EQUAL_PRINCIPAL, rate=D("0.12"),
                 fees=(Fee(FeeKind.SERVICE, FeeTiming.EACH_INSTALMENT, amount=500),))
FIRST, SECOND, THIRD = date(2026, 2, 10), date(2026, 3, 10), date(2026, 4, 10)
FULL = 103_500
#: 0.1 % a day on overdue principal, 20.00 once, three days of grace.
LATE = replace(LOAN, late=LateTerms(D("0.001"), fee=2_000, grace_days=3))


def test_a_payment_on_the_due_day_is_on_time() -> None:
    found = match(LATE, [Payment(FIRST, FULL)], date(2026, 3, 9))
    assert found.instalments[0].settled == FIRST
    assert found.instalments[0].charged == Split(500, 3_000, 100_000)
    assert found.credit == 0


def test_a_partial_payment_goes_to_fee_then_interest_then_principal() -> None:
    found = match(LOAN, [Payment(FIRST, 10_000)], FIRST)
    assert found.instalments[0].paid == Split(500, 3_000, 6_500)
    assert [(one.part, one.amount) for one in found.allocations] == [(Part.FEE, 500), (Part.INTEREST, 3_000),
                                                                     (Part.PRINCIPAL, 6_500)]


def test_the_order_of_the_contract_is_kept() -> None:
    order = (Part.PRINCIPAL, Part.INTEREST, Part.FEE, Part.PENALTY, Part.LATE_FEE)
    found = match(replace(LOAN, order=order), [Payment(FIRST, 101_000)], FIRST)
    assert found.instalments[0].paid == Split(0, 1_000, 100_000)


def test_oldest_instalment_first_against_part_by_part() -> None:
    paid = [Payment(SECOND, 10_000)]
    oldest = match(LOAN, paid, SECOND)
    assert oldest.instalments[0].paid.total == 10_000
    parts = match(replace(LOAN, across=Across.PART_BY_PART), paid, SECOND)
    assert [one.paid for one in parts.instalments[:2]] == [Split(500, 3_000, 4_000), Split(500, 2_000, 0)]


def test_early_money_pays_the_next_instalment_or_waits() -> None:
    paid = [Payment(date(2026, 1, 20), 150_000)]
    ahead = match(LOAN, paid, date(2026, 1, 31))
    assert [one.paid.total for one in ahead.instalments] == [FULL, 46_500, 0]
    held = match(replace(LOAN, early=Early.HOLD), paid, date(2026, 1, 31))
    assert (held.credit, held.paid.total) == (150_000, 0)
    later = match(replace(LATE, early=Early.HOLD), paid, date(2026, 3, 20))
    assert later.instalments[0].settled == FIRST
    assert later.instalments[0].charged.late_fee == 0
    assert later.instalments[1].paid.total == 46_500


def test_too_much_money_is_a_credit() -> None:
    found = match(LOAN, [Payment(FIRST, 500_000)], THIRD)
    assert found.credit == 500_000 - (103_500 + 102_500 + 101_500)
    assert all(one.settled == FIRST for one in found.instalments)


def test_penalties_run_by_the_day_once_grace_is_over() -> None:
    # Three days late: nothing. Four days: four days of 0.1 % on 1,000.00, and the late fee.
    assert match(LATE, [], FIRST + timedelta(3)).instalments[0].charged == Split(500, 3_000, 100_000)
    assert match(LATE, [], FIRST + timedelta(4)).instalments[0].charged == Split(500, 3_000, 100_000, 400, 2_000)
    assert match(LATE, [], FIRST + timedelta(24)).instalments[0].charged == Split(500, 3_000, 100_000, 2_400, 2_000)


def test_penalty_runs_on_the_smaller_principal_after_a_partial_payment() -> None:
    # Ten days on 1,000.00 are 10.00. The payment covers late fee, fee, penalty, interest and 400.00 of principal.
    paid = [Payment(FIRST + timedelta(10), 2_000 + 500 + 1_000 + 3_000 + 40_000)]
    found = match(LATE, paid, FIRST + timedelta(20)).instalments[0]
    assert found.paid == Split(500, 3_000, 40_000, 1_000, 2_000)
    assert found.charged.penalty == 1_000 + 600
    assert found.unpaid == Split(0, 0, 60_000, 600, 0)


def test_penalty_on_the_whole_instalment_and_a_late_fee_in_per_cent() -> None:
    late = LateTerms(D("0.365"), RateBasis.YEAR, on_instalment=True, fee_share=D("0.05"))
    charged = match(replace(LOAN, late=late), [], FIRST + timedelta(10)).instalments[0].charged
    assert (charged.penalty, charged.late_fee) == (1_035, 5_175)


def test_an_allocation_of_its_own_comes_first() -> None:
    own = (Share(2, 50_000, Part.PRINCIPAL), Share(3, 2_000))
    found = match(LOAN, [Payment(FIRST, 60_000, own)], FIRST)
    assert [one.paid for one in found.instalments] == [Split(500, 3_000, 4_500), Split(0, 0, 50_000),
                                                       Split(500, 1_000, 500)]
    with pytest.raises(BadInput, match="no instalment number 9"):
        match(LOAN, [Payment(FIRST, 100, (Share(9, 100),))], FIRST)


def test_money_taken_back_opens_the_newest_allocations_again() -> None:
    paid = [Payment(FIRST, FULL), Payment(FIRST + timedelta(10), -20_000)]
    found = match(LATE, paid, FIRST + timedelta(20)).instalments[0]
    assert found.unpaid.principal == 20_000
    # Ten days on 200.00: none for the time it was paid.
    assert found.charged.penalty == 200
    assert match(LOAN, [Payment(FIRST, 400_000), Payment(FIRST, -50_000)], FIRST).credit == 350_000 - 307_500


def test_payments_after_the_day_are_left_out() -> None:
    assert match(LOAN, [Payment(SECOND, FULL)], FIRST).paid.total == 0


PAYMENTS = st.lists(st.tuples(st.integers(0, 150), st.integers(1, 150_000)), max_size=8)


@given(PAYMENTS, st.integers(0, 160), st.sampled_from(Across), st.sampled_from([Early.NEXT, Early.HOLD]),
       st.permutations(list(Part)))
def test_no_money_is_lost_and_nothing_is_overpaid(paid: list[tuple[int, int]], day: int, across: Across, early: Early,
                                                  order: list[Part]) -> None:
    loan = replace(LATE, across=across, early=early, order=tuple(order))
    payments = [Payment(loan.start + timedelta(days), amount) for days, amount in paid]
    today = loan.start + timedelta(day)
    found = match(loan, payments, today)
    arrived = sum(one.amount for one in payments if one.day <= today)
    assert found.paid.total + found.credit == arrived
    assert sum(one.amount for one in found.allocations) + found.credit == arrived
    for state in found.instalments:
        assert min(state.unpaid) >= 0
        assert (state.settled is not None) == (state.unpaid.total == 0)


@given(PAYMENTS, st.integers(1, 20_000))
def test_paying_more_never_leaves_more_owed(paid: list[tuple[int, int]], extra: int) -> None:
    payments = [Payment(LATE.start + timedelta(days), amount) for days, amount in paid]
    more = [*payments, Payment(FIRST, extra)]
    before, after = match(LATE, payments, date(2026, 6, 30)), match(LATE, more, date(2026, 6, 30))

    def owed(found: object) -> int:
        return sum(one.unpaid.total for one in found.instalments) - found.credit  # type: ignore[attr-defined]

    assert owed(after) <= owed(before) - extra
