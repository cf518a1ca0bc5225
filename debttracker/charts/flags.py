"""How many of each month's contacts may breach a rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from debttracker.basics.formats import month_text
from debttracker.basics.languages import Words
from debttracker.basics.moments import day_of
from debttracker.charts.calendar import bottom_height, draw_dates
from debttracker.charts.hits import Drill, HitArea
from debttracker.charts.legend import Entry, draw_legend
from debttracker.charts.scales import count_label, room_for, steps, widest
from debttracker.charts.sheet import Panel, Sheet
from debttracker.charts.theme import FLAG_HATCH, Look
from debttracker.insight.bins import Bins, Step, bins, choose_step
from debttracker.insight.periods import period_text
from debttracker.insight.sentences import contacts_text, flags_sentence, joined, no_contacts, share_text
from debttracker.insight.shares import FlagShare

if TYPE_CHECKING:
    from matplotlib.figure import Figure

#: Narrowest and widest month in points; narrower ones become years.
_NARROWEST, _WIDEST = 4.5, 40.0


def title(speak: Words) -> str:
    """The chart's name."""
    return speak("Contacts that may breach a rule")


def sentence(data: FlagShare, speak: Words) -> str:
    """What it shows, for below the chart."""
    return flags_sentence(data, speak)


def describe(data: FlagShare, speak: Words) -> str:
    """The chart in words."""
    start = speak("Bars by month: all contacts, and those that may breach a rule.")
    return joined([start, sentence(data, speak)], speak)


def draw(figure: Figure, data: FlagShare, look: Look, speak: Words) -> list[HitArea]:
    """Draw on the cleared ``figure``: a month's contacts as a quiet bar, the flagged ones in it, their share above.

    The areas of the flagged pieces come first, then those of the whole months.
    """
    sheet = Sheet(figure, look, speak)
    above = sheet.title(title(speak)) if look.titled else 0.0
    if not data.n:
        sheet.empty(no_contacts(speak))
        return []
    entries = [Entry(speak("may breach"), look.colour("flag"), hatch=FLAG_HATCH),
               Entry(speak("other contacts"), look.mixed("sunken", "edge", 0.45))]
    above = max(above, draw_legend(sheet, entries, sheet.height)) + look.small * 1.6
    first, last = data.months[0].day, data.months[-1].day
    few = choose_step((last - first + 31), int((sheet.width - look.small * 3) / _NARROWEST))
    spans = bins(first, last, Step.YEAR if few is Step.YEAR else Step.MONTH)
    sums = np.zeros((2, len(spans)))
    for month in data.months:
        sums[:, spans.index(month.day)] += (month.n, month.flagged)
    panel = _panel(sheet, spans, int(sums[0].max()), above)
    edges = np.array([*spans.starts, spans.end], dtype=float)
    zero, gap = np.zeros(len(spans)), min((panel.x(spans.end) - panel.x(spans.starts[0])) / len(spans) * 0.25, 5)
    panel.bars(edges[:-1], edges[1:], sums[1], sums[0], look.mixed("sunken", "edge", 0.45), gap=gap)
    panel.bars(edges[:-1], edges[1:], zero, sums[1], look.colour("flag"), gap=gap, hatch=FLAG_HATCH)
    _shares(panel, spans, sums, speak)
    draw_dates(panel, spans.starts[0], spans.end - 1, speak, spans.step,
               lambda day: (spans.starts[spans.index(day)] + spans.last(spans.index(day)) + 1) / 2)
    return _areas(panel, spans, sums, speak)


def _panel(sheet: Sheet, spans: Bins, highest: int, above: float) -> Panel:
    """The area for the bars with its lines and numbers."""
    size = sheet.look.small
    bottom, top = bottom_height(size), sheet.height - above
    values = steps(highest, room_for(top - bottom, size))
    left = widest(values, count_label, sheet.measure) + size * 0.8
    length = spans.end - spans.starts[0]
    spare = max((sheet.width - left) / (_WIDEST * sheet.look.scale) - len(spans), 0) / 2 * length / len(spans)
    panel = sheet.panel(left, bottom, sheet.width, top, (spans.starts[0] - spare, spans.end + spare), (0, values[-1]))
    panel.rows(values)
    for value in values:
        sheet.text(left - size * 0.8, panel.y(value), count_label(value), align="right", middle=True)
    return panel


def _shares(panel: Panel, spans: Bins, sums: np.ndarray, speak: Words) -> None:
    """The share above each bar with flagged contacts, if all of them fit."""
    sheet, size = panel.sheet, panel.sheet.look.small
    pitch = (panel.x(spans.end) - panel.x(spans.starts[0])) / len(spans)
    texts = [share_text(int(flagged), int(n), speak) if flagged else "" for n, flagged in sums.T]
    if max(map(sheet.measure, texts)) > pitch - size * 0.2:
        return
    for place, text in enumerate(texts):
        if text:
            middle = (spans.starts[place] + spans.last(place) + 1) / 2
            sheet.text(panel.x(middle), panel.y(sums[0][place]) + size * 0.5, text, colour="flag", align="center")


def _areas(panel: Panel, spans: Bins, sums: np.ndarray, speak: Words) -> list[HitArea]:
    parts, columns = [], []
    for place, start in enumerate(spans.starts):
        n, flagged = int(sums[0][place]), int(sums[1][place])
        last = spans.last(place)
        when = month_text(day_of(start), speak) if spans.step is Step.MONTH else period_text(start, last, speak)
        may = speak("{n} may breach a rule ({share})", n=count_label(flagged), share=share_text(flagged, n, speak))
        tip = "\n".join((when, contacts_text(n, speak), *((may,) if flagged else ())))
        if flagged:
            parts.append(panel.area(start, 0, last + 1, flagged, Drill(start, last, flagged=True), tip, part=True))
        columns.append(panel.column(start, last + 1, Drill(start, last), tip))
    return parts + columns
