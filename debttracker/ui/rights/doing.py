"""What can be done next: letters, deadlines and promises, offices to turn to, answers already given."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from debttracker.basics.formats import day_text
from debttracker.basics.languages import N_, Words
from debttracker.basics.moments import day_of
from debttracker.basics.vocabulary import LetterKind
from debttracker.case.queries.clocks import ClockLine
from debttracker.derived.answers import GivenAnswer
from debttracker.derived.clocks import kind_text
from debttracker.rules.channels import ChannelKind, HelpChannel
from debttracker.rules.deadlines import ClockKind
from debttracker.ui.theme.theme import theme
from debttracker.ui.today.due_rows import distance
from debttracker.ui.widgets.buttons import LinkButton, QuietButton
from debttracker.ui.widgets.card import Card, Rule
from debttracker.ui.widgets.chip import Chip
from debttracker.ui.widgets.plain_label import PlainLabel
from debttracker.ui.widgets.scrolling import emptied

_CLOCKS, _CHANNELS, _FAR_DAYS = 6, 6, 100
_LETTERS = (
    (LetterKind.STOP_CONTACT, N_("Ask them in writing to stop"),
     N_("A letter filled from your record. Later contacts then count from its date."), N_("Write letter…")),
    (LetterKind.COMPLAINT, N_("Complain to an authority"), N_("With the contacts and the articles they may breach."),
     N_("Prepare complaint…")),
    (LetterKind.PRESERVE_RECORDINGS, N_("Ask for the recordings to be kept"),
     N_("Lenders erase recordings and call records in time; a letter asks them to wait."), N_("Write letter…")),
    (LetterKind.IDENTIFY_VALIDATE, N_("Ask who they are and what the debt rests on"),
     N_("Whoever collects should be able to say for whom, and how much."), N_("Write letter…")))


class RowsCard(Card):
    """A card of rows that are made anew; hidden while it has none."""

    def __init__(self) -> None:
        super().__init__()
        self.rows = QVBoxLayout()
        self.rows.setSpacing(theme().px(10))
        self.body.addLayout(self.rows)

    def begin(self) -> None:
        """Take the rows out."""
        emptied(self.rows)

    def put(self, widget: QWidget) -> None:
        """Add a row, a hairline above it."""
        if self.rows.count():
            self.rows.addWidget(Rule())
        self.rows.addWidget(widget)


class LettersCard(RowsCard):
    """``wanted`` gives the kind of letter, or None for all of them."""

    wanted = Signal(object)

    def tell(self, speak: Words) -> None:
        """Offer the letters."""
        self.set_title(speak("WHAT YOU CAN DO"))
        self.begin()
        for kind, title, about, button in _LETTERS:
            act = QuietButton(speak(button))
            act.setObjectName(f"letter-{kind.value}")
            act.setAccessibleName(f"{speak(title)}: {speak(button)}")
            act.clicked.connect(lambda _c=False, k=kind: self.wanted.emit(k))
            self.put(_row(speak(title), speak(about), act))
        more = LinkButton(speak("All letters…"))
        more.clicked.connect(lambda: self.wanted.emit(None))
        self.rows.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)


class ClocksCard(RowsCard):
    """``contacts_wanted`` gives ids; ``letter_wanted`` the contacts whose recordings should be kept."""

    contacts_wanted = Signal(list)
    letter_wanted = Signal(list)

    def tell(self, lines: Sequence[ClockLine], today: int, speak: Words) -> None:
        """Show the nearest clocks: those still running first, then what did not come."""
        self.set_title(speak("DEADLINES AND PROMISES"))
        self.begin()
        running = [line for line in lines if line.day >= today]
        passed = [line for line in lines if line.day < today]
        shown = [*running, *reversed(passed)][:_CLOCKS]
        for line in shown:
            self.put(self._row(line, today, speak))
        left = len(lines) - len(shown)
        if left:
            self.rows.addWidget(PlainLabel(speak.plural("{n} later date", "{n} later dates", left), "caption"))
        self.setVisible(bool(lines))

    def _row(self, line: ClockLine, today: int, speak: Words) -> QWidget:
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(theme().px(10))
        day = day_of(line.day)
        when = _column(PlainLabel(day_text(day, speak), "strong"), PlainLabel(_far(line.day, today, speak), "caption"))
        when.setMinimumWidth(theme().px(92))
        title = line.title if line.who in line.title or not line.who else f"{line.title} · {line.who}"
        detail = PlainLabel(line.detail, "caption", wrap=True)
        across.addWidget(when)
        across.addWidget(_column(PlainLabel(title, wrap=True), *((detail,) if line.detail else ())), 1)
        links = QWidget()
        beside = QHBoxLayout(links)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addStretch(1)
        if line.contacts:
            show = LinkButton(speak("Show"))
            show.clicked.connect(lambda: self.contacts_wanted.emit(list(line.contacts)))
            beside.addWidget(show)
        if line.kind == ClockKind.EVIDENCE.value:
            ask = LinkButton(speak("Letter…"))
            ask.setObjectName(f"keep-{line.key}")
            ask.clicked.connect(lambda: self.letter_wanted.emit(list(line.contacts)))
            beside.addWidget(ask)
        side = _column(links)
        chip = _clock_chip(line, today, speak)
        layout = side.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(0, chip, 0, Qt.AlignmentFlag.AlignRight)
        across.addWidget(side)
        row.setAccessibleName(f"{day_text(day, speak)}, {kind_text(line.kind, speak)}, {title}")
        return row


class ChannelsCard(RowsCard):
    """Where to complain and find help; ``complaint_wanted`` gives the id of an office to write to."""

    complaint_wanted = Signal(str)

    def tell(self, channels: Sequence[HelpChannel], speak: Words) -> None:
        """Show the first offices, each with its numbers, source and the day it was looked at."""
        self.set_title(speak("WHERE YOU CAN TURN"))
        self.begin()
        for channel in channels[:_CHANNELS]:
            self.put(self._row(channel, speak))
        self.setVisible(bool(channels))

    def _row(self, channel: HelpChannel, speak: Words) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        words = QVBoxLayout()
        words.setSpacing(theme().px(1))
        words.addWidget(PlainLabel(channel.name.say(speak), "strong", wrap=True))
        reach = " · ".join((*channel.phones, *((channel.web,) if channel.web else ()), *filter(None, (channel.email,))))
        if reach:
            words.addWidget(PlainLabel(reach, "small", wrap=True, selectable=True))
        words.addWidget(PlainLabel(channel.purpose.say(speak), "caption", wrap=True))
        source = speak("Source: {source} · looked at on {day}", source=channel.source,
                       day=day_text(channel.checked, speak))
        if channel.to_verify:
            source += " · " + speak("please verify")
        words.addWidget(PlainLabel(source, "caption", wrap=True))
        line.addLayout(words, 1)
        side = QVBoxLayout()
        if channel.web.startswith("https://"):
            page = LinkButton(speak("Open page"))
            page.setToolTip(channel.web)
            page.clicked.connect(lambda: QDesktopServices.openUrl(QUrl(channel.web)))
            side.addWidget(page, 0, Qt.AlignmentFlag.AlignRight)
        if channel.kind in (ChannelKind.REGULATOR, ChannelKind.OMBUDSMAN):
            write = LinkButton(speak("Write to it…"))
            write.clicked.connect(lambda: self.complaint_wanted.emit(channel.id))
            side.addWidget(write, 0, Qt.AlignmentFlag.AlignRight)
        side.addStretch(1)
        line.addLayout(side)
        return row


class AnswersCard(RowsCard):
    """Answers already given; ``changed`` (key, new value; "" asks again)."""

    changed = Signal(str, str)

    def tell(self, answers: Sequence[GivenAnswer], speak: Words, *, can_write: bool) -> None:
        """Show them."""
        self.set_title(speak("ANSWERS YOU GAVE"))
        self.begin()
        for given in answers:
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            row.addWidget(PlainLabel(given.text, "small", wrap=True), 1)
            row.addWidget(PlainLabel(speak("Yes") if given.value == "yes" else speak("No"), "strong"))
            for text, value in ((speak("Change"), "no" if given.value == "yes" else "yes"), (speak("Ask again"), "")):
                button = LinkButton(text)
                button.setAccessibleName(f"{given.text} {text}")
                button.setEnabled(can_write)
                button.clicked.connect(lambda _c=False, k=given.key, v=value: self.changed.emit(k, v))
                row.addWidget(button)
            self.put(line)
        self.setVisible(bool(answers))


def _row(title: str, about: str, button: QWidget) -> QWidget:
    holder = QWidget()
    line = QHBoxLayout(holder)
    line.setContentsMargins(0, 0, 0, 0)
    words = QVBoxLayout()
    words.setSpacing(theme().px(1))
    words.addWidget(PlainLabel(title, "strong", wrap=True))
    words.addWidget(PlainLabel(about, "caption", wrap=True))
    line.addLayout(words, 1)
    line.addWidget(button)
    return holder


def _column(*widgets: QWidget) -> QWidget:
    """Widgets below each other, at the top of the room there is."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme().px(1))
    for widget in widgets:
        column.addWidget(widget)
    column.addStretch(1)
    return holder


def _far(day: int, today: int, speak: Words) -> str:
    """How far a day is; in months where days would be a large number."""
    if day - today < _FAR_DAYS:
        return distance(day_of(day), day_of(today), speak)
    return speak.plural("in {n} month", "in {n} months", round((day - today) / 30.44))


def _clock_chip(line: ClockLine, today: int, speak: Words) -> Chip:
    if line.day < today:
        return Chip(speak("passed"), "plain")
    text, status = {ClockKind.PROMISE.value: (speak("promised"), "flag"),
                    ClockKind.EVIDENCE.value: (speak("keep in time"), "due")}.get(line.kind, (speak("deadline"), "flag"))
    return Chip(text, status)
