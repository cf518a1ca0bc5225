"""How long the Charts page holds the GUI thread: ``held.py FOLDER`` opens the case, shows the page and changes its filter.

A timer beats every millisecond; the longest time between two beats is what a hand on the mouse would feel, whoever held
the thread: its own work, or a worker that held the interpreter. Told: milliseconds while the page comes up for the
first time, milliseconds while three filters are chosen, and peak memory.
"""

import gc
import sys
import time
from pathlib import Path

sys.path.insert(0, __file__.rpartition("/")[0])

import telling
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication

from debttracker.case.case import open_case
from debttracker.case.queries.filters import ContactFilter
from debttracker.case.queries.stats import span
from debttracker.ui import jobs
from debttracker.ui.preferences import Preferences
from debttracker.ui.session import Session
from debttracker.ui.theme.theme import Theme
from debttracker.ui.window import MainWindow


class Heart:
    """Beats, and keeps the longest pause."""

    def __init__(self):
        self.longest = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer(timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(1)

    def _beat(self):
        now = time.perf_counter()
        self.longest = max(self.longest, (now - self._last) * 1000)
        self._last = now

    def during(self, act):
        """The longest pause from ``act`` until nothing has been under way for a third of a second."""
        self.longest, self._last = 0.0, time.perf_counter()
        QTimer.singleShot(0, act)
        settle()
        return self.longest


def settle(quiet_ms=350):
    """Let the window's own loop run until its jobs are done."""
    calm = 0
    while calm < quiet_ms:
        loop = QEventLoop()
        QTimer.singleShot(50, loop.quit)
        loop.exec()
        calm = 0 if jobs.under_way() else calm + 50


def main():
    """Open, show, choose, tell."""
    application = QApplication(sys.argv[:1])
    session = Session(Theme(application, "zh-Hans", "light"), Preferences(language="zh-Hans", scheme="light"))
    window = MainWindow(session)
    window.resize(1280, 900)
    window.show()
    settle()
    case = open_case(Path(sys.argv[1]), None, read_only=True)
    last = span(case.reader())[1]
    session.set_case(case)
    settle()
    gc.freeze()  # as the program's own start does
    heart = Heart()
    first = heart.during(lambda: session.go("charts"))
    assert window.current_page.data.series.contacts > 0
    pauses = []
    for days in (1, 40, 400):
        before = window.current_page.data
        pauses.append(heart.during(lambda days=days: session.go("charts", ("filter", ContactFilter(last_day=last - days)))))
        assert window.current_page.data is not before
    telling.end(first, max(pauses), telling.peak_mib())


main()
