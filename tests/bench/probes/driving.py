"""What a probe does with the program's window once its timeline shows rows."""

from __future__ import annotations

import random
import time
from statistics import quantiles

import telling
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication


def main_window():
    """The program's window."""
    from debttracker.ui.window import MainWindow

    return next(w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow))


def scroll():
    """Wheel, pages, drags from top to bottom: tells the 99th percentile of a frame in milliseconds (own CPU time of
    the GUI thread, then wall time) and memory."""
    view = main_window().current_page.list
    bar, port = view.verticalScrollBar(), view.viewport()
    chance = random.Random(1)
    moves = [lambda: wheel(port, -120)] * 300
    moves += [lambda: QTest.keyClick(view, Qt.Key.Key_PageDown)] * 100
    moves += [lambda n=n: bar.setValue(bar.maximum() * n // 300) for n in range(301)]
    moves += [lambda: bar.setValue(chance.randrange(bar.maximum() + 1)) for _n in range(100)]
    view.setFocus()
    bar.setValue(0)
    QApplication.processEvents()
    own, wall = [], []
    for move in moves:
        began, began_own = time.perf_counter(), time.thread_time()
        move()
        QApplication.processEvents()
        own.append((time.thread_time() - began_own) * 1000)
        wall.append((time.perf_counter() - began) * 1000)
    assert bar.value() > 0
    telling.end(quantiles(own, n=100)[98], quantiles(wall, n=100)[98], telling.peak_mib())


def wheel(port, angle):
    """One notch of a mouse wheel."""
    middle = QPointF(port.rect().center())
    QApplication.sendEvent(port, QWheelEvent(middle, port.mapToGlobal(middle), QPoint(), QPoint(0, angle), Qt.MouseButton.NoButton,
                                             Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False))


def log(turns=15):
    """Log contacts by the sheet and its keys: tells the median milliseconds from the key that saves to the painted new row."""
    from statistics import median

    from debttracker.ui.contact.sheet import ContactSheet

    window = main_window()
    view = window.current_page.list
    took = []
    for n in range(turns + 1):
        window.session.actions.run("log-contact")
        settle()
        sheet = next(w for w in QApplication.topLevelWidgets() if isinstance(w, ContactSheet) and w.isVisible())
        sheet._who.setEditText("恒通催收")
        sheet._text.setPlainText(f"今天不还就上门 {n}")
        settle()
        rows = view.model().rowCount()
        seen = Painted(view.viewport())
        began = time.perf_counter()
        QTest.keyClick(sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        while not seen.done or view.model().rowCount() == rows:
            QApplication.processEvents()
            if time.perf_counter() - began > 20:
                raise SystemExit("the new contact did not come up")
        took.append((time.perf_counter() - began) * 1000)
        settle()
    telling.end(median(took[1:]), telling.peak_mib())


class Painted(QObject):
    """Whether a widget has painted since this was made."""

    def __init__(self, widget):
        super().__init__(widget)
        self.done = False
        widget.installEventFilter(self)

    def eventFilter(self, watched, event):  # noqa: N802
        """Look, and let pass."""
        self.done = self.done or event.type() == QEvent.Type.Paint
        return False


def settle(milliseconds=80):
    """Let the window live until its jobs are done."""
    from debttracker.ui import jobs

    until = time.monotonic() + milliseconds / 1000
    while time.monotonic() < until or (jobs.under_way() and time.monotonic() < until + 20):
        QApplication.processEvents()
        # A probe runs within one event, where Qt does not delete what was closed; the program's own loop would.
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        time.sleep(0.002)
