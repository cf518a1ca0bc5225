"""Yearly rates above a cap: fixed, from a table of official rates, or by the size of the loan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from debttracker.basics.languages import N_
from debttracker.basics.money import Money
from debttracker.rules.facts import ContactFact, LoanFact, Traits
from debttracker.rules.finding import Finding, Strength
from debttracker.rules.hit import Ending, OneDay
from debttracker.rules.pack import Pack, Rule
from debttracker.rules.params import RateCap
from debttracker.rules.report import iso_day, strength_of
from debttracker.rules.scene import Scene
from debttracker.rules.sentence import Sentence


def find(scene: Scene, numbered: list[tuple[int, Rule]]) -> Iterator[RateHit]:
    """All hits: one per loan whose all-in rate is above the cap of its contract's day."""
    for _, rule in numbered:
        for loan in scene.facts.loans.values():
            found = _cap_for(rule, scene.book.pack_of[rule.id], loan)
            if found is None or loan.contract_day is None or loan.annual_rate is None or loan.annual_rate <= found[0]:
                continue
            if scene.applying.standing(rule, _traits(loan)) is not None:
                yield RateHit(rule, scene, loan, loan.contract_day, *found)


def params_of(rule: Rule) -> RateCap:
    """The keys of a rule of kind rate_cap."""
    assert isinstance(rule.params, RateCap)
    return rule.params


def _traits(loan: LoanFact) -> Traits:
    return Traits(party_id=loan.creditor_id, creditor_id=loan.creditor_id, loan_ids=(loan.id,))


def _cap_for(rule: Rule, pack: Pack, loan: LoanFact) -> tuple[Decimal, bool] | None:
    """The cap as a ratio and whether it must still be verified; None when the rule is not about this loan."""
    params = params_of(rule)
    if loan.contract_day is None or not rule.in_force(loan.contract_day):
        return None
    if params.currency and loan.currency != params.currency:
        return None
    if params.cap is not None:
        return params.cap, False
    if params.tiers:
        cap = _tier(params, loan)
        return None if cap is None else (cap, False)
    rows = [row for row in pack.tables[params.table] if row.from_day <= loan.contract_day]
    if not rows or rows[-1].value is None:
        return None
    return rows[-1].value * params.times, rows[-1].confidence.to_verify


def _tier(params: RateCap, loan: LoanFact) -> Decimal | None:
    if loan.principal_minor is None or not loan.currency:
        return None
    principal = Money(loan.principal_minor, loan.currency).amount
    return next((tier.cap for tier in params.tiers if tier.below is None or principal < tier.below), None)


def percent(rate: Decimal) -> str:
    """A ratio as per cent with at most two decimals, the same in every language."""
    text = f"{rate * 100:.2f}".rstrip("0").rstrip(".")
    return f"{text} %"


@dataclass(slots=True)
class RateHit(OneDay):
    """A loan dearer than a cap. Filed by the contract's day."""

    rule: Rule
    scene: Scene
    loan: LoanFact
    day: int
    cap: Decimal
    to_verify: bool

    def contacts(self) -> tuple[ContactFact, ...]:
        """None: it rests on the contract."""
        return ()

    def endings(self) -> Iterator[Ending]:
        """The contract's day and the loan's creditor."""
        yield Ending(self.day, self.loan.creditor_id, self.finding)

    def finding(self) -> Finding:
        """The finding; count and limit are hundredths of a per cent."""
        rate = self.loan.annual_rate or Decimal(0)
        fields: Mapping[str, object] = {"loan": self.loan.name or "–", "day": iso_day(self.day),
                                        "rate": percent(rate), "cap": percent(self.cap)}
        explanation = Sentence(
            N_("{loan}, contract of {day}: {rate} a year with all costs; the rule's limit is {cap}."), fields)
        strength = Strength.SOFT if self.to_verify else Strength.HARD
        return Finding(self.rule.id, self.rule.jurisdiction, iso_day(self.day), iso_day(self.day), self.day, self.day,
                       (), int(rate * 10_000), int(self.cap * 10_000), strength_of(self.rule, strength),
                       self.scene.applying.standing(self.rule, _traits(self.loan)) or (), explanation,
                       self.loan.creditor_id, self.loan.creditor_id, self.loan.id)
