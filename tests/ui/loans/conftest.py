"""A window on a small case with two loans, for the pages of loans and Today."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from debttracker.basics.moments import Moment, day_number
from debttracker.case.creation import create_case
from debttracker.case.entries import log_contact, record_payment
from debttracker.derived.loan_entry import add_loan
from debttracker.finance.terms import LoanTerms
from debttracker.ui import jobs
from debttracker.ui.preferences import Preferences
from debttracker.ui.session import Session
from debttracker.ui.theme.theme import Theme
from debttracker.ui.window import MainWindow
from tests.ui.loans.evening import case_of, in_months, late_terms, settle


@pytest.fixture
def empty(qapp: QApplication, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[MainWindow]:
    """A window on an empty case; ``indirect`` gives its language."""
    language = getattr(request, "param", "en")
    session = Session(Theme(qapp, language, "light"), Preferences(language=language, scheme="light"))
    window = MainWindow(session)
    window.resize(1280, 820)
    window.show()
    settle()
    case, _ = create_case(tmp_path / "case", name="Mine", zone="Asia/Shanghai", jurisdictions=("cn",))
    session.set_case(case)
    settle()
    yield window
    for widget in QApplication.topLevelWidgets():
        if widget is not window and widget.isVisible():
            widget.close()
            widget.deleteLater()
    jobs.stop_all()
    session.set_case(None)
    window.close()
    case.close()
    settle(20)


@pytest.fixture
def window(empty: MainWindow) -> MainWindow:
    """The same with a late loan, one on time, a payment and an amount demanded."""
    case = case_of(empty)
    case.change(add_loan("Quick loan", late_terms(), creditor_name="Fast Money", firm="platform"))
    case.change(add_loan("Card", LoanTerms("CNY", 120_000, in_months(-1), 12, rate=Decimal("0.06")),
                         creditor_name="Bank"))
    case.change(record_payment(1, 80_000, "CNY", day_number(in_months(-3)), method="app"))
    case.change(log_contact(case.reader(), Moment.now("Asia/Shanghai"), party_name="Collector", loan_id=1,
                            text="Pay 2,000 now: 150 visit fee, penalty interest 90.", demanded=200_000,
                            demanded_currency="CNY"))
    empty.session.announce({"loan", "payment", "contact"})
    settle()
    return empty
