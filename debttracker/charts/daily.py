"""How many contacts came, stacked by family, with the count of the last seven days as a line.

Bars are days, or weeks, months or years where finer ones no longer fit; the figure says which. Over days the line has
a strip of its own above the bars, because seven days hold many more contacts than one; over weeks and months it
shares their scale."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.collections import LineCollection

from debttracker.basics.labels import label
from debttracker.basics.languages import Words
from debttracker.charts.calendar import bottom_height, draw_dates
from debttracker.charts.hits import Drill, HitArea
from debttracker.charts.legend import Entry, draw_legend
from debttracker.charts.scales import count_label, room_for, steps, widest
from debttracker.charts.sheet import Panel, Sheet
from debttracker.charts.theme import GROUP_HATCHES, Look
from debttracker.insight.bins import Bins, Step, bins, choose_step
from debttracker.insight.intensity import GROUPS, Daily
from debttracker.insight.periods import period_text
from debttracker.insight.sentences import contacts_text, daily_sentence, joined, no_contacts

if TYPE_CHECKING:
    from matplotlib.figure import Figure

#: Narrowest bar with its gap, in points: below it, days are drawn as weeks and weeks as months.
_NARROWEST = 4.2
#: Widest bar, so that a single day is a bar and not a wall.
_WIDEST = 28.0
#: Share of the height that the strip of the line takes over days, and the space below it in sizes of labels.
_STRIP, _BELOW_STRIP = 0.36, 2.4


@dataclass(frozen=True, slots=True)
class Marker:
    """A dashed line at a day: ``text`` names it (a letter sent, a loan overdue); ``drill`` is where a click leads."""

    day: int
    text: str
    drill: Drill | None = None


@dataclass(frozen=True, slots=True)
class DailyChart:
    """What is drawn. ``letters`` are days whose effect the sentence weighs, ``parties`` those of the busiest week."""

    shown: Daily | None
    markers: tuple[Marker, ...] = ()
    letters: tuple[int, ...] = ()
    parties: int | None = None


def title(speak: Words) -> str:
    """The chart's name."""
    return speak("How often they make contact")


def sentence(data: DailyChart, speak: Words) -> str:
    """What it shows, for below the chart."""
    return daily_sentence(data.shown, speak, letters=data.letters, parties=data.parties)


def describe(data: DailyChart, speak: Words) -> str:
    """The chart in words: kind, period, numbers of each family, and the sentence."""
    shown = data.shown
    if shown is None or not shown.total:
        return joined([title(speak) + ("。" if speak.is_chinese else "."), no_contacts(speak)], speak)
    listed = speak.context("list", ", ").join(
        f"{label('group', group, speak)} {count_label(sum(row))}"
        for group, row in zip(GROUPS, shown.counts, strict=True) if any(row))
    start = speak("Bar chart of contacts over time, {period}: {contacts} ({listed}).",
                  period=period_text(shown.first_day, shown.last_day, speak),
                  contacts=contacts_text(shown.total, speak), listed=listed)
    return joined([start, sentence(data, speak)], speak)


