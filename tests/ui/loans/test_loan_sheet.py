"""Adding and correcting a loan by keyboard: a name is enough, everything else is kept as it was, nonsense is refused."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtTest import QTest

from debttracker.case.queries.loans import agreements, instalments, loans
from debttracker.derived.loan_entry import add_loan
from debttracker.derived.standing import loan_view
from debttracker.finance.terms import Method
from debttracker.finance.terms_json import from_json
from debttracker.ui.loans.loan_sheet import LoanSheet
from debttracker.ui.loans.page import LoansPage
from debttracker.ui.window import MainWindow
from tests.ui.loans.evening import case_of, keep, settle, sheet_of
from tests.ui.loans.test_terms_form import RICH


def new_sheet(window: MainWindow) -> LoanSheet:
    window.session.actions.run("add-loan")
    settle()
    return sheet_of(LoanSheet)


def test_a_name_is_enough(empty: MainWindow) -> None:
    sheet = new_sheet(empty)
    keep(sheet)
    assert "Give the loan a name" in sheet.banner.text.text()
    QTest.keyClicks(sheet.name, "Blue app")
    keep(sheet)
    assert [(row.label, row.principal) for row in loans(case_of(empty).reader())] == [("Blue app", 0)]
    empty.session.go("loans")
    settle()
    page = empty.current_page
    assert isinstance(page, LoansPage)
    assert "Add the amount and the dates" in page.detail.head.words.text()


def test_a_whole_contract_is_typed(empty: MainWindow) -> None:
    sheet = new_sheet(empty)
    for field, text in ((sheet.name, "Blue app"), (sheet.number, "X-1"), (sheet.advertised, "7.2"),
                        (sheet.form.principal.line, "12000"), (sheet.form.count, "6"), (sheet.form.rate, "1.5")):
        QTest.keyClicks(field, text)
    sheet.creditor.setEditText("Blue Lending")
    sheet.firm.setCurrentIndex(sheet.firm.findData("consumer_finance"))
    sheet.form.start.set_value(date(2026, 1, 15))
    sheet.form.basis.setCurrentIndex(sheet.form.basis.findData("month"))
    fee = sheet.form.fees.add_line()
    fee.timing.setCurrentIndex(fee.timing.findData("deducted"))
    QTest.keyClicks(fee.amount.line, "600")
    keep(sheet)
    reader = case_of(empty).reader()
    row = loans(reader)[0]
    assert (row.creditor, row.kind, row.number, row.principal, row.disbursed, row.advertised_rate) == (
        "Blue Lending", "consumer_finance", "X-1", 1_200_000, 1_140_000, "7.2")
    assert [one.amount for one in instalments(reader, row.id)][:2] == [210_630, 210_630]
    empty.session.history.undo()
    settle()
    assert loans(reader) == []


def test_correcting_a_name_keeps_every_term(empty: MainWindow) -> None:
    case = case_of(empty)
    case.change(add_loan("Odd one", RICH))
    view = loan_view(case.reader(), 1)
    LoanSheet(empty.session, view, empty).open()
    settle()
    sheet = sheet_of(LoanSheet)
    sheet.name.setText("Better name")
    sheet.advertised.setText("9.9")
    keep(sheet)
    assert loans(case.reader())[0].label == "Better name"
    kept = agreements(case.reader(), 1)
    assert len(kept) == 1
    assert from_json(json.loads(kept[0].terms)) == RICH


def test_correcting_the_contract_replaces_the_schedule(window: MainWindow) -> None:
    case = case_of(window)
    window.session.go("loans", ("loan", 2))
    settle()
    page = window.current_page
    assert isinstance(page, LoansPage)
    page.detail.head.edit.click()
    sheet = sheet_of(LoanSheet)
    sheet.form.count.setText("6")
    keep(sheet)
    assert len(instalments(case.reader(), 2)) == 6
    view = loan_view(case.reader(), 2)
    assert view is not None
    assert view.agreements[0].terms == replace(view.agreements[0].terms, instalments=6, method=Method.ANNUITY)
    window.session.history.undo()
    settle()
    assert len(instalments(case.reader(), 2)) == 12


@pytest.mark.parametrize(("field", "text", "said"), [
    ("rate", "-4", "cannot be negative"), ("rate", "high", "is not a rate"), ("count", "0", "at least 1"),
    ("count", "many", "is not a number of payments"),
])
def test_nonsense_keeps_the_sheet_open_with_everything_typed(empty: MainWindow, field: str, text: str,
                                                             said: str) -> None:
    sheet = new_sheet(empty)
    sheet.name.setText("Blue app")
    sheet.form.principal.line.setText("9000")
    getattr(sheet.form, field).setText(text)
    keep(sheet)
    assert sheet.isVisible()
    assert said in sheet.banner.text.text()
    assert getattr(sheet.form, field).text() == text
    assert loans(case_of(empty).reader()) == []


@pytest.mark.parametrize(("field", "text"), [("principal", "1000000000000000"), ("principal", "x"),
                                             ("first_due", "some day")])
def test_an_unreadable_field_says_so_below_itself(empty: MainWindow, field: str, text: str) -> None:
    sheet = new_sheet(empty)
    sheet.name.setText("Blue app")
    sheet.form.principal.line.setText("9000")
    getattr(sheet.form, field).line.setText(text)
    keep(sheet)
    assert getattr(sheet.form, field).trouble.isVisible()
    assert "below itself" in sheet.banner.text.text()
    assert loans(case_of(empty).reader()) == []


def test_a_due_date_before_the_start_is_refused(empty: MainWindow) -> None:
    sheet = new_sheet(empty)
    sheet.name.setText("Blue app")
    sheet.form.principal.line.setText("9000")
    sheet.form.first_due.set_value(date(2020, 1, 1))
    keep(sheet)
    assert "is not after the day the money arrived" in sheet.banner.text.text()
