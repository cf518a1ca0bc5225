"""What a loan really costs: the money that arrived against the money that leaves, day by day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from debttracker.basics.formats import money_text, percent_text
from debttracker.basics.languages import Words
from debttracker.basics.money import Money
from debttracker.finance.rates import Flow, effective, nominal, xirr
from debttracker.finance.schedule import Row, schedule
from debttracker.finance.terms import FeeTiming, LoanTerms, Method, fee_amount


@dataclass(frozen=True, slots=True)
class TrueCost:
    """The cost of a loan kept as agreed. Amounts in minor units of ``currency``, rates as fractions.

    ``ear`` is the effective annual rate (XIRR, actual / 365), ``apr`` the nominal annual rate of the same flows
    (rate of one period × ``periods`` a year). ``advertised`` is the yearly rate named in offer or contract, and
    ``advertised_effective`` what that rate alone would cost effectively. ``fees`` is all cost that is not interest.
    """

    currency: str
    received: int
    paid: int
    interest: int
    fees: int
    ear: Decimal
    apr: Decimal
    periods: Decimal
    advertised: Decimal
    advertised_effective: Decimal

    @property
    def cost(self) -> int:
        """All that is paid beyond what arrived."""
        return self.paid - self.received

    @property
    def per_1000(self) -> Decimal:
        """Cost for each 1,000 that arrived, in major units with two more digits than needed for cents cut off."""
        return (Decimal(self.cost) * 1000 / self.received).quantize(Decimal("0.01"))


def cash_flows(terms: LoanTerms, rows: Sequence[Row] | None = None) -> tuple[Flow, ...]:
    """The flows of ``terms`` seen by the borrower, in order of day; ``rows`` saves working them out again."""
    rows = schedule(terms) if rows is None else rows
    by_day = {terms.start: terms.arrived}
    for fee in terms.fees:
        if fee.timing is FeeTiming.UP_FRONT:
            by_day[terms.start] -= fee_amount(fee, terms.principal)
        elif fee.timing is FeeTiming.LATER and fee.day is not None:
            by_day[fee.day] = by_day.get(fee.day, 0) - fee_amount(fee, terms.principal)
    for row in rows:
        by_day[row.due] = by_day.get(row.due, 0) - row.payment
    return tuple(Flow(day, amount) for day, amount in sorted(by_day.items()))


def true_cost(terms: LoanTerms, rows: Sequence[Row] | None = None) -> TrueCost:
    """The true cost of ``terms``; raises BadInput when no rate fits the flows."""
    rows = schedule(terms) if rows is None else rows
    flows = cash_flows(terms, rows)
    received = sum(flow.amount for flow in flows if flow.amount > 0)
    paid = -sum(flow.amount for flow in flows if flow.amount < 0)
    ear = xirr(flows)
    periods = terms.periods_per_year
    interest = sum(row.interest for row in rows)
    advertised = terms.yearly_rate if terms.advertised is None else terms.advertised
    return TrueCost(
        currency=terms.currency, received=received, paid=paid, interest=interest, fees=paid - received - interest,
        ear=ear, apr=nominal(ear, periods), periods=periods, advertised=advertised,
        advertised_effective=advertised if terms.method is Method.BULLET else effective(advertised, periods))


def explain(cost: TrueCost, speak: Words) -> str:
    """Nominal against effective in one plain sentence, with this loan's figures."""
    if cost.cost == 0:
        return speak("This loan costs nothing: what is paid back equals what arrived.")
    fields = {"advertised": percent_text(cost.advertised), "ear": percent_text(cost.ear),
              "cost": money_text(Money(cost.cost, cost.currency)),
              "received": money_text(Money(cost.received, cost.currency))}
    if cost.fees > 0:
        return speak(
            "The rate named is {advertised} a year; counted on the {received} that really arrived, with every fee, "
            "and compounded over a year as your payments run, it is {ear}: {cost} in all.", **fields)
    return speak(
        "The rate named is {advertised} a year; because interest is paid during the year and not at its end, it "
        "works like {ear} paid once a year: {cost} in all.", **fields)