def draw(figure: Figure, data: DailyChart, look: Look, speak: Words) -> list[HitArea]:
    """Draw on the cleared ``figure``; the areas of the segments come first, then those of the whole columns."""
    sheet = Sheet(figure, look, speak)
    row = sheet.title(title(speak))
    shown = data.shown
    if shown is None or not shown.total:
        sheet.empty(no_contacts(speak))
        return []
    step = choose_step(len(shown), int((sheet.width - look.small * 3) / _NARROWEST))
    spans = bins(shown.first_day, shown.last_day, step)
    counts = np.array([spans.sums(values, shown.first_day) for values in shown.counts])
    present = [place for place in range(len(GROUPS)) if counts[place].any()]
    line = _line(shown, step)
    entries = [Entry(label("group", group, speak), look.group(group), hatch=GROUP_HATCHES.get(group))
               for group in (GROUPS[place] for place in present)]
    if line is not None:
        entries.append(Entry(speak("in the last 7 days"), look.colour("text"), "line"))
    row = max(row, draw_legend(sheet, entries, sheet.height))
    above = row + look.small * (1.8 if data.markers else 0.5)
    highest = int(counts.sum(axis=0).max())
    strip = _strip(sheet, spans, line, above) if line is not None and step is Step.DAY else None
    if strip is None:
        highest = max([highest, *(shown.rolling if line is not None else ())])
        panel = _panel(sheet, spans, highest, above)
    else:
        panel = _panel(sheet, spans, highest, sheet.height - strip.bottom + look.small * _BELOW_STRIP)
    sheet.text(0, panel.top + look.small * 0.9, _unit(step, speak))
    _stacks(panel, spans, counts, present)
    if line is not None:
        _draw_line(strip or panel, line)
    areas = _markers(panel, data.markers, spans, strip)
    draw_dates(panel, spans.starts[0], spans.end - 1, speak, step,
               lambda day: _middle(spans, day) if step is not Step.WEEK else day)
    return areas + _areas(panel, spans, counts, shown, speak)


def _unit(step: Step, speak: Words) -> str:
    """What one bar stands for."""
    return {Step.DAY: speak("per day"), Step.WEEK: speak("per week"), Step.MONTH: speak("per month"),
            Step.YEAR: speak("per year")}[step]


def _panel(sheet: Sheet, spans: Bins, highest: int, above: float) -> Panel:
    """The area for the bars with its lines and numbers; few bars stay narrow and stand in the middle."""
    size = sheet.look.small
    bottom, top = bottom_height(size), sheet.height - above - size * 0.9
    values = steps(highest, room_for(top - bottom, size))
    return _scaled(sheet, spans, values, values[-1], bottom, top)


def _strip(sheet: Sheet, spans: Bins, line: tuple[np.ndarray, np.ndarray], above: float) -> Panel | None:
    """The area for the line above the bars; None where the chart is too low for two areas."""
    room = sheet.height - above - bottom_height(sheet.look.small)
    high = room * _STRIP
    if high < sheet.look.small * 3:
        return None
    top, highest = sheet.height - above, int(line[1].max())
    return _scaled(sheet, spans, [0, highest], highest * 1.06, top - high, top)


def _scaled(sheet: Sheet, spans: Bins, values: list[int], ceiling: float, bottom: float, top: float) -> Panel:
    """An area between two heights with lines at ``values`` and their numbers. Both areas of a chart keep one left edge."""
    size = sheet.look.small
    left = max(widest(values, count_label, sheet.measure), sheet.measure("000")) + size * 0.8
    length = spans.end - spans.starts[0]
    spare = max((sheet.width - left) / (_WIDEST * sheet.look.scale) - len(spans), 0) / 2 * length / len(spans)
    panel = sheet.panel(left, bottom, sheet.width, top, (spans.starts[0] - spare, spans.end + spare), (0, ceiling))
    panel.rows(values)
    for value in values:
        sheet.text(left - size * 0.8, panel.y(value), count_label(value), align="right", middle=True)
    return panel


def _middle(spans: Bins, day: int) -> float:
    """The middle of the bar that holds ``day``."""
    place = spans.index(day)
    return (spans.starts[place] + spans.last(place) + 1) / 2


def _stacks(panel: Panel, spans: Bins, counts: np.ndarray, present: list[int]) -> None:
    """The bars, one path a family."""
    edges = np.array([*spans.starts, spans.end], dtype=float)
    floor = np.zeros(len(spans))
    look = panel.sheet.look
    pitch = (panel.x(spans.end) - panel.x(spans.starts[0])) / len(spans)
    for place in present:
        top = floor + counts[place]
        panel.bars(edges[:-1], edges[1:], floor, top, look.group(GROUPS[place]), gap=min(pitch * 0.22, 4),
                   hatch=GROUP_HATCHES.get(GROUPS[place]))
        floor = top


