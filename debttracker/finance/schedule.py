"""The schedule of a loan: what is due when, split into principal, interest and fee, to the last minor unit.

Every method gives rows whose principal adds up exactly to what was borrowed; the last instalment balances. All
sums are integers: with cents rounded each month a float schedule drifts from the bank's, this one does not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from itertools import accumulate, repeat
from operator import add, sub
from typing import NamedTuple

from debttracker.basics.errors import BadInput
from debttracker.basics.languages import N_
from debttracker.basics.money import LARGEST, Money
from debttracker.finance.due_days import due_days, moved
from debttracker.finance.interest import period_shares, rounded
from debttracker.finance.terms import (
    FeeTiming,
    LoanTerms,
    Method,
    Rounding,
    Weekend,
    fee_amount,
)
from debttracker.finance.terms_check import check


class Row(NamedTuple):
    """One instalment, amounts in minor units. ``balance`` is the principal still owed after it."""

    number: int
    due: date
    principal: int
    interest: int
    fee: int
    payment: int
    balance: int


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over rows, in minor units."""

    principal: int
    interest: int
    fee: int
    payment: int


def totals(rows: Sequence[Row]) -> Totals:
    """The sums of the four amounts of ``rows``."""
    return Totals(sum(r.principal for r in rows), sum(r.interest for r in rows), sum(r.fee for r in rows),
                  sum(r.payment for r in rows))


def schedule(terms: LoanTerms) -> tuple[Row, ...]:
    """The rows of ``terms`` in order of due day; raises BadInput for terms that cannot be."""
    check(terms)
    if terms.method is Method.CUSTOM:
        return _custom(terms)
    return rows_on(terms, due_days(terms))


def rows_on(terms: LoanTerms, days: tuple[date, ...]) -> tuple[Row, ...]:
    """The rows of checked ``terms`` (not CUSTOM) on given unmoved due ``days``, the first being ``first_due``."""
    return _METHODS[terms.method](terms, days)


def level_payment(principal: int, shares: int | list[int], bottom: int, count: int) -> Decimal:
    """The unrounded equal payment that clears ``principal`` in ``count`` periods (see :func:`period_shares`)."""
    with localcontext(prec=40):
        if isinstance(shares, int):
            if not shares:
                return Decimal(principal) / count
            growth = (1 + Decimal(shares) / bottom) ** count
            return Decimal(principal) * shares / bottom * growth / (growth - 1)
        factor, worth = Decimal(1), Decimal(0)
        for share in shares:
            factor = factor * bottom / (bottom + share)
            worth += factor
        return principal / worth


def _annuity(terms: LoanTerms, days: tuple[date, ...]) -> tuple[Row, ...]:
    shares, bottom = period_shares(terms, days)
    pay = terms.payment or _whole(level_payment(terms.principal, shares, bottom, len(days)), terms.rounding)
    _check_payment(terms, pay, shares, bottom)
    extra, twice, count = _half(bottom, terms.rounding), 2 * bottom, len(days)
    tops = repeat(2 * shares, count) if isinstance(shares, int) else (2 * share for share in shares)
    balance = terms.principal
    parts: list[int] = []
    interests: list[int] = []
    for top in tops:
        interest = (balance * top + extra) // twice
        part = pay - interest
        if part > balance:
            part = balance
        elif part < 0:  # only from rounding a few minor units: then interest alone is due
            part = 0
        balance -= part
        parts.append(part)
        interests.append(interest)
    parts[-1] += balance
    return _rows(terms, days, parts, interests, 0)


def _equal_principal(terms: LoanTerms, days: tuple[date, ...]) -> tuple[Row, ...]:
    return _with_interest(terms, days, _equal_parts(terms, len(days)), *period_shares(terms, days))


def _interest_only(terms: LoanTerms, days: tuple[date, ...]) -> tuple[Row, ...]:
    parts = [0] * (len(days) - 1) + [terms.principal]
    return _with_interest(terms, days, parts, *period_shares(terms, days))


def _equal_parts(terms: LoanTerms, count: int) -> list[int]:
    """The principal in ``count`` equal rounded parts; the last one balances."""
    part, left, parts = rounded(terms.principal, count, terms.rounding), terms.principal, []
    for _ in range(count - 1):
        parts.append(min(part, left))
        left -= parts[-1]
    return [*parts, left]


