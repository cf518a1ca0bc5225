"""Two offers side by side: the same questions, one answer each, and in one sentence which costs less."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from debttracker.basics.errors import Trouble
from debttracker.basics.formats import day_text, money_text, percent_text
from debttracker.basics.languages import N_, Words
from debttracker.basics.money import Money
from debttracker.finance.offer import OfferCheck, compare_offers, pair_sentence
from debttracker.ui.session import Session
from debttracker.ui.widgets.card import Card
from debttracker.ui.widgets.lines_table import Line, LinesTable
from debttracker.ui.widgets.plain_label import PlainLabel


class SideBySide(Card):
    """Shows itself when both offers can be worked out."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        session.language.say(self.set_title, N_("SIDE BY SIDE"))
        self.said = PlainLabel("", "strong", wrap=True)
        self.table = LinesTable(wide=(0, 1, 2), words=(0,))
        self.body.addWidget(self.said)
        self.body.addWidget(self.table)
        self.hide()

    def show_offers(self, names: Sequence[str], found: Sequence[OfferCheck | None]) -> None:
        """Compare the two, or hide."""
        first, second = found
        _ = self._session.words
        if first is None or second is None:
            self.hide()
            return
        try:
            self.said.setText(pair_sentence(compare_offers(first, second), _))
        except Trouble as trouble:
            self.said.setText(trouble.say(_))
        left, right = answers(first, _), answers(second, _)
        self.table.set_lines(("", *names), [Line((question, answer, right[place][1]))
                                            for place, (question, answer) in enumerate(left)])
        self.table.setAccessibleName(_("Side by side"))
        self.show()


def answers(found: OfferCheck, speak: Words) -> list[tuple[str, str]]:
    """Question and answer, the most important first."""
    def money(minor: int) -> str:
        return money_text(Money(minor, found.cost.currency))

    def share(ratio: Decimal | None) -> str:
        return percent_text(ratio) if ratio is not None else "—"

    return [
        (speak("It really costs, a year"), percent_text(found.cost.ear)),
        (speak("They advertise, a year"), percent_text(found.cost.advertised)),
        (speak("Reaches you"), money(found.cost.received)),
        (speak("Costs in all"), money(found.cost.cost)),
        (speak("Costs for each 1,000"), money_text(Money.of(found.cost.per_1000, found.cost.currency))),
        (speak("Heaviest month"), money(found.heaviest.payment)),
        (speak("Due after one missed month"), money(found.missed.due)),
        (speak("Penalties after one missed month"), money(found.missed.penalty + found.missed.late_fee)),
        (speak("Debts’ share of income before"), share(found.ratio_before)),
        (speak("Debts’ share of income after"), share(found.ratio_after)),
        (speak("Over on"), day_text(found.rows[-1].due, speak)),
    ]
