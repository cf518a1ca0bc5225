"""The debts in the order in which the user wants to pay them off; buttons and Alt+Up/Down move them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from debttracker.basics.formats import money_text, percent_text
from debttracker.basics.languages import N_, Words
from debttracker.basics.money import Money
from debttracker.finance.plan import Debt
from debttracker.ui.session import Session
from debttracker.ui.theme.theme import theme
from debttracker.ui.widgets.buttons import IconButton
from debttracker.ui.widgets.card import Card
from debttracker.ui.widgets.plain_label import ElidedLabel, PlainLabel
from debttracker.ui.widgets.rows import Rows


class OwnOrder(Card):
    """``moved`` after a change; ``order`` are places in the debts given last."""

    moved = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._session = session
        session.language.say(self.set_title, N_("YOUR OWN ORDER"))
        hint = PlainLabel("", "caption", wrap=True)
        session.language.say(hint.setText, N_("What worries you most may come first. Alt+↑ and Alt+↓ move a debt."))
        self.rows = Rows(gap=6)
        self.body.addWidget(hint)
        self.body.addWidget(self.rows)
        self.body.addStretch(1)
        self._debts: Sequence[Debt] = ()
        self._currency = "CNY"
        self.order: list[int] = []
        self.lines: list[DebtLine] = []

    def show_debts(self, debts: Sequence[Debt], currency: str) -> None:
        """Show these debts; an order of the same names is kept."""
        names = [self._debts[place].name for place in self.order]
        self._debts, self._currency = debts, currency
        fresh = list(range(len(debts)))
        known = {debt.name: place for place, debt in enumerate(debts)}
        kept = [known[name] for name in names if name in known]
        self.order = kept + [place for place in fresh if place not in kept]
        self.setVisible(len(debts) > 1)
        self._fill()

    def ordered(self) -> list[Debt]:
        """The debts in the user's order."""
        return [self._debts[place] for place in self.order]

    def shift(self, place: int, step: int) -> None:
        """Move the line at ``place`` up (-1) or down (1), as far as there is one to change with."""
        other = place + step
        if 0 <= other < len(self.order):
            self.order[place], self.order[other] = self.order[other], self.order[place]
            self._fill()
            self.lines[other].setFocus()
            self.moved.emit()

    def _fill(self) -> None:
        self.rows.clear()
        self.lines = []
        for place, debt in enumerate(self.ordered()):
            line = DebtLine(debt, self._currency, place, len(self.order), self._session.words)
            line.moved.connect(lambda step, place=place: self.shift(place, step))
            self.lines.append(line)
            self.rows.add_row(line)


class DebtLine(QFrame):
    """One debt with its buttons; ``moved`` gives -1 or 1."""

    moved = Signal(int)

    def __init__(self, debt: Debt, currency: str, place: int, count: int, speak: Words) -> None:
        super().__init__()
        self.setProperty("role", "loan-row")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        line = QHBoxLayout(self)
        line.setContentsMargins(theme().px(4), theme().px(2), theme().px(4), theme().px(2))
        line.setSpacing(theme().px(8))
        said = f"{money_text(Money(debt.balance, currency), short=True)} · {percent_text(debt.annual_rate)}"
        line.addWidget(PlainLabel(f"{place + 1}.", "muted"))
        line.addWidget(ElidedLabel(debt.name), 1)
        line.addWidget(PlainLabel(said, "caption"))
        for icon, name, step, able in (("chevron-up", speak("Earlier"), -1, place > 0),
                                       ("chevron-down", speak("Later"), 1, place < count - 1)):
            button = IconButton(icon, f"{name}: {debt.name}")
            button.setEnabled(able)
            button.clicked.connect(lambda _checked=False, step=step: self.moved.emit(step))
            line.addWidget(button)
        self.setAccessibleName(f"{place + 1}. {debt.name}, {said}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt with an arrow moves the debt."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.moved.emit(step)
        else:
            super().keyPressEvent(event)
