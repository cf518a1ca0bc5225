"""Repayment over time: paid as an area, overdue on top of it, what must be repaid as a line, what comes dashed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from debttracker.basics.formats import day_text, money_text
from debttracker.basics.languages import Words
from debttracker.basics.moments import day_of
from debttracker.basics.money import Money
from debttracker.charts import fonts
from debttracker.charts.calendar import bottom_height, draw_dates
from debttracker.charts.hits import Drill, HitArea
from debttracker.charts.legend import Entry, draw_legend
from debttracker.charts.scales import money_label, money_steps, room_for, widest
from debttracker.charts.sheet import Panel, Sheet
from debttracker.charts.theme import LATE_HATCH, Look
from debttracker.insight.bins import bins, choose_step
from debttracker.insight.progress import Point, Progress
from debttracker.insight.sentences import joined, progress_sentence

if TYPE_CHECKING:
    from matplotlib.figure import Figure

#: Least span of days, so that a first payment is a step and not a wall.
_SHORTEST = 60
#: Narrowest column that answers to hovering, in points.
_COLUMN = 7.0


@dataclass(frozen=True, slots=True)
class _Frame:
    """The days across and the highest amount of one panel."""

    first: int
    last: int
    highest: int


def title(speak: Words) -> str:
    """The chart's name."""
    return speak("Repayment so far")


def sentence(data: tuple[Progress, ...], speak: Words, *, plain: bool = False) -> str:
    """What it shows, for below the chart: one sentence a currency or loan; ``plain`` for readers of a document."""
    if not data:
        return nothing(speak)
    if len(data) == 1:
        return progress_sentence(data[0], speak, plain=plain)
    return joined([speak("{name}: {sentence}", name=series_name(one), sentence=progress_sentence(one, speak, plain=plain))
                   for one in data], speak)


def series_name(one: Progress) -> str:
    """The loan's name, or the currency of a total."""
    return one.name or one.currency


def nothing(speak: Words) -> str:
    """What stands in place of a chart of loans that has nothing to show."""
    return speak("No loans yet.")


def describe(data: tuple[Progress, ...], speak: Words, *, plain: bool = False) -> str:
    """The chart in words."""
    return joined([speak("Area chart of what has been paid over time."), sentence(data, speak, plain=plain)], speak)


def draw(figure: Figure, data: tuple[Progress, ...], look: Look, speak: Words) -> list[HitArea]:
    """Draw on the cleared ``figure`` one panel for each of ``data`` (a total a currency, or loans), side by side.

    Amounts of different currencies never share a panel.
    """
    sheet = Sheet(figure, look, speak)
    above = sheet.title(title(speak)) if look.titled else 0.0
    if not data:
        sheet.empty(nothing(speak))
        return []
    entries = [Entry(speak("paid"), look.colour("chart1"))]
    if any(point.overdue for one in data for point in one.points):
        entries.append(Entry(speak("overdue"), look.colour("chart4"), hatch=LATE_HATCH))
    if any(one.ahead for one in data):
        entries.append(Entry(speak("at today’s pace"), look.colour("muted"), "dashes"))
    above = max(above, draw_legend(sheet, entries, sheet.height)) + look.small * (2.2 if len(data) > 1 else 0.6)
    gap = look.small * 2
    wide = (sheet.width - gap * (len(data) - 1)) / len(data)
    areas: list[HitArea] = []
    for place, one in enumerate(data):
        left = (wide + gap) * place
        if len(data) > 1:
            name = fonts.shortened(fonts.legible(series_name(one)), wide, look.small, sheet.language)
            sheet.text(left, sheet.height - above + look.small, name, colour="text")
        areas += _draw_one(sheet, one, left, left + wide, sheet.height - above, speak)
    return areas


