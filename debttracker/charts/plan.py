"""What remains month by month under several ways of paying, in one chart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from debttracker.basics.formats import money_text, month_text
from debttracker.basics.languages import Words
from debttracker.basics.moments import day_of
from debttracker.basics.money import Money
from debttracker.charts.calendar import bottom_height, draw_dates
from debttracker.charts.hits import Drill, HitArea
from debttracker.charts.legend import Entry, draw_legend
from debttracker.charts.scales import money_label, money_steps, room_for, widest
from debttracker.charts.sheet import Panel, Sheet
from debttracker.charts.theme import Look
from debttracker.insight.bins import Step, following, month_start
from debttracker.insight.sentences import joined

if TYPE_CHECKING:
    from matplotlib.figure import Figure

#: Lines differ by dash and by the sign at their end as well as by colour.
_DASHES = ((0, ()), (0, (5, 2)), (0, (1.5, 1.5)), (0, (6, 2, 1.5, 2)), (0, (3, 1.5)))
_SIGNS = ("o", "s", "^", "D", "v")
_COLOURS = ("chart1", "chart2", "chart3", "chart4", "chart5")


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
    parts = [speak("{name} ends first: {month}.", name=first.name, month=_end(data, first, speak)) if len(done) > 1 else
             speak("{name} ends in {month}.", name=first.name, month=_end(data, first, speak))]
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
    sheet = Sheet(figure, look, speak)
    above = sheet.title(title(speak)) if look.titled else 0.0
    curves = tuple(curve for curve in data.curves if curve.balances)[:len(_COLOURS)]
    if not curves:
        sheet.empty(speak("No plan yet."))
        return []
    entries = [Entry(curve.name, look.colour(colour), "line", dash=dash)
               for curve, colour, dash in zip(curves, _COLOURS, _DASHES, strict=False)]
    above = max(above, draw_legend(sheet, entries, sheet.height)) + look.small * 0.8
    months = max(len(curve.balances) for curve in curves) - 1
    days = [data.day(0)]
    for _ in range(max(months, 1)):
        days.append(following(days[-1], Step.MONTH))
    highest = max(max(curve.balances) for curve in curves)
    bottom, top = bottom_height(look.small), sheet.height - above
    values = money_steps(highest, room_for(top - bottom, look.small), data.currency)
    inner = widest(values, lambda value: money_label(value, data.currency, speak), sheet.measure) + look.small * 0.8
    panel = sheet.panel(inner, bottom, sheet.width - look.small * 0.6, top, (days[0], days[-1]), (0, values[-1]))
    panel.rows(values)
    for value in values:
        sheet.text(inner - look.small * 0.8, panel.y(value), money_label(value, data.currency, speak), align="right",
                   middle=True)
    draw_dates(panel, days[0], days[-1], speak, Step.MONTH, float)
    return [_curve(panel, data, curve, days, place, speak) for place, curve in enumerate(curves)]


def _curve(panel: Panel, data: PlanChart, curve: Curve, days: list[int], place: int, speak: Words) -> HitArea:
    """One line and the sign at its end."""
    look = panel.sheet.look
    xs, colour = days[:len(curve.balances)], look.colour(_COLOURS[place])
    panel.axes.plot(xs, curve.balances, color=colour, linewidth=1.6 * look.scale, linestyle=_DASHES[place],
                    zorder=3 + place / 10, scalex=False, scaley=False, dash_capstyle="butt")
    panel.axes.plot(xs[-1:], curve.balances[-1:], color=colour, marker=_SIGNS[place], markersize=5 * look.scale,
                    zorder=4 + place / 10, scalex=False, scaley=False, clip_on=False)
    end = xs[-1], curve.balances[-1]
    return panel.area(end[0], end[1], end[0], end[1], Drill(strategy=curve.key), _tip(data, curve, speak), reach=7)


def _end(data: PlanChart, curve: Curve, speak: Words) -> str:
    return month_text(day_of(data.day(len(curve.balances) - 1)), speak)


def _tip(data: PlanChart, curve: Curve, speak: Words) -> str:
    """Name, end and cost of a curve."""
    interest = speak("interest {amount}", amount=money_text(Money(curve.interest, data.currency), short=True))
    end = speak("ends in {month}", month=_end(data, curve, speak)) if curve.ends else speak("does not end")
    return f"{curve.name}\n{end}\n{interest}"
