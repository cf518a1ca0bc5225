"""Every loan as one bar: how much of it is paid, how much is overdue, how much remains."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from debttracker.basics.formats import money_text
from debttracker.basics.languages import Words
from debttracker.basics.money import Money
from debttracker.charts import fonts
from debttracker.charts.hits import Drill, HitArea
from debttracker.charts.legend import Entry, draw_legend
from debttracker.charts.progress import nothing
from debttracker.charts.sheet import Sheet
from debttracker.charts.theme import LATE_HATCH, Look
from debttracker.insight.progress import Progress
from debttracker.insight.sentences import joined, progress_sentence

if TYPE_CHECKING:
    from matplotlib.figure import Figure

#: Height of a loan's row and of its bar in points; rows are pressed together down to the lowest.
_HIGHEST, _LOWEST, _BAR = 34.0, 20.0, 7.0


def title(speak: Words) -> str:
    """The chart's name."""
    return speak("Loan by loan")


def sentence(data: tuple[Progress, ...], speak: Words, *, plain: bool = False) -> str:  # noqa: ARG001 - as neighbours
    """What it shows, for below the chart."""
    if not data:
        return nothing(speak)
    done = sum(1 for one in data if one.target and one.remaining == 0)
    late = sum(1 for one in data if one.overdue)
    parts = [speak.plural("{n} loan is fully paid.", "{n} loans are fully paid.", done) if done else "",
             speak.plural("{n} loan has an overdue amount.", "{n} loans have an overdue amount.", late) if late else ""]
    return joined(parts, speak) or speak("No loan has an overdue amount.")


def describe(data: tuple[Progress, ...], speak: Words, *, plain: bool = False) -> str:
    """The chart in words: every loan's state."""
    return joined([speak("{name}: {sentence}", name=one.name, sentence=progress_sentence(one, speak, plain=plain))
                   for one in data], speak) or nothing(speak)


def height(loans: int, look: Look) -> float:
    """The height in points at which ``loans`` loans show at ease, legend included."""
    return _HIGHEST * look.scale * max(loans, 2) + look.body * 1.8


def draw(figure: Figure, data: tuple[Progress, ...], look: Look, speak: Words) -> list[HitArea]:
    """Draw on the cleared ``figure`` as many of ``data`` as fit, in their order; one area a loan."""
    sheet = Sheet(figure, look, speak)
    above = sheet.title(title(speak)) if look.titled else 0.0
    if not data:
        sheet.empty(nothing(speak))
        return []
    entries = [Entry(speak("paid"), look.colour("chart1")), Entry(speak("remaining"), look.colour("sunken"))]
    if any(one.overdue for one in data):
        entries.insert(1, Entry(speak("overdue"), look.colour("chart4"), hatch=LATE_HATCH))
    above = max(above, draw_legend(sheet, entries, sheet.height))
    room = sheet.height - above
    shown = data[:max(int(room / (_LOWEST * look.scale)), 1)]
    if len(shown) < len(data):
        shown = data[:max(len(shown) - 1, 1)]
        sheet.text(0, look.small * 0.4, speak.plural("and {n} more", "and {n} more", len(data) - len(shown)))
        room -= look.small * 2
    pitch = min(room / len(shown), _HIGHEST * look.scale)
    return [_row(sheet, one, sheet.height - above - pitch * place, pitch, speak) for place, one in enumerate(shown)]


def _row(sheet: Sheet, one: Progress, top: float, pitch: float, speak: Words) -> HitArea:
    """Name and amounts on one line, the bar below."""
    look, size = sheet.look, sheet.look.small

    def money(minor: int) -> str:
        return money_text(Money(minor, one.currency), short=True)

    # The first baseline leaves the same room above the name as the bar leaves below itself.
    base = top - size * 1.1
    amounts = money(one.paid) if one.target is None else f"{money(one.paid)} / {money(one.target)}"
    room = sheet.width - sheet.measure(amounts) - size * 2
    name = fonts.shortened(fonts.legible(one.name), room, size, sheet.language)
    sheet.text(0, base, name, colour="text")
    sheet.text(sheet.width, base, amounts, align="right")
    thick = min(_BAR * look.scale, pitch * 0.35)
    whole = max(one.target or 0, one.paid + one.overdue, 1)
    panel = sheet.panel(0, base - size * 0.5 - thick, sheet.width, base - size * 0.5, (0, whole), (0, 1))
    for start, end, colour, hatch in ((0, whole, "sunken", None), (0, one.paid, "chart1", None),
                                      (one.paid, one.paid + one.overdue, "chart4", LATE_HATCH)):
        if end > start:
            panel.bars(np.array([float(start)]), np.array([float(end)]), np.array([0.0]), np.array([1.0]),
                       look.colour(colour), hatch=hatch)
    lines = [one.name, amounts]
    if one.percent is not None:
        lines.append(speak("{n} % paid", n=one.percent))
    if one.overdue:
        lines.append(speak("{amount} overdue", amount=money(one.overdue)))
    return HitArea(0, (top - pitch) / sheet.height, 1, top / sheet.height, Drill(loan_id=one.loan_id), "\n".join(lines))
