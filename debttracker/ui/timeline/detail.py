"""The whole story of one contact, ending with how and when it was written down."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from debttracker.basics.formats import day_text, money_text, span_text
from debttracker.basics.labels import label
from debttracker.basics.languages import Words, words
from debttracker.basics.moments import Moment, Precision, day_of
from debttracker.basics.money import Money
from debttracker.basics.vocabulary import GROUP_OF
from debttracker.case.case import Case
from debttracker.case.queries.attachments import AttachmentRow, attachments
from debttracker.case.queries.contacts import ContactRow, contact
from debttracker.case.queries.findings import flags_of
from debttracker.ui.theme.theme import theme
from debttracker.ui.timeline.wording import clock, icon_of, quoted
from debttracker.ui.widgets.buttons import LinkButton, QuietButton
from debttracker.ui.widgets.card import Card, Rule
from debttracker.ui.widgets.chip import Chip
from debttracker.ui.widgets.drop_zone import DropZone
from debttracker.ui.widgets.flow_layout import FlowLayout
from debttracker.ui.widgets.key_value_rows import KeyValueRows
from debttracker.ui.widgets.plain_label import PlainLabel
from debttracker.ui.widgets.side_detail_pane import SideDetailPane

if TYPE_CHECKING:
    from debttracker.case.journal import Entry
    from debttracker.derived.contact_flags import FlagTold

_PICTURE = 96
#: Hints shown at most: more would drown the story.
_HINTS = 4
_KEEP = Qt.AspectRatioMode.KeepAspectRatio
_SMOOTH = Qt.TransformationMode.SmoothTransformation
_CENTRE = Qt.AlignmentFlag.AlignCenter
_THROUGH = Qt.WidgetAttribute.WA_TransparentForMouseEvents


class Story(NamedTuple):
    """Everything the pane tells, read in one go."""

    row: ContactRow
    files: Sequence[tuple[AttachmentRow, bytes]]
    flags: Sequence[FlagTold]
    history: Sequence[Entry]


def read_story(case: Case, contact_id: int, language: str) -> Story | None:
    """Read one contact's story; pictures up to 8 MB come along for their thumbnails."""
    from debttracker.case import vault
    from debttracker.case.journal import entries_of
    from debttracker.derived.contact_flags import told_flags  # the rules: not needed to show the list

    connection = case.reader()
    row = contact(connection, contact_id)
    if row is None:
        return None
    files = [(a, vault.content(connection, a.sha256) if a.mime.startswith("image/") and a.size < 8_000_000 else b"")
             for a in attachments(connection, "contact", contact_id)]
    flags = told_flags(connection, contact_id, flags_of(connection, contact_id), words(language))
    return Story(row, files, flags, entries_of(connection, "contact", contact_id))


