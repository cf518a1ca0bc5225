from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debttracker.basics.languages import Words
from debttracker.finance.rates import Flow
from debttracker.finance.terms import DayCount, Fee, FeeKind, FeeTiming, Frequency, LoanTerms, Method, RateBasis
from debttracker.finance.true_cost import cash_flows, explain, true_cost

D = Decimal
LOAN = LoanTerms("CNY", 1_000_000, date(2026, 1, 10), 12, rate=D("0.12"))


def test_flows_are_what_arrives_and_what_leaves_on_each_day() -> None:
    fees = (Fee(FeeKind.SERVICE, FeeTiming.DEDUCTED, share=D("0.05")),
            Fee(FeeKind.INSURANCE, FeeTiming.UP_FRONT, amount=2_000),
            Fee(FeeKind.MEMBERSHIP, FeeTiming.LATER, amount=9_900, day=date(2026, 2, 10)),
            Fee(FeeKind.GUARANTEE, FeeTiming.LATER, amount=100, day=date(2026, 2, 11)))
    flows = cash_flows(replace(LOAN, fees=fees, instalments=2, rate=D(0)))
    assert flows == (Flow(date(2026, 1, 10), 948_000), Flow(date(2026, 2, 10), -509_900), Flow(date(2026, 2, 11), -100),
                     Flow(date(2026, 3, 10), -500_000))


def test_a_loan_without_cost_has_rate_zero(english: Words) -> None:
    cost = true_cost(replace(LOAN, rate=D(0)))
    assert (cost.ear, cost.apr, cost.cost, cost.per_1000) == (0, 0, 0, 0)
    assert explain(cost, english) == "This loan costs nothing: what is paid back equals what arrived."


def test_a_plain_loan_costs_its_nominal_rate_compounded(english: Words) -> None:
    cost = true_cost(LOAN)
    # Real months are not all alike, so actual / 365 is near, not equal to, 12.6825 %.
    assert abs(cost.ear - D("0.126825")) < D("0.001")
    assert cost.advertised_effective == D("0.126825030132")
    assert cost.fees == 0
    assert "12.0 % a year; because" in explain(cost, english)


def test_fees_kept_back_raise_the_rate(english: Words) -> None:
    cost = true_cost(replace(LOAN, disbursed=900_000, advertised=D("0.10")))
    assert cost.received == 900_000
    assert cost.fees == 100_000
    assert cost.cost == cost.interest + 100_000
    assert cost.ear > D("0.36")
    assert cost.per_1000 == round(D(cost.cost) * 1000 / 900_000, 2)
    assert "10.0 % a year; counted on the ¥ 9,000.00 that really arrived" in explain(cost, english)


def test_card_instalments_cost_nearly_twice_their_fees() -> None:
    # 0.6 % a month on the first amount over 12 months is advertised as 7.2 %; the IRR is about 13 % a year.
    loan = LoanTerms("CNY", 1_200_000, date(2026, 1, 1), 12, method=Method.FLAT_FEE, rate=D("0.006"),
                     basis=RateBasis.MONTH)
    cost = true_cost(loan)
    assert cost.advertised == D("0.072")
    assert D("0.128") < cost.apr < D("0.132")


def test_a_seven_day_loan_of_seven_hundred_for_a_thousand() -> None:
    loan = LoanTerms("CNY", 100_000, date(2026, 1, 1), 1, method=Method.BULLET, frequency=Frequency.DAYS,
                     period_days=7, disbursed=70_000)
    cost = true_cost(loan)
    assert cost.ear > 10**8
    assert cost.apr == pytest.approx(D(365) / 7 * (D(100) / 70 - 1), abs=D("1e-6"))


@given(st.integers(10**4, 10**10), st.integers(1, 60), st.integers(0, 60).map(lambda k: D(k) / 100),
       st.sampled_from([Method.ANNUITY, Method.EQUAL_PRINCIPAL, Method.INTEREST_ONLY, Method.BULLET]))
def test_cost_is_interest_plus_fees_and_free_only_when_nothing_is_paid(principal: int, months: int, rate: Decimal,
                                                                       method: Method) -> None:
    cost = true_cost(LoanTerms("CNY", principal, date(2024, 2, 29), months, method=method, rate=rate,
                               day_count=DayCount.ACT_365))
    assert cost.cost == cost.interest + cost.fees
    assert (cost.ear == 0) == (cost.cost == 0)
