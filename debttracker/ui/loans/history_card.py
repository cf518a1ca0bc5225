"""The agreements a loan has had: the contract, then what replaced it; nothing of it is ever lost."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from debttracker.basics.formats import day_text, money_text
from debttracker.basics.languages import N_, Words
from debttracker.basics.money import Money
from debttracker.derived.loan_story import LoanStory
from debttracker.finance.history import Agreement
from debttracker.finance.names import name_of
from debttracker.finance.schedule import schedule
from debttracker.ui.session import Session
from debttracker.ui.widgets.card import Card
from debttracker.ui.widgets.lines_table import Line, LinesTable
from debttracker.ui.widgets.plain_label import PlainLabel


class HistoryCard(Card):
    """Shows itself when there is more than one agreement."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._session = session
        session.language.say(self.set_title, N_("WHAT WAS AGREED, OVER TIME"))
        self.table = LinesTable(wide=(1,), words=(0, 1))
        self.said = PlainLabel("", "caption", wrap=True)
        self.body.addWidget(self.table)
        self.body.addWidget(self.said)

    def show_story(self, story: LoanStory) -> None:
        """Newest first."""
        agreements = story.view.agreements
        self.setVisible(len(agreements) > 1)
        if len(agreements) < 2:
            return
        _ = self._session.words
        self.table.set_lines((_("From"), _("What"), _("Instalments"), _("In all")),
                             [_line(one, _) for one in reversed(agreements)])
        self.table.setAccessibleName(_("What was agreed, over time"))
        self.said.setText(_("The newest one is in force. Amounts of an earlier day are still counted by the one in "
                            "force then."))


def _line(one: Agreement, speak: Words) -> Line:
    rows = schedule(one.terms)
    return Line((day_text(one.from_day, speak), name_of(one.kind, speak), str(len(rows)),
                 money_text(Money(sum(row.payment for row in rows), one.terms.currency))))
