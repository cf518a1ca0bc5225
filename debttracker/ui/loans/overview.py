"""All loans together: what each lender demands against what is owed, and how long amounts are overdue."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtWidgets import QVBoxLayout, QWidget

from debttracker.basics.formats import day_text, money_text
from debttracker.basics.languages import N_, Words
from debttracker.basics.money import Money
from debttracker.derived.lenders import LenderDemands, ageing_by_currency, demands_by_lender
from debttracker.derived.loan_story import LoanStory
from debttracker.ui.loans.demanded_card import DemandedCard
from debttracker.ui.loans.detail import Ageing
from debttracker.ui.session import Session
from debttracker.ui.theme.theme import theme
from debttracker.ui.widgets.card import Card
from debttracker.ui.widgets.key_value_rows import KeyValueRows
from debttracker.ui.widgets.lines_table import Line, LinesTable
from debttracker.ui.widgets.plain_label import PlainLabel


class _Currency(NamedTuple):
    """What all loans of one currency come to, in minor units."""

    code: str
    paid: int
    remaining: int
    overdue: int


class LoansOverview(QWidget):
    """Cards below each other; a lender in the table shows its demands over time below it."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._found: tuple[LenderDemands, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(16))
        self.sums = Card()
        session.language.say(self.sums.set_title, N_("ALL LOANS TOGETHER"))
        self.rows, self.ageing = KeyValueRows(), Ageing(session)
        self.sums.body.addWidget(self.rows)
        self.sums.body.addWidget(self.ageing)
        self.lenders = Card()
        session.language.say(self.lenders.set_title, N_("WHAT EACH LENDER DEMANDS"))
        self.table = LinesTable(wide=(0,), words=(0, 1))
        self.table.opened.connect(self._show_lender)
        self.none = PlainLabel("", "muted", wrap=True)
        session.language.say(self.none.setText, N_("No amounts demanded yet. Write down what a collector demands, and it "
                                                   "is compared here."))
        self.lenders.body.addWidget(self.table)
        self.lenders.body.addWidget(self.none)
        self.demanded = DemandedCard(session)
        for card in (self.sums, self.lenders, self.demanded):
            column.addWidget(card)

    def show_stories(self, stories: list[LoanStory]) -> None:
        """Show all loans."""
        _ = self._session.words
        self._show_sums(stories, _)
        self._found = demands_by_lender(stories)
        self.table.setVisible(bool(self._found))
        self.none.setVisible(not self._found)
        names = (_("Lender"), _("Last asked"), _("Demanded"), _("By the contract"), _("Too much"), _("No such fee"))
        self.table.set_lines(names, [_line(one, place, _) for place, one in enumerate(self._found)])
        self.table.setAccessibleName(_("What each lender demands"))
        self._show_lender(0)

    def _show_sums(self, stories: list[LoanStory], speak: Words) -> None:
        rows: list[tuple[object, ...]] = []
        for one in _sums(stories):
            mark = f" ({one.code})"
            rows += [(speak("Paid so far") + mark, money_text(Money(one.paid, one.code))),
                     (speak("Still to pay") + mark, money_text(Money(one.remaining, one.code)))]
            if one.overdue:
                rows.append((speak("Overdue of that") + mark, money_text(Money(one.overdue, one.code)), "late"))
        self.rows.set_rows(rows)
        ages = ageing_by_currency(stories)
        self.ageing.said.hide()
        self.ageing.setVisible(bool(ages))
        for currency, steps in list(ages.items())[:1]:
            self.ageing.show_steps(steps, currency)

    def _show_lender(self, place: object) -> None:
        chosen = self._found[int(str(place))] if self._found else None
        self.demanded.show_demands(chosen.demands if chosen else (), chosen.currency if chosen else "CNY", None)
        if chosen is not None:
            self.demanded.set_title(self._session.words("DEMANDED AGAINST OWED") + f" · {chosen.lender}")


def _sums(stories: list[LoanStory]) -> list[_Currency]:
    codes = dict.fromkeys(story.view.row.currency for story in stories)
    return [_Currency(code, sum(v.paid for v in some), sum(v.remaining for v in some), sum(v.overdue for v in some))
            for code in codes if (some := [s.view for s in stories if s.view.row.currency == code])]


def _line(one: LenderDemands, place: int, speak: Words) -> Line:
    def money(minor: int) -> str:
        return money_text(Money(minor, one.currency), short=True)

    gap = one.last.gap
    return Line((one.lender, day_text(one.last.demand.day, speak), money(one.last.demand.amount),
                 money(one.last.computed), f"+ {money(gap)}" if gap > 0 else "—",
                 money(one.not_in_contract) if one.not_in_contract else "—"),
                ("", "muted", "", "", "late" if gap > 0 else "muted", "late" if one.not_in_contract else "muted"), place)
