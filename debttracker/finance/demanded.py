"""Demanded against owed: what a collector asks for beside what contract and payments give on that day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from debttracker.basics.formats import day_text, money_text
from debttracker.basics.languages import Words
from debttracker.basics.money import Money
from debttracker.finance.history import Agreement, in_force
from debttracker.finance.prepayment import Payment
from debttracker.finance.standing import Standing, standing
from debttracker.finance.terms import FeeKind, LoanTerms, Part


class Basis(StrEnum):
    """What a demand is measured against."""

    OVERDUE = "overdue"  #: all that fell due and is unpaid
    WHOLE = "whole"      #: what would end the loan on that day


@dataclass(frozen=True, slots=True)
class Claimed:
    """One item of a demand: ``kind`` is a Part or FeeKind value, or any other word ("collection", "visit")."""

    kind: str
    amount: int
    label: str = ""


@dataclass(frozen=True, slots=True)
class Demand:
    """An ``amount`` demanded on ``day``; ``basis`` None when the collector did not say for what.

    ``contact_id`` leads back to the record the demand stands in.
    """

    day: date
    amount: int
    basis: Basis | None = None
    items: tuple[Claimed, ...] = ()
    lender: str = ""
    contact_id: int | None = None


@dataclass(frozen=True, slots=True)
class Compared:
    """A demand beside what was computed. ``gap`` is positive when more was demanded than was owed.

    ``not_in_contract`` are the claimed items for which the contract has no such fee; ``above_contract`` those it has,
    with what is claimed beyond what is unpaid of it.
    """

    demand: Demand
    basis: Basis
    computed: int
    overdue: int
    whole: int
    not_in_contract: tuple[Claimed, ...]
    above_contract: tuple[Claimed, ...]
    currency: str

    @property
    def gap(self) -> int:
        """Demanded less computed, in minor units."""
        return self.demand.amount - self.computed

    @property
    def gap_share(self) -> Decimal | None:
        """The gap as a share of what was computed; None when nothing was owed."""
        return (Decimal(self.gap) / self.computed).quantize(Decimal("0.0001")) if self.computed else None


def compare(agreements: LoanTerms | Sequence[Agreement], payments: Sequence[Payment], demand: Demand) -> Compared:
    """``demand`` beside what was owed at the end of its day.

    Without a stated basis the nearer of overdue and whole is taken: the reading that is kindest to the collector.
    """
    if isinstance(agreements, LoanTerms):
        agreements = (Agreement(agreements.start, agreements),)
    now = standing(agreements, payments, demand.day)
    overdue, whole = max(now.due.total - now.matching.credit, 0), now.payoff
    nearer = Basis.OVERDUE if abs(demand.amount - overdue) <= abs(demand.amount - whole) else Basis.WHOLE
    basis = demand.basis or nearer
    terms = in_force(agreements, demand.day).terms
    missing = tuple(item for item in demand.items if not _agreed(item, terms))
    return Compared(demand, basis, overdue if basis is Basis.OVERDUE else whole, overdue, whole, missing,
                    _above(demand, now, missing), now.currency)


def compare_all(agreements: LoanTerms | Sequence[Agreement], payments: Sequence[Payment],
                demands: Iterable[Demand]) -> tuple[Compared, ...]:
    """Every demand on one loan in order of day: the rows of a table, the points of a chart."""
    return tuple(compare(agreements, payments, demand) for demand in sorted(demands, key=lambda one: one.day))


def _agreed(item: Claimed, terms: LoanTerms) -> bool:
    """Whether the contract knows this kind of charge at all."""
    late = terms.late
    known: dict[str, bool] = {
        Part.PRINCIPAL: True,
        Part.INTEREST: terms.rate > 0 or any(row.interest for row in terms.rows),
        Part.PENALTY: late.rate > 0,
        Part.LATE_FEE: late.fee > 0 or late.fee_share > 0,
        Part.FEE: bool(terms.fees) or any(row.fee for row in terms.rows),
        **{kind: any(fee.kind is kind for fee in terms.fees) for kind in FeeKind},
    }
    if item.kind == FeeKind.OTHER and item.label:
        return any(fee.note == item.label for fee in terms.fees)
    return known.get(item.kind, False)


def _above(demand: Demand, now: Standing, missing: tuple[Claimed, ...]) -> tuple[Claimed, ...]:
    """Claimed penalty, late fee or interest beyond what is unpaid of it, as the excess."""
    most = {Part.PENALTY: now.due.penalty, Part.LATE_FEE: now.due.late_fee,
            Part.INTEREST: now.due.interest + now.accrued, Part.PRINCIPAL: now.due.principal + now.later.principal}
    return tuple(Claimed(item.kind, item.amount - most[Part(item.kind)], item.label) for item in demand.items
                 if item not in missing and item.kind in set(most) and item.amount > most[Part(item.kind)])


def sentence(found: Compared, speak: Words) -> str:
    """The comparison in one plain sentence."""
    fields = {"day": day_text(found.demand.day, speak),
              "demanded": money_text(Money(found.demand.amount, found.currency)),
              "computed": money_text(Money(found.computed, found.currency)),
              "gap": money_text(Money(abs(found.gap), found.currency))}
    if found.gap > 0:
        if found.basis is Basis.OVERDUE:
            return speak("On {day} {demanded} was demanded; by the contract and your payments {computed} was overdue: "
                         "{gap} less.", **fields)
        return speak("On {day} {demanded} was demanded; by the contract and your payments {computed} would have ended "
                     "the loan: {gap} less.", **fields)
    if found.gap < 0:
        return speak("On {day} {demanded} was demanded, {gap} less than the {computed} worked out from the contract "
                     "and your payments.", **fields)
    return speak("On {day} {demanded} was demanded, which is what the contract and your payments give.", **fields)


def extras_sentence(found: Compared, speak: Words) -> str:
    """Which charges the demand names that the contract does not, or beyond it; empty when it names none."""
    def named(items: Sequence[Claimed]) -> str:
        mark = "、" if speak.is_chinese else ", "
        return mark.join(f"{item.label or item.kind} {money_text(Money(item.amount, found.currency))}" for item in items)

    lines = []
    if found.not_in_contract:
        lines.append(speak("{day}: the contract has no {items}.", day=day_text(found.demand.day, speak),
                           items=named(found.not_in_contract)))
    if found.above_contract:
        lines.append(speak("{day}: more than contract and payments give by {items}.",
                           day=day_text(found.demand.day, speak), items=named(found.above_contract)))
    return (" " if not speak.is_chinese else "").join(lines)
