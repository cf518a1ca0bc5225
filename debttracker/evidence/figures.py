"""The charts that go into the document: the same figures as in the window, drawn for paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from types import ModuleType
from typing import Any

from debttracker.basics.languages import Words
from debttracker.basics.moments import day_number
from debttracker.case.connection import Connection
from debttracker.case.queries.filters import ContactFilter
from debttracker.derived.loan_story import loan_stories
from debttracker.derived.series import Series, series
from debttracker.evidence.document import Chart

#: Size on paper in millimetres; a row of bars, and the room above rows for a legend.
_WIDTH, _HEIGHT, _LOW = 164.0, 70.0, 52.0
_ROW, _ABOVE, _MOST_ROWS = 7.0, 4.0, 8
_LOAN_ROW = 11.5

#: A chart's module, its data, its height, and further words its texts are asked with.
_Wanted = tuple[ModuleType, Any, float, dict[str, Any]]


def paper_charts(connection: Connection, which: ContactFilter, today: date, speak: Words,
                 clean: Callable[[str], str] = str) -> tuple[Chart, ...]:
    """Every chart that has something to show, light, as SVG with real text.

    ``clean`` takes what the borrower left out from the names of parties and loans before they are drawn.
    """
    rows = _cleaned(series(connection, which, today), clean)
    wanted = [*_contacts(rows, speak), *_loans(rows), *_demands(connection, which, today, clean)]
    return tuple(_chart(*one, speak) for one in wanted)


def _contacts(rows: Series, speak: Words) -> Iterator[_Wanted]:
    """Charts of how often, when, by what way and by whom."""
    from debttracker.charts import channels, daily, flags, heatmap, lenders

    if not rows.contacts:
        return
    yield daily, daily_data(rows, speak), _HEIGHT, {}
    yield heatmap, heatmap.HeatChart(rows.heat), _HEIGHT, {}
    yield channels, rows.groups, _ABOVE + _ROW * len(rows.groups), {}
    parties = min(len(rows.ranking.parties) + bool(rows.ranking.others), _MOST_ROWS)
    yield lenders, rows.ranking, _ABOVE + _ROW * parties, {}
    if any(month.flagged for month in rows.flags.months):
        yield flags, rows.flags, _LOW, {}


def _loans(rows: Series) -> Iterator[_Wanted]:
    """Charts of repayment: in total, and loan by loan."""
    from debttracker.charts import loans, progress

    if rows.totals:
        yield progress, rows.totals, _HEIGHT, {"plain": True}
    if len(rows.each) > 1:
        yield loans, rows.each, _ABOVE * 2 + _LOAN_ROW * min(len(rows.each), _MOST_ROWS), {"plain": True}


def _demands(connection: Connection, which: ContactFilter, today: date, clean: Callable[[str], str]) -> Iterator[_Wanted]:
    """A chart of what was demanded beside what was owed, for each loan of which an amount was demanded."""
    from debttracker.charts import demanded

    for story in loan_stories(connection, today):
        if which.loan_ids and story.view.row.id not in which.loan_ids:
            continue
        chart = demanded.DemandChart(story.view.row.currency, tuple(
            demanded.Demand(day_number(one.demand.day), one.demand.amount, one.computed) for one in story.demanded),
            clean(story.view.row.label))
        if chart.demands:
            yield demanded, chart, _LOW, {}


def _cleaned(rows: Series, clean: Callable[[str], str]) -> Series:
    parties = tuple(party._replace(name=clean(party.name)) for party in rows.ranking.parties)
    return replace(rows, ranking=replace(rows.ranking, parties=parties),
                   each=tuple(replace(one, name=clean(one.name)) for one in rows.each))


def daily_data(rows: Series, speak: Words) -> Any:
    """The daily chart with its letters marked."""
    from debttracker.basics.labels import label
    from debttracker.charts.daily import DailyChart, Marker

    markers = tuple(Marker(day, label("letter", kind, speak)) for day, kind in rows.letters)
    return DailyChart(rows.daily, markers, tuple(day for day, kind in rows.letters if kind == "stop_contact"))


def _chart(module: ModuleType, data: Any, height: float, worded: dict[str, Any], speak: Words) -> Chart:
    from debttracker.charts.image import svg
    from debttracker.charts.theme import Look

    look = Look(scheme="light", ground=None)
    drawing: Callable[[Any], object] = lambda figure: module.draw(figure, data, look, speak)  # noqa: E731
    name = getattr(data, "name", "")
    title = speak("{chart}: {name}", chart=module.title(speak), name=name) if name else module.title(speak)
    return Chart(title, svg(drawing, _WIDTH, height), module.describe(data, speak, **worded),
                 module.sentence(data, speak, **worded))
