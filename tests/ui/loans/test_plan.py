"""The plan page: budget, one-off payments, own order, four ways in one chart."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from debttracker.charts.plan import Curve, covered
from debttracker.finance.plan import Strategy
from debttracker.ui.loans.plan_page import PlanPage
from debttracker.ui.window import MainWindow
from tests.ui.loans.evening import settle


@pytest.fixture
def page(window: MainWindow) -> PlanPage:
    window.session.go("plan")
    settle()
    found = window.current_page
    assert isinstance(found, PlanPage)
    return found


def shown(page: PlanPage, strategy: Strategy) -> list[str]:
    card, _rows = page.ways[strategy]
    from debttracker.ui.widgets.plain_label import PlainLabel

    return [label.text() for label in card.findChildren(PlainLabel) if label.isVisible()]


def test_four_ways_are_shown_with_the_date_of_freedom(page: PlanPage) -> None:
    for strategy in Strategy:
        assert "Debt-free" in shown(page, strategy)
        assert "Interest saved" in shown(page, strategy)
        assert "Quick loan is gone" in shown(page, strategy)
    assert "smallest amount that stops the debts growing" in page.budget.least.text()
    assert "Only the usual payments" in page.chart.accessibleDescription()


def test_more_money_ends_sooner(page: PlanPage) -> None:
    before = page.sentence.text()
    page.budget.monthly.line.setText("5000")
    settle(20)
    after = page.sentence.text()
    assert before != after
    page.budget.monthly.line.setText("10")
    settle(20)
    assert "does not cover the minimum payments" in page.sentence.text()
    assert not page.chart.isVisible()
    page.budget.monthly.line.setText("5000")
    settle(20)
    assert page.chart.isVisible()
    assert page.sentence.text() == after


def test_a_one_off_payment_counts_in_its_month(page: PlanPage) -> None:
    page.budget.monthly.line.setText("1500")
    extra = page.budget.add_extra()
    QTest.keyClicks(extra.amount.line, "3000")
    extra.month.setValue(2)
    settle(20)
    assert page.budget.budget().one_off == {2: 300_000}
    with_extra = shown(page, Strategy.AVALANCHE)
    extra.dropped.emit()
    settle(20)
    assert page.budget.budget().one_off == {}
    assert shown(page, Strategy.AVALANCHE) != with_extra


def test_the_own_order_is_moved_by_keyboard_and_kept(page: PlanPage, window: MainWindow) -> None:
    names = [debt.name for debt in page.order.ordered()]
    page.order.lines[1].setFocus()
    QTest.keyClick(page.order.lines[1], Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    settle(20)
    assert [debt.name for debt in page.order.ordered()] == names[::-1]
    QTest.keyClick(page.order.lines[0], Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [debt.name for debt in page.order.ordered()] == names[::-1]
    window.session.announce({"payment"})
    settle()
    assert [debt.name for debt in page.order.ordered()] == names[::-1]


@pytest.mark.parametrize(("typed", "said"), [
    ("text", "cannot be read"), ("", "each month"), ("-5", "cannot be negative"),
    ("1000000000000000", "cannot be read"),
])
def test_nonsense_is_answered_calmly(page: PlanPage, typed: str, said: str) -> None:
    page.budget.monthly.line.setText(typed)
    settle(20)
    assert said in page.sentence.text()


def test_nothing_to_plan_with_says_what_is_needed(empty: MainWindow) -> None:
    empty.session.go("plan")
    settle()
    page = empty.current_page
    assert isinstance(page, PlanPage)
    assert page._empty is not None
    assert page._empty.isVisible()


def test_lines_that_would_cover_each_other_are_drawn_as_bands() -> None:
    near = (Curve("a", "A", (100_000, 50_000, 0)), Curve("b", "B", (100_000, 50_100, 0)),
            Curve("c", "C", (100_000, 90_000, 60_000, 0)))
    assert [covered(near, place) for place in range(3)] == [1, 0, 0]
