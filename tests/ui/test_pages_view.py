"""The preview of a PDF holds its file no longer than it lives."""

from __future__ import annotations

import pypdfium2
import pytest
import shiboken6
from PySide6.QtWidgets import QApplication

from debttracker.basics.languages import words
from debttracker.evidence.preview import PdfPages
from debttracker.ui.evidence.pages_view import PagesView
from debttracker.ui.theme.theme import Theme


def test_the_file_goes_with_the_view(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    Theme(qapp, "en", "light")
    document = pypdfium2.PdfDocument.new()
    document.new_page(200, 300).close()
    path = tmp_path_factory.mktemp("pdf") / "one.pdf"
    document.save(path)
    document.close()
    closed: list[PdfPages] = []
    close = PdfPages.close

    def noted(pages: PdfPages) -> None:
        closed.append(pages)
        close(pages)

    monkeypatch.setattr(PdfPages, "close", noted)
    view = PagesView()
    view.show_pdf(path.read_bytes(), words("en"))
    view.show_pdf(path.read_bytes(), words("en"))
    assert len(closed) == 1
    shiboken6.delete(view)
    assert len(closed) == 2
