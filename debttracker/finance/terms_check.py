"""Refusing loan terms that cannot be, each with a sentence that says what to mend."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from debttracker.basics.errors import BadInput
from debttracker.basics.languages import N_
from debttracker.basics.money import LARGEST, Money
from debttracker.finance.terms import FeeTiming, LoanTerms, Method, Part, per_year

#: More due days than any loan has (40 years of weeks fit).
MOST_INSTALMENTS: Final = 2400
#: 100,000 % a year: above the worst loans on record, below what overflows.
LARGEST_RATE: Final = Decimal(1000)
_YEARS = (1970, 2150)


def check(terms: LoanTerms) -> LoanTerms:
    """Return ``terms`` as given, or raise BadInput with a sentence for the first thing that cannot be."""
    Money(0, terms.currency)
    _check_amounts(terms)
    _check_rates(terms)
    _check_days(terms)
    if terms.method is Method.CUSTOM:
        _check_rows(terms)
    if len(set(terms.order)) != len(Part) or set(terms.order) != set(Part):
        raise BadInput(N_("The order of payment must name fee, interest, principal, penalty and late fee once each."))
    return terms


def _check_amounts(terms: LoanTerms) -> None:
    if terms.principal <= 0:
        raise BadInput(N_("The amount borrowed must be more than zero."))
    largest = max(terms.principal, terms.disbursed or 0, terms.payment or 0, terms.late.fee,
                  *(fee.amount for fee in terms.fees), *(row.principal + row.interest + row.fee for row in terms.rows))
    if largest > LARGEST:
        raise BadInput(N_("An amount is larger than this program can keep. Check the number of zeros."))
    if any(fee.amount < 0 or fee.share < 0 for fee in terms.fees) or terms.late.fee < 0 or terms.late.fee_share < 0:
        raise BadInput(N_("A fee cannot be negative. Leave it out, or write it as a positive amount."))
    if any(fee.share > 10 for fee in terms.fees) or terms.late.fee_share > 10:
        raise BadInput(N_("A fee of more than ten times the loan cannot be right. Write 2 % as 0.02."))
    if terms.arrived <= 0:
        raise BadInput(N_("After the deducted fees nothing of the loan is left. Check the fees and the amount that "
                          "arrived."))
    if terms.arrived > terms.principal:
        raise BadInput(N_("The amount that arrived is more than the amount borrowed. Check both."))
    if terms.payment is not None and terms.payment <= 0:
        raise BadInput(N_("The instalment must be more than zero."))


def _check_rates(terms: LoanTerms) -> None:
    for rate in (terms.rate, terms.late.rate, terms.advertised or Decimal(0)):
        if not rate.is_finite():
            raise BadInput(N_("The rate is not a number."))
        if rate < 0:
            raise BadInput(N_("A rate cannot be negative. For a loan without interest write 0."))
    if max(terms.yearly_rate, per_year(terms.late.rate, terms.late.basis), terms.advertised or 0) > LARGEST_RATE:
        raise BadInput(N_("A rate above {limit} % a year cannot be right. Write 4.35 % as 0.0435, and check whether "
                          "it is for a year, a month or a day."), limit=f"{LARGEST_RATE * 100:,f}")


def _check_days(terms: LoanTerms) -> None:
    if terms.instalments < 1:
        raise BadInput(N_("The number of instalments must be at least 1."))
    if terms.instalments > MOST_INSTALMENTS:
        raise BadInput(N_("{n} instalments are more than any loan has; the limit here is {limit}."),
                       n=terms.instalments, limit=MOST_INSTALMENTS)
    if not 1 <= terms.period_days <= 3660:
        raise BadInput(N_("The days between instalments must be between 1 and 3660."))
    if not 0 <= terms.late.grace_days <= 366:
        raise BadInput(N_("The days of grace must be between 0 and 366."))
    if not _YEARS[0] <= terms.start.year <= _YEARS[1]:
        raise BadInput(N_("The year {year} cannot be right for a loan."), year=terms.start.year)
    if terms.first_due is not None and terms.first_due <= terms.start:
        raise BadInput(N_("The first due date ({due}) is not after the day the money arrived ({start})."),
                       due=terms.first_due.isoformat(), start=terms.start.isoformat())
    for fee in terms.fees:
        if fee.timing is FeeTiming.LATER and (fee.day is None or fee.day < terms.start):
            raise BadInput(N_("A fee that is paid later needs its day, and that day cannot be before the loan."))


def _check_rows(terms: LoanTerms) -> None:
    if not terms.rows:
        raise BadInput(N_("The table of instalments is empty. Paste one line for each due date."))
    if len(terms.rows) > MOST_INSTALMENTS:
        raise BadInput(N_("{n} instalments are more than any loan has; the limit here is {limit}."),
                       n=len(terms.rows), limit=MOST_INSTALMENTS)
    before = terms.start
    for number, row in enumerate(terms.rows, 1):
        if row.due < before:
            raise BadInput(N_("Line {n} of the table is due {due}, before the line above it or before the loan."),
                           n=number, due=row.due.isoformat())
        if min(row.principal, row.interest, row.fee) < 0:
            raise BadInput(N_("Line {n} of the table has a negative amount."), n=number)
        before = row.due
    total = sum(row.principal for row in terms.rows)
    if total != terms.principal:
        raise BadInput(N_("The principal in the table adds up to {total}, but {principal} was borrowed."),
                       total=Money(total, terms.currency).plain(),
                       principal=Money(terms.principal, terms.currency).plain())


