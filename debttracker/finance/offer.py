"""Checking an offer before signing: what it really costs, each month, after a missed month, and against income."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from debttracker.basics.errors import BadInput
from debttracker.basics.formats import day_text, money_text, percent_text
from debttracker.basics.languages import N_, Words
from debttracker.basics.money import Money
from debttracker.finance.due_days import add_months
from debttracker.finance.schedule import Row, schedule
from debttracker.finance.standing import standing
from debttracker.finance.terms import FeeTiming, LoanTerms, fee_amount
from debttracker.finance.true_cost import TrueCost, explain, true_cost


@dataclass(frozen=True, slots=True)
class Household:
    """What comes in and goes out each month, in minor units of the offer's currency.

    ``outgoings`` are all costs of living without debts; ``debt_payments`` are the debts there are already.
    """

    income: int
    outgoings: int = 0
    debt_payments: int = 0


@dataclass(frozen=True, slots=True)
class MissedMonth:
    """What one missed instalment leads to by the next due day: all that is due then, and how much of it is penalty.

    ``day`` is the last due day; for a loan with one instalment a month after it.
    """

    day: date
    due: int
    penalty: int
    late_fee: int
    usual: int


@dataclass(frozen=True, slots=True)
class MonthLook:
    """One calendar month of the loan: what is due in it and what is left of the income after everything."""

    month: date
    payment: int
    left_over: int


@dataclass(frozen=True, slots=True)
class OfferCheck:
    """An offer with its answers. Ratios are shares of the monthly income; None without income."""

    terms: LoanTerms
    rows: tuple[Row, ...]
    cost: TrueCost
    household: Household
    months: tuple[MonthLook, ...]
    missed: MissedMonth
    ratio_before: Decimal | None
    ratio_after: Decimal | None

    @property
    def usual_month(self) -> int:
        """All payments of the loan spread over its months: the figure used for the ratio."""
        return -(-sum(row.payment for row in self.rows) // len(self.months))

    @property
    def heaviest(self) -> MonthLook:
        """The month in which most is due; the first of equals."""
        return max(self.months, key=lambda one: one.payment)

    @property
    def kept_back(self) -> int:
        """Minor units of the amount borrowed that never arrive (砍头息): deducted or paid on the first day."""
        return self.terms.principal - self.cost.received


def check_offer(terms: LoanTerms, household: Household | None = None) -> OfferCheck:
    """Everything about an offer; raises BadInput for terms or household figures that cannot be."""
    household = household or Household(0)
    if min(household.income, household.outgoings, household.debt_payments) < 0:
        raise BadInput(N_("Income and outgoings cannot be negative."))
    rows = schedule(terms)
    months = _months(terms, rows, household)
    spread = -(-sum(row.payment for row in rows) // len(months))
    return OfferCheck(terms, rows, true_cost(terms, rows), household, months, _missed(terms, rows),
                      _ratio(household.debt_payments, household.income),
                      _ratio(household.debt_payments + spread, household.income))


def _ratio(payments: int, income: int) -> Decimal | None:
    return (Decimal(payments) / income).quantize(Decimal("0.0001")) if income else None


def _months(terms: LoanTerms, rows: Sequence[Row], household: Household) -> tuple[MonthLook, ...]:
    """Every calendar month from the first payment to the last, those without one too (a bullet loan: all of them)."""
    free = household.income - household.outgoings - household.debt_payments
    due: dict[date, int] = {}
    for row in rows:
        due[row.due.replace(day=1)] = due.get(row.due.replace(day=1), 0) + row.payment
    for fee in terms.fees:
        if fee.timing is FeeTiming.LATER and fee.day is not None:
            month = fee.day.replace(day=1)
            due[month] = due.get(month, 0) + fee_amount(fee, terms.principal)
    first = min(add_months(terms.start.replace(day=1), 1), *due)
    count = (max(due).year - first.year) * 12 + max(due).month - first.month + 1
    looks = []
    for k in range(count):
        month = add_months(first, k)
        looks.append(MonthLook(month, due.get(month, 0), free - due.get(month, 0)))
    return tuple(looks)


def _missed(terms: LoanTerms, rows: Sequence[Row]) -> MissedMonth:
    """Nothing is paid until the second due day (a loan of one instalment: until a month after it)."""
    day = rows[1].due if len(rows) > 1 else add_months(rows[0].due, 1)
    now = standing(terms, (), day)
    return MissedMonth(day, now.due.total, now.due.penalty, now.due.late_fee, rows[0].payment)


def sentences(check: OfferCheck, speak: Words) -> list[str]:
    """The answers in plain sentences, the most important first."""
    cost, terms = check.cost, check.terms
    lines = [explain(cost, speak)]
    if check.kept_back > 0:
        lines.append(speak("Of the {principal} in the contract only {received} reaches you; {kept} is kept back.",
                           principal=_money(terms, terms.principal), received=_money(terms, cost.received),
                           kept=_money(terms, check.kept_back)))
    lines.append(speak("Each 1,000 that reaches you costs {cost}.",
                       cost=_money(terms, Money.of(cost.per_1000, terms.currency).minor)))
    lines.append(_payments_sentence(check, speak))
    lines.append(_missed_sentence(check, speak))
    lines.extend(_household_sentences(check, speak))
    return lines


def _money(terms: LoanTerms, minor: int) -> str:
    return money_text(Money(minor, terms.currency))


def _payments_sentence(check: OfferCheck, speak: Words) -> str:
    rows, terms = check.rows, check.terms
    total = _money(terms, sum(row.payment for row in rows))
    if len(rows) == 1:
        return speak("You pay {total} once, on {day}.", total=total, day=day_text(rows[0].due, speak))
    first, last = rows[0].payment, rows[-1].payment
    if max(row.payment for row in rows[:-1]) == min(row.payment for row in rows[:-1]) and last < 2 * first:
        return speak.plural("You pay {n} instalment of {first}, {total} in all.",
                            "You pay {n} instalments of {first}, {total} in all.", len(rows),
                            first=_money(terms, first), total=total)
    return speak("You pay {n} instalments, the first {first}, the last {last}, {total} in all.", n=len(rows),
                 first=_money(terms, first), last=_money(terms, last), total=total)


def _missed_sentence(check: OfferCheck, speak: Words) -> str:
    missed, terms = check.missed, check.terms
    extra = missed.penalty + missed.late_fee
    if not extra:
        return speak("If you miss one payment, {due} is due on {day}; the terms you entered name no penalty: ask for "
                     "it in writing.", due=_money(terms, missed.due), day=day_text(missed.day, speak))
    return speak("If you miss one payment, {due} is due on {day}, {extra} of it penalty interest and late fees.",
                 due=_money(terms, missed.due), day=day_text(missed.day, speak), extra=_money(terms, extra))


def _household_sentences(check: OfferCheck, speak: Words) -> list[str]:
    if check.ratio_before is None or check.ratio_after is None:
        return []
    lines = [speak("Debts take {before} of your income today and {after} with this loan.",
                   before=percent_text(check.ratio_before), after=percent_text(check.ratio_after))]
    short = [one for one in check.months if one.left_over < 0]
    if short:
        worst = min(short, key=lambda one: one.left_over)
        lines.append(speak.plural("In {n} month more goes out than comes in, by up to {amount}.",
                                  "In {n} months more goes out than comes in, by up to {amount}.", len(short),
                                  amount=_money(check.terms, -worst.left_over)))
    else:
        least = min(check.months, key=lambda one: one.left_over)
        lines.append(speak("In the tightest month {amount} is left after everything.",
                           amount=_money(check.terms, least.left_over)))
    return lines


@dataclass(frozen=True, slots=True)
class OfferPair:
    """Two offers side by side; each answer is 0 (the first), 1 (the second) or None (no difference)."""

    offers: tuple[OfferCheck, OfferCheck]
    cheaper_rate: int | None
    cheaper_total: int | None
    lighter_month: int | None
    sooner_over: int | None


def compare_offers(first: OfferCheck, second: OfferCheck) -> OfferPair:
    """Which of two offers has the lower true rate, lower cost per 1,000, lighter heaviest month, earlier end."""
    if first.terms.currency != second.terms.currency:
        raise BadInput(N_("The two offers are in different currencies and cannot be compared."))
    return OfferPair((first, second), _less(first.cost.ear, second.cost.ear),
                     _less(first.cost.per_1000, second.cost.per_1000),
                     _less(Decimal(first.heaviest.payment), Decimal(second.heaviest.payment)),
                     _less(Decimal(first.rows[-1].due.toordinal()), Decimal(second.rows[-1].due.toordinal())))


def _less(a: Decimal, b: Decimal) -> int | None:
    return None if a == b else int(b < a)


def pair_sentence(pair: OfferPair, speak: Words) -> str:
    """Which offer costs less, in one sentence."""
    a, b = pair.offers
    if pair.cheaper_rate is None:
        return speak("Both offers cost the same a year ({rate}).", rate=percent_text(a.cost.ear))
    fields = {"first": percent_text(a.cost.ear), "second": percent_text(b.cost.ear)}
    if pair.cheaper_rate == 0:
        return speak("The first offer is cheaper: {first} a year against {second}.", **fields)
    return speak("The second offer is cheaper: {second} a year against {first}.", **fields)
