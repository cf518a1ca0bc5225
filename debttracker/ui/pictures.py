"""Pictures of pages and sheets, drawn without a screen: for the demo, for ``make screenshots``, and for looking at
one's own work."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QEventLoop, QMessageLogContext, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from debttracker.case.case import Case, open_case
from debttracker.ui import jobs
from debttracker.ui.pages import PAGES
from debttracker.ui.pictured import Pictured
from debttracker.ui.preferences import Preferences
from debttracker.ui.session import Session
from debttracker.ui.theme.theme import Theme
from debttracker.ui.window import MainWindow

#: Longest wait for the work of one page, in milliseconds; a page that is done earlier is pictured earlier.
_PATIENCE_MS, _STEP_MS, _REST_MS = 20_000, 50, 250
#: Pages that are pictured only where a developer looks.
WORKSHOP = frozenset({"gallery"})


class Studio:
    """A window of one language and scheme that shows one thing after another and is pictured."""

    def __init__(self, language: str, scheme: str, size: tuple[int, int] = (1280, 820)) -> None:
        app = QApplication.instance() or QApplication(["debttracker", "-style", "fusion"])
        assert isinstance(app, QApplication)
        preferences = Preferences(language=language, scheme=scheme, motion="none")
        self._session = Session(Theme(app, language, scheme, motion_wish="none"), preferences)
        self.window = MainWindow(self._session, "talk")
        self.window.resize(*size)
        self.window.show()
        self._settle()

    def use(self, case: Case | None) -> None:
        """Show this case, or none. The case stays the caller's to close."""
        if self._session.case is not None:
            self._session.set_case(None)
            jobs.stop_all()
        if case is not None:
            self._session.set_case(case)
        self._session.go("welcome" if case is None else "today")
        self._settle()

    def page(self, page_id: str) -> QPixmap:
        """The window with page ``page_id`` in front."""
        self._session.go(page_id)
        self._settle()
        return self.window.grab()

    def view(self, one: Pictured) -> QPixmap:
        """A sheet, or the window in the state that ``one`` brings about."""
        shown = one.show(self.window)
        if shown is not self.window:
            shown.show()
        self._settle()
        picture = shown.grab()
        if shown is self.window:
            self.window.palette_overlay().close_palette()
            self._session.state_changed.emit()
        else:
            _close_previews(shown)
            shown.close()
            shown.deleteLater()
        if self._session.takes_in:
            self._session.intake.abandon()
        self._settle()
        return picture

    def close(self) -> None:
        """Take the window away, and the documents that its previews hold open."""
        self._session.set_case(None)
        jobs.stop_all()
        _close_previews(self.window)
        self.window.close()
        self.window.deleteLater()
        self._settle()

    def _settle(self) -> None:
        """Let events run until no job has been under way for a moment."""
        waited = quiet = 0
        while quiet < _REST_MS and waited < _PATIENCE_MS:
            loop = QEventLoop()
            QTimer.singleShot(_STEP_MS, loop.quit)
            loop.exec()
            waited += _STEP_MS
            quiet = 0 if jobs.under_way() or self._will_work() else quiet + _STEP_MS

    def _will_work(self) -> bool:
        """Whether a page or sheet waits a moment before it begins, as after typing."""
        return any(timer.isSingleShot() and timer.isActive()
                   for window in QApplication.topLevelWidgets() for timer in window.findChildren(QTimer))


def _close_previews(shown: QWidget) -> None:
    """Close the documents that previews hold open."""
    from debttracker.ui.evidence.pages_view import PagesView

    for preview in shown.findChildren(PagesView):
        preview.clear()


@contextmanager
def studio(language: str, scheme: str, size: tuple[int, int] = (1280, 820)) -> Iterator[Studio]:
    """A :class:`Studio` that is closed in the end. Qt's remarks about a screen that is not there are left out."""
    before = qInstallMessageHandler(_quietly)
    made = Studio(language, scheme, size)
    try:
        yield made
    finally:
        made.close()
        qInstallMessageHandler(before)


def page_ids(*, workshop: bool = False) -> tuple[str, ...]:
    """Every page that shows a case, in the order of the sidebar; the workshop's too, when asked for."""
    return tuple(page.id for page in PAGES
                 if page.id not in ("welcome", "door") and (workshop or page.id not in WORKSHOP))


def picture_pages(folder: Path, out: Path, language: str, scheme: str = "light",
                  size: tuple[int, int] = (1280, 820)) -> list[Path]:
    """Open the case in ``folder`` and write one PNG of each page to ``out``; returns their paths."""
    written = []
    with open_case(folder) as case, studio(language, scheme, size) as room:
        room.use(case)
        for page in page_ids():
            path = out / f"{page}-{language}-{scheme}.png"
            room.page(page).save(str(path))
            written.append(path)
        room.use(None)
    return written


def _quietly(_kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    """Pass on what Qt says, but for one remark of the offscreen platform."""
    if "propagateSizeHints" not in message:
        sys.stderr.write(message + "\n")
