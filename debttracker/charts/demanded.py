"""What collectors demanded beside what contract and payments give, over time.

Its words stand on a page before its figure is drawn, so only drawing imports matplotlib.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from debttracker.basics.formats import day_text, money_text
from debttracker.basics.languages import Words
from debttracker.basics.moments import day_of
from debttracker.basics.money import Money
from debttracker.charts.hits import Drill, HitArea
from debttracker.charts.scales import money_label, money_steps, room_for, widest
from debttracker.charts.theme import Look
from debttracker.insight.bins import Step
from debttracker.insight.sentences import joined

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from debttracker.charts.sheet import Panel

#: Narrowest and widest bar of a pair, in points; narrower ones become lines over time.
_NARROWEST, _WIDEST = 7.0, 26.0


@dataclass(frozen=True, slots=True)
class Demand:
    """An amount demanded on ``day`` and the one computed for that day, both in minor units. ``loan_id`` and
    ``contact_id`` are where a click leads; ``who`` is said when hovering."""

    day: int
    demanded: int
    computed: int
    contact_id: int | None = None
    loan_id: int | None = None
    who: str = ""


@dataclass(frozen=True, slots=True)
class DemandChart:
    """Demands in one ``currency``, in any order; ``name`` is that of the loan, where its place does not tell."""

    currency: str
    demands: tuple[Demand, ...]
    name: str = ""

    @property
    def by_day(self) -> tuple[Demand, ...]:
        """Oldest first."""
        return tuple(sorted(self.demands, key=lambda demand: demand.day))


def title(speak: Words) -> str:
    """The chart's name."""
    return speak("Demanded against owed")


def nothing(speak: Words) -> str:
    """What stands there while no contact carries an amount."""
    return speak("No amounts demanded yet. Write down what a collector demands, and it is compared here.")


def sentence(data: DemandChart, speak: Words) -> str:
    """The latest demand beside what is owed, and the largest gap."""
    if not data.demands:
        return nothing(speak)
    last = data.by_day[-1]
    gap = last.demanded - last.computed
    fields: dict[str, object] = {"day": day_text(day_of(last.day), speak), "demanded": _money(last.demanded, data),
                                 "computed": _money(last.computed, data), "gap": _money(abs(gap), data)}
    if not gap:
        return speak("The demand of {day} for {demanded} agrees with contract and payments.", **fields)
    if gap < 0:
        return speak("On {day} {demanded} was demanded; contract and payments give {computed}, {gap} more.", **fields)
    return speak("On {day} {demanded} was demanded; contract and payments give {computed}, {gap} less.", **fields)


def describe(data: DemandChart, speak: Words) -> str:
    """The chart in words."""
    start = speak.plural("{n} amount demanded, beside the amount computed for its day.",
                         "{n} amounts demanded, each beside the amount computed for its day.", len(data.demands))
    return joined([start if data.demands else "", sentence(data, speak)], speak)


def draw(figure: Figure, data: DemandChart, look: Look, speak: Words) -> list[HitArea]:
    """Draw on the cleared ``figure``: pairs of bars, or two lines over time where pairs no longer fit."""
    from debttracker.charts.calendar import bottom_height
    from debttracker.charts.legend import Entry, draw_legend
    from debttracker.charts.sheet import Sheet

    sheet = Sheet(figure, look, speak)
    above = sheet.title(title(speak)) if look.titled else 0.0
    if not data.demands:
        sheet.empty(nothing(speak))
        return []
    entries = [Entry(speak("demanded"), look.colour("chart4")), Entry(speak("computed"), look.colour("chart1"))]
    above = max(above, draw_legend(sheet, entries, sheet.height)) + look.small * 1.4
    demands = data.by_day
    highest = max(max(demand.demanded, demand.computed) for demand in demands)
    bottom, top = bottom_height(look.small), sheet.height - above
    values = money_steps(highest, room_for(top - bottom, look.small), data.currency)
    inner = widest(values, lambda value: money_label(value, data.currency, speak), sheet.measure) + look.small * 0.8
    fits = (sheet.width - inner) / len(demands) >= _NARROWEST * look.scale * 2.6
    first, last = demands[0].day, max(demands[-1].day, demands[0].day + 30)
    across = (0.0, float(len(demands))) if fits else (first - 0.5, last + 0.5)
    panel = sheet.panel(inner, bottom, sheet.width, top, across, (0, values[-1]))
    panel.rows(values)
    for value in values:
        sheet.text(inner - look.small * 0.8, panel.y(value), money_label(value, data.currency, speak), align="right",
                   middle=True)
    if fits:
        return _pairs(panel, data, demands, speak)
    return _lines(panel, data, demands, speak)


