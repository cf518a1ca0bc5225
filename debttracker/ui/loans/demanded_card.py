"""Demanded against owed: the chart with its sentence, the same as a table, and the charges no contract knows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from debttracker.basics.formats import day_text, money_text
from debttracker.basics.languages import N_, Words
from debttracker.basics.moments import day_number
from debttracker.basics.money import Money
from debttracker.finance.demanded import Compared, extras_sentence
from debttracker.ui.figure.drills import follow
from debttracker.ui.figure.view import FigureView
from debttracker.ui.session import Session
from debttracker.ui.widgets.card import Card
from debttracker.ui.widgets.lines_table import Line, LinesTable
from debttracker.ui.widgets.plain_label import PlainLabel

#: Newest demands drawn; the table has them all.
_DRAWN = 12


class DemandedCard(Card):
    """Shows the demands of one loan or one lender; a line opens the contact it comes from."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._session = session
        session.language.say(self.set_title, N_("DEMANDED AGAINST OWED"))
        self.chart = FigureView(150)
        self.chart.drilled.connect(lambda drill: follow(session, drill))
        self.sentence = PlainLabel("", "small", wrap=True)
        self.table = LinesTable(wide=(1,), words=(0, 1))
        self.table.opened.connect(lambda contact: session.go("timeline", ("contact", contact)))
        self.extras = PlainLabel("", "small", wrap=True, tone="late")
        for widget in (self.chart, self.sentence, self.table, self.extras):
            self.body.addWidget(widget)

    def show_demands(self, found: Sequence[Compared], currency: str, loan_id: int | None) -> None:
        """Show ``found``, oldest first; without any the card hides."""
        self.setVisible(bool(found))
        if not found:
            return
        speak = self._session.words
        self._draw(found, currency, loan_id, speak)
        names = (speak("Day"), speak("Who asked"), speak("Demanded"), speak("By the contract"), speak("Too much"))
        self.table.set_lines(names, [_line(one, speak) for one in reversed(found)], most=6)
        self.table.setAccessibleName(speak("Demanded against owed"))
        said = [text for one in reversed(found) if (text := extras_sentence(one, speak))]
        self.extras.setText("\n".join(said[:3]))
        self.extras.setVisible(bool(said))

    def _draw(self, found: Sequence[Compared], currency: str, loan_id: int | None, speak: Words) -> None:
        from debttracker.charts import demanded

        data = demanded.DemandChart(currency, tuple(
            demanded.Demand(day_number(one.demand.day), one.demand.amount, one.computed, loan_id=loan_id,
                            contact_id=one.demand.contact_id, who=one.demand.lender) for one in found[-_DRAWN:]))

        def draw(figure: Any, look: Any, words: Any) -> Any:
            return demanded.draw(figure, data, look, words)

        self.chart.show_chart(draw, speak, demanded.title(speak), demanded.describe(data, speak))
        self.sentence.setText(demanded.sentence(data, speak))


def _line(one: Compared, speak: Words) -> Line:
    def money(minor: int) -> str:
        return money_text(Money(minor, one.currency))

    gap = f"+ {money(one.gap)}" if one.gap > 0 else money(one.gap) if one.gap else "—"
    return Line((day_text(one.demand.day, speak), one.demand.lender, money(one.demand.amount), money(one.computed), gap),
                ("", "muted", "", "", "late" if one.gap > 0 else "muted"), one.demand.contact_id)
