"""The sheet for one entry of a credit record."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from debttracker.basics.errors import BadInput, Trouble
from debttracker.basics.languages import N_
from debttracker.basics.moments import day_number, day_of
from debttracker.case.change import Change
from debttracker.case.queries.loans import CreditRow
from debttracker.derived.loan_entry import keep_credit_entry, remove_credit_entry
from debttracker.ui.session import Session
from debttracker.ui.widgets.date_field import DateField
from debttracker.ui.widgets.plain_label import PlainLabel
from debttracker.ui.widgets.sheet import Sheet


class CreditSheet(Sheet):
    """Adds an entry to the loan ``loan_id``, or corrects ``row``."""

    def __init__(self, session: Session, loan_id: int, row: CreditRow | None = None,
                 parent: QWidget | None = None) -> None:
        _ = session.words
        super().__init__(_("Credit record"), _("What the bureau shows, and when you asked for it to be corrected. "
                                               "Leave empty what did not happen."), parent=parent)
        self._session, self._loan_id, self._row = session, loan_id, row
        self.bureau, self.note = QLineEdit(row.bureau if row else ""), QLineEdit(row.note if row else "")
        self.reported = DateField(name=_("Reported on"), speak=_)
        self.disputed = DateField(name=_("Disputed on"), speak=_)
        self.corrected = DateField(name=_("Corrected on"), speak=_)
        if row is not None:
            for field, day in ((self.reported, row.reported_day), (self.disputed, row.disputed_day),
                               (self.corrected, row.corrected_day)):
                field.set_value(None if day is None else day_of(day))
        for name, widget in ((_("Credit bureau"), self.bureau), (_("Reported on"), self.reported),
                             (_("Disputed on"), self.disputed), (_("Corrected on"), self.corrected),
                             (_("Note"), self.note)):
            self.body.addWidget(PlainLabel(name, "caption"))
            self.body.addWidget(widget)
            if isinstance(widget, QLineEdit):
                widget.setAccessibleName(name)
        if row is not None:
            self.add_action(_("Remove"), danger=True).clicked.connect(self._remove)
        self.add_cancel(_("Cancel"))
        self.add_action(_("Keep"), main=True)
        self.bureau.setFocus()

    def accept(self) -> None:
        """Check and keep."""
        try:
            self._session.change_or_raise(self._change(), self._session.words("Kept."))
        except Trouble as trouble:
            self.complain(trouble, self._session.words)
            return
        super().accept()

    def _change(self) -> Change:
        fields = (self.reported, self.disputed, self.corrected)
        if not all(field.check() for field in fields):
            raise BadInput(N_("One field cannot be read yet; it says below itself what it needs."))
        if not self.bureau.text().strip():
            raise BadInput(N_("Which bureau is it? For example the Credit Reference Center."))
        days = [None if (day := field.day()) is None else day_number(day) for field in fields]
        return keep_credit_entry(self._loan_id, self._row.id if self._row else None, bureau=self.bureau.text().strip(),
                                 reported_day=days[0], disputed_day=days[1], corrected_day=days[2],
                                 note=self.note.text().strip())

    def _remove(self) -> None:
        if self._row is not None:
            self._session.change(remove_credit_entry(self._row.id), self._session.words("Removed. The history keeps it."))
        self.reject()
