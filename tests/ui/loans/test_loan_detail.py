"""The Loans page: what stands there, and every sheet it opens, through widgets and keys."""

from __future__ import annotations

import json
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from debttracker.basics.moments import day_number
from debttracker.case.queries.loans import agreements, credit_entries, payments
from debttracker.derived.standing import loan_view
from debttracker.evidence.preview import PdfPages
from debttracker.ui.loans.allocation_form import OWN
from debttracker.ui.loans.credit_sheet import CreditSheet
from debttracker.ui.loans.list_card import ALL, AllRow, LoanRow
from debttracker.ui.loans.new_terms_sheet import NewTermsSheet
from debttracker.ui.loans.page import LoansPage
from debttracker.ui.loans.payment_sheet import PaymentSheet
from debttracker.ui.loans.proposal_sheet import ProposalSheet
from debttracker.ui.window import MainWindow
from tests.ui.loans.evening import TODAY, case_of, in_months, keep, settle, sheet_of


def page_of(window: MainWindow) -> LoansPage:
    window.session.go("loans")
    settle()
    page = window.current_page
    assert isinstance(page, LoansPage)
    return page


def test_the_late_loan_stands_first_with_ageing_and_demands(window: MainWindow) -> None:
    detail = page_of(window).detail
    assert detail.head.name.text() == "Quick loan"
    assert "is overdue" in detail.ageing.said.text()
    line = detail.demanded.table.lines()[0]
    assert line.cells[1:3] == ("Collector", "¥ 2,000.00")
    assert "the contract has no visit fee ¥ 150.00." in detail.demanded.extras.text()
    assert "more than contract and payments give by penalty interest" in detail.demanded.extras.text()


def test_the_list_is_walked_by_keyboard_and_ends_with_all_loans(window: MainWindow) -> None:
    page = page_of(window)
    rows = [page.rows.itemAt(n).widget() for n in range(page.rows.count())]
    assert [type(row) for row in rows] == [LoanRow, LoanRow, AllRow]
    QTest.keyClick(rows[2], Qt.Key.Key_Return)
    settle()
    assert page._chosen == ALL
    assert page.overview.isVisible()
    assert page.overview.table.lines()[0].cells[0] == "Fast Money"
    assert page.overview.table.lines()[0].cells[5] == "¥ 150"
    QTest.keyClick(rows[1], Qt.Key.Key_Space)
    assert page.detail.head.name.text() == "Card"


def test_a_demand_opens_its_contact(window: MainWindow) -> None:
    table = page_of(window).detail.demanded.table
    table.setCurrentIndex(table.model().index(0, 0))
    QTest.keyClick(table, Qt.Key.Key_Return)
    settle()
    assert window.current_page.title == "Timeline"


def test_a_payment_goes_where_the_user_says(window: MainWindow) -> None:
    case = case_of(window)
    page = page_of(window)
    page.detail.payments.table.opened.emit(payments(case.reader())[0].id)
    sheet = sheet_of(PaymentSheet)
    assert "no. 1" in sheet.where.said.text()
    sheet.where.choice.set_value(OWN)
    sheet.where.choice.chosen.emit(OWN)
    line = sheet.where.rows[0]
    line.number.setCurrentIndex(line.number.findData(2))
    line.part.setCurrentIndex(line.part.findData("principal"))
    line.amount.line.setText("700")
    sheet.amount.line.setText("600")
    keep(sheet)
    assert sheet.isVisible()
    assert "add up to more" in sheet.banner.text.text()
    sheet.amount.line.setText("750")
    assert "no. 2: principal 700.00" in sheet.where.said.text()
    keep(sheet)
    kept = payments(case.reader())[0]
    assert kept.amount == 75_000
    assert json.loads(kept.allocation) == [{"amount": 70_000, "number": 2, "part": "principal"}]
    view = loan_view(case.reader(), 1)
    assert view is not None
    assert view.standing is not None
    assert view.standing.matching.instalments[1].paid.principal == 70_000
    assert "as you said" in page.detail.payments.table.lines()[0].cells[2]
    window.session.history.undo()
    settle()
    assert payments(case.reader())[0].allocation == "null"


