"""The sheet that logs a letter as sent."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from debttracker.basics.errors import BadInput, Trouble
from debttracker.basics.labels import label
from debttracker.basics.languages import N_
from debttracker.basics.moments import Moment
from debttracker.basics.vocabulary import Channel
from debttracker.evidence.letters.sending import Sending
from debttracker.ui.session import Session
from debttracker.ui.widgets.choice_row import ChoiceRow
from debttracker.ui.widgets.date_field import DateField, TimeField
from debttracker.ui.widgets.plain_label import PlainLabel
from debttracker.ui.widgets.sheet import Sheet


class SentSheet(Sheet):
    """Asks how and when the letter went out. ``keep`` is called with what was said and whether a copy is wanted; it
    raises Trouble when the letter cannot be logged."""

    def __init__(self, session: Session, title: str, zone: str, keep: Callable[[Sending, bool], None],
                 parent: QWidget | None = None) -> None:
        _ = session.words
        super().__init__(_("Log as sent: {letter}", letter=title),
                         _("It becomes a contact of yours in the timeline. Rules that depend on it begin to count from "
                           "this day."), parent=parent)
        self._session, self._keep = session, keep
        now = Moment.now(zone)
        self.channel = ChoiceRow([(c.value, label("channel", c.value, _)) for c in (
            Channel.LETTER, Channel.EMAIL, Channel.CHAT, Channel.SMS)], name=_("How it went"))
        self.channel.set_value(Channel.LETTER.value)
        self.day = DateField(name=_("Day"), speak=_, today=lambda: Moment.now(zone).local_day)
        self.day.set_value(now.local_day)
        self.time = TimeField(name=_("Time, if you know it"), speak=_)
        self.note = QLineEdit()
        self.copy = QCheckBox(_("Keep a copy of the letter (PDF) with it"))
        self.copy.setChecked(True)
        for name, widget in ((_("How it went"), self.channel), (_("Day it was sent"), self.day),
                             (_("Time, if you know it"), self.time),
                             (_("Note, such as the number of the registered letter"), self.note)):
            self.body.addWidget(PlainLabel(name, "caption"))
            self.body.addWidget(widget)
            if not widget.accessibleName():
                widget.setAccessibleName(name)
        self.body.addWidget(self.copy)
        self.add_cancel(_("Cancel"))
        self.add_action(_("Log as sent"), main=True)

    def accept(self) -> None:
        """Check and keep."""
        try:
            if not self.day.check() or not self.time.check():
                return
            day = self.day.day()
            if day is None:
                raise BadInput(N_("On which day was it sent?"))
            self._keep(Sending(day, str(self.channel.value() or Channel.LETTER.value), self.time.minute(),
                               note=self.note.text().strip()), self.copy.isChecked())
        except Trouble as trouble:
            self.complain(trouble, self._session.words)
            return
        super().accept()
