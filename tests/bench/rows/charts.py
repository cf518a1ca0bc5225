"""All charts of 100,000 contacts after a filter change, against matplotlib drawing the ready aggregates."""

from __future__ import annotations

import sys
from datetime import date
from time import perf_counter
from typing import Any

from tests.bench.cases import case_folder
from tests.bench.row import Row, Sample
from tests.bench.rows.start import PROBES
from tests.bench.runs import Shared, in_child, last_line

#: As the Charts page shows them: width and height in pixels.
_SIZES = {"daily": (1180, 240), "heatmap": (700, 260), "progress": (460, 260), "channels": (460, 180),
          "lenders": (700, 180), "loans": (700, 180), "flags": (460, 180)}
_TODAY = date(2026, 11, 24)


def _filter(number: int) -> Any:
    """Another period each time, nearly all of the case."""
    from debttracker.basics.moments import day_number
    from debttracker.case.queries.filters import ContactFilter

    return ContactFilter(last_day=day_number(_TODAY) - number)


def _draw(rows: Any) -> None:
    from debttracker.basics.languages import words
    from debttracker.charts import channels, daily, flags, heatmap, lenders, loans, progress
    from debttracker.charts.image import Canvas
    from debttracker.charts.theme import Look
    from debttracker.evidence.figures import daily_data

    speak, look = words("zh-Hans"), Look()
    for module, data in ((daily, daily_data(rows, speak)), (heatmap, heatmap.HeatChart(rows.heat)),
                         (progress, rows.totals), (channels, rows.groups), (lenders, rows.ranking),
                         (loans, rows.each), (flags, rows.flags)):
        width, height = _SIZES[module.__name__.rpartition(".")[2]]
        Canvas(width, height).pixels(lambda figure, module=module, data=data: module.draw(figure, data, look, speak))


def _filtered(size: int) -> float:
    """From the new filter to the last chart's pixels, all imports and the first drawing done before."""
    from debttracker.case.case import open_case
    from debttracker.derived.series import series
    from debttracker.ui.figure.loading import load_drawing

    load_drawing()  # as the window does
    with open_case(case_folder(size), None, read_only=True) as case:
        connection = case.reader()
        _draw(series(connection, _filter(0), _TODAY))
        began = perf_counter()
        for number in (1, 2, 3):
            _draw(series(connection, _filter(number), _TODAY))
        return (perf_counter() - began) / 3


def _ready(size: int) -> float:
    """Only the drawing, of aggregates made before."""
    from debttracker.case.case import open_case
    from debttracker.derived.series import series
    from debttracker.ui.figure.loading import load_drawing

    load_drawing()
    with open_case(case_folder(size), None, read_only=True) as case:
        rows = [series(case.reader(), _filter(number), _TODAY) for number in range(4)]
    _draw(rows[0])
    began = perf_counter()
    for one in rows[1:]:
        _draw(one)
    return (perf_counter() - began) / 3


def _plain_matplotlib(size: int) -> Sample:
    """The same kinds of charts as matplotlib's own functions draw them: bars, an image, lines, nothing of ours."""
    import numpy as np
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    from debttracker.case.case import open_case
    from debttracker.derived.series import series

    with open_case(case_folder(size), None, read_only=True) as case:
        rows = series(case.reader(), _filter(1), _TODAY)
    heat = np.array(rows.heat.cells)
    counts = np.array(rows.daily.counts) if rows.daily else np.zeros((5, 1))
    weeks = np.add.reduceat(counts, np.arange(0, counts.shape[1], 7), axis=1)

    def daily(axes: Any) -> None:
        floor = np.zeros(weeks.shape[1])
        for row in weeks:
            axes.bar(np.arange(len(row)), row, bottom=floor)
            floor = floor + row
        axes.plot(np.arange(len(floor)), floor)

    def progress(axes: Any) -> None:
        for one in rows.totals:
            axes.fill_between([p.day for p in one.points], [p.paid for p in one.points], step="post")

    kinds: dict[str, Any] = {
        "daily": daily, "heatmap": lambda axes: axes.imshow(heat, aspect="auto"), "progress": progress,
        "channels": lambda axes: axes.barh([g for g, _ in rows.groups], [n for _, n in rows.groups]),
        "lenders": lambda axes: axes.barh([str(p.party_id) for p in rows.ranking.parties], [p.n for p in rows.ranking.parties]),
        "loans": lambda axes: axes.barh([str(p.loan_id) for p in rows.each], [p.paid for p in rows.each]),
        "flags": lambda axes: axes.bar(np.arange(len(rows.flags.months)), [m.n for m in rows.flags.months])}

    def everything() -> None:
        for name, (width, height) in _SIZES.items():
            figure = Figure(figsize=(width / 96, height / 96), dpi=96)
            canvas = FigureCanvasAgg(figure)
            kinds[name](figure.add_subplot())
            canvas.draw()
            bytes(canvas.buffer_rgba())

    everything()
    began = perf_counter()
    for _ in range(3):
        everything()
    return Sample((perf_counter() - began) / 3)


