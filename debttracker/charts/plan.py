"""What remains month by month under several ways of paying, and the interest of each until its end, in one chart.

Ways with the same budget run close together, so lines that would cover each other are drawn as bands inside each
other, the first widest, and the signs at their ends stand above each other.

Its words stand on a page before its figure is drawn, so only drawing imports matplotlib.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from debttracker.basics.formats import money_text, month_text
from debttracker.basics.languages import Words
from debttracker.basics.moments import day_of
from debttracker.basics.money import Money
from debttracker.charts.hits import Drill, HitArea
from debttracker.charts.scales import money_label, money_steps, room_for, widest
from debttracker.charts.theme import Look
from debttracker.insight.bins import Step, following, month_start
from debttracker.insight.sentences import joined

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from debttracker.charts.sheet import Panel, Sheet

#: Lines differ by dash and by the sign at their end as well as by colour.
_DASHES = ((0, ()), (0, (5, 2)), (0, (1.5, 1.5)), (0, (6, 2, 1.5, 2)), (0, (3, 1.5)))
_SIGNS = ("o", "s", "^", "D", "v")
_COLOURS = ("chart1", "chart2", "chart3", "chart4", "chart5")
#: Lines nearer than this share of the highest value, on average, cover each other; points a band is wider than the next.
_CLOSE, _BAND = 0.012, 2.4
#: Height in points of one row of interest below the lines, and the least height the lines keep.
_ROW, _LEAST = 17.0, 90.0


@dataclass(frozen=True, slots=True)
class Curve:
    """One way of paying: ``balances[k]`` minor units remain ``k`` months after the start; 0 at its end if it ends.

    ``key`` names the strategy for a click, ``name`` for people; ``interest`` is what it costs until then.
    """

    key: str
    name: str
    balances: tuple[int, ...]
    interest: int = 0

    @property
    def ends(self) -> bool:
        """Whether nothing remains at its end."""
        return bool(self.balances) and self.balances[-1] <= 0


@dataclass(frozen=True, slots=True)
class PlanChart:
    """Curves in one ``currency`` that begin on ``first_day``; at most five are drawn."""

    currency: str
    first_day: int
    curves: tuple[Curve, ...]

    def day(self, month: int) -> int:
        """The first day of the month ``month`` months after the start's."""
        day = month_start(self.first_day)
        for _ in range(month):
            day = following(day, Step.MONTH)
        return day


def title(speak: Words) -> str:
    """The chart's name."""
    return speak("What remains, month by month")


def sentence(data: PlanChart, speak: Words) -> str:
    """Which way ends first and which costs least."""
    done = [curve for curve in data.curves if curve.ends]
    if not data.curves:
        return speak("No plan yet.")
    if not done:
        return speak("With this monthly amount the debt does not end.")
    first = min(done, key=lambda curve: (len(curve.balances), curve.interest))
    cheap = min(done, key=lambda curve: (curve.interest, len(curve.balances)))
    dear = max(done, key=lambda curve: curve.interest)
    earliest = [curve for curve in done if len(curve.balances) == len(first.balances)]
    if len(done) == 1:
        parts = [speak("{name} ends in {month}.", name=first.name, month=_end(data, first, speak))]
    elif len(earliest) == 1:
        parts = [speak("{name} ends first: {month}.", name=first.name, month=_end(data, first, speak))]
    else:
        parts = [speak("The earliest end is {month}, in {n} ways.", month=_end(data, first, speak), n=len(earliest))]
    if dear.interest > cheap.interest:
        less = money_text(Money(dear.interest - cheap.interest, data.currency), short=True)
        parts.append(speak("{name} costs least: {amount} less interest than {other}.", name=cheap.name, amount=less,
                           other=dear.name))
    return joined(parts, speak)


def describe(data: PlanChart, speak: Words) -> str:
    """The chart in words: the end of every curve."""
    ends = [_tip(data, curve, speak).replace("\n", speak.context("list", ", ")) for curve in data.curves]
    return joined([sentence(data, speak), *(end + ("。" if speak.is_chinese else ".") for end in ends)], speak)