class DetailPane(SideDetailPane):
    """Shows a :class:`Story`. The signals carry the contact's id, the attachment or the things to attach."""

    edit_wanted = Signal(int)
    remove_wanted = Signal(int)
    open_wanted = Signal(object)
    attach_wanted = Signal(int, list)
    rule_wanted = Signal(str)
    letter_wanted = Signal(int)

    def tell(self, story: Story | None, speak: Words, *, can_write: bool) -> None:
        """Tell ``story``, or that nothing is chosen."""
        body = self.clear()
        if story is None:
            self.set_head(speak("Nothing chosen"), speak("Choose a row to read its whole story."))
            return
        row = story.row
        what = label("channel", row.channel, speak)
        self.set_head(speak("{channel}: {who}", channel=what, who=row.party or row.handle or speak("unknown")),
                      _when(row, speak), icon_of(row))
        for flag in story.flags:
            body.addWidget(self._flag_card(flag, speak))
        rows = KeyValueRows()
        rows.set_rows(_facts(row, speak))
        body.addWidget(rows)
        if row.text:
            body.addWidget(_quote(row.text, speak))
        if row.behaviours:
            holder = QWidget()
            flow = FlowLayout(holder, gap=6)
            for behaviour in row.behaviours.split():
                flow.addWidget(Chip(label("behaviour", behaviour, speak)))
            body.addWidget(holder)
        for sentence in hint_sentences(row, speak):
            body.addWidget(PlainLabel(sentence, "caption", wrap=True))
        if row.note:
            body.addWidget(PlainLabel(row.note, "muted", wrap=True))
        body.addWidget(self._files(story, speak, can_write))
        body.addWidget(Rule())
        for sentence in kept_sentences(story, speak):
            body.addWidget(PlainLabel(sentence, "caption", wrap=True))
        if can_write:
            holder = QWidget()
            buttons = FlowLayout(holder, gap=8)
            edit = QuietButton(speak("Edit…"), icon="edit")
            edit.clicked.connect(lambda: self.edit_wanted.emit(row.id))
            remove = QuietButton(speak("Remove"), icon="trash")
            remove.clicked.connect(lambda: self.remove_wanted.emit(row.id))
            letter = QuietButton(speak("Write a letter…"), icon="letter")
            letter.clicked.connect(lambda: self.letter_wanted.emit(row.id))
            for button in (edit, remove, letter):
                buttons.addWidget(button)
            body.addWidget(holder)

    def _flag_card(self, flag: FlagTold, speak: Words) -> QWidget:
        card = Card(speak("May breach: {rule}", rule=flag.title) if flag.strength != "soft"
                    else speak("A factor that may count: {rule}", rule=flag.title), tone="flag")
        card.title.setWordWrap(True)
        if flag.explanation:
            card.body.addWidget(PlainLabel(flag.explanation, "small", wrap=True))
        card.body.addWidget(PlainLabel(flag.citation, "caption", wrap=True))
        link = LinkButton(speak("How this was counted"))
        link.clicked.connect(lambda: self.rule_wanted.emit(flag.rule))
        card.body.addWidget(link)
        return card

    def _files(self, story: Story, speak: Words, can_write: bool) -> QWidget:
        holder = QWidget()
        flow = FlowLayout(holder, gap=8)
        for file, content in story.files:
            flow.addWidget(self._file(file, content, speak))
        if can_write:
            drop = DropZone(speak("+ Add files, or paste a screenshot"))
            drop.files_given.connect(lambda paths: self.attach_wanted.emit(story.row.id, list(paths)))
            drop.image_given.connect(lambda image: self.attach_wanted.emit(story.row.id, [image]))
            drop.asked.connect(lambda: self.attach_wanted.emit(story.row.id, []))
            flow.addWidget(drop)
        return holder

    def _file(self, file: AttachmentRow, content: bytes, speak: Words) -> QWidget:
        side = theme().px(_PICTURE)
        button = QToolButton()
        button.setProperty("role", "thumbnail")
        button.setFixedSize(side, side)
        button.setToolTip(file.name)
        button.setAccessibleName(speak("Open {name}", name=file.name))
        picture = QImage.fromData(content) if content else QImage()
        if picture.isNull():
            button.setText(file.name[-14:])
        else:
            pixmap = QPixmap.fromImage(picture).scaled(side - 8, side - 8, _KEEP, _SMOOTH)
            label_ = QLabel(button)
            label_.setPixmap(pixmap)
            label_.setGeometry(4, 4, side - 8, side - 8)
            label_.setAlignment(_CENTRE)
            label_.setAttribute(_THROUGH)
        button.clicked.connect(lambda: self.open_wanted.emit(file))
        return button


def hint_sentences(row: ContactRow, speak: Words) -> list[str]:
    """The words of the other side that may point to something not ticked, one sentence per behaviour."""
    if row.direction == "out":
        return []
    from debttracker.ui.contact.suggesting import suggestions

    ticked = set(row.behaviours.split())
    return [speak("“{words}” may point to: {behaviour}. Tick it if it fits.", words=seen,
                  behaviour=label("behaviour", behaviour, speak))
            for behaviour, seen in suggestions(row.text) if behaviour not in ticked][:_HINTS]


