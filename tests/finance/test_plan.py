"""Payoff plans: published figures, and what must always hold."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from debttracker.basics.errors import BadInput
from debttracker.finance.plan import (
    Budget,
    Debt,
    Plan,
    Strategy,
    minimum_only,
    plan,
    smallest_to_end_in,
    smallest_to_stop_growth,
)

D = Decimal


def debt(name: str, balance: float, rate: str, minimum: float = 0) -> Debt:
    return Debt(name, round(balance * 100), D(rate), round(minimum * 100))


def test_card_in_two_years_as_in_the_microsoft_guide() -> None:
    # "Using Excel formulas to figure out payments and savings": 5,400 at 17 % in two years takes 266.99 a month.
    assert smallest_to_end_in([debt("card", 5_400, "0.17")], 24) == 26_699


def test_personal_loan_as_in_the_microsoft_guide() -> None:
    # The same guide: 2,500 at 3 % with 150 a month takes "17 months and some days" (NPER).
    assert plan([debt("loan", 2_500, "0.03")], 15_000).months == 18


def test_card_as_in_exercises_for_programmers() -> None:
    # B. Hogan, Exercises for Programmers, no. 26: 5,000 at 12 % with 100 a month takes 70 months.
    assert plan([debt("card", 5_000, "0.12")], 10_000).months == 70


def test_card_as_in_an_nper_article() -> None:
    # NPER(9%/12, -100, 10000) is 185.53: 185 payments and a smaller last one.
    found = plan([debt("card", 10_000, "0.09")], 10_000)
    assert found.months == 186
    assert 0 < found.balances[185] < 10_000


@pytest.mark.parametrize(("monthly", "months"), [(100, 14), (200, 7), (300, 5)])
def test_card_as_in_a_published_table(monthly: int, months: int) -> None:
    # calculatorsuite.com, credit card payoff: 1,200 at 16 % with different fixed payments.
    assert plan([debt("card", 1_200, "0.16")], monthly * 100).months == months


def test_snowball_as_in_a_published_spreadsheet() -> None:
    # peacelovespreadsheets.blogspot.com, "Avalanche vs. Snowball" (2025): a car at 4 % before a card at 25 %, 1,000 a
    # month, balances in whole dollars.
    found = plan([debt("car", 10_000, "0.04"), debt("card", 20_000, "0.25")], 100_000, Strategy.SNOWBALL)
    car, card = (one.balances for one in found.debts)
    assert [round(one / 100) for one in car[:9]] == [10_000, 9_033, 8_063, 7_090, 6_114, 5_134, 4_151, 3_165, 2_176]
    assert [round(one / 100) for one in card[:9]] == [20_000, 20_417, 20_842, 21_276, 21_719, 22_172, 22_634, 23_105,
                                                      23_587]


def test_avalanche_as_in_a_published_first_month() -> None:
    # pulsafutura.com, debt avalanche: 5,000 at 18.9 % (minimum 120) and 3,200 at 22.5 % (minimum 90), 550 a month.
    found = plan([debt("one", 5_000, "0.189", 120), debt("two", 3_200, "0.225", 90)], 55_000, Strategy.AVALANCHE)
    assert [one.balances[1] for one in found.debts] == [495_875, 283_000]
    assert found.balances[1] == 500_000 + 320_000 + 7_875 + 6_000 - 55_000


def test_a_freed_minimum_goes_to_the_next_debt() -> None:
    found = plan([debt("a", 100, "0", 50), debt("b", 300, "0", 50)], 10_000, Strategy.OWN)
    assert [one.balances for one in found.debts] == [(10_000, 5_000, 0, 0, 0), (30_000, 25_000, 20_000, 10_000, 0)]
    assert [one.paid_off_month for one in found.debts] == [2, 4]


def test_orders() -> None:
    owed = [debt("big dear", 1_000, "0.30"), debt("small cheap", 100, "0.01"), debt("middle", 500, "0.10")]

    def first(strategy: Strategy) -> str:
        return min(plan(owed, 20_000, strategy).debts, key=lambda one: one.paid_off_month).name

    assert first(Strategy.SNOWBALL) == "small cheap"
    assert first(Strategy.AVALANCHE) == "big dear"
    assert first(Strategy.OWN) == "big dear"
    assert {one.paid_off_month for one in plan(owed, 20_000, Strategy.PROPORTIONAL).debts} == {9}


def test_one_off_and_yearly_extras() -> None:
    owed = [debt("a", 1_200, "0")]
    assert plan(owed, 10_000).months == 12
    assert plan(owed, Budget(10_000, {3: 50_000})).months == 7
    assert plan([debt("a", 2_400, "0")], Budget(10_000, extra_each_year=60_000)).months == 18


def test_nothing_owed_takes_no_month() -> None:
    found = plan([debt("a", 0, "0.2", 10)], 100)
    assert (found.months, found.interest, found.debts[0].paid_off_month) == (0, 0, 0)


def test_the_day_of_freedom() -> None:
    assert plan([debt("a", 300, "0")], 10_000).freedom(date(2026, 11, 30)) == date(2027, 1, 30)


def test_growth_stops_at_one_months_interest() -> None:
    owed = [debt("a", 1_000, "0.12"), debt("b", 2_000, "0.24")]
    assert smallest_to_stop_growth(owed) == 1_000 + 4_000
    with pytest.raises(BadInput, match="would not end within 100 years"):
        plan(owed, 4_000)


def test_a_budget_below_the_minimums_says_both() -> None:
    with pytest.raises(BadInput, match=r"200\.00 a month does not cover the minimum payments of 300\.00"):
        plan([debt("a", 1_000, "0.1", 300)], 20_000)


def test_minimums_alone() -> None:
    assert minimum_only([debt("a", 1_000, "0.24", 20)]) is None
    found = minimum_only([debt("a", 1_000, "0", 100), debt("b", 100, "0", 100)])
    assert found is not None
    assert (found.months, found.balances[1]) == (10, 90_000)


@pytest.mark.parametrize(("owed", "says"), [
    ([], "no debts"), ([debt("a", -1, "0")], "cannot be negative"), ([debt("a", 1, "-0.1")], "cannot be right"),
    ([debt("a", 1, "NaN")], "cannot be right"), ([Debt("a", 10**16, D(0))], "larger than this program"),
    ([debt("a", 1, "2000")], "cannot be right")])
def test_nonsense_is_refused(owed: list[Debt], says: str) -> None:
    with pytest.raises(BadInput, match=says):
        plan(owed, 10_000)


def test_impossible_months_and_budgets_are_refused() -> None:
    with pytest.raises(BadInput, match="number of months"):
        smallest_to_end_in([debt("a", 1, "0")], 0)
    with pytest.raises(BadInput, match="money for each month"):
        plan([debt("a", 1, "0")], -5)


DEBTS = st.lists(st.builds(Debt, st.just("debt"), st.integers(1, 3_000_000),
                           st.integers(0, 6_000).map(lambda k: D(k) / 10_000), st.integers(0, 30_000)),
                 min_size=1, max_size=6)


def planned(owed: list[Debt], money: Budget | int, strategy: Strategy) -> Plan | None:
    try:
        return plan(owed, money, strategy)
    except BadInput:
        return None


def start(owed: list[Debt], above: int) -> int:
    return max(sum(one.minimum for one in owed), smallest_to_stop_growth(owed)) + above


@given(DEBTS, st.integers(500, 200_000), st.integers(1, 50_000), st.sampled_from(Strategy))
def test_more_money_never_lengthens_a_plan(owed: list[Debt], above: int, extra: int, strategy: Strategy) -> None:
    monthly = start(owed, above)
    usual = planned(owed, monthly, strategy)
    assume(usual is not None)
    assert usual is not None
    richer = plan(owed, monthly + extra, strategy)
    assert richer.months <= usual.months
    assert richer.interest <= usual.interest
    once = plan(owed, Budget(monthly, {1 + extra % 12: extra}), strategy)
    assert once.months <= usual.months
    assert once.interest <= usual.interest


@given(DEBTS, st.integers(500, 200_000))
def test_avalanche_never_costs_more_interest_than_snowball_or_the_own_order(owed: list[Debt], above: int) -> None:
    monthly = start(owed, above)
    found = {one: planned(owed, monthly, one) for one in (Strategy.AVALANCHE, Strategy.SNOWBALL, Strategy.OWN)}
    assume(all(found.values()))
    interests = {name: one.interest for name, one in found.items() if one}
    assert interests[Strategy.AVALANCHE] == min(interests.values())


@given(DEBTS, st.integers(500, 200_000), st.sampled_from(Strategy))
def test_a_plan_accounts_for_every_minor_unit(owed: list[Debt], above: int, strategy: Strategy) -> None:
    monthly = start(owed, above)
    found = planned(owed, monthly, strategy)
    assume(found is not None)
    assert found is not None
    assert found.paid == sum(one.balance for one in owed) + found.interest
    assert found.interest == sum(one.interest for one in found.debts)
    assert found.months == max(one.paid_off_month for one in found.debts)
    assert found.paid <= monthly * found.months
    assert found.balances[-1] == 0
    assert min(min(one.balances) for one in found.debts) == 0


@given(DEBTS, st.integers(1, 120))
def test_the_smallest_amount_for_n_months_is_the_smallest(owed: list[Debt], months: int) -> None:
    least = smallest_to_end_in(owed, months)
    assert plan(owed, least).months <= months
    fewer = planned(owed, least - 1, Strategy.AVALANCHE)
    assert fewer is None or fewer.months > months
