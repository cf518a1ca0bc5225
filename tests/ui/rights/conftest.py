"""A window on a small invented case: a bank, its collection firm, a quick loan, and calls by night."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from debttracker.basics.moments import Moment
from debttracker.case.case import Case
from debttracker.case.change import Change, add
from debttracker.case.creation import create_case
from debttracker.case.entries import log_contact
from debttracker.ui import jobs
from debttracker.ui.preferences import Preferences
from debttracker.ui.session import Session
from debttracker.ui.theme.theme import Theme
from debttracker.ui.window import MainWindow

ZONE = "America/New_York"
BANK, AGENCY, LOAN = 1, 2, 1


def live(milliseconds: int = 60) -> None:
    """Let the window live until its jobs are done and timers have fired."""
    quiet = 0
    for _n in range(300):
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()
        quiet = 0 if jobs.under_way() else quiet + milliseconds
        if quiet >= 480:
            return


def called(case: Case, when: str, party: int = AGENCY, **fields: Any) -> int:
    """Log one contact at local time ``when``; returns its id."""
    moment = Moment.of_local(datetime.fromisoformat(when), ZONE)
    given = {"channel": "call", "direction": "in", "outcome": "answered", "reached": "borrower", "loan_id": LOAN,
             **fields}
    return case.change(log_contact(case.reader(), moment, party_id=party, **given)).ids[-3]


@pytest.fixture
def us_case(tmp_path: Path) -> Iterator[Case]:
    """A case under the rules of the United States, with one loan and no contact yet."""
    case, _code = create_case(tmp_path / "case", name="Mine", zone=ZONE, currency="USD", jurisdictions=("us",))
    case.change(Change.of("Begin", add("party", -1, name="Example Bank", role="creditor", firm="bank"),
                          add("party", -2, name="Sample Recovery LLC", role="collector", firm="outside_collector",
                              acts_for="1"),
                          add("loan", -3, label="Card", creditor_id=-1, product="credit_card", currency="USD",
                              principal=500_000)))
    yield case
    case.close()


@pytest.fixture
def show(qapp: QApplication) -> Iterator[Callable[..., MainWindow]]:
    """``show(case, language)`` opens a window on a case."""
    opened: list[MainWindow] = []

    def make(case: Case, language: str = "en") -> MainWindow:
        session = Session(Theme(qapp, language, "light"), Preferences(language=language, scheme="light"))
        window = MainWindow(session)
        window.resize(1280, 820)
        window.show()
        session.set_case(case)
        live()
        opened.append(window)
        return window

    yield make
    jobs.stop_all()
    for window in opened:
        window.session.set_case(None)
        window.close()
    live(30)