def test_a_payment_can_be_removed_and_brought_back(window: MainWindow) -> None:
    case = case_of(window)
    page_of(window).detail._correct_payment(1)
    sheet = sheet_of(PaymentSheet)
    sheet._remove()
    settle()
    assert payments(case.reader()) == []
    window.session.history.undo()
    assert [p.amount for p in payments(case.reader())] == [80_000]


def test_the_credit_record_is_kept_corrected_and_checked(window: MainWindow) -> None:
    case, page = case_of(window), page_of(window)
    assert page.detail.credit.none.isVisible()
    page.detail.credit.add.click()
    sheet = sheet_of(CreditSheet)
    keep(sheet)
    assert "Which bureau" in sheet.banner.text.text()
    sheet.bureau.setText("PBOC")
    sheet.reported.set_value(in_months(-2))
    sheet.corrected.set_value(in_months(-3))
    keep(sheet)
    assert "before it was reported" in sheet.banner.text.text()
    sheet.corrected.set_value(None)
    sheet.disputed.set_value(in_months(-1))
    keep(sheet)
    row = credit_entries(case.reader(), 1)[0]
    assert (row.bureau, row.reported_day, row.disputed_day, row.corrected_day) == (
        "PBOC", day_number(in_months(-2)), day_number(in_months(-1)), None)
    page.detail.credit.table.opened.emit(row)
    again = sheet_of(CreditSheet)
    again.corrected.set_value(TODAY)
    keep(again)
    assert credit_entries(case.reader(), 1)[0].corrected_day == day_number(TODAY)


def test_new_terms_take_over_and_the_history_stays(window: MainWindow) -> None:
    case, page = case_of(window), page_of(window)
    page.detail.head.terms.click()
    sheet = sheet_of(NewTermsSheet)
    assert "60 monthly payments" in sheet.said.text()
    sheet.count.setValue(24)
    sheet.from_day.set_value(in_months(2))
    keep(sheet)
    assert "due before the day it would begin" in sheet.banner.text.text()
    sheet.from_day.set_value(TODAY)
    keep(sheet)
    assert [a.kind for a in agreements(case.reader(), 1)] == ["contract", "restructure"]
    view = loan_view(case.reader(), 1)
    assert view is not None
    assert view.standing is not None
    assert (len(view.standing.matching.instalments), view.days_past_due) == (24, 0)
    before = loan_view(case.reader(), 1, in_months(-1))
    assert before is not None
    assert before.days_past_due > 0
    assert [line.cells[1] for line in page.detail.history.table.lines()] == ["Restructuring", "Contract"]
    assert "no. 1" in page.detail.payments.table.lines()[0].cells[2]


def test_a_settlement_is_shown_as_a_letter_and_saved(window: MainWindow, tmp_path: Path) -> None:
    page_of(window).detail.head.terms.click()
    sheet = sheet_of(NewTermsSheet)
    sheet.kind.set_value("settlement")
    sheet.kind.chosen.emit("settlement")
    assert sheet.count.value() == 1
    sheet.amount.line.setText("99999999")
    assert "more than the" in sheet.said.text()
    sheet.print.click()
    assert "more than the" in sheet.banner.text.text()
    sheet.amount.line.setText("3000")
    sheet.print.click()
    letter = sheet_of(ProposalSheet)
    settle()
    letter.language.set_value("zh-Hant")
    letter.language.chosen.emit("zh-Hant")
    settle()
    target = tmp_path / "proposal.pdf"
    assert letter.save(target)
    with PdfPages(target.read_bytes()) as pages:
        text = "".join(pages.text(n) for n in range(len(pages)))
    assert "3,000" in text
    assert "清償" in text
    assert not letter.save(target / "x.pdf")
    assert letter.banner.isVisible()
