"""Loans and strategies that several finance tests share."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from debttracker.basics.languages import Words, words
from debttracker.finance.terms import LoanTerms


@pytest.fixture
def english() -> Words:
    return words("en")


@pytest.fixture
def year_loan() -> LoanTerms:
    """12,000.00 at 18 % a year in twelve equal instalments from 31 January 2026."""
    return LoanTerms("CNY", 1_200_000, date(2026, 1, 31), 12, rate=Decimal("0.18"))