def _of_a_million(size: int) -> float:
    """From the new filter to the last chart's pixels, once; imports and a first drawing done before."""
    from debttracker.case.case import open_case
    from debttracker.derived.series import series
    from debttracker.ui.figure.loading import load_drawing

    load_drawing()  # as the window does
    with open_case(case_folder(size), None, read_only=True) as case:
        connection = case.reader()
        _draw(series(connection, _filter(400), _TODAY))
        began = perf_counter()
        _draw(series(connection, _filter(1), _TODAY))
        return perf_counter() - began


def _bare_sql(size: int) -> float:
    """The counts that the charts show, each by one bare GROUP BY on the same encrypted connection: by day and channel,
    by weekday and hour, by party, by day with flags. No drawing, no loans, no names."""
    from debttracker.basics.moments import day_number
    from debttracker.case.case import open_case

    with open_case(case_folder(size), None, read_only=True) as case:
        connection = case.reader()

        def ask(last: int) -> float:
            began = perf_counter()
            for sql in ("SELECT day, channel, count(*) FROM contact WHERE hidden = 0 AND day <= ? GROUP BY 1, 2",
                        "SELECT (day + 3) % 7, minute / 60, count(*) FROM contact WHERE hidden = 0 AND day <= ? GROUP BY 1, 2",
                        "SELECT party_id, count(*) FROM contact WHERE hidden = 0 AND day <= ? GROUP BY 1",
                        ("SELECT day, count(*), count(f.contact_id) FROM contact LEFT JOIN flag f ON f.contact_id = id "
                        "WHERE hidden = 0 AND day <= ? GROUP BY 1")):
                connection.execute(sql, (last,)).fetchall()
            return perf_counter() - began

        ask(day_number(_TODAY) - 400)
        return ask(day_number(_TODAY) - 1)


def _held(size: int) -> Sample:
    """Milliseconds of the longest time that the GUI thread was held: while the page came up for the first time, and while
    its filter changed three times (tests/bench/probes/held.py)."""
    first, later, peak = last_line([sys.executable, PROBES / "held.py", case_folder(size)])
    return Sample(max(first, later), peak)


#: Both rows read the same runs; each run draws once before its clock starts.
_FILTERED = Shared(in_child(_filtered))
ROWS = (
    Row("charts", "all charts of the page after a filter change: rows from the case, drawing, pixels", bar=1.5,
        item=_FILTERED.told(), floor=in_child(_plain_matplotlib), floor_name="matplotlib, ready aggregates",
        turns=3, warm_up=False),
    Row("charts-aggregating", "the same against our own drawing of ready aggregates", bar=1.5, item=_FILTERED.told(),
        floor=in_child(_ready), floor_name="our drawing alone", turns=3, warm_up=False),
    Row("charts-1M", "all charts of 1,000,000 contacts after a filter change, aggregated and drawn", bar=1.5, size=1_000_000,
        item=in_child(_of_a_million), floor=in_child(_bare_sql), floor_name="bare GROUP BYs, same connection", turns=2,
        warm_up=False, grow=()),
    Row("charts-held", "longest the GUI thread is held: Charts shown, its filter changed, 1M contacts", bar=50, unit="ms",
        size=1_000_000, item=_held, turns=2, warm_up=False, grow=()),
)
