"""From process start to the first paint by the shortest way; the case and everything dear come after it."""

from __future__ import annotations

import builtins
import gc
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from debttracker.ui.session import Session


def run_window(case: Path | None = None) -> int:
    """Open the window (and the case in folder ``case``, or the one opened last) and stay until it is closed."""
    # A collection in the middle of loading would find nothing; it comes back once the first page was seen.
    gc.disable()
    from debttracker.basics.folders import cache_folder
    from debttracker.ui.compiled import compiled_once, kept_file

    with compiled_once(kept_file(cache_folder())):
        from PySide6.QtWidgets import QApplication

    plain_imports()
    # As an argument and not by setStyle: that would cost four milliseconds for classes nobody needs yet.
    app = QApplication.instance() or QApplication([*sys.argv[:1], "-style", "fusion"])
    assert isinstance(app, QApplication)
    app.setApplicationName("debttracker")
    app.setDesktopFileName("debttracker")

    from debttracker.basics.folders import settings_file
    from debttracker.ui.preferences import read_preferences
    from debttracker.ui.session import Session
    from debttracker.ui.theme.theme import Theme
    from debttracker.ui.window import MainWindow

    file = settings_file()
    chosen = read_preferences(file)
    look = Theme(app, chosen.screen_language, chosen.scheme, chosen.high_contrast, chosen.text_scale, chosen.motion)
    session = Session(look, chosen, file)
    window = MainWindow(session, chosen.opening_page)
    if case is None and chosen.case:
        case = Path(chosen.case)

    def open_first() -> None:
        keep_watch(session)
        session.afterwards(collect_again)
        session.afterwards(remind)
        from debttracker.ui.opening import open_folder

        if case is not None:
            open_folder(session, case)
        else:
            session.go("welcome")

    def collect_again() -> None:
        # What was loaded so far stays for good: looking through it would find nothing, and take 15 ms.
        gc.freeze()
        gc.enable()

    def remind() -> None:
        from debttracker.ui.reminding import Reminding

        Reminding(session, window)

    window.painted.connect(open_first)
    window.show()
    try:
        return app.exec()
    finally:
        from debttracker.ui.jobs import stop_all

        stop_all()
        if session.watchman is not None:
            session.watchman.stand_down()
        if session.case is not None:
            from debttracker.ui.opening import finish

            finish(session.case)


def plain_imports() -> None:
    """Put Python's own import back in its place.

    PySide replaces it by one that reads the source of every module imported from then on, to see whether the module
    asks for snake_case names (``from __feature__ import …``). Nothing here does, and at 1 to 2 ms a module it was
    more than a third of the way to the first rows.
    """
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)


def keep_watch(session: Session) -> None:
    """From now on, what nothing else caught is told calmly in the window instead of ending on a console."""
    from PySide6.QtCore import QObject, QTimer, Signal

    from debttracker.ui.surprise import Surprise, Watchman

    class Bell(QObject):
        """Carries a surprise from whatever thread to the window's."""

        rang = Signal(object)

        def ring(self, surprise: Surprise) -> None:
            """In the window's thread; told with its next turn, when whatever failed is over."""
            QTimer.singleShot(0, self, lambda: session.tell(surprise))

    bell = Bell(session)
    bell.rang.connect(bell.ring)
    session.watchman = Watchman(bell.rang.emit)
