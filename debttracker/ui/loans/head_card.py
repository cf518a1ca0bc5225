"""One loan's figures: what was promised, what arrived, what it really costs, what the law of the day allowed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from debttracker.basics.formats import money_text, month_text, percent_text
from debttracker.basics.languages import Words
from debttracker.basics.money import Money
from debttracker.derived.loan_story import LoanStory
from debttracker.finance.limits import sentence
from debttracker.finance.true_cost import explain
from debttracker.ui.loans.list_card import status_chip
from debttracker.ui.theme.theme import theme
from debttracker.ui.widgets.buttons import LinkButton, PrimaryButton, QuietButton
from debttracker.ui.widgets.card import Card
from debttracker.ui.widgets.number_figure import NumberFigure
from debttracker.ui.widgets.plain_label import PlainLabel


class HeadCard(Card):
    """Signals say which button was used."""

    pay_wanted = Signal()
    edit_wanted = Signal()
    terms_wanted = Signal()
    remove_wanted = Signal()

    def __init__(self, speak: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        px = theme().px
        top = QHBoxLayout()
        names = QVBoxLayout()
        names.setSpacing(px(4))
        self.name, self.about = PlainLabel("", "heading", wrap=True), PlainLabel("", "muted", wrap=True)
        names.addWidget(self.name)
        names.addWidget(self.about)
        top.addLayout(names, 1)
        self._chip: QWidget = QWidget()
        self._top = top
        self.body.addLayout(top)
        line = QHBoxLayout()
        line.setSpacing(px(44))
        self.figures = [NumberFigure(caption_above=True) for _n in range(3)]
        for figure in self.figures:
            line.addWidget(figure, 0, Qt.AlignmentFlag.AlignTop)
        line.addStretch(1)
        self.body.addSpacing(px(8))
        self.body.addLayout(line)
        self.words = PlainLabel("", "small", wrap=True)
        self.body.addWidget(self.words)
        self.law = PlainLabel("", "caption", wrap=True)
        self.body.addWidget(self.law)
        self.body.addSpacing(px(4))
        buttons = QHBoxLayout()
        self.pay, self.edit = PrimaryButton(), QuietButton(icon="edit")
        self.terms, self.remove = LinkButton(), LinkButton()
        for button, signal in ((self.pay, self.pay_wanted), (self.edit, self.edit_wanted),
                               (self.terms, self.terms_wanted), (self.remove, self.remove_wanted)):
            button.clicked.connect(signal)
            buttons.addWidget(button)
        buttons.addStretch(1)
        self.body.addLayout(buttons)

    def show_story(self, story: LoanStory, speak: Words, *, can_write: bool) -> None:
        """Show one loan."""
        _ = speak
        view, row = story.view, story.view.row
        self.name.setText(row.label)
        self.about.setText(_about(story, speak))
        self._top.removeWidget(self._chip)
        self._chip.deleteLater()
        self._chip = status_chip(view, speak, long=True)
        self._top.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignTop)
        cost = story.cost
        for figure in self.figures:
            figure.setVisible(cost is not None)
        if cost is not None:
            named = row.advertised_rate.rstrip("% ％")
            advertised = f"{named} %" if named else percent_text(cost.advertised)
            self.figures[0].set_figure(advertised, _("They advertised"))
            known = next((c for c in story.limits if c.allowed is not None), None)
            above = known is not None and known.allowed is not None and known.measured > known.allowed
            self.figures[1].set_figure(percent_text(cost.ear), _("It really costs, a year"),
                                       tone="late" if above else "")
            self.figures[2].setVisible(known is not None)
            if known is not None and known.allowed is not None:
                self.figures[2].set_figure(percent_text(known.allowed), _("Limit in law that day"))
            self.words.setText(explain(cost, speak))
        else:
            self.words.setText(view.trouble.say(_) if view.trouble else
                               _("Add the amount and the dates of the contract to see schedule and true cost."))
        self.law.setText("\n".join(sentence(check, speak) for check in story.limits[:3]))
        self.law.setVisible(bool(story.limits))
        self.pay.setText(_("Record a payment"))
        self.edit.setText(_("Correct…"))
        self.terms.setText(_("Propose or agree other terms…"))
        self.remove.setText(_("Remove"))
        for button in (self.pay, self.edit, self.terms, self.remove):
            button.setVisible(can_write)
        self.terms.setVisible(can_write and bool(view.agreements))


def _about(story: LoanStory, speak: Words) -> str:
    """``¥ 9,000 promised, ¥ 8,100 arrived · 12 instalments · since Jul 2026``."""
    view, row = story.view, story.view.row
    parts = []
    if view.agreements:
        terms = view.agreements[-1].terms
        first = view.agreements[0].terms
        promised = money_text(Money(first.principal, row.currency), short=True)
        arrived = money_text(Money(first.arrived, row.currency), short=True)
        parts.append(speak("{promised} promised, {arrived} arrived", promised=promised, arrived=arrived)
                     if first.arrived != first.principal else speak("{amount} borrowed", amount=promised))
        parts.append(speak.plural("{n} instalment", "{n} instalments", terms.instalments))
        parts.append(speak("since {month}", month=month_text(first.start, speak)))
    elif row.principal:
        parts.append(speak("{amount} borrowed", amount=money_text(Money(row.principal, row.currency), short=True)))
    if row.creditor:
        parts.append(row.creditor)
    return " · ".join(parts)
