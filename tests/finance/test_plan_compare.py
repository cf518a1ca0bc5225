from __future__ import annotations

from decimal import Decimal

from debttracker.finance.plan import Debt, Strategy
from debttracker.finance.plan_compare import compare_strategies, first_freed

OWED = [Debt("card", 900_000, Decimal("0.24"), 20_000), Debt("loan", 300_000, Decimal("0.08"), 15_000),
        Debt("shop", 100_000, Decimal("0.15"), 5_000)]


def test_all_strategies_side_by_side() -> None:
    found = compare_strategies(OWED, 80_000)
    assert set(found.plans) == set(Strategy)
    assert found.cheapest is Strategy.AVALANCHE
    assert found.minimums is not None
    assert found.saved(Strategy.AVALANCHE) == found.minimums.interest - found.plans[Strategy.AVALANCHE].interest
    assert (found.saved(Strategy.AVALANCHE) or 0) > (found.saved(Strategy.SNOWBALL) or 0) > 0
    assert (found.months_saved(Strategy.SNOWBALL) or 0) > 0
    assert first_freed(found.plans[Strategy.SNOWBALL]) < first_freed(found.plans[Strategy.AVALANCHE])


def test_minimums_that_never_end_save_nothing_that_can_be_named() -> None:
    found = compare_strategies([Debt("card", 900_000, Decimal("0.24"), 10_000)], 80_000)
    assert found.minimums is None
    assert found.saved(Strategy.OWN) is None
    assert found.months_saved(Strategy.OWN) is None
