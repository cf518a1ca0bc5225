"""Demanded against owed for each lender, and what is overdue over all loans: the table above the single loans."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from debttracker.derived.loan_story import LoanStory
from debttracker.finance.demanded import Compared
from debttracker.finance.standing import Bucket, ageing_of


@dataclass(frozen=True, slots=True)
class LenderDemands:
    """All demands of one lender in one currency, amounts in minor units, oldest demand first.

    ``not_in_contract`` is the sum of charges that the contracts do not know, over all demands.
    """

    lender: str
    currency: str
    demands: tuple[Compared, ...]

    @property
    def last(self) -> Compared:
        """The newest demand."""
        return self.demands[-1]

    @property
    def largest_gap(self) -> int:
        """The most that was ever demanded beyond what contract and payments gave; 0 when never."""
        return max(*(one.gap for one in self.demands), 0)

    @property
    def not_in_contract(self) -> int:
        """Sum of the charges no contract knows."""
        return sum(item.amount for one in self.demands for item in one.not_in_contract)


def demands_by_lender(stories: Sequence[LoanStory]) -> tuple[LenderDemands, ...]:
    """One entry per lender and currency that demanded anything; the largest latest gap first.

    The lender is the loan's creditor; a loan without one goes by its own name.
    """
    found: dict[tuple[str, str], list[Compared]] = {}
    for story in stories:
        row = story.view.row
        if story.demanded:
            found.setdefault((row.creditor or row.label, row.currency), []).extend(story.demanded)
    entries = [LenderDemands(lender, currency, tuple(sorted(demands, key=lambda one: one.demand.day)))
               for (lender, currency), demands in found.items()]
    return tuple(sorted(entries, key=lambda one: -one.last.gap))


def ageing_by_currency(stories: Sequence[LoanStory]) -> dict[str, dict[Bucket, int]]:
    """What is overdue in each step of days, for each currency that has an overdue amount; minor units."""
    by_currency: dict[str, list[LoanStory]] = {}
    for story in stories:
        if story.view.standing is not None:
            by_currency.setdefault(story.view.row.currency, []).append(story)
    found = {currency: ageing_of([s.view.standing for s in some if s.view.standing is not None])
             for currency, some in by_currency.items()}
    return {currency: ages for currency, ages in found.items()
            if any(amount for name, amount in ages.items() if name is not Bucket.CURRENT)}
