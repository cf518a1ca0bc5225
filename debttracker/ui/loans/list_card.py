"""The loans at the left: name, paid of all, a bar, and how things stand."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from debttracker.basics.formats import money_text
from debttracker.basics.languages import Words
from debttracker.basics.money import Money
from debttracker.derived.standing import LoanView
from debttracker.ui.theme.theme import theme
from debttracker.ui.widgets.chip import Chip
from debttracker.ui.widgets.plain_label import ElidedLabel, PlainLabel
from debttracker.ui.widgets.progress_bar import ProgressBar
from debttracker.ui.widgets.properties import set_style


class LoanRow(QFrame):
    """One loan; ``chosen`` gives its id."""

    chosen = Signal(int)

    def __init__(self, view: LoanView, speak: Words) -> None:
        super().__init__()
        self.loan_id = view.row.id
        self.setProperty("role", "loan-row")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        px = theme().px
        line = QHBoxLayout(self)
        line.setContentsMargins(px(8), px(8), px(8), px(8))
        line.setSpacing(px(10))
        words = QVBoxLayout()
        words.setSpacing(px(6))
        head = QHBoxLayout()
        head.addWidget(ElidedLabel(view.row.label, "strong"), 1)
        whole = view.paid + view.remaining
        paid = money_text(Money(view.paid, view.row.currency), short=True)
        all_ = money_text(Money(whole, view.row.currency), short=True).split(" ", 1)[-1]
        head.addWidget(PlainLabel(f"{paid} / {all_}", "caption"))
        words.addLayout(head)
        bar = ProgressBar(view.paid / whole if whole else 1.0, view.overdue / whole if whole else 0.0)
        words.addWidget(bar)
        line.addLayout(words, 1)
        line.addWidget(status_chip(view, speak), 0, Qt.AlignmentFlag.AlignVCenter)
        self.setAccessibleName(f"{view.row.label}, {paid} / {all_}")

    def set_chosen(self, on: bool) -> None:
        """Show whether it is the one whose details show."""
        set_style(self, chosen="true" if on else "false")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose it."""
        self.chosen.emit(self.loan_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose it by keyboard."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self.loan_id)
        else:
            super().keyPressEvent(event)


def status_chip(view: LoanView, speak: Words, *, long: bool = False) -> QWidget:
    """Overdue by how many days, due soon, or fine."""
    if view.row.status == "settled":
        return Chip(speak("settled"), "ok")
    if view.days_past_due:
        text = (speak.plural("overdue {n} day", "overdue {n} days", view.days_past_due) if long
                else speak("{n} d", n=view.days_past_due))
        return Chip(text, "late")
    if view.row.status == "disputed":
        return Chip(speak("disputed"), "flag")
    if view.standing is None:
        return Chip(speak("no terms yet"), "plain")
    chip = Chip(speak("on time") if long else "", "ok")
    chip.setAccessibleName(speak("on time"))
    return chip
