"""Published rates, reproduced to the printed digit, and what has no rate."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from debttracker.basics.errors import BadInput
from debttracker.finance.rates import (
    Flow,
    effective,
    effective_rate,
    irr,
    net_present_value,
    nominal,
    printed,
    xirr,
    yearly,
)

EXCEL_IRR = [-70_000, 12_000, 15_000, 18_000, 21_000, 26_000]
EXCEL_XIRR = [(date(2008, 1, 1), -10_000), (date(2008, 3, 1), 2_750), (date(2008, 10, 30), 4_250),
              (date(2009, 2, 15), 3_250), (date(2009, 4, 1), 2_750)]


@pytest.mark.parametrize(("amounts", "per_cent"), [
    (EXCEL_IRR, "8.7"),        # Microsoft Excel, IRR: five years
    (EXCEL_IRR[:5], "-2.1"),   # IRR: four years
    (EXCEL_IRR[:3], "-44.4"),  # IRR: two years (Excel needs a guess of -10 % for it)
])
def test_irr_as_in_the_excel_documentation(amounts: list[int], per_cent: str) -> None:
    assert printed(irr(amounts), 1) == Decimal(per_cent)


def test_xirr_as_in_the_excel_documentation() -> None:
    # Excel prints 0.373362535: it stops iterating at 1e-6.
    assert abs(xirr(EXCEL_XIRR) - Decimal("0.373362535")) < Decimal("1e-8")
    assert printed(xirr(EXCEL_XIRR), 2) == Decimal("37.34")


def test_xnpv_as_in_the_excel_documentation() -> None:
    assert round(net_present_value(Decimal("0.09"), EXCEL_XIRR), 2) == Decimal("2086.65")


def test_effect_and_nominal_as_in_the_excel_documentation() -> None:
    assert round(effective(Decimal("0.0525"), 4), 7) == Decimal("0.0535427")
    assert round(nominal(Decimal("0.053543"), 4), 8) == Decimal("0.05250032")


DAY_1 = date(1994, 1, 1)


@pytest.mark.parametrize(("flows", "two_digits", "one_digit"), [
    # Directive 98/7/EC, annex III, part A (years of 365 days): examples 1 to 3 as printed.
    ([(DAY_1, 1_000), (date(1995, 7, 1), -1_200)], "12.96", "13.0"),
    ([(DAY_1, 950), (date(1995, 7, 1), -1_200)], "16.90", "16.9"),
    ([(DAY_1, 1_000), (date(1995, 1, 1), -600), (date(1996, 1, 1), -600)], "13.07", "13.1"),
    # Example 4 of the same annex; the figure was recomputed, the printed page was not at hand.
    ([(DAY_1, 1_000), (date(1994, 4, 1), -272), (date(1994, 7, 1), -272), (date(1995, 1, 1), -544)], "13.23", "13.2"),
])
def test_european_directive_on_calendar_days(flows: list[tuple[date, int]], two_digits: str, one_digit: str) -> None:
    assert printed(xirr(flows), 2) == Decimal(two_digits)
    assert printed(xirr(flows), 1) == Decimal(one_digit)


@pytest.mark.parametrize(("flows", "per_cent"), [
    # Part B of the same annex, a standard year of 12 equal months (figures recomputed).
    ([(0, 1_000), (1.5, -1_200)], "12.9"),
    ([(0, 950), (1.5, -1_200)], "16.9"),
    ([(0, 1_000), (1, -600), (2, -600)], "13.1"),
    ([(0, 1_000), (0.25, -272), (0.5, -272), (1, -544)], "13.2"),
])
def test_european_directive_on_standard_years(flows: list[tuple[float, int]], per_cent: str) -> None:
    assert printed(effective_rate(flows)) == Decimal(per_cent)


@pytest.mark.parametrize(("deposit", "interest", "days", "yield_"), [
    # Regulation DD, 12 CFR 1030, appendix A: annual percentage yield of the three examples.
    (1_000, "61.68", 365, "6.17"), (1_000, "30.37", 182, "6.18"), (1_000, "5.25", 30, "6.58"),
])
def test_yield_as_in_regulation_dd(deposit: int, interest: str, days: int, yield_: str) -> None:
    flows = [(0.0, -deposit), (days / 365, deposit + Decimal(interest))]
    assert printed(effective_rate(flows), 2) == Decimal(yield_)


def test_nominal_and_effective_of_the_readme_loan() -> None:
    each = irr([9_000] + [Decimal("-916.67")] * 12)
    assert round(each, 6) == Decimal("0.032310")
    assert round(yearly(each, 12), 4) == Decimal("0.4646")


def test_a_week_at_a_third_of_the_sum_is_still_a_number() -> None:
    assert xirr([(date(2026, 1, 1), 700), (date(2026, 1, 8), -1_000)]) > 100_000_000


def test_flows_of_one_direction_have_no_rate() -> None:
    with pytest.raises(BadInput, match="same way"):
        irr([-1, -2, -3])
    with pytest.raises(BadInput, match="same way"):
        xirr([Flow(date(2026, 1, 1), 100)])
    with pytest.raises(BadInput, match="no amounts"):
        xirr([])


def test_two_rates_are_named_and_none_is_chosen() -> None:
    with pytest.raises(BadInput, match=r"10\.00 %, 40\.00 %"):
        irr([-1_000, 2_500, -1_540])


def test_flows_that_no_rate_balances() -> None:
    with pytest.raises(BadInput, match="No rate"):
        irr([-1, 3, Decimal("-2.5")])


@given(st.integers(1, 10**9), st.integers(1, 240))
def test_a_loan_without_cost_has_rate_zero(principal: int, months: int) -> None:
    part, rest = divmod(principal, months)
    flows = [principal] + [-part] * (months - 1) + [-part - rest]
    assume(part > 0)
    assert irr(flows) == 0


@given(st.integers(1, 600).map(lambda k: Decimal(k) / 100), st.integers(1, 365))
def test_nominal_undoes_effective(rate: Decimal, periods: int) -> None:
    assert abs(nominal(effective(rate, periods), periods) - rate) < Decimal("1e-8")


@given(st.lists(st.integers(1, 10**6), min_size=1, max_size=60), st.integers(1, 10**7))
def test_the_rate_found_balances_the_flows(payments: list[int], lent: int) -> None:
    assume(sum(payments) > lent / 5)
    rate = float(irr([lent, *(-one for one in payments)]))
    worth = sum(one / (1 + rate) ** k for k, one in enumerate(payments, 1))
    assert worth == pytest.approx(lent, rel=1e-6)
