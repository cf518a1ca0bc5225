"""The chart of contacts over time says the truth: what a bar stands for, the count of seven days, what is behind a bar."""

from __future__ import annotations

import sys
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure

from debttracker.basics.languages import words
from debttracker.charts import daily
from debttracker.charts.hits import HitArea
from debttracker.charts.theme import Look
from debttracker.insight.intensity import daily as count

sys.path.insert(0, str(Path(__file__).parent))
import data

SPEAK = words("en")


def drawn(chart: daily.DailyChart, width: int = 800) -> tuple[list[str], list[HitArea], Figure]:
    figure = Figure(figsize=(width / 96, 3), dpi=96)
    areas = daily.draw(figure, chart, Look(), SPEAK)
    return [text.get_text() for text in figure.texts], areas, figure


@pytest.mark.parametrize(("days", "unit"), [(20, "per day"), (90, "per day"), (540, "per week"), (3000, "per month"),
                                            (20_000, "per year")])
def test_it_says_what_a_bar_stands_for(days: int, unit: str) -> None:
    texts, _, _ = drawn(data.daily_chart(data.contacts(400, days)))
    assert [text for text in texts if text.startswith("per ")] == [unit]
    assert ("in the last 7 days" in texts) == (unit != "per year")


@pytest.mark.parametrize("days", [1, 20, 540, 3000])
def test_bars_cover_every_day_once_and_their_numbers_add_up(days: int) -> None:
    rows = data.contacts(300, days)
    _, areas, _ = drawn(data.daily_chart(rows))
    columns = [area.drill for area in areas if not area.part and "contact" in area.tip]
    assert columns[0].first_day == min(row.day for row in rows)
    assert columns[-1].last_day == max(row.day for row in rows)
    assert all(one.last_day + 1 == other.first_day for one, other in pairwise(columns))  # type: ignore[operator]
    for area in areas:
        if area.part:
            drill = area.drill
            behind = [row for row in rows if drill.first_day <= row.day <= drill.last_day]  # type: ignore[operator]
            assert f"{len(behind)} contact" in area.tip


def test_the_line_over_days_is_the_count_of_seven_days() -> None:
    shown = count([(100 + k, "call", n) for k, n in enumerate((3, 0, 2, 0, 0, 1, 4, 0, 0, 5))])
    assert shown is not None
    _, _, figure = drawn(daily.DailyChart(shown))
    (line,) = {tuple(line.get_ydata()) for axes in figure.axes for line in axes.lines}
    assert line == (3, 3, 5, 5, 5, 6, 10, 7, 7, 10)


def test_the_peak_of_the_line_is_named() -> None:
    shown = count([(100 + k, "call", 6) for k in range(30)])
    texts, _, _ = drawn(daily.DailyChart(shown))
    assert "42" in texts


def test_a_letter_is_marked_and_leads_to_its_day() -> None:
    texts, areas, _ = drawn(data.daily_chart(data.contacts(300, 90)))
    assert "停止联系函" in texts
    marker = next(area for area in areas if area.tip == "停止联系函")
    assert (marker.drill.first_day, marker.drill.last_day) == (data.TODAY - 20, data.TODAY - 20)


def test_no_line_of_a_later_letter_crosses_the_name_of_an_earlier_one() -> None:
    chart = data.daily_chart(data.contacts(300, 400))
    days = [data.TODAY - 200, data.TODAY - 190, data.TODAY - 60]
    _texts, areas, figure = drawn(replace(chart, markers=tuple(daily.Marker(day, "Request to stop contact") for day in days)), 1100)
    (name, other) = [text for text in figure.texts if text.get_text() == "Request to stop contact"]
    (lines,) = [one for axes in figure.axes for one in axes.collections if isinstance(one, LineCollection)
                and len(one.get_segments()) == 3]
    assert lines.axes is not None
    figure.canvas.draw()
    tops = [lines.axes.transData.transform(segment[1]) for segment in lines.get_segments()]
    box, right = name.get_window_extent(), other.get_window_extent()
    assert box.x0 < tops[1][0] < box.x1, "the second stands below the first one's name"
    assert tops[1][1] < box.y0
    assert tops[0][1] > box.y0 and tops[2][1] > right.y0, "lines that are named reach up to their names"
    assert sum(area.tip == "Request to stop contact" for area in areas) == 3
