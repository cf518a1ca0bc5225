"""The bench measures the same work on both sides; here only that it is the same, not how fast."""

from __future__ import annotations

import pytest

from debttracker.finance.schedule import schedule
from debttracker.finance.workload import debts, loans, plain, plain_all, plan_both, schedule_all


def test_exact_and_plain_loops_give_the_same_schedules_up_to_rounding() -> None:
    terms = loans(6, 60)
    assert len(set(terms)) == 6
    assert schedule_all(terms) == plain_all(terms) == 360
    for one in terms:
        exact, floats = schedule(one), plain(one)
        assert [row[0] for row in floats] == [row.number for row in exact]
        assert [row[1] for row in floats] == [row.due for row in exact]
        assert [row[5] for row in floats[:-1]] == pytest.approx([row.payment / 100 for row in exact[:-1]], abs=0.01)


def test_thirty_debts_end() -> None:
    avalanche, snowball = plan_both(debts())
    assert len(avalanche.debts) == 30
    assert 0 < avalanche.interest <= snowball.interest
