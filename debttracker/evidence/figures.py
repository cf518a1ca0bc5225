"""The charts that go into the document: the same figures as in the window, drawn for paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property, partial
from importlib import import_module
from types import ModuleType
from typing import Any, overload

from debttracker.basics.languages import Words
from debttracker.basics.moments import day_number
from debttracker.case.connection import Connection
from debttracker.case.queries.contacts import count
from debttracker.case.queries.filters import ContactFilter
from debttracker.derived.loan_story import LoanStory, loan_stories
from debttracker.derived.series import Series, series
from debttracker.evidence.document import Chart

#: Size on paper in millimetres; a row of bars, and the room above rows for a legend.
_WIDTH, _HEIGHT, _LOW = 164.0, 70.0, 52.0
_ROW, _ABOVE, _MOST_ROWS = 7.0, 4.0, 8
_LOAN_ROW = 11.5

#: A chart's module by name, what makes its data, its height, and further words its texts are asked with. The module
#: and matplotlib with it are imported when the chart is drawn.
_Wanted = tuple[str, Callable[[ModuleType], Any], float, dict[str, Any]]


def paper_charts(connection: Connection, which: ContactFilter, today: date, speak: Words,
                 clean: Callable[[str], str] = str) -> Sequence[Chart]:
    """Every chart that has something to show, light, as SVG with real text; read and drawn when first looked
    at.

    ``clean`` takes what the borrower left out from the names of parties and loans before they are drawn.
    """
    def wanted() -> list[_Wanted]:
        rows = _cleaned(series(connection, which, today), clean)
        return [*_contacts(rows, speak), *_loans(rows), *_demands(connection, which, today, clean)]

    return _Drawings(wanted, speak, certain=count(connection, which) > 0)


class _Drawings(Sequence[Chart]):
    """Charts of which nothing is read before they are looked at, so that other work need not wait; ``certain`` says
    that there is at least one."""

    def __init__(self, find: Callable[[], list[_Wanted]], speak: Words, *, certain: bool) -> None:
        self._find, self._speak, self._certain = find, speak, certain
        self._drawn: dict[int, Chart] = {}

    def __bool__(self) -> bool:
        return self._certain or len(self) > 0

    @cached_property
    def _wanted(self) -> list[_Wanted]:
        return self._find()

    def __len__(self) -> int:
        return len(self._wanted)

    @overload
    def __getitem__(self, at: int) -> Chart: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Chart]: ...
    def __getitem__(self, at: int | slice) -> Chart | Sequence[Chart]:
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self)))]
        place = range(len(self))[at]
        if place not in self._drawn:
            self._drawn[place] = _chart(*self._wanted[place], self._speak)
        return self._drawn[place]


def _contacts(rows: Series, speak: Words) -> Iterator[_Wanted]:
    """Charts of how often, when, by what way and by whom."""
    if not rows.contacts:
        return
    yield "daily", lambda _: daily_data(rows, speak), _HEIGHT, {}
    yield "heatmap", lambda module: module.HeatChart(rows.heat), _HEIGHT, {}
    yield "channels", lambda _: rows.groups, _ABOVE + _ROW * len(rows.groups), {}
    parties = min(len(rows.ranking.parties) + bool(rows.ranking.others), _MOST_ROWS)
    yield "lenders", lambda _: rows.ranking, _ABOVE + _ROW * parties, {}
    if any(month.flagged for month in rows.flags.months):
        yield "flags", lambda _: rows.flags, _LOW, {}


def _loans(rows: Series) -> Iterator[_Wanted]:
    """Charts of repayment: in total, and loan by loan."""
    if rows.totals:
        yield "progress", lambda _: rows.totals, _HEIGHT, {"plain": True}
    if len(rows.each) > 1:
        yield "loans", lambda _: rows.each, _ABOVE * 2 + _LOAN_ROW * min(len(rows.each), _MOST_ROWS), {"plain": True}


def _demands(connection: Connection, which: ContactFilter, today: date, clean: Callable[[str], str]) -> Iterator[_Wanted]:
    """A chart of what was demanded beside what was owed, for each loan of which an amount was demanded."""
    for story in loan_stories(connection, today):
        if story.demanded and (not which.loan_ids or story.view.row.id in which.loan_ids):
            yield "demanded", partial(_demand, story, clean(story.view.row.label)), _LOW, {}


def _demand(story: LoanStory, name: str, module: ModuleType) -> Any:
    demands = (module.Demand(day_number(one.demand.day), one.demand.amount, one.computed) for one in story.demanded)
    return module.DemandChart(story.view.row.currency, tuple(demands), name)


def _cleaned(rows: Series, clean: Callable[[str], str]) -> Series:
    parties = tuple(party._replace(name=clean(party.name)) for party in rows.ranking.parties)
    return replace(rows, ranking=replace(rows.ranking, parties=parties),
                   each=tuple(replace(one, name=clean(one.name)) for one in rows.each))


def daily_data(rows: Series, speak: Words) -> Any:
    """The daily chart with its letters marked."""
    from debttracker.basics.labels import label
    from debttracker.charts.daily import DailyChart, Marker

    markers = tuple(Marker(day, label("letter", kind, speak)) for day, kind in rows.letters)
    return DailyChart(rows.daily, markers, tuple(day for day, kind in rows.letters if kind == "stop_contact"))


def _chart(name: str, make: Callable[[ModuleType], Any], height: float, worded: dict[str, Any], speak: Words) -> Chart:
    from debttracker.charts.image import svg
    from debttracker.charts.theme import Look

    module = import_module(f"debttracker.charts.{name}")
    data = make(module)
    look = Look(scheme="light", ground=None)
    drawing: Callable[[Any], object] = lambda figure: module.draw(figure, data, look, speak)  # noqa: E731
    subject = getattr(data, "name", "")
    title = speak("{chart}: {name}", chart=module.title(speak), name=subject) if subject else module.title(speak)
    return Chart(title, svg(drawing, _WIDTH, height), module.describe(data, speak, **worded),
                 module.sentence(data, speak, **worded))
