"""One loan in full: where it stands, what it costs against the law of its day, and every amount demanded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from debttracker.basics.errors import Trouble
from debttracker.basics.moments import day_of
from debttracker.case.connection import Connection
from debttracker.case.queries.loans import CreditRow, credit_entries
from debttracker.case.queries.settings import setting
from debttracker.derived.standing import LoanView, finance_payments, loan_views
from debttracker.finance.demand_items import items_in
from debttracker.finance.demanded import Compared, Demand, compare_all
from debttracker.finance.limits import LimitCheck, check_limits
from debttracker.finance.matching import Allocation, match
from debttracker.finance.standing import places_under
from debttracker.finance.true_cost import TrueCost


@dataclass(frozen=True, slots=True)
class LoanStory:
    """Everything the detail of one loan tells. ``limits`` come strictest first; ``went`` says for each payment's id
    what it paid; a payment that is not in it found nothing to pay."""

    view: LoanView
    cost: TrueCost | None
    limits: tuple[LimitCheck, ...]
    demanded: tuple[Compared, ...]
    credit: tuple[CreditRow, ...]
    went: Mapping[int, tuple[Allocation, ...]]


def loan_stories(connection: Connection, day: date) -> list[LoanStory]:
    """Every loan in full, as of ``day``."""
    places = tuple(setting(connection, "case.jurisdictions", []) or ())
    views = loan_views(connection, day)
    asked = demands(connection, views)
    return [_story(view, places, asked.get(view.row.id, []), tuple(credit_entries(connection, view.row.id)))
            for view in views]


def demands(connection: Connection, views: list[LoanView]) -> dict[int, list[Demand]]:
    """The amounts demanded for each loan, oldest first, with the charges that the contact's words name.

    A contact that names no loan counts for the only loan of its creditor, or of the creditors its collector acts for.
    """
    by_id = {view.row.id: view.row for view in views}
    acts = {id: {int(one) for one in text.split() if one.isdigit()} for id, text in connection.execute(
        "SELECT id, acts_for FROM party WHERE acts_for <> ''")}
    asked: dict[int, list[Demand]] = {}
    for contact, loan_id, party_id, party, at_day, amount, currency, text, note in connection.execute(
            "SELECT c.id, c.loan_id, c.party_id, coalesce(p.name, ''), c.day, c.demanded, c.demanded_currency, c.text, "
            "c.note FROM contact c LEFT JOIN party p ON p.id = c.party_id WHERE c.hidden = 0 AND c.demanded IS NOT NULL "
            "ORDER BY c.day, c.at_ms"):
        creditors = {party_id, *acts.get(party_id, ())} - {None}
        could = [row for row in by_id.values() if row.creditor_id in creditors and row.currency == currency]
        row = by_id.get(loan_id) if loan_id is not None else could[0] if len(could) == 1 else None
        if row is not None and row.currency == currency:
            asked.setdefault(row.id, []).append(Demand(
                day_of(at_day), amount, items=items_in(f"{text}\n{note}", currency, amount), lender=party,
                contact_id=contact))
    return asked


def _story(view: LoanView, places: tuple[str, ...], asked: list[Demand], credit: tuple[CreditRow, ...]) -> LoanStory:
    cost = view.true_cost()
    limits: tuple[LimitCheck, ...] = ()
    demanded: tuple[Compared, ...] = ()
    went: Mapping[int, tuple[Allocation, ...]] = {}
    try:
        if cost is not None:
            found = [check for place in places
                     for check in check_limits(view.agreements[0].terms, cost, place, view.row.kind, view.row.product)]
            limits = tuple(sorted(found, key=lambda c: (c.allowed is None, c.allowed or 0)))
        if view.standing is not None:
            went = where_it_went(view)
        if asked and view.agreements:
            demanded = compare_all(view.agreements, finance_payments(view.payments), asked)
    except Trouble:
        # Terms that no rate fits still have a schedule worth showing; the page says so through ``view.trouble``.
        demanded = ()
    return LoanStory(view, cost, limits, demanded, credit, went)


def where_it_went(view: LoanView) -> dict[int, tuple[Allocation, ...]]:
    """For the id of each payment, the instalments and parts it paid under the agreement of its day."""
    if view.standing is None:
        return {}
    paid = finance_payments(view.payments)
    found: dict[int, tuple[Allocation, ...]] = {}
    for agreement in view.agreements:
        places = places_under(view.agreements, paid, agreement)
        done = view.standing.matching if agreement is view.standing.agreement else \
            match(agreement.terms, [paid[place] for place in places], view.standing.day)
        for index, place in enumerate(places):
            parts = tuple(one for one in done.allocations if one.payment == index)
            if parts:
                found[view.payments[place].id] = parts
    return found
