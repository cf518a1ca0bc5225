"""The work that ``make bench`` times, and the plain loop it is measured against.

``make bench`` asks that 1,000 loans of 360 months take at most 3 times the plain loop, which gives the same columns
(number, due day, principal, interest, fee, payment, balance) in floats that do not add up to the cent.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from debttracker.finance.plan import Budget, Debt, Plan, Strategy, plan
from debttracker.finance.schedule import schedule
from debttracker.finance.terms import LoanTerms

PlainRow = tuple[int, date, float, float, float, float, float]


def loans(count: int = 1000, months: int = 360) -> list[LoanTerms]:
    """``count`` different annuity loans; the same ones each time."""
    return [LoanTerms("CNY", 1_000_000 + 97_003 * (k * 7919 % 1000), date(2000 + k % 24, 1 + k % 12, 1 + k % 31 % 28),
                      months, rate=Decimal(100 + k * 31 % 2300) / 10_000) for k in range(count)]


def schedule_all(terms: Sequence[LoanTerms]) -> int:
    """Make the exact schedules, the work that is timed; each is dropped before the next, as the screens do.

    Returns the number of rows. Keeping all of them alive would time the garbage collector instead.
    """
    return sum(len(schedule(one)) for one in terms)


def plain_all(terms: Sequence[LoanTerms]) -> int:
    """The yardstick: the plain loop for each loan, dropped likewise; returns the number of rows."""
    return sum(len(plain(one)) for one in terms)


def plain(terms: LoanTerms) -> list[PlainRow]:
    """One annuity in floats with the same columns, as a newcomer would write it."""
    principal, rate, months, start = terms.principal / 100, float(terms.rate), terms.instalments, terms.start
    each = rate / 12
    payment = principal * each / (1 - (1 + each) ** -months)
    balance, rows, year, month = principal, [], start.year, start.month
    for number in range(1, months + 1):
        month += 1
        if month > 12:
            month, year = 1, year + 1
        interest = balance * each
        part = payment - interest
        balance -= part
        rows.append((number, date(year, month, min(start.day, 28)), part, interest, 0.0, payment, balance))
    return rows


def debts(count: int = 30) -> list[Debt]:
    """``count`` debts such as cards and instalment loans."""
    return [Debt(f"debt {k}", 50_000 + k * 37_777 % 900_000, Decimal(500 + k * 137 % 3000) / 10_000, 2_000 + 300 * k)
            for k in range(count)]


def plan_both(owed: Sequence[Debt], monthly: int = 1_000_000) -> tuple[Plan, Plan]:
    """Avalanche and snowball for ``owed``: recalculated with each key the user presses."""
    return plan(owed, Budget(monthly), Strategy.AVALANCHE), plan(owed, Budget(monthly), Strategy.SNOWBALL)
