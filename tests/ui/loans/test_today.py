"""Today: what is due stands in rows and in a month that can be walked by keyboard."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from debttracker.basics.languages import words
from debttracker.basics.money import Money
from debttracker.derived.today import DueLine, today_view
from debttracker.ui.loans.page import LoansPage
from debttracker.ui.theme.theme import Theme
from debttracker.ui.today.month_grid import MonthGrid, day_words
from debttracker.ui.today.page import TodayPage
from debttracker.ui.window import MainWindow
from tests.ui.loans.evening import TODAY, case_of, in_months, settle


@pytest.fixture
def page(window: MainWindow) -> TodayPage:
    window.session.go("today")
    settle()
    found = window.current_page
    assert isinstance(found, TodayPage)
    return found


def test_every_unpaid_instalment_is_marked(window: MainWindow) -> None:
    marks = today_view(case_of(window).reader(), TODAY).marks
    quick = [line for line in marks if line.loan_id == 1]
    assert [line.day for line in quick] == [in_months(n) for n in range(-3, 9)]
    assert [line.status for line in quick[:3]] == ["late", "late", "late"]
    assert quick[3].status == "due"  # today
    assert quick[5].status == "later"
    assert list(marks) == sorted(marks, key=lambda line: line.day)


def test_the_month_says_what_the_picked_day_holds(page: TodayPage) -> None:
    assert page.month.isVisible()
    assert "Quick loan" in page.month.said.text()
    QTest.keyClick(page.month.grid, Qt.Key.Key_Left)
    assert "nothing is due" in page.month.said.text() or "Card" in page.month.said.text()
    QTest.keyClick(page.month.grid, Qt.Key.Key_Home)
    assert page.month.grid.day == TODAY
    QTest.keyClick(page.month.grid, Qt.Key.Key_PageDown)
    assert page.month.grid.day == in_months(1)
    page.month.before.click()
    page.month.before.click()
    assert page.month.grid.day == in_months(-1)


def test_enter_opens_the_loan_of_the_day(page: TodayPage, window: MainWindow) -> None:
    QTest.keyClick(page.month.grid, Qt.Key.Key_PageUp)
    QTest.keyClick(page.month.grid, Qt.Key.Key_Return)
    settle()
    loans = window.current_page
    assert isinstance(loans, LoansPage)
    assert loans.detail.head.name.text() == "Quick loan"


def test_it_rang_again_stands_in_a_case_that_can_be_written(page: TodayPage) -> None:
    assert page.rang.isVisible()
    assert page.rang_who.text() == "Collector"


@pytest.fixture
def look(qapp: QApplication) -> Theme:
    """The look in force, for widgets made without a window."""
    return Theme(qapp, "en")


@pytest.mark.usefixtures("look")
def test_the_grid_finds_the_day_under_the_mouse() -> None:
    grid = MonthGrid()
    grid.show_lines([DueLine(date(2026, 11, 28), "due", "Card", 1, 2, Money(49_133, "CNY"), None, 1)],
                    date(2026, 11, 24), words("en"))
    grid.resize(grid.sizeHint())
    grid.grab()
    found = {grid.day_at(QPointF(x, y)) for x in range(0, grid.width(), 5) for y in range(0, grid.height(), 5)}
    assert {date(2026, 11, 23), date(2026, 11, 28), date(2026, 12, 27)} <= found
    assert len(found - {None}) == 35


@pytest.mark.usefixtures("look")
def test_the_weeks_ahead_show_until_another_month_is_asked_for() -> None:
    """What is past needs no room on the first page; with the arrows every month is there as a whole."""
    grid = MonthGrid()
    grid.show_lines([], date(2026, 11, 25), words("en"))
    first, last = grid._weeks()[0][0], grid._weeks()[-1][-1]
    assert (first, last) == (date(2026, 11, 23), date(2026, 12, 27))
    grid.pick(date(2026, 12, 27))
    assert grid.ahead
    grid.pick(date(2026, 12, 28))
    assert not grid.ahead
    assert grid._weeks()[0][0] == date(2026, 11, 30)
    QTest.keyClick(grid, Qt.Key.Key_Home)
    assert grid.ahead
    grid.pick(date(2026, 11, 22))
    assert not grid.ahead
    assert (grid._weeks()[0][0], grid._weeks()[-1][-1]) == (date(2026, 10, 26), date(2026, 12, 6))
    QTest.keyClick(grid, Qt.Key.Key_Home)
    grid.pick_month(1)
    assert not grid.ahead
    assert grid.day == date(2026, 12, 25)
    grid.show_lines([], date(2026, 11, 26), words("en"))
    assert grid.day == date(2026, 12, 25)


def test_the_card_says_which_days_it_shows(page: TodayPage) -> None:
    assert page.month.title.text() == "THE WEEKS AHEAD"
    page.month.after.click()
    assert page.month.title.text() != "THE WEEKS AHEAD"
    QTest.keyClick(page.month.grid, Qt.Key.Key_Home)
    assert page.month.title.text() == "THE WEEKS AHEAD"


@pytest.mark.parametrize(("language", "said"), [
    ("en", "28 Nov: Card ¥ 491.33"), ("zh-Hans", "11月28日：Card ¥ 491.33"), ("zh-Hant", "11月28日：Card ¥ 491.33")])
def test_a_day_in_words(language: str, said: str) -> None:
    line = DueLine(date(2026, 11, 28), "due", "Card", 1, 2, Money(49_133, "CNY"), None, 1)
    assert day_words(date(2026, 11, 28), [line], words(language)) == said
    assert len(day_words(date(2026, 11, 28), [line] * 6, words(language)).split("\n")) == 5
