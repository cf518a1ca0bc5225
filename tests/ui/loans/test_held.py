"""Showing loans and plans for the first time leaves the GUI thread alone: a worker brings in what draws their figures, and
everything else is on the page before that."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from threading import get_ident
from typing import Any

import pytest

from debttracker.charts.image import Canvas
from debttracker.ui.figure import view
from debttracker.ui.figure.view import FigureView
from debttracker.ui.loans.page import LoansPage
from debttracker.ui.loans.plan_page import PlanPage
from debttracker.ui.window import MainWindow
from tests.ui.loans.evening import settle, until

#: Shows both pages in a process of its own and tells which threads wanted what draws.
_FRESH = """
import sys, threading
from pathlib import Path
from PySide6.QtWidgets import QApplication
from debttracker.capture.sample import make_sample_case
from debttracker.case.case import open_case
from debttracker.ui import jobs
from debttracker.ui.preferences import Preferences
from debttracker.ui.session import Session
from debttracker.ui.theme.theme import Theme
from debttracker.ui.window import MainWindow
from tests.ui.living import settle
from tests.ui.loans.evening import until

class Witness:
    wanted = []
    def find_spec(self, name, path=None, target=None):
        if name in ("matplotlib", "numpy"):
            self.wanted.append(threading.current_thread() is threading.main_thread())

folder = Path(sys.argv[1])
make_sample_case(folder, "en").case.close()
application = QApplication(sys.argv[:1])
session = Session(Theme(application, "en", "light"), Preferences(language="en", scheme="light"))
window = MainWindow(session)
window.resize(1280, 900)
window.show()
session.set_case(open_case(folder, None, read_only=True))
settle()
sys.meta_path.insert(0, Witness())
import debttracker.charts.demanded, debttracker.charts.plan
assert not Witness.wanted
for name in ("loans", "plan"):
    session.go(name)
    settle()
    figure = window.current_page.chart if name == "plan" else window.current_page.detail.demanded.chart
    assert until(lambda: not figure._image.isNull()) and figure.accessibleDescription()
assert Witness.wanted and not any(Witness.wanted), Witness.wanted
jobs.stop_all()
print("drawn")
"""


def test_a_worker_brings_in_what_draws(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", _FRESH, str(tmp_path / "case")], capture_output=True, text=True, check=False)
    assert done.stdout == "drawn\n", done.stderr


@pytest.mark.parametrize("name", ["plan", "loans"])
def test_the_words_stand_before_the_figure_is_drawn(window: MainWindow, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    seen: list[tuple[str, int]] = []
    shown, loaded, pixels = FigureView.show_chart, view.load_drawing, Canvas.pixels

    def showing(figure: FigureView, *args: Any) -> None:
        seen.append(("show", get_ident()))
        shown(figure, *args)

    def loading() -> None:
        seen.append(("load", get_ident()))
        loaded()

    def drawing(canvas: Canvas, *args: Any) -> Any:
        seen.append(("draw", get_ident()))
        return pixels(canvas, *args)

    monkeypatch.setattr(FigureView, "show_chart", showing)
    monkeypatch.setattr(view, "load_drawing", loading)
    monkeypatch.setattr(Canvas, "pixels", drawing)
    monkeypatch.setattr(view, "_SETTLE_MS", 1_000_000)
    window.session.go(name)
    settle()
    page = window.current_page
    assert isinstance(page, PlanPage | LoansPage)
    words = page.sentence if isinstance(page, PlanPage) else page.detail.demanded.sentence
    place = page.chart if isinstance(page, PlanPage) else page.detail.demanded.chart
    assert until(lambda: place.isVisible() and place.height() == place.sizeHint().height()), "its place is kept"
    assert words.text() and place.accessibleDescription()
    assert seen and {step for step, _ in seen} == {"show"}, "and quiet"
    monkeypatch.setattr(view, "_SETTLE_MS", 0)
    place._later()
    assert until(lambda: not place._image.isNull())
    steps = [step for step, _ in seen]
    assert steps.index("show") < steps.index("load") < steps.index("draw")
    assert {step for step, thread in seen if thread == get_ident()} == {"show"}
    assert place.height() == place.sizeHint().height()


def test_a_page_built_in_steps_is_built_and_read_once_and_goes_where_it_was_sent_last(
        window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    build, read = LoansPage.build, LoansPage.read
    monkeypatch.setattr(LoansPage, "build", lambda page, column: (seen.append("build"), build(page, column))[1])
    monkeypatch.setattr(LoansPage, "read", lambda page, case, watch: (seen.append("read"), read(page, case, watch))[1])
    window.session.go("loans", ("loan", 2))
    assert not seen, "with the next turn of events"
    window.session.go("loans", ("all", None))
    settle()
    page = window.current_page
    assert isinstance(page, LoansPage)
    assert page.overview.isVisible() and not page.detail.isVisible()
    assert seen == ["build", "read"]


def test_a_page_left_before_its_next_step_is_there_when_it_comes_back(window: MainWindow) -> None:
    window.session.go("loans")
    window.session.go("today")
    settle()
    window.session.go("loans")
    settle()
    page = window.current_page
    assert isinstance(page, LoansPage)
    assert page.detail.isVisible() and page.detail.head.name.text() == "Quick loan"