def _with_interest(terms: LoanTerms, days: tuple[date, ...], parts: list[int], shares: int | list[int],
                   bottom: int) -> tuple[Row, ...]:
    """Rows for known principal ``parts``: interest on the balance before each."""
    before = list(accumulate(parts[:-1], sub, initial=terms.principal))
    extra, twice = _half(bottom, terms.rounding), 2 * bottom
    if isinstance(shares, int):
        top = 2 * shares
        interests = [(balance * top + extra) // twice for balance in before]
    else:
        interests = [(2 * balance * share + extra) // twice for balance, share in zip(before, shares, strict=True)]
    return _rows(terms, days, parts, interests, 0)


def _rows(terms: LoanTerms, days: tuple[date, ...], parts: list[int], interests: Iterable[int],
          flat: int) -> tuple[Row, ...]:
    """Put columns together; ``flat`` is a fee of each row beside those in ``terms.fees``."""
    balances = list(accumulate(parts, sub, initial=terms.principal))
    fees = _fee_column(terms, balances[:-1], flat)
    shown = days if terms.weekend is Weekend.KEEP else [moved(day, terms.weekend) for day in days]
    interests = list(interests)
    if fees is None:
        payments, fees = map(add, parts, interests), repeat(0)
    else:
        fees = list(fees)
        payments = map(add, map(add, parts, interests), fees)
    # tuple.__new__ over columns makes the named rows without a call in Python for each of them.
    columns = zip(range(1, len(days) + 1), shown, parts, interests, fees, payments, balances[1:], strict=False)
    return tuple(map(tuple.__new__, repeat(Row), columns))


def _bullet(terms: LoanTerms, days: tuple[date, ...]) -> tuple[Row, ...]:
    """One row on the last day: simple interest over the whole term (到期一次还本付息)."""
    shares, bottom = period_shares(terms, days)
    share = shares * len(days) if isinstance(shares, int) else sum(shares)
    return _rows(terms, days[-1:], [terms.principal], [rounded(terms.principal * share, bottom, terms.rounding)], 0)


def _flat_fee(terms: LoanTerms, days: tuple[date, ...]) -> tuple[Row, ...]:
    """The same fee on the first principal each time, however little is still owed (信用卡分期)."""
    share = Fraction(terms.yearly_rate) / Fraction(terms.periods_per_year)
    flat = rounded(terms.principal * share.numerator, share.denominator, terms.rounding)
    return _rows(terms, days, _equal_parts(terms, len(days)), [0] * len(days), flat)


def _fee_column(terms: LoanTerms, before: list[int], flat: int) -> Iterable[int] | None:
    """The fee of each row on its balance ``before``, or None when no row has a fee."""
    fees = [fee for fee in terms.fees if fee.timing is FeeTiming.EACH_INSTALMENT]
    fixed = flat + sum(fee_amount(fee, terms.principal) for fee in fees if not fee.of_balance)
    moving = [fee for fee in fees if fee.of_balance]
    if moving:
        return [fixed + sum(fee_amount(fee, balance) for fee in moving) for balance in before]
    return [fixed] * len(before) if fixed else None


def _half(bottom: int, rounding: Rounding) -> int:
    """What to add above ``2 * bottom`` so that floor division rounds as asked."""
    return {Rounding.DOWN: 0, Rounding.HALF_UP: bottom, Rounding.UP: 2 * bottom - 1}[rounding]


def _custom(terms: LoanTerms) -> tuple[Row, ...]:
    balance, rows = terms.principal, []
    for number, row in enumerate(terms.rows, 1):
        balance -= row.principal
        rows.append(Row(number, moved(row.due, terms.weekend), row.principal, row.interest, row.fee,
                        row.principal + row.interest + row.fee, balance))
    return tuple(rows)


def _whole(value: Decimal, rounding: Rounding) -> int:
    if rounding is Rounding.UP:
        return int(value.to_integral_value("ROUND_CEILING"))
    return int(value.to_integral_value("ROUND_FLOOR" if rounding is Rounding.DOWN else ROUND_HALF_UP))


def _check_payment(terms: LoanTerms, pay: int, shares: int | list[int], bottom: int) -> None:
    """Refuse a contract instalment under which the debt would grow, and results beyond what can be kept."""
    if pay > LARGEST:
        raise BadInput(N_("An amount is larger than this program can keep. Check the number of zeros."))
    first = shares if isinstance(shares, int) else max(shares)
    interest = rounded(terms.principal * first, bottom, terms.rounding)
    if terms.payment is not None and pay <= interest and terms.instalments > 1:
        raise BadInput(
            N_("The instalment of {payment} does not cover the interest of {interest} in one period, so the debt "
               "would grow. Check the instalment, the rate and whether the rate is for a year, a month or a day."),
            payment=Money(pay, terms.currency).plain(), interest=Money(interest, terms.currency).plain())


_METHODS: dict[Method, Callable[[LoanTerms, tuple[date, ...]], tuple[Row, ...]]] = {
    Method.ANNUITY: _annuity,
    Method.EQUAL_PRINCIPAL: _equal_principal,
    Method.INTEREST_ONLY: _interest_only,
    Method.DAILY: _interest_only,
    Method.BULLET: _bullet,
    Method.FLAT_FEE: _flat_fee,
}
