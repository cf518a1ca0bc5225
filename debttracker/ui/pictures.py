"""Pictures of every page, drawn without a screen: for the demo and for looking at one's own work."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from debttracker.case.case import open_case
from debttracker.ui.jobs import stop_all
from debttracker.ui.pages import PAGES, is_built
from debttracker.ui.preferences import Preferences
from debttracker.ui.session import Session
from debttracker.ui.theme.theme import Theme
from debttracker.ui.window import MainWindow

#: Longest wait for the work of one page, in milliseconds; a page that is done earlier is pictured earlier.
_PATIENCE_MS, _STEP_MS, _REST_MS = 20_000, 100, 400


def picture_pages(folder: Path, out: Path, language: str, schemes: tuple[str, ...] = ("light",),
                  size: tuple[int, int] = (1280, 820)) -> list[Path]:
    """Open the case in ``folder`` and write one PNG of each page to ``out``; returns their paths."""
    app = QApplication.instance() or QApplication(["debttracker"])
    assert isinstance(app, QApplication)
    app.setStyle("Fusion")
    written = []
    for scheme in schemes:
        session = Session(Theme(app, language, scheme), Preferences(language=language, scheme=scheme))
        window = MainWindow(session)
        window.resize(*size)
        window.show()
        _settle()
        with open_case(folder, read_only=True) as case:
            session.set_case(case)
            for page in PAGES:
                if is_built(page) and page.id != "welcome":
                    session.go(page.id)
                    _settle()
                    path = out / f"{page.id}-{language}-{scheme}.png"
                    window.grab().save(str(path))
                    written.append(path)
            session.set_case(None)
            stop_all()
        window.close()
    return written


def _settle() -> None:
    """Let events run until no job has been under way for a moment."""
    from debttracker.ui import jobs

    waited = quiet = 0
    while quiet < _REST_MS and waited < _PATIENCE_MS:
        loop = QEventLoop()
        QTimer.singleShot(_STEP_MS, loop.quit)
        loop.exec()
        waited += _STEP_MS
        quiet = 0 if jobs.under_way() else quiet + _STEP_MS