def _draw_one(sheet: Sheet, one: Progress, left: float, right: float, top: float, speak: Words) -> list[HitArea]:
    """One panel between ``left`` and ``right`` (points)."""
    size, look = sheet.look.small, sheet.look
    frame = _frame(one)
    bottom = bottom_height(size)

    def name(minor: int) -> str:
        return money_label(minor, one.currency, speak)

    # Without a target the side axis is all there is; with one, its line says the highest number.
    values = money_steps(frame.highest, room_for(top - bottom, size), one.currency)
    inner = left + widest(values, name, sheet.measure) + size * 0.8
    ceiling = max(values[-1], frame.highest * 1.12)
    panel = sheet.panel(inner, bottom, right, top, (frame.first, frame.last), (0, ceiling))
    panel.rows(values)
    for value in values:
        sheet.text(inner - size * 0.8, panel.y(value), name(value), align="right", middle=True)
    _areas(panel, one)
    _ahead(panel, one)
    if one.target:
        panel.axes.plot([frame.first, frame.last], [one.target] * 2, color=look.colour("text"), zorder=3,
                        linewidth=1.1 * look.scale, scalex=False, scaley=False)
        text = speak("to repay {amount}", amount=money_text(Money(one.target, one.currency), short=True))
        sheet.text(inner + size * 0.4, panel.y(one.target) + size * 0.5, text, colour="text")
    draw_dates(panel, frame.first, frame.last, speak, choose_step(frame.last - frame.first, 100), float)
    return _columns(panel, one, frame, speak)


def _frame(one: Progress) -> _Frame:
    """From the first event to today, and as far ahead again at most as the record goes back."""
    first, last = one.points[0].day, one.today
    reach = max(last - first, _SHORTEST) * 6 // 10
    if one.ahead:
        last = max(last, min(one.ahead[-1].day, last + reach))
    short = max(_SHORTEST - (last - first), 0)
    highest = max([point.paid + point.overdue for point in one.points] + [one.target or 0])
    return _Frame(first - short, last + (last - first + short) // 50 + 1, highest)


def _areas(panel: Panel, one: Progress) -> None:
    """Paid as steps, and on top of it, hatched, what was overdue."""
    look = panel.sheet.look
    days = np.array([point.day for point in one.points] + [one.today + 1], dtype=float)
    paid = np.array([point.paid for point in one.points] + [one.paid], dtype=float)
    late = np.array([point.overdue for point in one.points] + [one.overdue], dtype=float)
    fill = panel.axes.fill_between(days, 0, paid, step="post", facecolor=look.colour("chart1"), linewidth=0, zorder=2)
    fill.sticky_edges.y.clear()
    if late.any():
        panel.axes.fill_between(days, paid, paid + late, step="post", facecolor=look.colour("chart4"), linewidth=0,
                                zorder=2, hatch=LATE_HATCH, edgecolor=look.colour(look.ground or "surface"))
    panel.axes.set_xlim(*panel.x_limits)
    panel.axes.set_ylim(*panel.y_limits)


def _ahead(panel: Panel, one: Progress) -> None:
    """The dashed line on to the target, cut at the panel's edge."""
    if one.ahead:
        look = panel.sheet.look
        days, paid = zip(*one.ahead, strict=True)
        panel.axes.plot(days, paid, color=look.colour("muted"), linewidth=1.4 * look.scale, linestyle=(0, (3, 2)),
                        zorder=3, scalex=False, scaley=False)


def _columns(panel: Panel, one: Progress, frame: _Frame, speak: Words) -> list[HitArea]:
    """Columns of days, weeks or months up to today, each telling the state at its end."""
    slots = int((panel.right - panel.left) / _COLUMN)
    first = one.points[0].day
    spans = bins(first, one.today, choose_step(frame.last - frame.first, slots))
    areas, place = [], 0
    for index, start in enumerate(spans.starts):
        last = min(spans.last(index), one.today)
        while place + 1 < len(one.points) and one.points[place + 1].day <= last:
            place += 1
        drill = Drill(max(start, first), last, loan_id=one.loan_id)
        areas.append(panel.column(max(start, frame.first), last + 1, drill, _tip(one, last, one.points[place], speak)))
    return areas


def _tip(one: Progress, day: int, state: Point, speak: Words) -> str:
    """The day, what was paid by then, what remained, what was overdue."""
    def money(minor: int) -> str:
        return money_text(Money(minor, one.currency), short=True)

    lines = [day_text(day_of(day), speak), speak("{amount} paid", amount=money(state.paid))]
    if one.target is not None:
        lines.append(speak("{amount} remains", amount=money(max(one.target - state.paid, 0))))
    if state.overdue:
        lines.append(speak("{amount} overdue", amount=money(state.overdue)))
    return "\n".join([one.name, *lines] if one.name else lines)
