"""Payoff plans side by side: months, interest, and what is saved against paying only the minimums."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from debttracker.finance.plan import Budget, Debt, Plan, Strategy, minimum_only, plan


@dataclass(frozen=True, slots=True)
class Comparison:
    """One plan for each strategy, and the minimum-only course (None: it never ends)."""

    plans: dict[Strategy, Plan]
    minimums: Plan | None

    def saved(self, strategy: Strategy) -> int | None:
        """Interest saved against the minimums, in minor units; None when these never end the debts."""
        return None if self.minimums is None else self.minimums.interest - self.plans[strategy].interest

    def months_saved(self, strategy: Strategy) -> int | None:
        """Months saved against the minimums; None when these never end the debts."""
        return None if self.minimums is None else self.minimums.months - self.plans[strategy].months

    @property
    def cheapest(self) -> Strategy:
        """The strategy with the least interest; on a tie the one that frees soonest, then avalanche."""
        first = (Strategy.AVALANCHE, Strategy.SNOWBALL, Strategy.OWN, Strategy.PROPORTIONAL)
        return min(self.plans, key=lambda one: (self.plans[one].interest, self.plans[one].months, first.index(one)))


def compare_strategies(debts: Sequence[Debt], budget: Budget | int, currency: str = "CNY") -> Comparison:
    """All four strategies on the same debts and budget; raises BadInput as :func:`plan` does."""
    return Comparison({one: plan(debts, budget, one, currency) for one in Strategy}, minimum_only(debts, currency))


def first_freed(found: Plan) -> int:
    """The month in which the first debt is gone: what keeps people going."""
    return min((debt.paid_off_month for debt in found.debts), default=0)
