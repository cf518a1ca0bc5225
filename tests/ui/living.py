"""Ways for tests to let a window live for a moment, and to find what stands in it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from debttracker.ui import jobs
from debttracker.ui.window import MainWindow

#: ``open_window(case, language="zh-Hans", scheme="dark", scale=2.0)``.
Opener = Callable[..., MainWindow]


def settle(milliseconds: int = 60) -> None:
    """Let the window live for a moment, and until its jobs are done."""
    for _n in range(200):
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()
        if not jobs.under_way():
            return
        milliseconds = 50


def sheets(kind: type[QDialog] = QDialog) -> list[QDialog]:
    """The sheets of this kind on the screen, newest last."""
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]


def close_sheets() -> None:
    """Leave every sheet without a question."""
    for sheet in sheets():
        QDialog.done(sheet, 0)
    settle(20)


def named(root: QWidget, name: str) -> QWidget:
    """The visible widget whose accessible name or text is ``name``."""
    found = [w for w in root.findChildren(QWidget) if w.isVisible()
             and name in (w.accessibleName(), w.property("text"))]
    assert found, name
    return found[-1]
