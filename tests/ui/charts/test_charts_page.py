"""The Charts page in a real window: every bar leads to exactly the contacts it stands for, by pointer and by keys."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEventLoop, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from debttracker.basics.progress import Watch
from debttracker.capture.sample import make_sample_case
from debttracker.case.case import Case, open_case
from debttracker.case.creation import create_case
from debttracker.case.queries.contacts import count
from debttracker.case.queries.filters import ContactFilter
from debttracker.charts.hits import Drill, HitArea
from debttracker.derived.flags import refresh_flags
from debttracker.ui import jobs
from debttracker.ui.charts.page import ChartsPage
from debttracker.ui.figure.drills import filter_of, follow
from debttracker.ui.figure.view import FigureView
from debttracker.ui.preferences import Preferences
from debttracker.ui.session import Session
from debttracker.ui.theme.theme import Theme
from debttracker.ui.widgets.plain_label import PlainLabel
from debttracker.ui.window import MainWindow


def settle(milliseconds: int = 150) -> None:
    """Let timers run and jobs end."""
    for _n in range(100):
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()
        if not jobs.under_way():
            return


@contextmanager
def window_on(qapp: QApplication, case: Case, language: str) -> Iterator[ChartsPage]:
    """The Charts page of a window on ``case``; clean end."""
    session = Session(Theme(qapp, language, "light"), Preferences(language=language, scheme="light"))
    window = MainWindow(session)
    window.resize(1280, 1500)
    window.show()
    settle()
    session.set_case(case)
    settle()
    session.go("charts")
    settle()
    page = next(one for one in window.findChildren(ChartsPage))
    try:
        yield page
    finally:
        jobs.stop_all()
        session.set_case(None)
        window.close()
        case.close()
        settle(30)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample case, its findings known."""
    made = tmp_path_factory.mktemp("charts") / "case"
    with make_sample_case(made, "en").case as case:
        refresh_flags(case)
    return made


@pytest.fixture
def page(qapp: QApplication, folder: Path) -> Iterator[ChartsPage]:
    """The page on the sample case."""
    with window_on(qapp, open_case(folder, None), "en") as made:
        drawn(made)
        yield made


def drawn(page: ChartsPage, settled: int = 40) -> None:
    """Wait until every chart was drawn for the rows it now has."""
    for _n in range(settled):
        settle(100)
        if all(card.view._areas and not card.view._settle.isActive() for card in page.cards.values() if card.isVisible()):
            return
    raise AssertionError("the charts were not drawn in time")


def told(area: HitArea) -> int | None:
    """The number of contacts that a mark's tip tells, if it tells one."""
    found = re.search(r"^([\d,]+) contacts?\b", area.tip, re.MULTILINE)
    return int(found[1].replace(",", "")) if found else None


def went(page: ChartsPage) -> list[Any]:
    """Where the window is sent from now on."""
    found: list[Any] = []
    page.session.go = lambda *where: found.append(where)  # type: ignore[method-assign,assignment]
    return found


def middle(view: FigureView, area: HitArea) -> QPoint:
    return QPoint(round((area.left + area.right) / 2 * view.width()),
                  round((1 - (area.bottom + area.top) / 2) * view.height()))


def test_a_click_leads_to_the_contacts_behind_the_mark(page: ChartsPage) -> None:
    found = went(page)
    for name in ("daily", "heatmap", "channels", "lenders", "flags"):
        check_clicks(page, page.cards[name].view, found)


def check_clicks(page: ChartsPage, view: FigureView, found: list[Any]) -> None:
    """Click on some marks of one chart and count what they lead to."""
    reader = page.session.case.reader()  # type: ignore[union-attr]
    wholes = [area for area in view._areas if not area.part and area.drill.leads_somewhere and told(area)]
    assert wholes, view.accessibleName()
    for area in wholes[:: max(len(wholes) // 8, 1)]:
        QTest.mouseMove(view, middle(view, area))
        found.clear()
        QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=middle(view, area))
        (where, (kind, which)), = found
        hit = view._hit(middle(view, area).x(), middle(view, area).y())
        assert hit is not None
        assert (where, kind, which) == ("timeline", "filter", filter_of(hit.drill))
        if not hit.part:
            assert count(reader, which) == told(hit), hit.tip


def test_the_numbers_of_a_chart_add_up_to_all_contacts(page: ChartsPage) -> None:
    reader = page.session.case.reader()  # type: ignore[union-attr]
    everything = count(reader, ContactFilter())
    for name in ("daily", "channels", "lenders"):
        areas = [one for one in page.cards[name].view._areas if not one.part and told(one)]
        assert sum(count(reader, filter_of(one.drill)) for one in areas) == everything, name


def test_arrows_walk_the_marks_and_enter_opens_one(page: ChartsPage) -> None:
    view, found = page.cards["channels"].view, went(page)
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Right)
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view._areas[1].tip == view.accessibleDescription()
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert found == [("timeline", ("filter", filter_of(view._areas[1].drill)))]


def test_every_chart_has_its_sentence_and_words_for_screen_readers(page: ChartsPage) -> None:
    for card in page.cards.values():
        assert card.sentence.text().strip()
        assert card.view.accessibleName() and card.view.accessibleDescription()


def test_a_filter_redraws_with_fewer_contacts(page: ChartsPage) -> None:
    before = page.cards["channels"].sentence.text()
    everything = page.cards["daily"].view.accessibleDescription()
    page.show_target(("filter", ContactFilter(channels=("sms",))))
    settle()
    drawn(page)
    assert page.cards["channels"].sentence.text() != before
    assert [area.drill.group for area in page.cards["channels"].view._areas if told(area)] == ["messages"]
    page.show_target(("filter", ContactFilter()))
    settle()
    drawn(page)
    assert page.cards["daily"].view.accessibleDescription() == everything


def test_marks_of_unknown_callers_and_loans_keep_what_they_stand_for() -> None:
    assert filter_of(Drill(unknown_party=True)) == ContactFilter(unknown_party=True)
    assert filter_of(Drill(first_day=3, last_day=5, loan_id=7)).loan_ids == (7,)


def test_a_mark_that_stands_for_several_parties_leads_nowhere() -> None:
    class Nowhere:
        def go(self, *_: object) -> None:
            raise AssertionError("went somewhere")

    follow(Nowhere(), Drill())  # type: ignore[arg-type]


@pytest.mark.parametrize("language", ["en", "zh-Hant"])
def test_an_empty_case_says_what_will_be_here(qapp: QApplication, tmp_path: Path, language: str) -> None:
    case, _ = create_case(tmp_path / "case", name="Mine", zone="Asia/Shanghai")
    with window_on(qapp, case, language) as page:
        assert page.is_empty(page.read(case, Watch()))
        seen = [label.text() for label in page.findChildren(PlainLabel) if label.isVisible()]
        assert page.session.words("There is nothing to draw yet.") in seen
