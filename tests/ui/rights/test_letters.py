"""Letters in a real window: filled, edited, saved, sent, and taken back."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPlainTextEdit

from debttracker.basics.vocabulary import LetterKind
from debttracker.case.case import Case
from debttracker.case.queries.attachments import attachments
from debttracker.case.queries.contacts import newest
from debttracker.case.queries.filters import ContactFilter
from debttracker.case.queries.parties import party
from debttracker.case.queries.settings import setting
from debttracker.derived.findings import check_case
from debttracker.ui.letters.actions import write
from debttracker.ui.letters.page import LettersPage
from debttracker.ui.letters.sent_sheet import SentSheet
from debttracker.ui.window import MainWindow
from tests.ui.rights.conftest import AGENCY, LOAN, called, live

Show = Callable[..., MainWindow]


def letters(window: MainWindow, kind: LetterKind | None = None, **about: Any) -> LettersPage:
    """The page of letters, with a letter begun."""
    write(window.session, kind, **about)
    live()
    page = window.current_page
    assert isinstance(page, LettersPage)
    assert page.banner is None or not page.banner.isVisible()
    return page


def sheet() -> SentSheet:
    """The open sheet."""
    return next(w for w in QApplication.topLevelWidgets() if isinstance(w, SentSheet) and w.isVisible())


def text_of(document: bytes) -> str:
    """All text of a PDF."""
    with pypdfium2.PdfDocument(document) as pdf:
        return "\n".join(page.get_textpage().get_text_bounded() for page in pdf)


def send(page: LettersPage, day: str, channel: str = "email", time: str = "09:00") -> None:
    """Log the letter on the screen as sent."""
    page.sent.click()
    live()
    asked = sheet()
    asked.channel.set_value(channel)
    asked.day.line.setText(day)
    asked.time.line.setText(time)
    asked.accept()
    live()


def test_a_stop_letter_that_was_sent_makes_the_next_call_a_finding(us_case: Case, show: Show) -> None:
    called(us_case, "2025-03-03 10:00")
    window = show(us_case)
    page = letters(window, LetterKind.STOP_CONTACT, party_id=AGENCY)
    assert "1692c(c)" in page.body.toPlainText()
    assert not [f for f in check_case(us_case.reader()).checked.findings if "cease" in f.rule or "stop" in f.rule]
    send(page, "2025-03-04")
    row = newest(us_case.reader(), ContactFilter(), 1)[0]
    assert (row.direction, row.channel, row.letter, row.party_id, row.loan_id, row.day, row.minute) == (
        "out", "email", "stop_contact", AGENCY, LOAN, 20_151, 540)
    assert "Sample Recovery LLC" in row.text
    copy = attachments(us_case.reader(), "contact", row.id)
    assert [(file.mime, file.name.endswith(".pdf")) for file in copy] == [("application/pdf", True)]
    called(us_case, "2025-03-05 10:00")
    after = [f for f in check_case(us_case.reader()).checked.findings if f.first_day == 20_152]
    assert any("1006-6-c" in f.rule or "cease" in f.rule or "stop" in f.rule for f in after), [f.rule for f in after]

    window.session.history.undo()
    live()
    assert newest(us_case.reader(), ContactFilter(directions=("out",)), 5) == []
    assert attachments(us_case.reader(), "contact", row.id) == []


def test_blanks_are_questions_and_answers_fill_the_letter(us_case: Case, show: Show) -> None:
    called(us_case, "2025-03-03 10:00")
    page = letters(show(us_case), LetterKind.HARDSHIP, party_id=AGENCY)
    assert "[what happened: illness, loss of work, care for a relative …]" in page.body.toPlainText()
    page.findChild(QLineEdit, "blank-borrower_name").setText("Alex Rivera")
    page.findChild(QPlainTextEdit, "blank-reason").setPlainText("I lost my job")
    page.findChild(object, "blank-monthly").line.setText("50")
    page.findChild(QLineEdit, "blank-months").setText("24")
    live()
    letter = page.letter()
    assert letter is not None
    assert letter.sender[0] == "Alex Rivera"
    assert "The reason: I lost my job." in letter.body
    assert "$50.00 a month, and propose 24 instalments" in letter.body
    assert page.findChild(QLineEdit, "blank-borrower_name").text() == "Alex Rivera"  # it stays while one types

    page.blanks.keep.click()
    live()
    assert setting(us_case.reader(), "case.borrower") == "Alex Rivera"
    page.session.history.undo()
    live()
    assert setting(us_case.reader(), "case.borrower", "") == ""


def test_text_changed_by_hand_stays_until_written_anew(us_case: Case, show: Show) -> None:
    called(us_case, "2025-03-03 10:00")
    page = letters(show(us_case), LetterKind.DISPUTE, party_id=AGENCY)
    page.body.setPlainText("My own words.\n\n• one\n• two")
    live()
    assert page.by_hand.isVisible()
    page.choices.language.setCurrentIndex(page.choices.language.findData("zh-Hans"))
    page.choices.language.activated.emit(0)
    live()
    letter = page.letter()
    assert letter is not None
    assert letter.paragraphs == ("My own words.", "• one", "• two")
    page.again.click()
    live()
    assert not page.by_hand.isVisible()
    assert "异议" in page.body.toPlainText()


@pytest.mark.parametrize(("button", "ending"), [("save_pdf", "pdf"), ("save_word", "docx"), ("save_text", "txt")])
def test_saved_as_pdf_word_and_text(us_case: Case, show: Show, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                    button: str, ending: str) -> None:
    called(us_case, "2025-03-03 22:30", text="Pay tonight.")
    page = letters(show(us_case), LetterKind.STOP_CONTACT, party_id=AGENCY)
    page.body.setPlainText(page.body.toPlainText() + "\n\nWritten by me.")
    live()
    target = tmp_path / "letter"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(target), ""))
    getattr(page, button).click()
    live()
    content = (tmp_path / f"letter.{ending}").read_bytes()
    if ending == "pdf":
        said = text_of(content)
    elif ending == "docx":
        said = zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml").decode()
    else:
        said = content.decode()
    assert "Written by me." in said
    assert "March 3, 2025 22:30" in said.replace("\n", " ").replace("\r", "")
    assert list(tmp_path.glob(".*")) == []


def test_a_complaint_goes_to_an_office_and_names_contacts_and_rules(us_case: Case, show: Show) -> None:
    late = called(us_case, "2025-03-03 22:30", text="Pay tonight.")
    called(us_case, "2025-03-04 12:00")
    rule = next(f.rule for f in check_case(us_case.reader()).checked.findings if late in f.contacts)
    window = show(us_case)
    page = letters(window, LetterKind.COMPLAINT, party_id=AGENCY, contacts=(late,), rules=(rule,))
    letter = page.letter()
    assert letter is not None
    assert "CFPB" in letter.recipient[0] or "Consumer Financial" in letter.recipient[0]
    named = [text for text in letter.paragraphs if text.startswith("•")]
    assert ["March 3, 2025 22:30" in text for text in named] == [True, False]
    assert "1006" in named[1]
    assert "Pay tonight." in named[0]
    send(page, "2025-03-06", "letter", "")
    row = newest(us_case.reader(), ContactFilter(), 1)[0]
    office = party(us_case.reader(), row.party_id or 0)
    assert office is not None
    assert (row.letter, row.precision, office.role) == ("complaint", "day", "authority")
    send(page, "2025-03-07", "letter", "")
    assert len({r.party_id for r in newest(us_case.reader(), ContactFilter(directions=("out",)), 5)}) == 1


def test_a_letter_without_an_hour_counts_from_the_next_day(us_case: Case, show: Show) -> None:
    called(us_case, "2025-03-03 10:00")
    page = letters(show(us_case), LetterKind.STOP_CONTACT, party_id=AGENCY)
    send(page, "2025-03-04", "email", "")
    called(us_case, "2025-03-04 18:00")
    found = check_case(us_case.reader()).checked.findings
    assert [f for f in found if f.first_day == 20_151] == []


def test_a_read_only_case_can_write_a_letter_but_not_log_it(us_case: Case, show: Show) -> None:
    from debttracker.case.case import open_case

    called(us_case, "2025-03-03 10:00")
    with open_case(us_case.folder, read_only=True) as case:
        page = letters(show(case), LetterKind.STOP_CONTACT, party_id=AGENCY)
        assert "1692c" in page.body.toPlainText()
        assert not page.sent.isEnabled()


@pytest.mark.parametrize("language", ["en", "zh-Hans", "zh-Hant"])
def test_every_kind_opens_from_the_palette_even_in_an_empty_case(us_case: Case, show: Show, language: str) -> None:
    window = show(us_case, language)
    for kind in LetterKind:
        assert window.session.actions.is_enabled(f"letter-{kind.value}")
        window.session.actions.run(f"letter-{kind.value}")
        live(30)
        page = window.current_page
        assert isinstance(page, LettersPage)
        assert page.choices.wish().kind is kind
        letter = page.letter()
        assert letter is not None
        assert letter.kind is kind
        assert letter.missing


def test_the_palette_finds_one_letter_by_its_name(us_case: Case, show: Show) -> None:
    from debttracker.ui.palette.finders import ActionFinder

    for language, text, title in (("en", "stop contact", "Request to stop contact"), ("zh-Hans", "异议", "对债务的异议")):
        session = show(us_case, language).session
        found = [one.title for one in ActionFinder(session).find(us_case, text, 9)]
        assert title in found
        assert len(found) <= 2, found
