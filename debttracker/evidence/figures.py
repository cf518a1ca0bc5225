"""The charts that go into the document: the same figures as in the window, drawn for paper."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from types import ModuleType
from typing import Any

from debttracker.basics.languages import Words
from debttracker.case.connection import Connection
from debttracker.case.queries.filters import ContactFilter
from debttracker.derived.series import Series, series
from debttracker.evidence.document import Chart

#: Size on paper in millimetres.
_WIDTH, _HEIGHT, _LOW = 170.0, 72.0, 52.0


def paper_charts(connection: Connection, which: ContactFilter, today: date, speak: Words) -> tuple[Chart, ...]:
    """Every chart that has something to show, light, as SVG with real text."""
    from debttracker.charts import channels, daily, flags, heatmap, lenders, progress

    rows = series(connection, which, today)
    wanted: list[tuple[ModuleType, Any, float]] = []
    if rows.contacts:
        wanted += [(daily, daily_data(rows, speak), _HEIGHT), (heatmap, heatmap.HeatChart(rows.heat), _HEIGHT),
                   (channels, rows.groups, _LOW), (lenders, rows.ranking, _LOW)]
    if any(month.flagged for month in rows.flags.months):
        wanted.append((flags, rows.flags, _LOW))
    if rows.totals:
        wanted.append((progress, rows.totals, _HEIGHT))
    return tuple(_chart(module, data, height, speak) for module, data, height in wanted)


def daily_data(rows: Series, speak: Words) -> Any:
    """The daily chart with its letters marked."""
    from debttracker.basics.labels import label
    from debttracker.charts.daily import DailyChart, Marker

    markers = tuple(Marker(day, label("letter", kind, speak)) for day, kind in rows.letters)
    return DailyChart(rows.daily, markers, tuple(day for day, kind in rows.letters if kind == "stop_contact"))


def _chart(module: ModuleType, data: Any, height: float, speak: Words) -> Chart:
    from debttracker.charts.image import svg
    from debttracker.charts.theme import Look

    look = Look(scheme="light", ground=None)
    drawing: Callable[[Any], object] = lambda figure: module.draw(figure, data, look, speak)  # noqa: E731
    return Chart(module.title(speak), svg(drawing, _WIDTH, height), module.describe(data, speak),
                 module.sentence(data, speak))
