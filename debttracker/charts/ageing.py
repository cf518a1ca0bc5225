"""Overdue amounts by how long they have been overdue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from debttracker.basics.formats import money_text
from debttracker.basics.languages import Words
from debttracker.basics.money import Money
from debttracker.charts.hits import Drill, HitArea
from debttracker.charts.rowbars import RowBar, draw_rows
from debttracker.charts.sheet import Sheet
from debttracker.charts.theme import Look
from debttracker.insight.sentences import joined

if TYPE_CHECKING:
    from matplotlib.figure import Figure


@dataclass(frozen=True, slots=True)
class AgeingChart:
    """Overdue minor units of ``currency`` by days past due: (first day, last day or None for “and more”, amount)."""

    currency: str
    ages: tuple[tuple[int, int | None, int], ...]


def title(speak: Words) -> str:
    """The chart's name."""
    return speak("How long amounts are overdue")


def nothing(speak: Words) -> str:
    """What stands there when all is paid in time."""
    return speak("Nothing is overdue.")


def sentence(data: AgeingChart, speak: Words) -> str:
    """The sum of all overdue amounts."""
    total = sum(amount for *_, amount in data.ages)
    if not total:
        return nothing(speak)
    return speak("{amount} is overdue in all.", amount=money_text(Money(total, data.currency), short=True))


def describe(data: AgeingChart, speak: Words) -> str:
    """The chart in words: every age with its amount."""
    listed = speak.context("list", ", ").join(
        f"{_age(first, last, speak)} {money_text(Money(amount, data.currency), short=True)}"
        for first, last, amount in data.ages if amount)
    return joined([speak("Bars by days past due: {listed}.", listed=listed) if listed else "", sentence(data, speak)],
                  speak)


def draw(figure: Figure, data: AgeingChart, look: Look, speak: Words) -> list[HitArea]:
    """Draw on the cleared ``figure``, darker the older; one area an age (its drill restricts nothing)."""
    sheet = Sheet(figure, look, speak)
    above = sheet.title(title(speak)) if look.titled else 0
    if not any(amount for *_, amount in data.ages):
        sheet.empty(nothing(speak))
        return []
    rows = []
    for place, (first, last, amount) in enumerate(data.ages):
        name, text = _age(first, last, speak), money_text(Money(amount, data.currency), short=True)
        colour = look.mixed(look.ground or "surface", "chart4", 0.45 + 0.55 * (place + 1) / len(data.ages))
        rows.append(RowBar(name, amount, text, colour, Drill(), f"{name}\n{text}"))
    return draw_rows(sheet, rows, above)


def _age(first: int, last: int | None, speak: Words) -> str:
    if last is None:
        return speak("from {first} days", first=first)
    return speak("{first}–{last} days", first=first, last=last)
