"""Dates along the bottom of a chart: as fine as fits, in two rows, and never one label upon another."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from debttracker.basics.formats import month_text
from debttracker.basics.languages import Words
from debttracker.basics.moments import day_number, day_of
from debttracker.charts.sheet import Panel
from debttracker.insight.bins import Step

#: Least space between two labels, as a share of their size.
_GAP = 0.9
#: Longer than this, months are named and not days.
_DAYS_NAMED = 130
#: From fine to coarse: days apart, or months apart (beginning with January).
_DAY_STEPS = (1, 2, 7, 14)
_MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240)


@dataclass(frozen=True, slots=True)
class Label:
    """``upper`` stands at the day, ``lower`` (month or year) below it where it changes, else empty."""

    day: int
    upper: str
    lower: str = ""


def labels(first_day: int, last_day: int, speak: Words, fits: Callable[[list[Label]], bool],
           finest: Step = Step.DAY) -> list[Label]:
    """The finest row of dates for which ``fits`` holds, not finer than ``finest``; one label if nothing does."""
    candidates: list[list[Label]] = []
    if finest in (Step.DAY, Step.WEEK) and last_day - first_day <= _DAYS_NAMED:
        steps = _DAY_STEPS if finest is Step.DAY else (7, 14)
        candidates += [_by_days(first_day, last_day, step, speak) for step in steps]
    months = _MONTH_STEPS if finest is not Step.YEAR else tuple(m for m in _MONTH_STEPS if m >= 12)
    candidates += [_by_months(first_day, last_day, step, speak) for step in months]
    best = next((row for row in candidates if row and fits(row)), None)
    return best if best is not None else [_named(first_day, speak)]


def bottom_height(size: float) -> float:
    """Points that two rows of dates take below a panel."""
    return size * 2.9


def draw_dates(panel: Panel, first_day: int, last_day: int, speak: Words, step: Step,
               middle: Callable[[int], float]) -> None:
    """Write the dates below ``panel``. ``middle(day)`` is the data position under which a day's label stands."""
    sheet, size = panel.sheet, panel.sheet.look.small
    right = sheet.width

    def placed(row: list[Label]) -> Iterator[tuple[Label, float, float]]:
        for label in row:
            half = sheet.measure(label.upper) / 2
            yield label, max(min(panel.x(middle(label.day)), right - half), half), half

    def fits(row: list[Label]) -> bool:
        spots = list(placed(row))
        return all(a[1] + a[2] + _GAP * size <= b[1] - b[2] for a, b in pairwise(spots))

    row = labels(first_day, last_day, speak, fits, step)
    spots = list(placed(row))
    free_from = right
    for label, x, half in reversed(spots):
        sheet.text(x, panel.bottom - size * 1.45, label.upper, align="center")
        # The year or month begins where its first label begins; the later one wins where two would touch.
        start = max(min(x - half, right - sheet.measure(label.lower)), 0)
        if label.lower and start + sheet.measure(label.lower) + _GAP * size <= free_from + (free_from == right) * size:
            sheet.text(start, panel.bottom - size * 2.75, label.lower)
            free_from = start


def _by_days(first_day: int, last_day: int, step: int, speak: Words) -> list[Label]:
    """Days of the month; weekly ones stand on Mondays. The month stands below where it changes."""
    start = first_day if step < 7 else first_day + -(first_day + 3) % 7
    row: list[Label] = []
    month = None
    for number in range(start, last_day + 1, step):
        day = day_of(number)
        lower = "" if (day.year, day.month) == month else month_text(day, speak)
        month = day.year, day.month
        row.append(Label(number, str(day.day), lower))
    return row


def _by_months(first_day: int, last_day: int, step: int, speak: Words) -> list[Label]:
    """First days of months, ``step`` apart; the year stands below where it changes. Whole years have one row."""
    first = day_of(first_day)
    row: list[Label] = []
    year = None
    index = first.year * 12 + first.month - 1
    # A month of which only the last days are shown is not named, unless it is the only one.
    index += first.day > 10 and _goes_on(first_day, last_day)
    index += -index % step
    while index // 12 <= date.max.year and (number := day_number(date(index // 12, index % 12 + 1, 1))) <= last_day:
        day = day_of(number)
        upper = _year(day, speak) if step >= 12 else month_text(day, speak, year=False)
        row.append(Label(max(number, first_day), upper, "" if step >= 12 or year == day.year else _year(day, speak)))
        year = day.year
        index += step
    return row


def _goes_on(first_day: int, last_day: int) -> bool:
    """Whether a later month begins within the span."""
    first, last = day_of(first_day), day_of(last_day)
    return (first.year, first.month) != (last.year, last.month)


def _year(day: date, speak: Words) -> str:
    return f"{day.year}年" if speak.is_chinese else str(day.year)


def _named(day: int, speak: Words) -> Label:
    """One label that says everything: day, month and year."""
    when = day_of(day)
    return Label(day, str(when.day), month_text(when, speak))
