"""Paying off several debts from one monthly budget, month by month in whole minor units.

Each month interest is added (yearly rate / 12, rounded half up), every debt gets its minimum, and the rest of the
budget goes by the strategy. The order is fixed at the start: that is what makes a larger budget never end later. A
minimum that is no longer needed stays in the budget and goes to the next debt.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Final

from debttracker.basics.errors import BadInput
from debttracker.basics.languages import N_
from debttracker.basics.money import LARGEST, Money
from debttracker.finance.due_days import add_months
from debttracker.finance.terms_check import LARGEST_RATE

#: A plan that is longer than a life is no plan.
MOST_MONTHS: Final = 1200


class Strategy(StrEnum):
    """Where money above the minimums goes."""

    SNOWBALL = "snowball"          #: smallest balance first
    AVALANCHE = "avalanche"        #: highest rate first: the least interest
    OWN = "own"                    #: the order in which the debts are given
    PROPORTIONAL = "proportional"  #: to all, in proportion to what is owed (as courts and advisers share out)


@dataclass(frozen=True, slots=True)
class Debt:
    """One debt: ``balance`` and ``minimum`` a month in minor units, nominal ``annual_rate`` as a fraction."""

    name: str
    balance: int
    annual_rate: Decimal
    minimum: int = 0


@dataclass(frozen=True, slots=True)
class Budget:
    """Money for all debts: ``monthly``, plus ``extra_each_year`` once every 12 months from month 12 on (a bonus), plus
    one-off amounts by month number (1 = the first). All in minor units.
    """

    monthly: int
    one_off: Mapping[int, int] = field(default_factory=dict)
    extra_each_year: int = 0

    def of(self, month: int) -> int:
        """The money there is in ``month`` (1, 2, …)."""
        return (self.monthly + self.one_off.get(month, 0)
                + (self.extra_each_year if month % 12 == 0 else 0))


@dataclass(frozen=True, slots=True)
class DebtPlan:
    """What becomes of one debt: the month of its last payment (0: nothing was owed) and its interest."""

    name: str
    paid_off_month: int
    interest: int
    balances: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan to the end: months, interest in minor units, debts in the order given.

    ``balances[k]`` is what is owed in all after k months, ``balances[0]`` today; ``paid`` is all that was paid.
    """

    strategy: Strategy
    months: int
    interest: int
    paid: int
    debts: tuple[DebtPlan, ...]
    balances: tuple[int, ...]

    def freedom(self, first_month: date) -> date:
        """The day of the last payment when the first is on ``first_month``."""
        return add_months(first_month, max(self.months - 1, 0))


def plan(debts: Sequence[Debt], budget: Budget | int, strategy: Strategy = Strategy.AVALANCHE,
         currency: str = "CNY") -> Plan:
    """The plan for ``debts`` by ``strategy``; ``currency`` only words the errors.

    Raises BadInput for nonsense, for a budget below the minimums, and for one that never ends the debts (the
    sentence names the smallest amount that does).
    """
    budget = budget if isinstance(budget, Budget) else Budget(budget)
    _check(debts, budget, currency)
    found = _best(debts, budget, strategy)
    if found is None:
        least = smallest_to_end_in(debts, MOST_MONTHS, strategy, currency)
        raise BadInput(
            N_("With {monthly} a month these debts would not end within {years} years. From {least} a month on they "
               "do; lower interest or fewer fees help as well."),
            monthly=Money(budget.monthly, currency).plain(), years=MOST_MONTHS // 12,
            least=Money(least, currency).plain())
    return found


def minimum_only(debts: Sequence[Debt], currency: str = "CNY") -> Plan | None:
    """Each debt paid with its own minimum and nothing more; None when that never ends."""
    _check(debts, Budget(sum(debt.minimum for debt in debts)), currency, covered=False)
    alone = [_simulate([debt], Budget(debt.minimum), [0]) for debt in debts]
    plans = [one for one in alone if one is not None]
    if len(plans) < len(debts):
        return None
    months = max((one.months for one in plans), default=0)
    parts = tuple(one.debts[0] for one in plans)
    balances = tuple(sum(one.balances[k] if k < len(one.balances) else 0 for one in plans) for k in range(months + 1))
    return Plan(Strategy.OWN, months, sum(one.interest for one in plans), sum(one.paid for one in plans), parts,
                balances)


def smallest_to_stop_growth(debts: Sequence[Debt]) -> int:
    """The smallest monthly amount under which the whole does not grow: one month's interest on all debts."""
    return sum(_interest(debt.balance, _monthly(debt)) for debt in debts)


def smallest_to_end_in(debts: Sequence[Debt], months: int, strategy: Strategy = Strategy.AVALANCHE,
                       currency: str = "CNY") -> int:
    """The smallest monthly amount (never below the minimums) that pays everything within ``months``."""
    if not 1 <= months <= MOST_MONTHS:
        raise BadInput(N_("The number of months must be between 1 and {most}."), most=MOST_MONTHS)
    low = _least_budget(debts)
    high = max(low, sum(_grown(debt) for debt in debts))
    _check(debts, Budget(high), currency)
    while low < high:
        middle = (low + high) // 2
        found = _best(debts, Budget(middle), strategy, months)
        if found is not None and found.months <= months:
            high = middle
        else:
            low = middle + 1
    return low


