"""The offer check: two offers, a household, the words of the contract; kept as a loan or thrown away."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from debttracker.case.queries.loans import loans
from debttracker.finance.terms import Method
from debttracker.ui.loans.glossary_card import GlossaryCard
from debttracker.ui.loans.offer_page import OfferPage
from debttracker.ui.window import MainWindow
from tests.ui.loans.evening import case_of, settle


@pytest.fixture
def page(window: MainWindow) -> OfferPage:
    window.session.go("offer")
    settle()
    found = window.current_page
    assert isinstance(found, OfferPage)
    return found


def first_offer(page: OfferPage) -> None:
    card = page.cards[0]
    QTest.keyClicks(card.name, "App A")
    QTest.keyClicks(card.form.principal.line, "9000")
    QTest.keyClicks(card.form.arrived.line, "8100")
    QTest.keyClicks(card.form.rate, "9.9")
    card.form.start.set_value(date(2026, 1, 15))
    settle(20)


def test_an_offer_is_answered_as_it_is_typed(page: OfferPage) -> None:
    card = page.cards[0]
    assert not card.keep.isEnabled()
    assert "Write the amount" in card.words.text()
    first_offer(page)
    # By bisection apart from the program: 12 payments of 790.82 by days / 365 are worth 8,100 at 35.05 % a year.
    assert card.rate._number.text() == "35.1 %"
    assert "¥ 900.00 is kept back" in card.words.text()
    assert "may exceed the limit" in card.words.text()
    assert "If you miss one payment" in card.words.text()
    assert "of your income" not in card.words.text()
    QTest.keyClicks(page.household.fields[0].line, "6000")
    settle(20)
    assert "Debts take" in card.words.text()


def test_debts_of_the_case_stand_in_the_month_already(page: OfferPage) -> None:
    money = page.household.fields[2].money()
    assert money is not None
    assert money.minor > 0


def test_two_offers_stand_side_by_side(page: OfferPage) -> None:
    first_offer(page)
    assert not page.side.isVisible()
    other = page.cards[1]
    other.form.principal.line.setText("9000")
    other.form.method.setCurrentIndex(other.form.method.findData(Method.FLAT_FEE.value))
    other.form.basis.setCurrentIndex(1)
    other.form.rate.setText("0.6")
    settle(20)
    assert page.side.isVisible()
    assert page.side.said.text().startswith("The second offer is cheaper")
    lines = {line.cells[0]: line.cells[1:] for line in page.side.table.lines()}
    assert lines["Reaches you"] == ("¥ 8,100.00", "¥ 9,000.00")
    assert lines["Costs in all"][1] == "¥ 648.00"
    other.throw_away()
    settle(20)
    assert not page.side.isVisible()
    assert other.form.is_empty()


def test_each_month_can_be_unfolded(page: OfferPage) -> None:
    first_offer(page)
    card = page.cards[0]
    QTest.mouseClick(card.show_months, Qt.MouseButton.LeftButton)
    assert card.months.isVisible()
    assert len(card.months.lines()) == 12
    page.household.fields[0].line.setText("100")
    settle(20)
    assert card.months.lines()[0].tones[2] == "late"


def test_kept_as_a_loan(page: OfferPage, window: MainWindow) -> None:
    first_offer(page)
    page.cards[0].advertised.setText("7.2")
    page.cards[0].keep.click()
    settle()
    row = loans(case_of(window).reader())[-1]
    assert (row.label, row.creditor, row.principal, row.disbursed, row.advertised_rate) == (
        "App A", "App A", 900_000, 810_000, "7.2")
    assert page.cards[0].form.is_empty()
    window.session.history.undo()
    assert "App A" not in [one.label for one in loans(case_of(window).reader())]


@pytest.mark.parametrize(("field", "typed", "said"), [
    ("rate", "-1", "cannot be negative"), ("rate", "ten", "is not a rate"), ("count", "0", "at least 1"),
])
def test_nonsense_is_answered_calmly(page: OfferPage, field: str, typed: str, said: str) -> None:
    first_offer(page)
    getattr(page.cards[0].form, field).setText(typed)
    settle(20)
    assert said in page.cards[0].words.text()
    assert not page.cards[0].keep.isEnabled()
    assert not page.cards[0].rate.isVisible()


def test_nonsense_in_the_month_is_answered_calmly(page: OfferPage) -> None:
    first_offer(page)
    page.household.fields[0].line.setText("much")
    settle(20)
    assert "cannot be read" in page.cards[0].words.text()
    page.household.fields[0].line.setText("-500")
    settle(20)
    assert "cannot be negative" in page.cards[0].words.text()


def test_words_of_the_contract_are_explained(page: OfferPage) -> None:
    card = page.findChild(GlossaryCard)
    QTest.keyClicks(card.search, "guarantee")
    assert "guarantee" in card.meaning.text().casefold()
    card.search.setText("zzz")
    assert "Ask the lender" in card.meaning.text()
    card.words[0].click()
    assert card.meaning.text().startswith(card.words[0].text())
