"""Everything can be reached by keyboard and has a name that a screen reader says; every change can be undone."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QColor, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QTextEdit,
    QWidget,
)

from debttracker.basics.moments import Moment, day_number
from debttracker.case.case import Case
from debttracker.case.change import Change, hide
from debttracker.case.entries import attach, check_in, edit_contact, log_contact, record_payment, write_note
from debttracker.case.queries.settings import set_setting
from debttracker.derived.loan_entry import add_loan
from debttracker.ui.pages import PAGES
from debttracker.ui.session import Session
from debttracker.ui.timeline.page import TimelinePage
from debttracker.ui.window import MainWindow
from tests.ui.living import Opener, settle

INTERACTIVE = (QAbstractButton, QLineEdit, QComboBox, QAbstractItemView, QAbstractSpinBox, QPlainTextEdit, QTextEdit,
               QAbstractSlider)


def nameless(root: QWidget) -> list[str]:
    """Visible widgets one can do something with, for which assistive technology has no name."""
    found = []
    for widget in root.findChildren(QWidget):
        part_of_combo = isinstance(widget.parentWidget(), QComboBox)
        if (not isinstance(widget, INTERACTIVE) or not widget.isVisible() or part_of_combo
                or isinstance(widget, (QScrollBar, QHeaderView))):
            continue
        interface = QAccessible.queryAccessibleInterface(widget)
        if interface is None or not interface.text(QAccessible.Text.Name).strip():
            path, above = type(widget).__name__, widget.parentWidget()
            for _n in range(3):
                path, above = f"{type(above).__name__}/{path}", above.parentWidget() if above else None
            found.append(path)
    return found


def test_every_widget_of_every_page_has_a_name(open_window: Opener, sample_case: Case) -> None:
    window = open_window(sample_case)
    missing = {}
    for page in PAGES:
        if page.id != "gallery":
            window.session.go(page.id)
            settle()
            missing[page.id] = nameless(window)
    assert not any(missing.values()), "\n".join(f"{page}: {names}" for page, names in missing.items() if names)


@pytest.mark.parametrize("action", ["log-contact", "add-loan", "record-payment", "keys"])
def test_every_widget_of_the_sheets_has_a_name(open_window: Opener, sample_case: Case, action: str) -> None:
    window = open_window(sample_case)
    window.session.actions.run(action)
    settle()
    [sheet] = [w for w in QApplication.topLevelWidgets() if w.isVisible() and w is not window]
    assert nameless(sheet) == []


def test_tab_reaches_list_and_pane_and_comes_round(open_window: Opener, sample_case: Case) -> None:
    window = open_window(sample_case)
    window.session.go("timeline")
    settle()
    page = window.current_page
    assert isinstance(page, TimelinePage)
    window.activateWindow()
    page.list.setFocus()
    seen: list[QWidget | None] = []
    for _n in range(80):
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        seen.append(QApplication.focusWidget())
        if seen[-1] is page.list:
            break
    assert page.list in seen
    assert page.bar.words in seen
    assert window.header.find_box in seen
    assert window.sidebar.head in seen
    assert any(page.pane.isAncestorOf(w) for w in seen if w is not None)


def test_the_palette_finds_people_words_loans_pages_and_actions(open_window: Opener, empty_case: Case) -> None:
    now = Moment.now("Asia/Shanghai")
    empty_case.change(log_contact(empty_case.reader(), now, party_name="恒通催收", handle="0755-88320147", channel="sms",
                                  text="今天不还，就上门找你。"))
    empty_case.change(add_loan("快贷", None))
    window = open_window(empty_case)
    palette = window.palette_overlay()
    for text, wanted in (("恒通", "恒通催收"), ("8832", "0755-88320147"), ("快贷", "快贷"), ("上门找你", "恒通催收"),
                         ("Timeline", "Timeline"), ("Hide at", "Hide at once")):
        window.open_palette(text)
        settle(250)
        assert wanted in [found.title for found in palette.found()], text
    window.open_palette("上门找你")
    settle(250)
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    settle()
    page = window.current_page
    assert isinstance(page, TimelinePage)
    assert "上门找你" in " ".join(label.text() for label in page.pane.findChildren(QWidget) if hasattr(label, "text"))


def snapshot(case: Case) -> list[tuple[object, ...]]:
    """Every record in sight, without the fields that only count changes."""
    connection = case.reader()
    found: list[tuple[object, ...]] = []
    for table in ("party", "handle", "loan", "agreement", "instalment", "payment", "contact", "attachment", "checkin",
                  "comment"):
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
        shown = ", ".join(c for c in columns if c not in ("id", "changed_ms", "created_ms", "version"))
        found += [(table, *row) for row in connection.execute(f"SELECT {shown} FROM {table} WHERE hidden = 0 ORDER BY id")]
    found += connection.execute("SELECT * FROM setting ORDER BY 1").fetchall()
    return found


def _contact(case: Case) -> int:
    return int(case.reader().execute("SELECT id FROM contact WHERE hidden = 0 ORDER BY id").fetchone()[0])


def _loan(case: Case) -> int:
    return int(case.reader().execute("SELECT id FROM loan WHERE hidden = 0 ORDER BY id").fetchone()[0])


NOW = Moment.of_local(datetime(2026, 11, 20, 22, 14), "Asia/Shanghai")
DOINGS: dict[str, Callable[[Session, Case], object]] = {
    "log a contact": lambda s, c: s.change(log_contact(c.reader(), NOW, party_name="New", handle="123", channel="call")),
    "edit a contact": lambda s, c: s.change(edit_contact(_contact(c), text="more", behaviours="threat_violence")),
    "remove a contact": lambda s, c: s.change(Change.of("Remove a contact", hide("contact", _contact(c)))),
    "add a loan": lambda s, _c: s.change(add_loan("Another", None, creditor_name="A bank")),
    "record a payment": lambda s, c: s.change(record_payment(_loan(c), 5000, "CNY", day_number(NOW.local_day))),
    "write a note": lambda s, _c: s.change(write_note("A note", NOW)),
    "how I feel": lambda s, _c: s.change(check_in(7, NOW, tags="fear")),
    "attach a file": lambda s, c: s.remember(attach(c, "contact", _contact(c), "a.txt", io.BytesIO(b"words"))),
    "name the case": lambda s, c: s.change(set_setting(c.reader(), "case.name", "Other")),
    "it rang again": lambda s, _c: s.actions.run("rang-missed"),
    "a message came": lambda s, _c: s.actions.run("rang-message"),
}


@pytest.mark.parametrize("doing", DOINGS)
def test_every_change_can_be_undone_and_redone(open_window: Opener, empty_case: Case, doing: str) -> None:
    empty_case.change(log_contact(empty_case.reader(), NOW, party_name="恒通催收", channel="call", outcome="missed"))
    empty_case.change(add_loan("快贷", None))
    window = open_window(empty_case)
    session = window.session
    before = snapshot(empty_case)
    assert DOINGS[doing](session, empty_case) is not False
    after = snapshot(empty_case)
    assert after != before, "the change did nothing"
    assert session.actions.is_enabled("undo")
    session.actions.run("undo")
    assert snapshot(empty_case) == before
    assert session.actions.is_enabled("redo")
    session.actions.run("redo")
    assert snapshot(empty_case) == after


def test_a_screenshot_is_pasted_onto_the_contact_told(open_window: Opener, empty_case: Case) -> None:
    empty_case.change(log_contact(empty_case.reader(), NOW, party_name="恒通催收", channel="sms", text="还钱"))
    window = open_window(empty_case)
    window.session.go("timeline")
    settle()
    picture = QImage(40, 30, QImage.Format.Format_RGB32)
    picture.fill(QColor("white"))
    QGuiApplication.clipboard().setImage(picture)
    page = window.current_page
    assert isinstance(page, TimelinePage)
    QTest.keyClick(page.list, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    settle()
    rows = empty_case.reader().execute("SELECT record, mime FROM attachment").fetchall()
    assert rows == [("contact", "image/png")]


def test_hints_of_the_words_are_noted_only_by_a_click(open_window: Opener, empty_case: Case) -> None:
    empty_case.change(log_contact(empty_case.reader(), NOW, party_name="恒通催收", channel="sms", outcome="delivered",
                                  direction="in", text="再不还钱就打断你的腿，告诉你全家。"))
    window = open_window(empty_case)
    window.session.go("timeline")
    settle(150)
    page = window.current_page
    assert isinstance(page, TimelinePage)
    hints = [w for w in page.pane.findChildren(QAbstractButton) if w.isVisible() and w.text().endswith("?")]
    assert hints
    assert empty_case.reader().execute("SELECT behaviours FROM contact").fetchone() == ("",)
    hints[0].click()
    settle()
    assert empty_case.reader().execute("SELECT behaviours FROM contact").fetchone() != ("",)


def test_in_a_narrow_window_a_row_opens_its_story_and_escape_goes_back(open_window: Opener, sample_case: Case) -> None:
    window: MainWindow = open_window(sample_case, scale=2.0)
    window.session.go("timeline")
    settle(150)
    page = window.current_page
    assert isinstance(page, TimelinePage)
    assert page.sides.narrow
    assert not page.pane.isVisible()
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert page.pane.isVisible()
    assert not page.list.isVisible()
    QTest.keyClick(page.sides.back, Qt.Key.Key_Escape)
    assert page.list.isVisible()
    assert not page.pane.isVisible()


def test_files_dropped_anywhere_on_the_pane_are_kept(open_window: Opener, empty_case: Case, tmp_path: Path) -> None:
    empty_case.change(log_contact(empty_case.reader(), NOW, party_name="恒通催收", channel="sms", text="还钱"))
    window = open_window(empty_case)
    window.session.go("timeline")
    settle(150)
    page = window.current_page
    assert isinstance(page, TimelinePage)
    (tmp_path / "notes.txt").write_text("what I remember")
    page.pane.attach_wanted.emit(_contact(empty_case), [tmp_path / "notes.txt"])
    settle()
    assert empty_case.reader().execute("SELECT name FROM attachment").fetchall() == [("notes.txt",)]
