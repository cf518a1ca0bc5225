"""One loan in full: where it stands, what it costs against the law of its day, and every amount demanded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from debttracker.basics.errors import Trouble
from debttracker.basics.moments import day_of
from debttracker.case.connection import Connection
from debttracker.case.queries.loans import CreditRow, credit_entries
from debttracker.case.queries.settings import setting
from debttracker.derived.standing import LoanView, finance_payments, loan_views
from debttracker.finance.demanded import Compared, Demand, compare_all
from debttracker.finance.limits import LimitCheck, check_limits
from debttracker.finance.true_cost import TrueCost


@dataclass(frozen=True, slots=True)
class LoanStory:
    """Everything the detail of one loan tells. ``limits`` come strictest first."""

    view: LoanView
    cost: TrueCost | None
    limits: tuple[LimitCheck, ...]
    demanded: tuple[Compared, ...]
    credit: tuple[CreditRow, ...]


def loan_stories(connection: Connection, day: date) -> list[LoanStory]:
    """Every loan in full, as of ``day``."""
    places = tuple(setting(connection, "case.jurisdictions", []) or ())
    asked: dict[int, list[Demand]] = {}
    for loan, at_day, amount, party in connection.execute(
            "SELECT c.loan_id, c.day, c.demanded, coalesce(p.name, '') FROM contact c LEFT JOIN party p "
            "ON p.id = c.party_id JOIN loan l ON l.id = c.loan_id WHERE c.hidden = 0 AND c.demanded IS NOT NULL "
            "AND c.demanded_currency = l.currency ORDER BY c.day, c.at_ms"):
        asked.setdefault(loan, []).append(Demand(day_of(at_day), amount, lender=party))
    return [_story(view, places, asked.get(view.row.id, []), tuple(credit_entries(connection, view.row.id)))
            for view in loan_views(connection, day)]


def _story(view: LoanView, places: tuple[str, ...], asked: list[Demand], credit: tuple[CreditRow, ...]) -> LoanStory:
    cost = view.true_cost()
    limits: tuple[LimitCheck, ...] = ()
    demanded: tuple[Compared, ...] = ()
    try:
        if cost is not None:
            found = [check for place in places
                     for check in check_limits(view.agreements[0].terms, cost, place, view.row.kind, view.row.product)]
            limits = tuple(sorted(found, key=lambda c: (c.allowed is None, c.allowed or 0)))
        if asked and view.agreements:
            demanded = compare_all(view.agreements, finance_payments(view.payments), asked)
    except Trouble:
        # Terms that no rate fits still have a schedule worth showing; the page says so through ``view.trouble``.
        demanded = ()
    return LoanStory(view, cost, limits, demanded, credit)
