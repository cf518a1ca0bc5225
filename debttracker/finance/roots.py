"""Finding the rates at which flows of money balance: bracket first, then Newton kept inside the bracket.

The unknown is r in  sum(amount * exp(-r * time)) = 0. In r even absurd yearly rates (a week's loan at a third of
its sum) are small numbers, and no step can leave the domain.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise
from math import exp, isfinite
from typing import Final

from debttracker.basics.errors import BadInput
from debttracker.basics.languages import N_

#: exp() of more overflows; a yearly rate beyond exp(700) cannot be written as a number anyway.
_LIMIT: Final = 700.0
#: Where roots are looked for when there may be several: −99.9 % to about 10^13 % a unit of time.
_SCAN: Final = [-7.0 + 0.05 * k for k in range(641)]


def balance_rates(flows: Iterable[tuple[float, float]]) -> list[float]:
    """All continuous rates r (lowest first) that balance ``flows``, pairs of time and amount in any order.

    Raises BadInput when all amounts go one way, or no rate balances them.
    """
    merged: dict[float, float] = {}
    for time, amount in flows:
        merged[time] = merged.get(time, 0.0) + amount
    points = sorted((time, amount) for time, amount in merged.items() if amount)
    changes = sum((a > 0) != (b > 0) for (_, a), (_, b) in pairwise(points))
    if not changes:
        raise BadInput(N_("All amounts go the same way, so there is no rate to find. Money must both arrive and be "
                          "paid back: give the amount that arrived and the payments."))
    first = points[0][0]
    points = [(time - first, amount) for time, amount in points]
    if sum(amount for _, amount in points) == 0 and changes == 1:
        return [0.0]
    found = [_single(points)] if changes == 1 else _scan(points)
    if not found:
        raise BadInput(N_("No rate balances these amounts. Check the signs, the amounts and the dates."))
    return found


def _value_and_slope(points: list[tuple[float, float]], r: float) -> tuple[float, float]:
    value = slope = 0.0
    for time, amount in points:
        term = amount * exp(-r * time)
        value += term
        slope -= time * term
    return value, slope


def _single(points: list[tuple[float, float]]) -> float:
    """The one root of flows whose sign changes once; at large r the first amount outweighs all others."""
    last = points[-1][0]
    towards = 1.0 if (sum(amount for _, amount in points) > 0) != (points[0][1] > 0) else -1.0
    near, far = 0.0, towards * min(0.1, _LIMIT / last / 2)
    wanted = points[0][1] > 0 if towards > 0 else points[-1][1] > 0
    while (_value_and_slope(points, far)[0] > 0) != wanted:
        near, far = far, far * 2
        if far > _LIMIT or -far * last > _LIMIT:
            raise BadInput(N_("The rate is too large to be written as a number. Check the amounts and the dates."))
    return _refine(lambda r: _value_and_slope(points, r), *sorted((near, far)))


def _scan(points: list[tuple[float, float]]) -> list[float]:
    last = points[-1][0]
    grid = [r for r in _SCAN if -r * last < _LIMIT]
    values = [_value_and_slope(points, r)[0] for r in grid]
    roots = [r for r, value in zip(grid, values, strict=True) if value == 0]
    for (a, fa), (b, fb) in pairwise(zip(grid, values, strict=True)):
        if fa * fb < 0:
            roots.append(_refine(lambda r: _value_and_slope(points, r), a, b))
    return sorted(roots)


def _refine(function: Callable[[float], tuple[float, float]], low: float, high: float) -> float:
    """The root of ``function`` (value, slope) between two points of opposite sign, to the last bits of a float."""
    rising = function(high)[0] > 0
    guess = (low + high) / 2
    for _ in range(200):
        value, slope = function(guess)
        if value == 0:
            return guess
        if (value > 0) == rising:
            high = guess
        else:
            low = guess
        following = guess - value / slope if slope else guess
        if not (isfinite(following) and low < following < high):
            following = (low + high) / 2
        if abs(following - guess) <= 4e-16 * max(abs(guess), 1e-3):
            return following
        guess = following
    return guess


def bracketed_root(function: Callable[[float], float], low: float, high: float) -> float:
    """The root of a plain ``function`` between two points of opposite sign, by bisection and secant steps."""
    at_low, at_high = function(low), function(high)
    if at_low == 0 or at_high == 0:
        return low if at_low == 0 else high
    if (at_low > 0) == (at_high > 0):
        raise BadInput(N_("No rate balances these amounts. Check the signs, the amounts and the dates."))
    for step in range(300):
        guess = low - at_low * (high - low) / (at_high - at_low) if step % 2 else (low + high) / 2
        if not low < guess < high:
            guess = (low + high) / 2
        value = function(guess)
        if value == 0 or high - low <= 1e-15 * max(abs(low), abs(high), 1e-3):
            return guess
        if (value > 0) == (at_low > 0):
            low, at_low = guess, value
        else:
            high, at_high = guess, value
    return (low + high) / 2
