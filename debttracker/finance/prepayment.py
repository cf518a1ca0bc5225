"""Payments, and what early ones do to the coming rows of loans where they lower the principal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from debttracker.finance.due_days import due_days
from debttracker.finance.interest import rounded, year_part
from debttracker.finance.schedule import Row, rows_on, schedule
from debttracker.finance.terms import Early, FeeTiming, LoanTerms, Method, Part


@dataclass(frozen=True, slots=True)
class Share:
    """Part of a payment meant for instalment ``number``; ``part`` None follows the contract's order."""

    number: int
    amount: int
    part: Part | None = None


@dataclass(frozen=True, slots=True)
class Payment:
    """Money paid on ``day`` in minor units (negative: got back), with an allocation of its own if it has one."""

    day: date
    amount: int
    allocation: tuple[Share, ...] = ()


def living_rows(terms: LoanTerms, payments: Sequence[Payment]) -> tuple[Row, ...]:
    """The schedule as ``payments`` changed it.

    Money beyond all that fell due first pays the interest up to its day, then principal: that becomes a row of its
    own, and the coming rows count interest on the smaller balance (随借随还). Loans where early money only pays the
    coming instalments keep their schedule.
    """
    rows = schedule(terms)
    if not terms.early_lowers_principal:
        return rows
    days = due_days(terms)
    paid = 0
    for payment in sorted(payments, key=lambda one: one.day):
        paid += payment.amount
        due = sum(row.payment for row in rows if row.due <= payment.day)
        if paid > due:
            rows = _lowered(terms, rows, days, payment.day, paid - due)
    return rows


def interest_between(terms: LoanTerms, balance: int, begin: date, end: date) -> int:
    """Interest on ``balance`` from ``begin`` to ``end`` by the contract's rate; equal periods count days / 365."""
    if terms.method is Method.FLAT_FEE or end <= begin:
        return 0
    exact = Fraction(terms.yearly_rate) * year_part(begin, end, terms.day_count) * balance
    return rounded(exact.numerator, exact.denominator, terms.rounding)


def _lowered(terms: LoanTerms, rows: tuple[Row, ...], days: Sequence[date], day: date, extra: int) -> tuple[Row, ...]:
    done = [row for row in rows if row.due <= day]
    balance = done[-1].balance if done else terms.principal
    since = done[-1].due if done else terms.start
    interest = interest_between(terms, balance, since, day)
    principal = min(extra - interest, balance)
    left = tuple(one for one in days if one > day)
    if principal <= 0 or not left:
        return rows
    number = len(done) + 1
    paid = Row(number, day, principal, interest, 0, principal + interest, balance - principal)
    if principal == balance:
        return (*done, paid)
    coming = [row for row in rows if row.due > day]
    rest = _rest(terms, balance - principal, day, left)
    if terms.method is Method.ANNUITY:
        rest = replace(rest, payment=coming[0].payment - coming[0].fee)
    elif terms.method is Method.EQUAL_PRINCIPAL:
        # About the same part as before, so that the loan ends sooner.
        rest = replace(rest, instalments=-(-rest.principal // max(row.principal for row in coming)))
    following = rows_on(rest, left[:rest.instalments])
    return (*done, paid, *(row._replace(number=number + row.number) for row in following
                           if row.principal or row.balance or row.interest))


def _rest(terms: LoanTerms, balance: int, day: date, left: tuple[date, ...]) -> LoanTerms:
    """The same contract for the ``balance`` that is left on ``day``, due on the days ``left``."""
    return replace(terms, principal=balance, disbursed=None, start=day, first_due=left[0], instalments=len(left),
                   payment=None,
                   fees=tuple(fee for fee in terms.fees if fee.timing is FeeTiming.EACH_INSTALMENT))


@dataclass(frozen=True, slots=True)
class EarlyChoice:
    """What an extra payment does: rows from then on, their interest, the last due day and the next instalment."""

    rows: tuple[Row, ...]
    interest_saved: int
    end: date
    next_payment: int


def early_choices(terms: LoanTerms, day: date, extra: int) -> tuple[EarlyChoice, EarlyChoice]:
    """An extra payment of ``extra`` on ``day`` with all instalments kept: (ends sooner, smaller instalments)."""
    planned = schedule(terms)
    kept = [Payment(row.due, row.payment) for row in planned if row.due <= day]
    rows = living_rows(replace(terms, early=Early.PRINCIPAL), [*kept, Payment(day, extra)])
    sooner = _choice(planned, rows, day)
    done = [row for row in rows if row.due <= day]
    left = tuple(one for one in due_days(terms) if one > day)
    balance = done[-1].balance if done else terms.principal
    if not left or not balance:
        return sooner, sooner
    rest = _rest(terms, balance, day, left)
    return sooner, _choice(planned, (*done, *rows_on(rest, left)), day)


def _choice(planned: Sequence[Row], rows: tuple[Row, ...], day: date) -> EarlyChoice:
    saved = sum(row.interest for row in planned) - sum(row.interest for row in rows)
    coming = [row for row in rows if row.due > day]
    return EarlyChoice(rows, saved, rows[-1].due, coming[0].payment if coming else 0)
