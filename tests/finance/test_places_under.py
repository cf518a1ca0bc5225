from __future__ import annotations

from dataclasses import replace
from datetime import date

from debttracker.finance.history import Agreement, AgreementKind
from debttracker.finance.prepayment import Payment
from debttracker.finance.standing import places_under
from debttracker.finance.terms import LoanTerms

FIRST = LoanTerms("CNY", 100_000, date(2026, 1, 10), 6)
AGREED = (Agreement(FIRST.start, FIRST),
          Agreement(date(2026, 4, 1), replace(FIRST, start=date(2026, 4, 1)), AgreementKind.RESTRUCTURE))
PAID = [Payment(date(2026, 1, 1), 1), Payment(date(2026, 3, 31), 2), Payment(date(2026, 4, 1), 3)]


def test_each_payment_counts_for_the_agreement_of_its_day() -> None:
    assert places_under(AGREED, PAID, AGREED[0]) == [0, 1]
    assert places_under(AGREED, PAID, AGREED[1]) == [2]


def test_one_agreement_takes_them_all() -> None:
    assert places_under(AGREED[:1], PAID, AGREED[0]) == [0, 1, 2]
