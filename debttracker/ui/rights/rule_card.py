"""One rule in plain words, its counting to be checked by eye, each finding, and what it still depends on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from debttracker.basics.formats import count_text, day_text
from debttracker.basics.languages import Words
from debttracker.basics.moments import day_of
from debttracker.case.queries.contacts import ContactRow
from debttracker.derived.finding_words import counted_text, head_text
from debttracker.derived.findings import citation
from debttracker.derived.rights import RuleFindings
from debttracker.rules.finding import Finding, Question
from debttracker.rules.pack import Rule
from debttracker.ui.rights.often import OftenTable
from debttracker.ui.rights.rule_line import strength_chip
from debttracker.ui.theme.theme import theme
from debttracker.ui.timeline.wording import clock
from debttracker.ui.widgets.buttons import LinkButton, QuietButton
from debttracker.ui.widgets.card import Card
from debttracker.ui.widgets.card import Rule as Line
from debttracker.ui.widgets.plain_label import PlainLabel
from debttracker.ui.widgets.ribbon import Cell, Ribbon
from debttracker.ui.widgets.scrolling import emptied

_FIRST, _MORE, _CELLS, _ASKED = 5, 20, 42, 6
#: How many findings of a rule are made at first (their questions are asked), and how many of its contacts the timeline
#: shows at most.
MADE: Final = 50
MOST_SHOWN: Final = 5000
#: Reads contacts by id, oldest first.
Reader = Callable[[Sequence[int]], Sequence[ContactRow]]


class RuleCard(Card):
    """``contacts_wanted`` gives ids of contacts; ``answered`` (key, "yes" or "no"); ``letter_wanted`` a finding;
    ``more_wanted`` how many of the newest findings are wanted, to be handed to :meth:`take`."""

    more_wanted = Signal(int)
    contacts_wanted = Signal(list)
    answered = Signal(str, str)
    letter_wanted = Signal(object)

    def __init__(self, rule: Rule, found: RuleFindings | None, names: Mapping[int, str], read: Reader, speak: Words, *,
                 can_write: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._found, self._names, self._read, self._speak = found, names, read, speak
        self.body.setSpacing(theme().px(8))
        self.body.addWidget(PlainLabel(rule.title.say(speak), "heading", wrap=True))
        self.body.addWidget(PlainLabel(rule.plain.say(speak), "muted", wrap=True))
        self.body.addWidget(PlainLabel(citation(rule, speak), "caption", wrap=True))
        if found is None:
            self.body.addWidget(PlainLabel(speak("No contact touched this rule so far."), "small", wrap=True))
            return
        self._ribbon(found.findings[0])
        self.body.addWidget(Line())
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme().px(10))
        self.body.addLayout(self._rows)
        self._shown = 0
        self._more = LinkButton()
        self._more.clicked.connect(self._show_more)
        links = QHBoxLayout()
        links.addWidget(self._more)
        every = LinkButton(_every_text(len(found.contacts), speak))
        every.clicked.connect(lambda: self.contacts_wanted.emit(list(found.contacts)))
        links.addWidget(every)
        if not found.contacts:
            every.hide()
        links.addStretch(1)
        self.body.addLayout(links)
        self._show(_FIRST)
        if len(found.contacts) > 1:
            self.body.addWidget(Line())
            table = OftenTable(found.callers, names, speak)
            table.wanted.connect(self.contacts_wanted)
            self.body.addWidget(table)
        self._asked = QVBoxLayout()
        self._asked.setSpacing(theme().px(8))
        self.body.addLayout(self._asked)
        self._can_write = can_write
        self._questions(found.questions)

    def take(self, found: RuleFindings) -> None:
        """Show more of the same rule, now that more findings are made."""
        self._found = found
        emptied(self._asked)
        self._questions(found.questions)
        self._show(_MORE)

    def _ribbon(self, newest: Finding) -> None:
        """The newest finding's contacts, numbered; nothing for rules that count no contacts."""
        if len(newest.contacts) < 2 or newest.limit < 1:
            return
        rows = self._read(newest.contacts[-_CELLS:])
        before = len(newest.contacts) - len(rows)
        one_day = newest.first_day == newest.last_day
        cells = [Cell(str(n), (clock(row.minute, row.precision) or "–") if one_day
                      else day_text(day_of(row.day), self._speak, year=False), n > newest.limit)
                 for n, row in enumerate(rows, before + 1)]
        ribbon = Ribbon(cells)
        ribbon.setAccessibleName(newest.explanation.say(self._speak))
        ribbon.chosen.connect(lambda place: self.contacts_wanted.emit([rows[place].id]))
        self.body.addWidget(ribbon)
        over = self._speak("From number {first} on the limit of {limit} is passed.", first=newest.limit + 1,
                           limit=newest.limit)
        self.body.addWidget(PlainLabel(f"{head_text(newest, self._names, self._speak)}: {over}", "", wrap=True))

    def _show_more(self) -> None:
        assert self._found is not None
        if len(self._found.findings) >= min(self._shown + _MORE, self._found.total):
            self._show(_MORE)
        else:
            self._more.setEnabled(False)
            self.more_wanted.emit(self._shown + _MORE)

    def _show(self, n: int) -> None:
        assert self._found is not None
        some = self._found.findings[self._shown:self._shown + n]
        rows = {row.id: row for row in self._read(tuple(id for one in some for id in one.contacts))}
        for one in some:
            self._rows.addWidget(self._finding(one, [rows[id] for id in one.contacts if id in rows]))
        self._shown += len(some)
        left = self._found.total - self._shown
        self._more.setEnabled(True)
        self._more.setVisible(left > 0)
        self._more.setText(self._speak.plural("{n} earlier finding", "{n} earlier findings", left))

    def _finding(self, one: Finding, rows: Sequence[ContactRow]) -> QWidget:
        assert self._found is not None
        speak = self._speak
        holder = QWidget()
        holder.setAccessibleName(one.explanation.say(speak))
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        words = QVBoxLayout()
        words.setSpacing(theme().px(1))
        head = QHBoxLayout()
        head.addWidget(PlainLabel(head_text(one, self._names, speak), "strong", wrap=True), 1)
        head.addWidget(strength_chip(one.strength, speak))
        words.addLayout(head)
        words.addWidget(PlainLabel(counted_text(one, self._found.rule, rows, speak), "small", wrap=True))
        line.addLayout(words, 1)
        for text, signal, value in ((speak("Show"), self.contacts_wanted, list(one.contacts)),
                                    (speak("Letter…"), self.letter_wanted, one)):
            button = LinkButton(text)
            button.clicked.connect(lambda _c=False, s=signal, v=value: s.emit(v))
            line.addWidget(button)
            if not one.contacts:
                button.hide()
        return holder

    def _questions(self, questions: Sequence[Question]) -> None:
        if not questions:
            return
        speak = self._speak
        self._asked.addWidget(Line())
        self._asked.addWidget(PlainLabel(speak("It still depends on:"), "strong"))
        for question in questions[:_ASKED]:
            row = QWidget()
            line = QHBoxLayout(row)
            line.setContentsMargins(0, 0, 0, 0)
            line.addWidget(PlainLabel(question.say(speak), "small", wrap=True), 1)
            for text, value in ((speak("Yes"), "yes"), (speak("No"), "no")):
                button = QuietButton(text)
                button.setObjectName(f"answer-{value}-{question.key}")
                button.setAccessibleName(f"{question.say(speak)} {text}")
                button.setEnabled(self._can_write)
                button.clicked.connect(lambda _c=False, k=question.key, v=value: self.answered.emit(k, v))
                line.addWidget(button)
            self._asked.addWidget(row)
        if len(questions) > _ASKED:
            self._asked.addWidget(PlainLabel(speak.plural("{n} more question follows.", "{n} more questions follow.",
                                                        len(questions) - _ASKED), "caption"))


def _every_text(n: int, speak: Words) -> str:
    """The link to the contacts of a rule; of very many only the newest."""
    if n > MOST_SHOWN:
        return speak("Show the newest {n} of {all} contacts in the timeline →", n=count_text(MOST_SHOWN),
                     all=count_text(n))
    return speak.plural("Show the contact in the timeline →", "Show all {n} contacts in the timeline →", n)
