"""What was paid on one loan, and where each payment went; a line opens the payment to correct it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from debttracker.basics.formats import day_text, money_text
from debttracker.basics.languages import N_, Words
from debttracker.basics.moments import day_of
from debttracker.basics.money import Money
from debttracker.case.queries.loans import PaymentRow
from debttracker.derived.loan_story import LoanStory
from debttracker.finance.matching import Allocation
from debttracker.finance.names import name_of
from debttracker.finance.terms import Part
from debttracker.ui.session import Session
from debttracker.ui.widgets.card import Card
from debttracker.ui.widgets.lines_table import Line, LinesTable
from debttracker.ui.widgets.plain_label import PlainLabel


class PaymentsCard(Card):
    """``opened`` gives the id of a payment."""

    opened = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._session = session
        session.language.say(self.set_title, N_("PAYMENTS, AND WHERE THEY WENT"))
        self.table = LinesTable(wide=(2,), words=(0, 2, 3))
        self.table.opened.connect(self.opened)
        self.hint = PlainLabel("", "caption", wrap=True)
        session.language.say(self.hint.setText, N_("Click a payment to correct it, or to say yourself where it goes."))
        self.body.addWidget(self.table)
        self.body.addWidget(self.hint)

    def show_story(self, story: LoanStory, *, can_write: bool) -> None:
        """Newest first; without payments the card hides."""
        rows = story.view.payments
        self.setVisible(bool(rows))
        if not rows:
            return
        _ = self._session.words
        self.table.set_lines((_("Day"), _("Amount"), _("Where it went"), _("How")),
                             [_line(row, story.went, _, can_write=can_write) for row in reversed(rows)], most=6)
        self.table.setAccessibleName(_("Payments"))
        self.hint.setVisible(can_write)


def _line(row: PaymentRow, went: Mapping[int, tuple[Allocation, ...]], speak: Words, *, can_write: bool) -> Line:
    parts = went.get(row.id, ())
    said = where_words(parts, row.currency, speak)
    left = row.amount - sum(one.amount for one in parts)
    if left > 0 and row.amount > 0:
        said = "; ".join(part for part in (said, speak("{amount} waits as credit",
                                                       amount=money_text(Money(left, row.currency)))) if part)
    if row.allocation not in ("null", "[]", ""):
        said = speak("as you said: {where}", where=said)
    return Line((day_text(day_of(row.day), speak), money_text(Money(row.amount, row.currency)), said,
                 row.method or row.note), ("", "", "muted", "muted"), row.id if can_write else None)


def where_words(parts: Sequence[Allocation], currency: str, speak: Words) -> str:
    """``no. 3: interest 74.25, principal 925.75``, instalment by instalment."""
    by_number: dict[int, dict[Part, int]] = {}
    for one in parts:
        sums = by_number.setdefault(one.number, {})
        sums[one.part] = sums.get(one.part, 0) + one.amount
    mark = speak.context("list", ", ")
    said = [speak("no. {n}: {parts}", n=number, parts=mark.join(
        f"{_part(part, speak)} {Money(amount, currency).amount:,}" for part, amount in sums.items()))
        for number, sums in by_number.items()]
    return "; ".join(said) if not speak.is_chinese else "；".join(said)


def _part(part: Part, speak: Words) -> str:
    name = name_of(part, speak)
    return name if speak.is_chinese else name.lower()