def _best(debts: Sequence[Debt], budget: Budget, strategy: Strategy, most: int = MOST_MONTHS) -> Plan | None:
    """The plan of one strategy, or None.

    Paying the highest rate first costs least when interest is exact; with interest rounded to the cent another order
    can win by a few cents. Avalanche promises the least interest, so the cheapest of the three orders is taken for it.
    """
    orders = [_order(debts, strategy)]
    if strategy is Strategy.AVALANCHE:
        orders += [_order(debts, Strategy.SNOWBALL), _order(debts, Strategy.OWN)]
    found = [one for order in orders if (one := _simulate(debts, budget, order, most, strategy)) is not None]
    return min(found, key=lambda one: one.interest, default=None)


def _order(debts: Sequence[Debt], strategy: Strategy) -> list[int]:
    numbers = list(range(len(debts)))
    if strategy is Strategy.SNOWBALL:
        numbers.sort(key=lambda k: (debts[k].balance, -debts[k].annual_rate))
    elif strategy is Strategy.AVALANCHE:
        numbers.sort(key=lambda k: (-debts[k].annual_rate, debts[k].balance))
    return numbers


def _simulate(debts: Sequence[Debt], budget: Budget, order: Sequence[int], most: int = MOST_MONTHS,
              strategy: Strategy = Strategy.OWN) -> Plan | None:
    """Month by month until nothing is owed; None when that takes more than ``most`` months."""
    rates = [_monthly(debt) for debt in debts]
    owed = [debt.balance for debt in debts]
    interest, ended = [0] * len(debts), [0] * len(debts)
    lines = [[balance] for balance in owed]
    month = paid = 0
    while any(owed):
        month += 1
        if month > most or sum(owed) > LARGEST * 10:
            return None
        for k, balance in enumerate(owed):
            if balance:
                run = _interest(balance, rates[k])
                interest[k] += run
                owed[k] += run
        before = sum(owed)
        _pay(debts, owed, budget.of(month), order, proportional=strategy is Strategy.PROPORTIONAL)
        paid += before - sum(owed)
        for k, line in enumerate(lines):
            if line[-1] and not owed[k]:
                ended[k] = month
            line.append(owed[k])
    parts = tuple(DebtPlan(debt.name, ended[k], interest[k], tuple(lines[k])) for k, debt in enumerate(debts))
    return Plan(strategy, month, sum(interest), paid, parts, tuple(map(sum, zip(*lines, strict=True))))


def _pay(debts: Sequence[Debt], owed: list[int], money: int, order: Sequence[int], *, proportional: bool) -> None:
    for k in order:
        least = min(debts[k].minimum, owed[k], money)
        owed[k] -= least
        money -= least
    if proportional:
        # Shares are rounded down, so a few minor units may stay in the pocket: rounding them up for some debt could
        # make a larger budget end a month later.
        left = sum(owed)
        if money < left:
            for k in order:
                owed[k] = -(-owed[k] * (left - money) // left)
            return
    for k in order:
        part = min(owed[k], money)
        owed[k] -= part
        money -= part


def _monthly(debt: Debt) -> tuple[int, int]:
    """The monthly rate as an exact fraction."""
    rate = Fraction(debt.annual_rate) / 12
    return rate.numerator, rate.denominator


def _interest(balance: int, rate: tuple[int, int]) -> int:
    """One month's interest, half up."""
    return (2 * balance * rate[0] + rate[1]) // (2 * rate[1])


def _grown(debt: Debt) -> int:
    return debt.balance + _interest(debt.balance, _monthly(debt))


def _least_budget(debts: Sequence[Debt]) -> int:
    """The minimums of the first month."""
    return sum(min(debt.minimum, _grown(debt)) for debt in debts)


def _check(debts: Sequence[Debt], budget: Budget, currency: str, *, covered: bool = True) -> None:
    Money(0, currency)
    if not debts:
        raise BadInput(N_("There are no debts to plan for."))
    for debt in debts:
        if debt.balance < 0 or debt.minimum < 0:
            raise BadInput(N_("“{name}”: balance and minimum cannot be negative."), name=debt.name)
        if not debt.annual_rate.is_finite() or not 0 <= debt.annual_rate <= LARGEST_RATE:
            raise BadInput(N_("“{name}”: the yearly rate cannot be right. Write 18 % as 0.18."), name=debt.name)
    largest = max(budget.monthly, budget.extra_each_year, *budget.one_off.values(), *(d.balance for d in debts),
                  *(d.minimum for d in debts))
    if largest > LARGEST:
        raise BadInput(N_("An amount is larger than this program can keep. Check the number of zeros."))
    if min(budget.monthly, budget.extra_each_year, *budget.one_off.values(), 0) < 0:
        raise BadInput(N_("The money for each month cannot be negative."))
    if covered and budget.monthly < _least_budget(debts):
        raise BadInput(
            N_("{monthly} a month does not cover the minimum payments of {minimum}. Ask the lenders for lower "
               "minimums, or plan with at least that much."),
            monthly=Money(budget.monthly, currency).plain(), minimum=Money(_least_budget(debts), currency).plain())
