"""The first evening in a real window, by keyboard: log a contact, add a loan, pay, look at every page, undo."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from debttracker.case.creation import create_case
from debttracker.case.queries.contacts import newest
from debttracker.case.queries.filters import ContactFilter
from debttracker.case.queries.loans import loans, payments
from debttracker.derived.standing import loan_views
from debttracker.ui import jobs
from debttracker.ui.contact.sheet import ContactSheet
from debttracker.ui.loans.loan_sheet import LoanSheet
from debttracker.ui.loans.payment_sheet import PaymentSheet
from debttracker.ui.pages import PAGES
from debttracker.ui.preferences import Preferences
from debttracker.ui.session import Session
from debttracker.ui.theme.theme import Theme
from debttracker.ui.window import MainWindow


def settle(milliseconds: int = 300) -> None:
    """Let the window live for a moment, and until its jobs are done."""
    for _n in range(100):
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()
        if not jobs.under_way():
            return
        milliseconds = 100


@pytest.fixture(params=["en", "zh-Hans"])
def window(request: pytest.FixtureRequest, qapp: QApplication, tmp_path: Path) -> Iterator[MainWindow]:
    """A window on an empty case."""
    language = request.param
    session = Session(Theme(qapp, language, "light"), Preferences(language=language, scheme="light"))
    made = MainWindow(session)
    made.show()
    settle()
    case, _ = create_case(tmp_path / "case", name="Mine", zone="Asia/Shanghai", jurisdictions=("cn",))
    session.set_case(case)
    settle()
    yield made
    jobs.stop_all()
    session.set_case(None)
    made.close()
    case.close()
    settle(50)


def sheet_of(kind: type) -> object:
    """The open sheet of this kind."""
    found = [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]
    assert found, kind
    return found[-1]


@pytest.mark.parametrize("screen", ["offscreen", pytest.param("real", marks=pytest.mark.window)])
def test_first_evening(window: MainWindow, screen: str) -> None:
    session = window.session
    case = session.case
    assert case is not None
    session.actions.run("log-contact")
    settle()
    sheet = sheet_of(ContactSheet)
    sheet._who.setEditText("恒通催收")
    sheet._text.setPlainText("今天不还就上门。")
    QTest.keyClick(sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()
    row = newest(case.reader(), ContactFilter(), 1)[0]
    assert (row.party, row.text, row.channel, row.outcome) == ("恒通催收", "今天不还就上门。", "call", "missed")

    session.actions.run("log-contact")
    settle()
    QTest.keyClick(sheet_of(ContactSheet), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert [r.party for r in newest(case.reader(), ContactFilter(), 5)] == ["恒通催收"] * 2

    loan_sheet = LoanSheet(session, None, window)
    loan_sheet.open()
    settle()
    loan_sheet.name.setText("快贷")
    loan_sheet.form.principal.line.setText("9000")
    loan_sheet.form.count.setText("12")
    loan_sheet.form.rate.setText("9.9")
    loan_sheet.accept()
    settle()
    assert [(r.label, r.principal) for r in loans(case.reader())] == [("快贷", 900_000)]

    payment_sheet = PaymentSheet(session, loan_views(case.reader()), None, window)
    payment_sheet.open()
    settle()
    payment_sheet.amount.line.setText("790.88")
    payment_sheet.accept()
    settle()
    assert [p.amount for p in payments(case.reader())] == [79_088]

    for page in PAGES:
        if page.id != "welcome":
            session.go(page.id)
            settle()
            shown = window.current_page
            assert shown is not None
            assert shown.banner is None or not shown.banner.isVisible(), page.id

    session.history.undo()
    settle()
    assert payments(case.reader()) == []
