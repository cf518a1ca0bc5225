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

#: What ``chosen`` gives for all loans together.
ALL = -1


class ListRow(QFrame):
    """Something to choose in the list; ``chosen`` gives its id."""

    chosen = Signal(int)

    def __init__(self, loan_id: int) -> None:
        super().__init__()
        self.loan_id = loan_id
        self.setProperty("role", "loan-row")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(theme().px(8), theme().px(7), theme().px(8), theme().px(8))
        self.column.setSpacing(theme().px(4))

    def set_chosen(self, on: bool) -> None:
        """Show whether it is the one whose details show."""
        set_style(self, chosen="true" if on else "false")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose it."""
        self.chosen.emit(self.loan_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose it by keyboard; up and down walk."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self.loan_id)
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)


class LoanRow(ListRow):
    """One loan: its name, how it stands, what is paid of all."""

    def __init__(self, view: LoanView, speak: Words) -> None:
        super().__init__(view.row.id)
        head = QHBoxLayout()
        head.setSpacing(theme().px(8))
        head.addWidget(ElidedLabel(view.row.label, "strong"), 1)
        head.addWidget(status_chip(view, speak), 0, Qt.AlignmentFlag.AlignVCenter)
        self.column.addLayout(head)
        whole = view.paid + view.remaining
        self.column.addWidget(ProgressBar(view.paid / whole if whole else 1.0, view.overdue / whole if whole else 0.0))
        said = speak("{paid} of {whole} paid", paid=money_text(Money(view.paid, view.row.currency), short=True),
                     whole=money_text(Money(whole, view.row.currency), short=True))
        self.column.addWidget(PlainLabel(said, "caption"))
        self.setAccessibleName(f"{view.row.label}, {said}")


class AllRow(ListRow):
    """All loans together."""

    def __init__(self, speak: Words) -> None:
        super().__init__(ALL)
        self.column.addWidget(PlainLabel(speak("All loans together"), "strong"))
        self.setAccessibleName(speak("All loans together"))


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
