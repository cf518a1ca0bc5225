"""Showing charts and choosing other contacts leaves the GUI thread alone: a worker imports, reads, aggregates and draws."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from threading import get_ident
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from debttracker.capture.sample import make_sample_case
from debttracker.case.case import open_case
from debttracker.case.queries.filters import ContactFilter
from debttracker.charts.image import Canvas
from debttracker.ui.charts import page as charts_page
from tests.ui.charts.test_charts_page import settle, window_on


def test_a_worker_imports_aggregates_and_draws(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[str, int]] = []

    def watched(name: str, real: Any) -> Any:
        def call(*args: Any) -> Any:
            seen.append((name, get_ident()))
            return real(*args)
        return call

    monkeypatch.setattr(charts_page, "load_drawing", watched("import", charts_page.load_drawing))
    monkeypatch.setattr(charts_page, "series", watched("aggregate", charts_page.series))
    monkeypatch.setattr(Canvas, "pixels", watched("draw", Canvas.pixels))
    painted = charts_page.ChartsPage.paintEvent

    def noted(page: charts_page.ChartsPage, event: Any) -> None:
        seen.append(("paint", 0))
        painted(page, event)

    monkeypatch.setattr(charts_page.ChartsPage, "paintEvent", noted)
    monkeypatch.setattr(charts_page, "_PATIENCE_S", 30.0)
    with make_sample_case(tmp_path / "case", "en").case:
        pass
    with window_on(qapp, open_case(tmp_path / "case", None), "en") as page:
        page.show_target(("filter", ContactFilter(channels=("sms",))))
        settle()
    names = [name for name, _ in seen]
    assert names.index("paint") < names.index("import") < names.index("aggregate") < names.index("draw")
    assert names.count("aggregate") == 2 and names.count("draw") >= 7
    assert get_ident() not in {thread for _, thread in seen}


def test_what_draws_is_kept_from_the_collector() -> None:
    told = subprocess.run([sys.executable, "-c", (
        "import gc, sys; from debttracker.ui.figure.loading import load_drawing; before = gc.get_freeze_count(); load_drawing();"
        "assert 'matplotlib' in sys.modules and gc.isenabled(); print(gc.get_freeze_count() - before)")],
        capture_output=True, text=True, check=True)
    assert int(told.stdout) > 20_000