def draw(figure: Figure, data: PlanChart, look: Look, speak: Words) -> list[HitArea]:
    """Draw on the cleared ``figure``; the areas are the ends of the curves, then the entries of the legend's lines."""
    from debttracker.charts.calendar import bottom_height, draw_dates
    from debttracker.charts.legend import Entry, draw_legend
    from debttracker.charts.sheet import Sheet

    sheet = Sheet(figure, look, speak)
    above = sheet.title(title(speak)) if look.titled else 0.0
    curves = tuple(curve for curve in data.curves if curve.balances)[:len(_COLOURS)]
    if not curves:
        sheet.empty(speak("No plan yet."))
        return []
    entries = [Entry(curve.name, look.colour(colour), "line", dash=dash)
               for curve, colour, dash in zip(curves, _COLOURS, _DASHES, strict=False)]
    above = max(above, draw_legend(sheet, entries, sheet.height)) + look.small * 0.8
    below = _interest_rows(sheet, data, curves, speak)
    months = max(len(curve.balances) for curve in curves) - 1
    days = [data.day(0)]
    for _ in range(max(months, 1)):
        days.append(following(days[-1], Step.MONTH))
    highest = max(max(curve.balances) for curve in curves)
    bottom, top = bottom_height(look.small) + below.height, sheet.height - above
    values = money_steps(highest, room_for(top - bottom, look.small), data.currency)
    inner = widest(values, lambda value: money_label(value, data.currency, speak), sheet.measure) + look.small * 0.8
    panel = sheet.panel(inner, bottom, sheet.width - look.small * 0.9, top, (days[0], days[-1]), (0, values[-1]))
    panel.rows(values)
    for value in values:
        sheet.text(inner - look.small * 0.8, panel.y(value), money_label(value, data.currency, speak), align="right",
                   middle=True)
    draw_dates(panel, days[0], days[-1], speak, Step.MONTH, float)
    ends: dict[int, int] = {}
    areas = []
    for place, curve in enumerate(curves):
        level = ends.setdefault(len(curve.balances), 0)
        ends[len(curve.balances)] += 1
        areas.append(_curve(panel, data, curve, days, _Pen(place, covered(curves, place), level), speak))
    return [*areas, *below.areas]


class _Below(NamedTuple):
    """The rows of interest: their areas and the height they take, 0 where there is no room."""

    areas: list[HitArea]
    height: float


class _Pen(NamedTuple):
    """How one line is drawn: its place among the curves, the lines it must show around, the level of its sign."""

    place: int
    covered: int
    level: int


def covered(curves: tuple[Curve, ...], place: int) -> int:
    """How many later curves lie so close to curve ``place`` that they would hide it."""
    own = curves[place].balances
    near = _CLOSE * max(max(curve.balances) for curve in curves)
    return sum(_distance(own, other.balances) <= near for other in curves[place + 1:])


def _distance(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """Mean distance over the longer of both, what has ended counting as 0."""
    long = max(len(one), len(other))
    return sum(abs((one[k] if k < len(one) else 0) - (other[k] if k < len(other) else 0)) for k in range(long)) / long


def _interest_rows(sheet: Sheet, data: PlanChart, curves: tuple[Curve, ...], speak: Words) -> _Below:
    """The interest of each way as a bar at the foot of the sheet, its amount and end behind it."""
    from debttracker.charts.calendar import bottom_height
    from debttracker.charts.rowbars import RowBar, draw_rows

    look = sheet.look
    pitch = _ROW * look.scale
    height = pitch * len(curves) + look.small * 2.2
    if sheet.height - height < _LEAST * look.scale + bottom_height(look.small) + look.small * 3:
        return _Below([], 0.0)
    sheet.text(0, height - look.small * 1.9, speak("Interest until the end"), colour="muted")
    rows = [RowBar(curve.name, curve.interest, _row_text(data, curve, speak), look.colour(colour),
                   Drill(strategy=curve.key), _tip(data, curve, speak))
            for curve, colour in zip(curves, _COLOURS, strict=False)]
    return _Below(draw_rows(sheet, rows, sheet.height - pitch * len(curves)), height + look.small * 0.6)


def _row_text(data: PlanChart, curve: Curve, speak: Words) -> str:
    interest = money_text(Money(curve.interest, data.currency), short=True)
    return f"{interest} · {_end(data, curve, speak)}" if curve.ends else interest


def _curve(panel: Panel, data: PlanChart, curve: Curve, days: list[int], pen: _Pen, speak: Words) -> HitArea:
    """One line and the sign at its end."""
    look = panel.sheet.look
    xs, colour = days[:len(curve.balances)], look.colour(_COLOURS[pen.place])
    # A band that shows around later lines is drawn unbroken: dashes of two bands would blur into each other.
    panel.axes.plot(xs, curve.balances, color=colour, linewidth=(1.6 + _BAND * pen.covered) * look.scale,
                    linestyle="solid" if pen.covered else _DASHES[pen.place], zorder=3 + pen.place / 10, scalex=False,
                    scaley=False, dash_capstyle="butt", solid_capstyle="butt")
    step = 8 * look.scale * panel.y_limits[1] / (panel.top - panel.bottom)
    panel.axes.plot(xs[-1:], [curve.balances[-1] + step * pen.level], color=colour, marker=_SIGNS[pen.place],
                    markersize=5 * look.scale, zorder=4 + pen.place / 10, scalex=False, scaley=False, clip_on=False)
    end = xs[-1], curve.balances[-1] + step * pen.level
    return panel.area(end[0], end[1], end[0], end[1], Drill(strategy=curve.key), _tip(data, curve, speak), reach=4)


def _end(data: PlanChart, curve: Curve, speak: Words) -> str:
    return month_text(day_of(data.day(len(curve.balances) - 1)), speak)


def _tip(data: PlanChart, curve: Curve, speak: Words) -> str:
    """Name, end and cost of a curve."""
    interest = speak("interest {amount}", amount=money_text(Money(curve.interest, data.currency), short=True))
    end = speak("ends in {month}", month=_end(data, curve, speak)) if curve.ends else speak("does not end")
    return f"{curve.name}\n{end}\n{interest}"
