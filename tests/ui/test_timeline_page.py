"""The Timeline page: what comes first, what a worker does, and where the story stands."""

from __future__ import annotations

from threading import get_ident
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from debttracker.basics.moments import Moment
from debttracker.case.case import Case
from debttracker.case.entries import log_contact
from debttracker.case.queries.filters import ContactFilter
from debttracker.ui.timeline.page import TimelinePage
from debttracker.ui.widgets.key_value_rows import KeyValueRows
from tests.ui.living import Opener, settle


@pytest.fixture
def filled(empty_case: Case) -> Case:
    """Twelve messages, every third of them about a visit."""
    for n in range(12):
        empty_case.change(log_contact(empty_case.reader(), Moment(1_795_176_000_000 + n * 60_000, "Asia/Shanghai"),
                                      party_name="恒通催收", channel="sms", text="明天上门" if n % 3 == 0 else "请还款"))
    return empty_case


def test_days_are_read_at_once_but_words_are_looked_for_by_a_worker(
        open_window: Opener, filled: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    window = open_window(filled)
    threads: list[int] = []
    read = TimelinePage.read

    def noted(self: TimelinePage, *more: Any) -> Any:
        threads.append(get_ident())
        return read(self, *more)

    monkeypatch.setattr(TimelinePage, "read", noted)
    window.session.go("timeline")
    settle()
    page = window.current_page
    assert isinstance(page, TimelinePage) and page.model.index_of_rows.contacts == 12
    assert threads == [get_ident()]
    window.session.go("timeline", ("find", "上门"))
    settle()
    assert threads[-1] != get_ident()
    assert page.model.which == ContactFilter(text="上门") and page.model.index_of_rows.contacts == 4
    page.bar.set_filter(ContactFilter())
    page.bar.changed.emit(ContactFilter())
    settle()
    assert threads[-1] == get_ident() and page.model.index_of_rows.contacts == 12


def test_what_is_known_and_what_was_said_stand_together(open_window: Opener, filled: Case) -> None:
    window = open_window(filled)
    window.session.go("timeline")
    settle()
    page = window.current_page
    assert isinstance(page, TimelinePage)
    rows = page.pane.findChild(KeyValueRows)
    assert rows is not None and rows.isVisible()
    QApplication.processEvents()
    assert rows.height() <= rows.sizeHint().height() + 2, "the room that is left belongs below the story"


def test_a_held_key_tells_only_where_it_rests(open_window: Opener, filled: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    window = open_window(filled)
    window.session.go("timeline")
    settle()
    page = window.current_page
    assert isinstance(page, TimelinePage)
    told: list[int] = []
    tell = page.pane.tell

    def noted(story: Any, *more: Any, **others: Any) -> None:
        told.append(story.row.id)
        tell(story, *more, **others)

    monkeypatch.setattr(page.pane, "tell", noted)
    page.list.setFocus()
    for _n in range(8):
        QTest.keyClick(page.list, Qt.Key.Key_Down)
    for _n in range(40):
        settle()
        if told[-1:] == [page._chosen_id()]:
            break
    assert told[-1:] == [page._chosen_id()]
    assert len(told) <= 3, "rows that a held key passes over need no story"
