"""Every part of a contract survives the form, and nonsense gets a calm sentence instead of a loan."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from debttracker.basics.errors import BadInput
from debttracker.basics.languages import words
from debttracker.finance.terms import (
    Across,
    CustomRow,
    DayCount,
    Early,
    Fee,
    FeeKind,
    FeeTiming,
    Frequency,
    LateTerms,
    LoanTerms,
    Method,
    Part,
    RateBasis,
    Rounding,
    Weekend,
)
from debttracker.ui.loans.terms_form import TermsForm
from debttracker.ui.theme.theme import Theme

START = date(2026, 3, 31)


@pytest.fixture(scope="module", autouse=True)
def look(qapp: QApplication) -> Theme:
    return Theme(qapp, "en", "light")


@pytest.fixture
def form() -> TermsForm:
    return TermsForm("CNY", words("en"))


RICH = LoanTerms(
    "CNY", 1_234_567, START, 18, method=Method.INTEREST_ONLY, rate=Decimal("0.0125"), basis=RateBasis.MONTH,
    day_count=DayCount.ACT_360, frequency=Frequency.DAYS, period_days=14, first_due=date(2026, 4, 20),
    disbursed=1_100_000, payment=None,
    fees=(Fee(FeeKind.GUARANTEE, FeeTiming.EACH_INSTALMENT, 0, Decimal("0.005"), of_balance=True),
          Fee(FeeKind.MEMBERSHIP, FeeTiming.LATER, 9_900, day=date(2026, 6, 1)),
          Fee(FeeKind.HANDLING, FeeTiming.UP_FRONT, 5_000, Decimal("0.01"))),
    late=LateTerms(Decimal("0.18"), RateBasis.YEAR, on_instalment=True, fee=3_500, fee_share=Decimal("0.02"),
                   grace_days=3),
    weekend=Weekend.NEXT, rounding=Rounding.UP, order=(Part.PRINCIPAL, Part.PENALTY, Part.LATE_FEE, Part.FEE,
                                                       Part.INTEREST),
    across=Across.PART_BY_PART, early=Early.PRINCIPAL, advertised=Decimal("0.099"))


def test_a_contract_with_everything_comes_back_as_it_was(form: TermsForm) -> None:
    form.set_terms(RICH)
    assert form.terms() == RICH
    assert form.unfold.is_open


def test_a_plain_contract_stays_folded(form: TermsForm) -> None:
    plain = LoanTerms("CNY", 900_000, START, 12, rate=Decimal("0.099"))
    form.set_terms(plain)
    assert form.terms() == plain
    assert not form.unfold.is_open
    form.unfold.click()
    assert form.unfold.is_open


@settings(max_examples=25)
@given(method=st.sampled_from([m for m in Method if m is not Method.CUSTOM]), count=st.integers(1, 480),
       rate=st.decimals(0, 3, places=6), basis=st.sampled_from(RateBasis), principal=st.integers(1, 10**12),
       frequency=st.sampled_from([f for f in Frequency if f is not Frequency.DAYS]), early=st.sampled_from(Early),
       currency=st.sampled_from(["CNY", "JPY", "KWD"]))
def test_any_contract_comes_back(method: Method, count: int, rate: Decimal, basis: RateBasis,
                                 principal: int, frequency: Frequency, early: Early, currency: str) -> None:
    terms = LoanTerms(currency, principal, START, count, method=method, rate=rate, basis=basis, frequency=frequency,
                      early=early)
    form = TermsForm(currency, words("en"))
    form.set_terms(terms)
    assert form.terms() == terms


def test_a_pasted_table_becomes_the_schedule(form: TermsForm) -> None:
    form.principal.line.setText("2000")
    form.start.set_value(START)
    form.method.setCurrentIndex(form.method.findData(Method.CUSTOM.value))
    form.table.setPlainText("日期\t本金\t利息\t手续费\n2026-05-01\t1,200.00\t40\t10\n2026年7月3日\t800\t20.5\t0\n")
    assert form.terms().rows == (CustomRow(date(2026, 5, 1), 120_000, 4_000, 1_000),
                                 CustomRow(date(2026, 7, 3), 80_000, 2_050, 0))
    assert form.table.isVisibleTo(form)
    assert not form.count.isEnabled()


def test_cleared_is_as_new(form: TermsForm) -> None:
    form.set_terms(RICH)
    form.clear()
    assert form.is_empty()
    form.principal.line.setText("100")
    assert form.terms() == LoanTerms("CNY", 10_000, date.today(), 12)


def _type(form: TermsForm, **texts: str) -> None:
    for name, text in {"principal": "9000", **texts}.items():
        place = getattr(form, name, None) or getattr(form.more, name)
        getattr(place, "line", place).setText(text)


@pytest.mark.parametrize(("typed", "said"), [
    ({"rate": "-3"}, "A rate cannot be negative"),
    ({"rate": "abc"}, "“abc” is not a rate"),
    ({"rate": "NaN"}, "“NaN” is not a rate"),
    ({"rate": "1e9"}, "a year cannot be right"),
    ({"count": "0"}, "at least 1"),
    ({"count": "-5"}, "at least 1"),
    ({"count": "twelve"}, "“twelve” is not a number of payments"),
    ({"count": "1.5"}, "is not a number of payments"),
    ({"count": "999999"}, "more than any loan has"),
    ({"principal": "1000000000000000"}, "one field cannot be read"),
    ({"principal": "0"}, "must be more than zero"),
    ({"principal": "-100"}, "must be more than zero"),
    ({"principal": "nine thousand"}, "one field cannot be read"),
    ({"arrived": "9500"}, "more than the amount borrowed"),
    ({"first_due": "2020-01-01"}, "is not after the day the money arrived"),
    ({"first_due": "2026-02-30"}, "one field cannot be read"),
    ({"start": "1492-10-12", "first_due": "2026-01-01"}, "cannot be right for a loan"),
    ({"late_rate": "-1"}, "A rate cannot be negative"),
    ({"grace": "x"}, "“x” is not a number of days"),
    ({"grace": "-1"}, "days of grace"),
    ({"late_fee": "-5"}, "fee cannot be negative"),
    ({"payment": "-5"}, "instalment must be more than zero"),
])
def test_nonsense_gets_a_sentence(form: TermsForm, typed: dict[str, str], said: str) -> None:
    _type(form, **typed)
    with pytest.raises(BadInput) as caught:
        form.terms()
    assert said.casefold() in caught.value.say(words("en")).casefold()
    for language in ("zh-Hans", "zh-Hant"):
        assert caught.value.say(words(language)) != caught.value.say(words("en"))


def test_a_fee_below_zero_and_an_unreadable_one(form: TermsForm) -> None:
    _type(form)
    line = form.fees.add_line()
    line.amount.line.setText("-3")
    with pytest.raises(BadInput, match="cannot be negative"):
        form.terms()
    line.amount.line.setText("")
    line.percent.setText("two")
    with pytest.raises(BadInput, match="is not a rate"):
        form.terms()
    line.dropped.emit()
    assert form.terms().fees == ()


def test_an_unreadable_amount_is_explained_below_its_field(form: TermsForm) -> None:
    form.principal.line.setText("1000000000000000")
    assert not form.principal.check()
    assert form.principal.trouble.text()
