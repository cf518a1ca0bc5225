"""What credit bureaus hold about one loan: reported, disputed, corrected."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from debttracker.basics.formats import day_text
from debttracker.basics.languages import N_, Words
from debttracker.basics.moments import day_of
from debttracker.case.queries.loans import CreditRow
from debttracker.derived.loan_story import LoanStory
from debttracker.ui.session import Session
from debttracker.ui.widgets.buttons import LinkButton
from debttracker.ui.widgets.card import Card
from debttracker.ui.widgets.lines_table import Line, LinesTable
from debttracker.ui.widgets.plain_label import PlainLabel


class CreditCard(Card):
    """``opened`` gives an entry (:class:`CreditRow`), or None for a new one."""

    opened = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._session = session
        session.language.say(self.set_title, N_("CREDIT RECORD"))
        self.none = PlainLabel("", "muted", wrap=True)
        session.language.say(self.none.setText, N_("Nothing is written down. If a credit bureau shows this loan, note "
                                                   "since when, and what you did about it."))
        self.table = LinesTable(wide=(0, 4), words=(0, 1, 2, 3, 4))
        self.table.opened.connect(self.opened)
        self.add = LinkButton()
        session.language.say(self.add.setText, N_("Add an entry…"))
        self.add.clicked.connect(lambda: self.opened.emit(None))
        self.body.addWidget(self.none)
        self.body.addWidget(self.table)
        self.body.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)

    def show_story(self, story: LoanStory, *, can_write: bool) -> None:
        """The entries in the order they were written down."""
        _ = self._session.words
        self.none.setVisible(not story.credit)
        self.table.setVisible(bool(story.credit))
        self.add.setVisible(can_write)
        self.table.set_lines((_("Bureau"), _("Reported"), _("Disputed"), _("Corrected"), _("Note")),
                             [_line(row, _, can_write=can_write) for row in story.credit])
        self.table.setAccessibleName(_("Credit record"))


def _line(row: CreditRow, speak: Words, *, can_write: bool) -> Line:
    def day(number: int | None) -> str:
        return "—" if number is None else day_text(day_of(number), speak)

    tone = "ok" if row.corrected_day is not None else ""
    return Line((row.bureau, day(row.reported_day), day(row.disputed_day), day(row.corrected_day), row.note),
                ("", "", "", tone, "muted"), row if can_write else None)
