"""Sheets stay alive by themselves, lose nothing typed, and put themselves away with the one key."""

from __future__ import annotations

import gc

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit

from debttracker.case.case import Case
from debttracker.ui.hiding import Cover
from debttracker.ui.widgets.sheet import Sheet
from tests.ui.living import Opener, settle, sheets


def a_sheet() -> Sheet:
    sheet = Sheet("A question")
    sheet.body.addWidget(QLineEdit("as it was"))
    sheet.add_cancel("Cancel")
    sheet.add_action("Keep", main=True)
    sheet.open()
    return sheet


def test_nobody_needs_to_hold_a_sheet(open_window: Opener, empty_case: Case) -> None:
    open_window(empty_case)
    a_sheet()
    gc.collect()
    settle()
    assert [s.windowTitle() for s in sheets(Sheet)] == ["A question"]


def test_every_action_that_opens_a_sheet_shows_one(open_window: Opener, empty_case: Case) -> None:
    window = open_window(empty_case)
    for id in ("log-contact", "add-loan", "keys"):
        window.session.actions.run(id)
        gc.collect()
        settle()
        shown = sheets(Sheet)
        assert len(shown) == 1, id
        assert shown[0].parentWidget() is not None
        shown[0].done(0)
        settle(20)


def test_a_sheet_that_was_closed_is_gone(open_window: Opener, empty_case: Case) -> None:
    """Else every sheet ever opened stays in the window, hidden, and each change of focus walks through all of them."""
    window = open_window(empty_case)
    for _ in range(3):
        window.session.actions.run("log-contact")
        settle()
        sheets(Sheet)[0].done(0)
        settle(50)
    assert window.findChildren(Sheet) == []


def test_escape_leaves_at_once_when_nothing_was_typed(open_window: Opener, empty_case: Case) -> None:
    open_window(empty_case)
    sheet = a_sheet()
    settle()
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()


def test_escape_asks_when_something_was_typed(open_window: Opener, empty_case: Case) -> None:
    open_window(empty_case)
    sheet = a_sheet()
    settle()
    line = sheet.findChild(QLineEdit)
    assert line is not None
    line.setText("something else")
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert sheet.isVisible()
    assert line.text() == "something else"
    settle()
    stay = QApplication.focusWidget()
    QTest.keyClick(stay or sheet, Qt.Key.Key_Return)  # the keyboard is on “Stay”
    assert sheet.isVisible()
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    go = [b for b in sheet.findChildren(type(sheet.main_button).__mro__[1]) if b.text() == "Leave"]
    go[-1].click()
    assert not sheet.isVisible()


def test_the_loan_sheet_shows_all_of_its_fields(open_window: Opener, empty_case: Case) -> None:
    window = open_window(empty_case)
    window.session.actions.run("add-loan")
    settle()
    [sheet] = sheets(Sheet)
    for field in (*sheet.findChildren(QLineEdit), *sheet.findChildren(QComboBox)):
        right = field.mapTo(sheet, field.rect().topRight()).x()
        assert right < sheet.width(), field.accessibleName()


def test_one_key_hides_everything_and_brings_it_back(open_window: Opener, empty_case: Case) -> None:
    window = open_window(empty_case)
    sheet = a_sheet()
    line = sheet.findChild(QLineEdit)
    assert line is not None
    line.setText("half a sentence")
    settle()
    QTest.keyClick(sheet, Qt.Key.Key_F9)
    settle()
    cover = window.findChild(Cover)
    assert cover is not None
    assert cover.geometry() == window.rect()
    assert not sheet.isVisible()
    assert "Mine" not in window.windowTitle()
    QTest.keyClick(cover, Qt.Key.Key_A)
    assert window.findChild(Cover) is cover
    QTest.keyClick(cover, Qt.Key.Key_F9)
    settle()
    assert window.findChild(Cover) is None
    assert sheet.isVisible()
    assert line.text() == "half a sentence"
    assert "Mine" in window.windowTitle()