def _line(shown: Daily, step: Step) -> tuple[np.ndarray, np.ndarray] | None:
    """Days and heights of the line: at each day's end the contacts of that day and the six before it."""
    if len(shown) < 2 or step is Step.YEAR:
        return None
    return np.arange(len(shown)) + shown.first_day + 0.5, np.array(shown.rolling, dtype=float)


def _draw_line(panel: Panel, line: tuple[np.ndarray, np.ndarray]) -> None:
    """The line with a thin halo in the colour of the ground, to part it from the bars."""
    look = panel.sheet.look
    halo = look.colour(look.ground or "surface")
    for colour, stroke in ((halo, 2.8), (look.colour("text"), 1.25)):
        panel.axes.plot(*line, color=colour, linewidth=stroke * look.scale, solid_joinstyle="round", zorder=3,
                        scalex=False, scaley=False)


def _markers(panel: Panel, markers: tuple[Marker, ...], spans: Bins, strip: Panel | None) -> list[HitArea]:
    """Dashed lines through bars and ``strip``; a name stands beside its line where no earlier one is in the way, and always in its
    tip. A line below another's name ends there."""
    sheet = panel.sheet
    size = sheet.look.small
    inside = sorted((marker for marker in markers if spans.starts[0] <= marker.day < spans.end), key=lambda m: m.day)
    if not inside:
        return []
    top = panel.y_limits[1]
    summit = strip.top if strip is not None else panel.top

    def height(above: float) -> float:
        return top * (summit + size * above - panel.bottom) / (panel.top - panel.bottom)

    areas, segments, begun, free_from = [], [], 0.0, 0.0
    for marker in inside:
        x = panel.x(marker.day)
        wide = sheet.measure(marker.text)
        start = x + size * 0.5 if x + size * 0.5 + wide <= sheet.width else x - size * 0.5 - wide
        below = begun <= x < free_from - size
        if start >= free_from:
            sheet.text(start, summit + size * 0.6, marker.text, colour="flag")
            begun, free_from = start, start + wide + size
        segments.append(((marker.day, 0), (marker.day, height(0.2 if below else 1.6))))
        drill = marker.drill or Drill(marker.day, marker.day)
        areas.append(panel.area(marker.day, top, marker.day, height(1.6), drill, marker.text, reach=size * 0.6))
    lines = LineCollection(segments, colors=sheet.look.colour("flag"), linewidths=1 * sheet.look.scale,
                           linestyles=[(0, (2.5, 2))], zorder=4)
    lines.set_clip_on(False)
    panel.axes.add_collection(lines, autolim=False)
    return areas


def _areas(panel: Panel, spans: Bins, counts: np.ndarray, shown: Daily, speak: Words) -> list[HitArea]:
    """Segments first, then columns, each with what hovering tells."""
    parts, columns = [], []
    totals = counts.sum(axis=0).tolist()
    rows = counts.T.tolist()
    for place, (start, total) in enumerate(zip(spans.starts, totals, strict=True)):
        first, last = max(start, shown.first_day), min(spans.last(place), shown.last_day)
        tip = _tip(first, last, total, rows[place], shown, speak)
        floor = 0
        for group, n in zip(GROUPS, rows[place], strict=True):
            if n:
                parts.append(panel.area(start, floor, spans.last(place) + 1, floor + n, Drill(first, last, group=group),
                                        tip, part=True))
                floor += n
        columns.append(panel.column(start, spans.last(place) + 1, Drill(first, last), tip))
    return parts + columns


def _tip(first: int, last: int, total: int, row: list[int], shown: Daily, speak: Words) -> str:
    """Lines: the day or period, the number, its families, and the seven days up to it."""
    lines = [period_text(first, last, speak), contacts_text(total, speak)]
    lines += [f"{label('group', group, speak)} {count_label(n)}" for group, n in zip(GROUPS, row, strict=True) if n]
    if first == last:
        week = shown.rolling[first - shown.first_day]
        lines.append(speak("{n} in the 7 days up to here", n=count_label(week)))
    return "\n".join(lines)
