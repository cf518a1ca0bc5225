"""The sheet that saves due dates for a phone's calendar: how much they may tell, and when the alarm comes."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from debttracker.basics.errors import Trouble
from debttracker.basics.files import write_atomically
from debttracker.derived.calendar import case_calendar, remember_calendar
from debttracker.ui.session import Session
from debttracker.ui.widgets.choice_row import ChoiceRow
from debttracker.ui.widgets.plain_label import PlainLabel
from debttracker.ui.widgets.sheet import Sheet

NEUTRAL, FULL = "neutral", "full"


class RemindersSheet(Sheet):
    """Asks two things and saves. Saving again later updates the dates on the phone instead of doubling them."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        _ = session.words
        super().__init__(_("Due dates for the phone’s calendar"),
                         _("One entry with one alarm for each date. Open the saved file on your phone; a newer file "
                           "updates what is there."), parent=parent)
        self._session = session
        self.what = ChoiceRow([(NEUTRAL, _("Only “Reminder”")), (FULL, _("Name and amount"))],
                              name=_("What the entries say"))
        self.what.set_value(NEUTRAL)
        self.when = ChoiceRow([(0, _("On the day")), (1, _("The day before")), (3, _("Three days before"))],
                              name=_("When the alarm comes, at nine"))
        self.when.set_value(1)
        for title, widget in ((_("What the entries say"), self.what), (_("When the alarm comes, at nine"), self.when)):
            self.body.addWidget(PlainLabel(title, "caption"))
            self.body.addWidget(widget)
        self.body.addWidget(PlainLabel(_("Calendars often show on a locked screen and are copied to a cloud. "
                                         "“Reminder” tells nobody anything."), "muted", wrap=True))
        self.add_cancel(_("Cancel"))
        self.add_action(_("Save…"), main=True)

    def accept(self) -> None:
        """Ask where, and save."""
        name, _filter = QFileDialog.getSaveFileName(self, self._session.words("Save due dates"), "reminders.ics",
                                                    "iCalendar (*.ics)")
        if name and self.save(Path(name)):
            super().accept()

    def save(self, path: Path) -> bool:
        """Write the file; False when that is not possible, which the sheet then says."""
        case = self._session.case
        if case is None:
            return False
        try:
            made = case_calendar(case.reader(), self._session.words, neutral=self.what.value() != FULL,
                                 days_before=int(str(self.when.value())))
            write_atomically(path, made.text.encode("utf-8"))
            remember_calendar(case, made)
        except Trouble as trouble:
            self.complain(trouble, self._session.words)
            return False
        _ = self._session.words
        self._session.say(_.plural(
            "Saved. Open the file on your phone: it adds the dates, and takes out {n} that is paid or no longer holds.",
            "Saved. Open the file on your phone: it adds the dates, and takes out {n} that are paid or no longer hold.",
            made.gone) if made.gone else _("Saved. Open the file on your phone to add the dates."))
        return True
