"""What each loan stands at: the case's rows handed to finance, day by day."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from debttracker.basics.errors import Trouble
from debttracker.basics.moments import day_number, day_of
from debttracker.basics.money import Money
from debttracker.case.connection import Connection
from debttracker.case.queries.loans import LoanRow, PaymentRow, agreements, loans, payments
from debttracker.finance.history import Agreement, AgreementKind, in_force
from debttracker.finance.matching import Allocation, match
from debttracker.finance.prepayment import Payment
from debttracker.finance.schedule import schedule
from debttracker.finance.standing import Standing, places_under, standing
from debttracker.finance.terms_json import allocation_from_json, from_json
from debttracker.finance.true_cost import TrueCost, true_cost


@dataclass(frozen=True, slots=True)
class LoanView:
    """One loan with everything finance needs, and where it stands. ``standing`` is None without usable terms;
    ``trouble`` then says why."""

    row: LoanRow
    agreements: tuple[Agreement, ...]
    payments: tuple[PaymentRow, ...]
    standing: Standing | None
    trouble: Trouble | None = None

    @property
    def paid(self) -> int:
        """Minor units paid so far on all agreements."""
        return sum(p.amount for p in self.payments)

    @property
    def remaining(self) -> int:
        """Minor units still to be paid; without terms the principal less what was paid."""
        if self.standing is not None:
            return self.standing.remaining
        return max(self.row.principal - self.paid, 0) if self.row.status == "open" else 0

    @property
    def overdue(self) -> int:
        """Minor units that fell due and are unpaid."""
        return self.standing.due.total if self.standing is not None else 0

    @property
    def days_past_due(self) -> int:
        """Days since the oldest unpaid instalment fell due."""
        return self.standing.days_past_due if self.standing is not None else 0

    def true_cost(self) -> TrueCost | None:
        """What the contract really costs, or None when it cannot be worked out."""
        if not self.agreements:
            return None
        try:
            return true_cost(self.agreements[0].terms)
        except Trouble:
            return None

    def figures(self) -> dict[str, Any]:
        """The figures as JSON values, in major units."""
        def amount(minor: int) -> str:
            return Money(minor, self.row.currency).plain()

        cost = self.true_cost()
        return {"loan": self.row.label, "currency": self.row.currency, "principal": amount(self.row.principal),
                "paid": amount(self.paid), "remaining": amount(self.remaining), "overdue": amount(self.overdue),
                "days_past_due": self.days_past_due, "ear": str(cost.ear) if cost else None}


def loan_views(connection: Connection, day: date | None = None) -> list[LoanView]:
    """Every loan at the end of ``day`` (default: the newest day that the case knows anything of, or today)."""
    paid: dict[int, list[PaymentRow]] = {}
    for payment in payments(connection):
        paid.setdefault(payment.loan_id, []).append(payment)
    agreed: dict[int, list[Agreement]] = {}
    wrong: dict[int, Trouble] = {}
    for found in agreements(connection):
        try:
            agreed.setdefault(found.loan_id, []).append(
                Agreement(day_of(found.from_day), from_json(json.loads(found.terms)), AgreementKind(found.kind)))
        except Trouble as trouble:
            wrong[found.loan_id] = trouble
    at = day or date.today()
    return [_view(row, tuple(agreed.get(row.id, ())), tuple(paid.get(row.id, ())), at, wrong.get(row.id))
            for row in loans(connection)]


def loan_view(connection: Connection, loan_id: int, day: date | None = None) -> LoanView | None:
    """One loan at the end of ``day``."""
    return next((view for view in loan_views(connection, day) if view.row.id == loan_id), None)


def loan_standings(connection: Connection, day: date | None = None) -> list[LoanView]:
    """The loans that are still open at the end of ``day``, for figures."""
    return loan_views(connection, day)


def finance_payments(rows: tuple[PaymentRow, ...]) -> tuple[Payment, ...]:
    """Payments as finance takes them."""
    return tuple(Payment(day_of(row.day), row.amount, allocation_from_json(json.loads(row.allocation)))
                 for row in rows)


def preview_payment(view: LoanView, payment: Payment, instead_of: PaymentRow | None = None) -> tuple[Allocation, ...]:
    """What ``payment`` would pay, beside the payments there are (``instead_of`` left out). Raises BadInput as matching
    does."""
    others = [one for row, one in zip(view.payments, finance_payments(view.payments), strict=True)
              if instead_of is None or row.id != instead_of.id]
    whole = [*others, payment]
    agreement = in_force(view.agreements, payment.day)
    places = places_under(view.agreements, whole, agreement)
    last = max(whole[place].day for place in places)
    own = places.index(len(whole) - 1)
    done = match(agreement.terms, [whole[place] for place in places], last)
    return tuple(one for one in done.allocations if one.payment == own)


def rates_for_rules(views: list[LoanView]) -> Mapping[int, Decimal]:
    """The true yearly rate of each loan whose cost could be worked out, by loan id: what interest caps look at."""
    found = {view.row.id: view.true_cost() for view in views}
    return {id: cost.apr for id, cost in found.items() if cost is not None}


def overdue_for_rules(views: list[LoanView]) -> Mapping[int, tuple[tuple[int, int | None], ...]]:
    """Overdue stretches of each loan with terms, as (first day overdue, first day not overdue or None)."""
    return {view.row.id: _stretches(view.standing) for view in views if view.standing is not None}


def _view(row: LoanRow, agreed: tuple[Agreement, ...], paid: tuple[PaymentRow, ...], day: date,
          trouble: Trouble | None) -> LoanView:
    if not agreed:
        return LoanView(row, (), paid, None, trouble)
    try:
        return LoanView(row, agreed, paid, standing(agreed, finance_payments(paid), day), trouble)
    except Trouble as wrong:
        return LoanView(row, agreed, paid, None, wrong)


def _stretches(now: Standing) -> tuple[tuple[int, int | None], ...]:
    """The days on which at least one instalment was overdue, joined."""
    spans = sorted(
        (day_number(one.row.due) + 1, day_number(one.settled) if one.settled else None)
        for one in now.matching.instalments
        if one.row.due < now.day and (one.settled is None or one.settled > one.row.due))
    joined: list[tuple[int, int | None]] = []
    for first, last in spans:
        if joined and (joined[-1][1] is None or first <= joined[-1][1]):
            before = joined[-1]
            end = None if last is None or before[1] is None else max(before[1], last)
            joined[-1] = (before[0], end)
        else:
            joined.append((first, last))
    return tuple(joined)


def has_schedule(agreement: Agreement) -> bool:
    """Whether the terms give instalments at all."""
    try:
        return bool(schedule(agreement.terms))
    except Trouble:
        return False
