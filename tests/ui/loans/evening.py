"""What the tests of loans, plans, offers and Today share: a loan, waiting, and finding the open sheet."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from debttracker.basics.moments import Moment
from debttracker.case.case import Case
from debttracker.finance.due_days import add_months
from debttracker.finance.terms import Fee, FeeKind, FeeTiming, LateTerms, LoanTerms, Method
from debttracker.ui.window import MainWindow
from tests.ui.living import settle

TODAY = Moment.now("Asia/Shanghai").local_day
SheetT = TypeVar("SheetT", bound=QWidget)


def until(true: Callable[[], bool]) -> bool:
    """Let the window live until it is so, for ten seconds at most."""
    for _ in range(200):
        if true():
            return True
        settle(50)
    return False


def sheet_of(kind: type[SheetT]) -> SheetT:
    """The open sheet of this kind."""
    found = [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]
    assert found, kind
    return found[-1]


def keep(sheet: QWidget) -> None:
    """Ctrl+Enter, as the keyboard does it."""
    QTest.keyClick(sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()


def late_terms(months_ago: int = 4) -> LoanTerms:
    """9,000 of which 8,100 arrived, 12 instalments of principal 750 and interest, the first ones overdue."""
    return LoanTerms("CNY", 900_000, add_months(TODAY, -months_ago), 12, method=Method.EQUAL_PRINCIPAL,
                     rate=Decimal("0.12"), disbursed=810_000, late=LateTerms(Decimal("0.0005")),
                     fees=(Fee(FeeKind.GUARANTEE, FeeTiming.EACH_INSTALMENT, 1_000),))


def case_of(window: MainWindow) -> Case:
    """The open case."""
    case = window.session.case
    assert case is not None
    return case


def in_months(months: int) -> date:
    """Today, so many months on."""
    return add_months(TODAY, months)
