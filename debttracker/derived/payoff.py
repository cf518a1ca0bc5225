"""The open loans of a case as debts that a payoff plan can work with."""

from __future__ import annotations

from debttracker.derived.standing import LoanView
from debttracker.finance.plan import Debt


def main_currency(views: list[LoanView]) -> str:
    """The currency in which most is owed by number of loans."""
    owed = [view.row.currency for view in views if view.remaining > 0]
    return max(sorted(set(owed)), key=owed.count) if owed else "CNY"


def debts_of(views: list[LoanView], currency: str) -> list[Debt]:
    """One debt for each open loan in ``currency``: what would end it today, its nominal rate, its usual payment.

    A plan starts from today's payoff amount, so interest of the future is the plan's own.
    """
    found = []
    for view in views:
        now = view.standing
        if now is None or view.row.currency != currency or view.row.status in ("settled", "closed"):
            continue
        balance = now.payoff
        if balance <= 0:
            continue
        coming = [one.row.payment for one in now.matching.instalments if one.row.due >= now.day]
        usual = min(coming[:-1] or coming, default=balance)
        rate = now.agreement.terms.yearly_rate
        interest = int(rate * balance / 12) + 1
        found.append(Debt(view.row.label, balance, rate, min(max(usual, interest), balance)))
    return found
