"""The sheet that logs or edits one contact: what matters first, everything else one click away."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from debttracker.basics.errors import Trouble
from debttracker.basics.labels import label
from debttracker.basics.languages import N_
from debttracker.basics.moments import Moment, day_number, day_of
from debttracker.basics.money import Money
from debttracker.basics.vocabulary import Channel, Direction, Reached
from debttracker.case.queries.contacts import ContactRow
from debttracker.case.queries.loans import LoanRow, loans
from debttracker.case.queries.parties import callers, parties
from debttracker.case.queries.settings import setting
from debttracker.ui.contact.attaching import attach_all
from debttracker.ui.contact.behaviours import BehaviourChips
from debttracker.ui.contact.choices import FIRST_CHANNELS, has_length, outcomes_of
from debttracker.ui.contact.suggesting import suggestions
from debttracker.ui.contact.values import ContactValues, change_for, change_of_edit, from_contact, read_length
from debttracker.ui.contact.who import WhoField
from debttracker.ui.session import Session
from debttracker.ui.theme.theme import theme
from debttracker.ui.widgets.buttons import LinkButton
from debttracker.ui.widgets.choice_row import ChoiceRow
from debttracker.ui.widgets.date_field import DateField, TimeField
from debttracker.ui.widgets.drop_zone import DropZone
from debttracker.ui.widgets.money_field import MoneyField
from debttracker.ui.widgets.plain_label import PlainLabel
from debttracker.ui.widgets.sheet import Sheet

_SUGGEST_AFTER_MS = 250


class ContactSheet(Sheet):
    """Logs a contact, or edits ``row``. Enter keeps; nothing else is asked when the caller is known."""

    def __init__(self, session: Session, row: ContactRow | None = None, parent: QWidget | None = None) -> None:
        _ = session.words
        super().__init__(_("Edit a contact") if row else _("Log a contact"), parent=parent, width=680)
        self._session = session
        self._row = row
        assert session.case is not None
        connection = session.case.reader()
        self._zone = row.zone if row else str(setting(connection, "case.zone", "UTC"))
        self._loans: list[LoanRow] = loans(connection)
        self._files: list[object] = []
        self._start = from_contact(row) if row else self._fresh()
        self._build_first()
        self._build_more()
        self._who.offer(callers(connection), parties(connection, "collector", "creditor", "authority", "other"))
        self._show(self._start)
        self.add_cancel(_("Cancel"))
        self.add_action(_("Keep"), main=True)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._suggest)
        self._text.textChanged.connect(lambda: self._timer.start(_SUGGEST_AFTER_MS))
        self._suggest()
        # Enter alone keeps "it rang again"; a first caller must be named, so there the keyboard begins with the name.
        (self.main_button if self._who.party_id() is not None and self.main_button else self._who).setFocus()

    def accept(self) -> None:
        """Check and keep; a complaint leaves everything as typed. Once the contact is kept the sheet closes whatever
        becomes of its files: a second Keep would log it twice."""
        try:
            id = self._keep()
        except Trouble as trouble:
            self.complain(trouble, self._session.words)
            return
        attach_all(self._session, id, self._files)
        super().accept()

    def _keep(self) -> int:
        values = self._values()
        if self._row is None:
            assert self._session.case is not None
            change = change_for(self._session.case.reader(), values, Moment.now(self._zone))
            return self._session.change_or_raise(change, self._session.words("Logged.")).ids[-3]
        edited = change_of_edit(self._row, self._start, values)
        if edited is not None:
            self._session.change_or_raise(edited, self._session.words("Changed. The history keeps both."))
        return self._row.id

    # -- making

    def _fresh(self) -> ContactValues:
        now = Moment.now(self._zone)
        return ContactValues(day=now.local_day, minute=now.local_minute, second=now.local().second, zone=self._zone)

    def _build_first(self) -> None:
        _ = self._session.words
        self._who = WhoField()
        self._named(_("Who"), self._who)
        more = [c for c in Channel if c not in FIRST_CHANNELS]
        self._channel = ChoiceRow([(c.value, label("channel", c, _)) for c in FIRST_CHANNELS], name=_("How"))
        self._other = QComboBox()
        self._other.setAccessibleName(_("Another way"))
        self._other.addItem(_("Another way…"), "")
        for channel in more:
            self._other.addItem(label("channel", channel, _), channel.value)
        self._channel.chosen.connect(lambda value: self._use_channel(str(value)))
        self._other.activated.connect(lambda _i: self._use_channel(self._other.currentData()))
        self._channel.set_trailing(self._other)
        self._named(_("How"), self._channel)
        self._outcome = ChoiceRow(name=_("What became of it"))
        self._outcome.chosen.connect(lambda _value: self._fit())
        self._named("", self._outcome)
        when = QWidget()
        row = QHBoxLayout(when)
        row.setContentsMargins(0, 0, 0, 0)
        self._day, self._time = DateField(name=_("Day"), speak=_), TimeField(name=_("Time"), speak=_)
        self._about = QCheckBox(_("about"))
        row.addWidget(self._day, 2)
        row.addWidget(self._time, 1)
        row.addWidget(self._about)
        self._length = QLineEdit()
        self._length.setPlaceholderText(_("length, e.g. 3:40"))
        self._length.setAccessibleName(_("Length of the call"))
        row.addWidget(self._length, 1)
        self._named(_("When"), when)
        self._text = QPlainTextEdit()
        self._text.setPlaceholderText(_("What was said or written, as exactly as you remember"))
        self._text.setAccessibleName(_("What was said"))
        self._text.setTabChangesFocus(True)
        self._text.setFixedHeight(theme().px(72))
        self._named(_("What was said"), self._text)

    def _build_more(self) -> None:
        _ = self._session.words
        self._open_more = LinkButton(_("More: number, loan, what they did, amount, files…"))
        self._open_more.setAutoDefault(False)
        self._open_more.clicked.connect(self._show_more)
        self.body.addWidget(self._open_more)
        self._more = QWidget()
        self._more.hide()
        self.body.addWidget(self._more)
        column = QVBoxLayout(self._more)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(12))
        self._behaviours = BehaviourChips(_)
        self._named(_("What they did"), self._behaviours, column)
        self._handle = QLineEdit()
        self._handle.setEnabled(self._row is None)
        self._direction = ChoiceRow([(d.value, label("direction", d, _)) for d in (Direction.IN, Direction.OUT)])
        self._pair(column, (_("Number or account"), self._handle), (_("Direction"), self._direction))
        self._reached = QComboBox()
        for reached in Reached:
            self._reached.addItem(label("reached", reached, _), reached.value)
        self._loan = QComboBox()
        self._loan.addItem(_("Not known"), None)
        for loan in self._loans:
            self._loan.addItem(loan.label, loan.id)
        self._pair(column, (_("Who was reached"), self._reached), (_("About which loan"), self._loan))
        self._demanded = MoneyField(self._currency(), name=_("Amount demanded"), speak=_)
        self._stress = ChoiceRow([(n, str(n)) for n in range(11)], compact=True)
        self._pair(column, (_("Amount demanded"), self._demanded), (_("What they promised"), promise := QLineEdit()))
        self._promise = promise
        self._promise_day = DateField(name=_("Promised for"), speak=_)
        self._identified = _yes_no(_("They said who they are"), _)
        self._pair(column, (_("Promised for"), self._promise_day), (_("They said who they are"), self._identified))
        self._named(_("How it felt (0 calm, 10 overwhelmed)"), self._stress, column)
        self._note = QPlainTextEdit()
        self._note.setTabChangesFocus(True)
        self._note.setFixedHeight(theme().px(52))
        self._named(_("Note"), self._note, column)
        self._drop = DropZone(_("Drop files here, or paste a screenshot"))
        self._drop.files_given.connect(self._take_files)
        self._drop.image_given.connect(self._take_image)
        column.addWidget(self._drop)

    def _named(self, name: str, widget: QWidget, column: QVBoxLayout | None = None) -> None:
        box = QVBoxLayout()
        box.setSpacing(theme().px(4))
        if name:
            box.addWidget(PlainLabel(name, "caption"))
            if not widget.accessibleName():
                widget.setAccessibleName(name)
        box.addWidget(widget)
        (column or self.body).addLayout(box)

    def _pair(self, column: QVBoxLayout, *fields: tuple[str, QWidget]) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme().px(12))
        for name, widget in fields:
            box = QVBoxLayout()
            self._named(name, widget, box)
            row.addLayout(box, 1)
        column.addLayout(row)

    # -- showing and reading

    def _show(self, values: ContactValues) -> None:
        if self._row is not None:
            self._who.show_party(values.party_id, values.party_name)
        self._channel.set_value(values.channel)
        self._other.setCurrentIndex(max(self._other.findData(values.channel), 0))
        self._outcome.set_choices([(o.value, label("outcome", o, self._session.words))
                                   for o in outcomes_of(values.channel)])
        self._outcome.set_value(values.outcome)
        self._day.set_value(values.day)
        self._time.set_value(values.minute)
        self._about.setChecked(values.about)
        self._length.setText(f"{values.duration_s // 60}:{values.duration_s % 60:02d}" if values.duration_s else "")
        self._text.setPlainText(values.text)
        self._behaviours.set_value(values.behaviours)
        self._handle.setText(values.handle)
        self._direction.set_value(values.direction)
        self._reached.setCurrentIndex(max(self._reached.findData(values.reached), 0))
        self._loan.setCurrentIndex(max(self._loan.findData(values.loan_id), 0))
        if values.demanded is not None:
            self._demanded.set_value(Money(values.demanded, values.demanded_currency or self._currency()))
        self._promise.setText(values.promise)
        self._promise_day.set_value(day_of(values.promise_day) if values.promise_day is not None else None)
        self._identified.setCurrentIndex(max(self._identified.findData(values.identified), 0))
        self._stress.set_value(values.stress)
        self._note.setPlainText(values.note)
        if self._row is not None:
            self._show_more()
        self._fit()

    def _values(self) -> ContactValues:
        for field in (self._day, self._time, self._demanded, self._promise_day):
            if not field.is_fine():
                field.check()
                field.setFocus()
                raise Trouble(N_("One field cannot be read yet; it says below itself what it needs."))
        minute = self._time.minute()
        same = (minute, self._about.isChecked()) == (self._start.minute, self._start.about)
        day = self._day.day() or self._start.day
        promised = self._promise_day.day()
        money = self._demanded.money()
        outcome = str(self._outcome.value() or "unknown")
        channel, felt = self._channel_value(), self._stress.value()
        return replace(
            self._start, day=day, minute=minute, second=self._start.second if same else None,
            about=self._about.isChecked(), party_id=self._who.party_id(), party_name=self._who.currentText().strip(),
            handle=self._handle.text().strip(), channel=channel, direction=str(self._direction.value() or "in"),
            outcome=outcome, duration_s=read_length(self._length.text()) if has_length(outcome) else None,
            loan_id=self._loan.currentData(), reached=self._reached.currentData(), text=self._text.toPlainText().strip(),
            note=self._note.toPlainText().strip(), behaviours=self._behaviours.value(),
            identified=self._identified.currentData(), demanded=money.minor if money else None,
            demanded_currency=money.currency if money else "", promise=self._promise.text().strip(),
            promise_day=day_number(promised) if promised else None, stress=int(str(felt)) if felt is not None else None)

    def _channel_value(self) -> str:
        return str(self._channel.value() or self._other.currentData() or self._start.channel)

    def _currency(self) -> str:
        assert self._session.case is not None
        return str(setting(self._session.case.reader(), "case.currency", "CNY"))

    # -- reacting

    def _use_channel(self, channel: str) -> None:
        if not channel:
            return
        self._channel.set_value(channel if channel in FIRST_CHANNELS else None)
        self._other.setCurrentIndex(max(self._other.findData(channel), 0))
        outcomes = outcomes_of(channel)
        self._outcome.set_choices([(o.value, label("outcome", o, self._session.words)) for o in outcomes])
        if self._outcome.value() is None:
            self._outcome.set_value(outcomes[0].value)
        self._fit()

    def _fit(self) -> None:
        self._length.setVisible(has_length(str(self._outcome.value() or "")))

    def _show_more(self) -> None:
        self._open_more.hide()
        self._more.show()
        room = self.screen().availableGeometry().height() - theme().px(60)
        wanted = self.sizeHint().height() + self._more.sizeHint().height()
        self.resize(self.width(), min(max(wanted, self.height()), room))

    def _suggest(self) -> None:
        self._behaviours.suggest(suggestions(self._text.toPlainText()))

    def _take_files(self, paths: list[object]) -> None:
        self._files.extend(paths)
        self._tell_files()

    def _take_image(self, image: QImage) -> None:
        self._files.append(image)
        self._tell_files()

    def _tell_files(self) -> None:
        self._drop.set_text(self._session.words.plural("{n} file will be added", "{n} files will be added",
                                                       len(self._files)))


def _yes_no(name: str, speak: object) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    for text, value in ((N_("Not known"), None), (N_("Yes"), 1), (N_("No"), 0)):
        box.addItem(speak(text), value)  # type: ignore[operator]
    return box