def _pairs(panel: Panel, data: DemandChart, demands: tuple[Demand, ...], speak: Words) -> list[HitArea]:
    """Two bars a demand, evenly spaced, their amounts above where there is room, the day below."""
    import numpy as np

    sheet, look = panel.sheet, panel.sheet.look
    slot = (panel.right - panel.left) / len(demands)
    wide = min(_WIDEST * look.scale, slot / 2.6) / slot
    middle = np.arange(len(demands)) + 0.5
    base = np.zeros(len(demands))
    sides = ((-1, "chart4", [d.demanded for d in demands]), (1, "chart1", [d.computed for d in demands]))
    for side, colour, heights in sides:
        start = middle + (wide * 1.06 * side - wide) / 2
        panel.bars(start, start + wide, base, np.array(heights, dtype=float), look.colour(colour))
        texts = [_plain(height, data) for height in heights]
        if max(map(sheet.measure, texts)) <= wide * slot + look.small * 0.4:
            for x, height, text in zip(start + wide / 2, heights, texts, strict=True):
                sheet.text(panel.x(x), panel.y(height) + look.small * 0.45, text, align="center")
    _days(panel, demands, slot, speak)
    return [panel.column(place, place + 1, _drill(demand), _tip(demand, data, speak))
            for place, demand in enumerate(demands)]


def _days(panel: Panel, demands: tuple[Demand, ...], slot: float, speak: Words) -> None:
    """The day under every pair, or under every second, third … where they would touch; the year below it."""
    sheet, size = panel.sheet, panel.sheet.look.small
    texts = [day_text(day_of(demand.day), speak, year=False) for demand in demands]
    every = max(int(-(-(max(map(sheet.measure, texts)) + size) // slot)), 1)
    year = None
    for place in range(0, len(demands), every):
        wide, x = sheet.measure(texts[place]) / 2, panel.x(place + 0.5)
        x = max(min(x, sheet.width - wide), wide)
        sheet.text(x, panel.bottom - size * 1.45, texts[place], align="center")
        now = day_of(demands[place].day).year
        if now != year:
            sheet.text(x - wide, panel.bottom - size * 2.75, f"{now}年" if speak.is_chinese else str(now))
        year = now


def _lines(panel: Panel, data: DemandChart, demands: tuple[Demand, ...], speak: Words) -> list[HitArea]:
    """Both amounts as lines over time, the gap between them shaded; markers differ, not only colours."""
    import numpy as np

    from debttracker.charts.calendar import draw_dates

    look = panel.sheet.look
    days = np.array([demand.day for demand in demands], dtype=float)
    demanded = np.array([demand.demanded for demand in demands], dtype=float)
    computed = np.array([demand.computed for demand in demands], dtype=float)
    panel.axes.fill_between(days, computed, demanded, facecolor=look.mixed(look.ground or "surface", "chart4", 0.22),
                            linewidth=0, zorder=1)
    for row, colour, marker in ((demanded, "chart4", "o"), (computed, "chart1", "s")):
        panel.axes.plot(days, row, color=look.colour(colour), linewidth=1.3 * look.scale, marker=marker,
                        markersize=2.6 * look.scale, zorder=3, scalex=False, scaley=False)
    panel.axes.set_xlim(*panel.x_limits)
    panel.axes.set_ylim(*panel.y_limits)
    draw_dates(panel, demands[0].day, int(panel.x_limits[1]), speak, Step.DAY, float)
    return [panel.area(demand.day, 0, demand.day, panel.y_limits[1], _drill(demand), _tip(demand, data, speak), reach=3)
            for demand in demands]


def _drill(demand: Demand) -> Drill:
    return Drill(demand.day, demand.day, contact_id=demand.contact_id, loan_id=demand.loan_id)


def _money(minor: int, data: DemandChart) -> str:
    return money_text(Money(minor, data.currency), short=True)


def _plain(minor: int, data: DemandChart) -> str:
    """Whole major units without the sign: the axis already names the currency."""
    return f"{round(Money(minor, data.currency).amount):,}"


def _tip(demand: Demand, data: DemandChart, speak: Words) -> str:
    gap = demand.demanded - demand.computed
    lines = [day_text(day_of(demand.day), speak), demand.who,
             speak("demanded {amount}", amount=_money(demand.demanded, data)),
             speak("computed {amount}", amount=_money(demand.computed, data)),
             speak("gap {amount}", amount=_money(gap, data)) if gap else ""]
    return "\n".join(line for line in lines if line)
