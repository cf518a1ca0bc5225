"""The Charts page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from threading import Event
from types import ModuleType
from typing import Any, NamedTuple

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from debttracker.basics.languages import N_, Words
from debttracker.basics.moments import Moment
from debttracker.basics.progress import Watch
from debttracker.case.case import Case
from debttracker.case.queries.filters import ContactFilter
from debttracker.case.queries.findings import flagged_count
from debttracker.case.queries.parties import PartyRow, parties
from debttracker.case.queries.settings import setting
from debttracker.case.queries.stats import span
from debttracker.derived.series import Series, series
from debttracker.ui.figure.drills import follow
from debttracker.ui.figure.loading import load_drawing
from debttracker.ui.figure.view import FigureView
from debttracker.ui.page import Page
from debttracker.ui.theme.theme import theme
from debttracker.ui.timeline.filters import FilterBar
from debttracker.ui.widgets.card import Card
from debttracker.ui.widgets.empty_state import EmptyState
from debttracker.ui.widgets.plain_label import PlainLabel

_TALL, _MIDDLE, _LOW = 240, 260, 180
#: Seconds that the work waits at most for the page to be painted, which a hidden one never is.
_PATIENCE_S = 0.1


class ChartsData(NamedTuple):
    """The rows, and what the filter offers."""

    which: ContactFilter
    series: Series
    parties: list[PartyRow]
    span: tuple[int, int] | None
    flagged: int


class ChartCard(Card):
    """A chart, with the sentence that says what it shows."""

    def __init__(self, height: int, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.view = FigureView(height)
        self.sentence = PlainLabel("", "small", wrap=True)
        self.body.addWidget(self.view, 1)
        self.body.addWidget(self.sentence)


class ChartsPage(Page):
    """How heavy, when, by what way, by whom, and how far the repayment is."""

    title = N_("Charts")
    kinds = frozenset({"contact", "payment", "loan", "instalment", "agreement", "party", "import_batch", "finding"})

    def build(self, column: QVBoxLayout) -> None:
        """Bar and cards."""
        self._painted = Event()
        self._which = ContactFilter()
        self.bar = FilterBar(self.session.words)
        self.bar.changed.connect(self._use)
        column.addWidget(self.bar)
        grid = QGridLayout()
        grid.setSpacing(theme().px(16))
        column.addLayout(grid)
        self.cards = {"daily": ChartCard(_TALL), "heatmap": ChartCard(_MIDDLE), "progress": ChartCard(_MIDDLE),
                      "channels": ChartCard(_LOW), "lenders": ChartCard(_LOW), "loans": ChartCard(_LOW),
                      "flags": ChartCard(_LOW)}
        for name, (row, place, wide) in {
                "daily": (0, 0, 5), "heatmap": (1, 0, 3), "progress": (1, 3, 2), "channels": (2, 0, 2),
                "lenders": (2, 2, 3), "loans": (3, 0, 3), "flags": (3, 3, 2)}.items():
            grid.addWidget(self.cards[name], row, place, 1, wide)
            self.cards[name].view.drilled.connect(self._follow)
            self.cards[name].view.failed.connect(self.session.tell)
        for place in range(5):
            grid.setColumnStretch(place, 1)

    def read(self, case: Case, watch: Watch) -> ChartsData:
        """Aggregate; and bring in what draws, once the page itself is on the screen: both want the interpreter."""
        self._painted.wait(_PATIENCE_S)
        load_drawing()
        _drawing()
        connection = case.reader()
        today = Moment.now(str(setting(connection, "case.zone", "UTC"))).local_day
        return ChartsData(self._which, series(connection, self._which, today),
                          parties(connection, "collector", "creditor"), span(connection), flagged_count(connection))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Now the work behind it may begin."""
        super().paintEvent(event)
        self._painted.set()

    def is_empty(self, data: ChartsData) -> bool:
        """Nothing to draw at all."""
        return data.span is None and not data.series.each

    def make_empty(self) -> QWidget:
        """What will be here."""
        _ = self.session.words
        return EmptyState("chart", _("There is nothing to draw yet."),
                          _("With the first contacts and payments, this page shows how often they come, at what "
                            "hours, and how far you are."), action=_("Log a contact"),
                          run=lambda: self.session.actions.run("log-contact"))

    def show_data(self, data: ChartsData) -> None:
        """Hand each chart its rows."""
        self.bar.offer(data.parties, data.span, data.flagged, data.series.contacts)
        rows = data.series
        for name, (module, chart_of) in _drawing().items():
            self._show(self.cards[name], module, chart_of(rows, self.session.words))
        self.cards["progress"].setVisible(bool(rows.totals))
        self.cards["loans"].setVisible(len(rows.each) > 1)

    def retranslate(self) -> None:
        """The bar's words."""
        self.bar.retell(self.session.words)

    def show_target(self, target: Any) -> None:
        """("filter", ContactFilter)."""
        kind, value = target
        if kind == "filter":
            self.bar.set_filter(value)
            self._use(value)

    def _show(self, card: ChartCard, module: ModuleType, chart: Any) -> None:
        speak = self.session.words
        card.set_title(module.title(speak))
        card.view.show_chart(lambda figure, look, words: module.draw(figure, chart, replace(look, titled=False), words),
                             speak, module.title(speak), module.describe(chart, speak))
        card.sentence.setText(module.sentence(chart, speak))

    def _use(self, which: ContactFilter) -> None:
        self._which = which
        self.reload()

    def _follow(self, drill: Any) -> None:
        follow(self.session, drill)


def _drawing() -> dict[str, tuple[ModuleType, Callable[[Series, Words], Any]]]:
    """Each chart's module and what it makes of the rows. Imports matplotlib."""
    from debttracker.charts import channels, daily, flags, heatmap, lenders, loans, progress
    from debttracker.evidence.figures import daily_data

    return {"daily": (daily, daily_data), "heatmap": (heatmap, lambda rows, _: heatmap.HeatChart(rows.heat)),
            "progress": (progress, lambda rows, _: rows.totals), "channels": (channels, lambda rows, _: rows.groups),
            "lenders": (lenders, lambda rows, _: rows.ranking), "loans": (loans, lambda rows, _: rows.each),
            "flags": (flags, lambda rows, _: rows.flags)}
