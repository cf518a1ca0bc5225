"""Reminders: when the next one comes, what it says, that it names no debt, and that nothing ticks in between."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from debttracker.basics.languages import LANGUAGES, words
from debttracker.case.creation import create_case
from debttracker.derived.loan_entry import add_loan
from debttracker.finance.due_days import add_months
from debttracker.finance.terms import LoanTerms
from debttracker.ui import jobs
from debttracker.ui.preferences import Preferences
from debttracker.ui.reminding import Reminding, Telling, next_telling, words_of
from debttracker.ui.session import Session
from debttracker.ui.theme.theme import Theme
from debttracker.ui.window import MainWindow

ZONE = "Asia/Shanghai"


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(ZONE))


@pytest.mark.parametrize(("now", "expected", "today"), [
    ("2026-11-24T08:59", "2026-11-27T09:00", False),
    ("2026-11-27T09:00", "2026-11-28T09:00", True),
    ("2026-11-28T08:00", "2026-11-28T09:00", True),
    ("2026-11-28T09:00", "2026-12-14T09:00", False),
])
def test_the_day_before_and_the_day_itself(now: str, expected: str, today: bool) -> None:
    days = [date(2026, 11, 28), date(2026, 12, 15)]
    assert next_telling(days, ZONE, at(now)) == Telling(at(expected), today)


def test_nothing_due_needs_no_moment() -> None:
    assert next_telling([], ZONE, at("2026-11-24T08:00")) is None
    assert next_telling([date(2026, 11, 20)], ZONE, at("2026-11-24T08:00")) is None


def test_on_two_days_in_a_row_today_is_said() -> None:
    days = [date(2026, 11, 28), date(2026, 11, 29)]
    assert next_telling(days, ZONE, at("2026-11-27T10:00")) == Telling(at("2026-11-28T09:00"), today=True)


def test_the_wall_clock_counts_where_summer_time_begins() -> None:
    found = next_telling([date(2026, 3, 29)], "Europe/Berlin", datetime(2026, 3, 28, 12, tzinfo=ZoneInfo("Europe/Berlin")))
    assert found is not None
    assert found.at.utcoffset() == timedelta(hours=2)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("today", [True, False])
def test_no_debt_is_named(language: str, today: bool) -> None:
    said = words_of(Telling(at("2026-11-24T09:00"), today), words(language))
    assert said
    assert not any(word in said.casefold() for word in ("debt", "loan", "pay", "¥", "债", "債", "贷", "貸", "还款", "還款"))


def live(milliseconds: int = 40) -> None:
    for _n in range(100):
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()
        if not jobs.under_way():
            return


@pytest.fixture
def window(qapp: QApplication, tmp_path: Path) -> object:
    session = Session(Theme(qapp, "en", "light"), Preferences(language="en", scheme="light"))
    made = MainWindow(session)
    made.show()
    live()
    case, _ = create_case(tmp_path / "case", name="Mine", zone=ZONE)
    yield made, case
    jobs.stop_all()
    session.set_case(None)
    made.close()
    case.close()
    live(20)


def test_one_timer_waits_for_the_next_due_day_and_stops_without(window: tuple[MainWindow, object]) -> None:
    made, case = window
    reminding = Reminding(made.session, made)
    assert not reminding.timer.isActive()
    made.session.set_case(case)
    live()
    assert not reminding.timer.isActive()
    today = date.today()
    made.session.change(add_loan("Card", LoanTerms("CNY", 120_000, add_months(today, -1), 12)))
    live()
    assert reminding.timer.isActive()
    assert reminding.timer.isSingleShot()
    assert 0 < reminding.timer.interval() <= 20 * 24 * 3600 * 1000 + 1
    made.session.prefer(made.session.preferences._replace(reminders=False))
    live()
    assert not reminding.timer.isActive()
    made.session.prefer(made.session.preferences._replace(reminders=True))
    live()
    assert reminding.timer.isActive()
    made.session.set_case(None)
    live()
    assert not reminding.timer.isActive()


def test_without_a_tray_the_line_stands_in_the_window(window: tuple[MainWindow, object],
                                                      monkeypatch: pytest.MonkeyPatch) -> None:
    made, _case = window
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", staticmethod(lambda: False))
    said: list[str] = []
    made.session.saying.connect(lambda text, _action, _run: said.append(text))
    Reminding(made.session, made).tell(Telling(at("2026-11-24T09:00"), today=False))
    assert said == ["Something is due tomorrow."]


def test_with_a_tray_the_desktop_says_it(window: tuple[MainWindow, object], monkeypatch: pytest.MonkeyPatch) -> None:
    made, _case = window
    shown: list[tuple[str, str]] = []
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", staticmethod(lambda: True))
    monkeypatch.setattr(QSystemTrayIcon, "showMessage", lambda _self, title, text, *_rest: shown.append((title, text)))
    Reminding(made.session, made).tell(Telling(at("2026-11-24T09:00"), today=True))
    assert shown == [("Reminder", "Something is due today.")]


def test_a_closed_window_stays_only_where_that_was_chosen(window: tuple[MainWindow, object],
                                                          monkeypatch: pytest.MonkeyPatch) -> None:
    made, _case = window
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", staticmethod(lambda: True))
    reminding = Reminding(made.session, made)
    event = QCloseEvent()
    assert not reminding.eventFilter(made, event)
    made.session.prefer(made.session.preferences._replace(tray=True))
    live()
    assert reminding.eventFilter(made, event)
    assert not event.isAccepted()
    assert not made.isVisible()
    reminding._open()
    assert made.isVisible()
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", staticmethod(lambda: False))
    assert not reminding.eventFilter(made, event)