def _quote(text: str, speak: Words) -> QWidget:
    holder = QWidget()
    line = QHBoxLayout(holder)
    line.setContentsMargins(0, 0, 0, 0)
    bar = QWidget()
    bar.setProperty("role", "quote")
    bar.setFixedWidth(theme().px(3))
    line.addWidget(bar)
    column = QVBoxLayout()
    left, right = ("「", "」") if speak.language == "zh-Hant" else ("“", "”")
    column.addWidget(PlainLabel(f"{left}{text}{right}" if len(text) < 4000 else quoted(text, speak), wrap=True))
    line.addLayout(column, 1)
    return holder


def _when(row: ContactRow, speak: Words) -> str:
    day = day_text(day_of(row.day), speak, weekday=True)
    time = clock(row.minute, row.precision)
    return " · ".join(part for part in (f"{day} {time}".strip(), row.zone.rpartition("/")[2].replace("_", " ")) if part)


def _facts(row: ContactRow, speak: Words) -> list[tuple[object, ...]]:
    found: list[tuple[object, ...]] = []
    if row.handle:
        found.append((speak("Number"), row.handle))
    if row.outcome != "unknown":
        found.append((speak("Outcome"), label("outcome", row.outcome, speak)))
    if row.duration_s:
        found.append((speak("Length"), span_text(row.duration_s)))
    if row.reached != "unknown":
        name = label("reached", row.reached, speak)
        found.append((speak("Who was reached"), f"{name} ({row.reached_name})" if row.reached_name else name))
    if row.loan:
        found.append((speak("About loan"), row.loan))
    if row.demanded is not None:
        found.append((speak("Amount demanded"), money_text(Money(row.demanded, row.demanded_currency or "CNY"))))
    if row.promise:
        found.append((speak("They promised"), row.promise))
    if row.promise_day is not None:
        found.append((speak("Promised for"), day_text(day_of(row.promise_day), speak)))
    if row.identified is not None:
        found.append((speak("Said who they are"), speak("yes") if row.identified else speak("no")))
    if row.stress is not None:
        found.append((speak("How it felt"), f"{row.stress} / 10"))
    if row.letter:
        found.append((speak("Letter"), label("letter", row.letter, speak)))
    if GROUP_OF[row.channel].value != "calls" or row.direction != "in":
        found.append((speak("Direction"), label("direction", row.direction, speak)))
    return found


def kept_sentences(story: Story, speak: Words) -> list[str]:
    """How and when the record came to be, and what was changed since."""
    row = story.row
    gap = max(row.created_ms - row.at_ms, 0) // 60_000
    if row.batch_id is not None:
        first = speak("Brought in from a file on {day}.", day=_day_of_ms(row.created_ms, row.zone, speak))
    elif row.precision == Precision.DAY or gap >= 2 * 1440:
        first = speak("Written down on {day}.", day=_day_of_ms(row.created_ms, row.zone, speak))
    elif gap >= 120:
        first = speak.plural("Written down {n} hour later.", "Written down {n} hours later.", gap // 60)
    else:
        first = speak.plural("Written down {n} minute later.", "Written down {n} minutes later.", gap)
    edits = [e for e in story.history if e.action == "edit"]
    if not edits:
        return [first, speak("Never changed since.")]
    said = [first]
    for entry in edits:
        changed = ", ".join(_field_name(name, speak) for name in json.loads(entry.after or "{}"))
        said.append(speak("Changed on {day}: {fields}.", day=_day_of_ms(entry.at_ms, row.zone, speak), fields=changed))
    return said


def _field_name(name: str, speak: Words) -> str:
    names = {"text": speak("what was said"), "note": speak("note"), "outcome": speak("outcome"),
             "at_ms": speak("time"), "day": speak("day"), "minute": speak("time of day"),
             "behaviours": speak("what they did"), "duration_s": speak("length"), "party_id": speak("who"),
             "channel": speak("channel"), "demanded": speak("amount demanded"), "loan_id": speak("loan"),
             "reached": speak("who was reached")}
    return names.get(name, name)


def _day_of_ms(at_ms: int, zone: str, speak: Words) -> str:
    wall = Moment(at_ms, zone).local()
    return f"{day_text(wall.date(), speak)} {wall:%H:%M}"

