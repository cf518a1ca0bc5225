"""One rule in plain words, the counting of its newest finding to be checked by eye, and its open questions."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from debttracker.basics.languages import Words
from debttracker.case.queries.contacts import ContactRow
from debttracker.derived.findings import citation
from debttracker.rules.finding import Finding
from debttracker.rules.pack import Rule
from debttracker.ui.timeline.wording import clock
from debttracker.ui.widgets.buttons import LinkButton, QuietButton
from debttracker.ui.widgets.card import Card
from debttracker.ui.widgets.card import Rule as Line
from debttracker.ui.widgets.plain_label import PlainLabel
from debttracker.ui.widgets.ribbon import Cell, Ribbon

_SHOWN, _ASKED = 6, 5


class RuleCard(Card):
    """``contacts_wanted`` gives ids of contacts; ``answered`` (key, "yes" or "no")."""

    contacts_wanted = Signal(list)
    answered = Signal(str, str)

    def __init__(self, rule: Rule, findings: Sequence[Finding], contacts: Sequence[ContactRow], speak: Words, *,
                 can_write: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        _ = speak
        self.body.addWidget(PlainLabel(rule.title.say(speak), "heading", wrap=True))
        self.body.addWidget(PlainLabel(rule.plain.say(speak), "muted", wrap=True))
        self.body.addWidget(PlainLabel(citation(rule, speak), "caption", wrap=True))
        newest = findings[-1]
        if len(newest.contacts) > 1 and contacts:
            ribbon = Ribbon([Cell(str(n), clock(row.minute, row.precision) or "–", n > newest.limit)
                             for n, row in enumerate(contacts, 1)])
            ribbon.chosen.connect(lambda n: self.contacts_wanted.emit([contacts[n].id]))
            self.body.addWidget(ribbon)
        for found in list(reversed(findings))[:_SHOWN]:
            self.body.addWidget(self._finding(found, speak))
        every = LinkButton(_.plural("Show the contact in the timeline →", "Show all {n} contacts in the timeline →",
                                    len({c for f in findings for c in f.contacts})))
        every.clicked.connect(lambda: self.contacts_wanted.emit(sorted({c for f in findings for c in f.contacts})))
        self.body.addWidget(every)
        self._questions(findings, speak, can_write)

    def _finding(self, found: Finding, speak: Words) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(PlainLabel(found.explanation.say(speak), "small", wrap=True), 1)
        show = LinkButton(speak("Show"))
        show.clicked.connect(lambda: self.contacts_wanted.emit(list(found.contacts)))
        line.addWidget(show)
        return row

    def _questions(self, findings: Sequence[Finding], speak: Words, can_write: bool) -> None:
        asked = {q.key: q for found in findings for q in found.conditions}
        if not asked:
            return
        self.body.addWidget(Line())
        self.body.addWidget(PlainLabel(speak("It still depends on:"), "strong"))
        for question in list(asked.values())[:_ASKED]:
            row = QWidget()
            line = QHBoxLayout(row)
            line.setContentsMargins(0, 0, 0, 0)
            line.addWidget(PlainLabel(question.say(speak), "small", wrap=True), 1)
            for text, value in ((speak("Yes"), "yes"), (speak("No"), "no")):
                button = QuietButton(text)
                button.setEnabled(can_write)
                button.clicked.connect(lambda _c=False, k=question.key, v=value: self.answered.emit(k, v))
                line.addWidget(button)
            self.body.addWidget(row)
