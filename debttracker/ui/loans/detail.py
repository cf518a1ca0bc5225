"""The whole of one loan: its figures, what is demanded, its instalments, payments, history and credit record."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from debttracker.basics.formats import money_text
from debttracker.basics.languages import N_
from debttracker.basics.money import Money
from debttracker.case.queries.loans import CreditRow
from debttracker.derived.loan_entry import remove_loan
from debttracker.derived.loan_story import LoanStory
from debttracker.finance.names import name_of
from debttracker.finance.standing import Bucket, Standing
from debttracker.ui.loans.credit_card import CreditCard
from debttracker.ui.loans.demanded_card import DemandedCard
from debttracker.ui.loans.head_card import HeadCard
from debttracker.ui.loans.history_card import HistoryCard
from debttracker.ui.loans.payments_card import PaymentsCard
from debttracker.ui.loans.schedule_table import ScheduleModel, ScheduleTable
from debttracker.ui.session import Session
from debttracker.ui.theme.theme import theme
from debttracker.ui.widgets.card import Card
from debttracker.ui.widgets.chip import Chip
from debttracker.ui.widgets.flow_layout import FlowLayout
from debttracker.ui.widgets.plain_label import PlainLabel


class LoanDetail(QWidget):
    """Cards below each other; :meth:`show_story` fills them."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._story: LoanStory | None = None
        self._day = date.today()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(16))
        self.head = HeadCard(session.words)
        self.head.pay_wanted.connect(self._pay)
        self.head.edit_wanted.connect(self._edit)
        self.head.terms_wanted.connect(self._new_terms)
        self.head.remove_wanted.connect(self._remove)
        self.demanded = DemandedCard(session)
        self.plan_card = Card()
        session.language.say(self.plan_card.set_title, N_("INSTALMENTS"))
        self.schedule = ScheduleModel(self)
        self.table = ScheduleTable(self.schedule)
        self.ageing = Ageing(session)
        self.plan_card.body.addWidget(self.ageing)
        self.plan_card.body.addWidget(self.table)
        self.payments = PaymentsCard(session)
        self.payments.opened.connect(self._correct_payment)
        self.history, self.credit = HistoryCard(session), CreditCard(session)
        self.credit.opened.connect(self._credit)
        for card in (self.head, self.demanded, self.plan_card, self.payments, self.history, self.credit):
            column.addWidget(card)

    def show_story(self, story: LoanStory, day: date) -> None:
        """Show one loan as of ``day``."""
        self._story, self._day = story, day
        speak, write = self._session.words, self._session.can_write
        self.head.show_story(story, speak, can_write=write)
        self.demanded.show_demands(story.demanded, story.view.row.currency, story.view.row.id)
        now = story.view.standing
        self.plan_card.setVisible(now is not None)
        if now is not None:
            self.schedule.show(now.matching.instalments, story.view.row.currency, day, speak)
            self.table.fit()
            self.ageing.show_ageing(now)
        self.payments.show_story(story, can_write=write)
        self.history.show_story(story)
        self.credit.show_story(story, can_write=write)

    # -- doing

    def _pay(self) -> None:
        from debttracker.ui.loans.actions import open_payment

        open_payment(self._session, self._story.view.row.id if self._story else None)

    def _correct_payment(self, payment_id: int) -> None:
        from debttracker.ui.loans.payment_sheet import PaymentSheet

        if self._story is not None:
            row = next(p for p in self._story.view.payments if p.id == payment_id)
            PaymentSheet(self._session, [self._story.view], self._story.view.row.id, self.window(), row).open()

    def _edit(self) -> None:
        from debttracker.ui.loans.loan_sheet import LoanSheet

        if self._story is not None:
            LoanSheet(self._session, self._story.view, self.window()).open()

    def _new_terms(self) -> None:
        from debttracker.ui.loans.new_terms_sheet import NewTermsSheet

        if self._story is not None:
            NewTermsSheet(self._session, self._story.view, self._day, self.window()).open()

    def _credit(self, row: CreditRow | None) -> None:
        from debttracker.ui.loans.credit_sheet import CreditSheet

        if self._story is not None:
            CreditSheet(self._session, self._story.view.row.id, row, self.window()).open()

    def _remove(self) -> None:
        if self._story is not None:
            self._session.change(remove_loan(self._story.view.row.id),
                                 self._session.words("Removed. The history keeps it."))


class Ageing(QWidget):
    """What is overdue in all, and a chip for each step of days that holds something."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, theme().px(4))
        column.setSpacing(theme().px(6))
        self.said = PlainLabel("", "small", wrap=True)
        self._holder = QWidget()
        self._row = FlowLayout(self._holder, gap=6)
        column.addWidget(self.said)
        column.addWidget(self._holder, 0, Qt.AlignmentFlag.AlignLeft)

    def show_ageing(self, now: Standing) -> None:
        """Show one loan's; nothing overdue: hide."""
        self.setVisible(bool(now.due.total) and bool(now.days_past_due))
        speak = self._session.words
        total = money_text(Money(now.due.total, now.currency))
        extra = now.due.penalty + now.due.late_fee
        self.said.setText(speak("{amount} is overdue, {extra} of it penalty interest and late fees by the contract.",
                                amount=total, extra=money_text(Money(extra, now.currency))) if extra else
                          speak("{amount} is overdue; the contract adds no penalty interest or late fee.", amount=total))
        self.show_steps(now.ageing, now.currency)

    def show_steps(self, ages: dict[Bucket, int], currency: str) -> None:
        """Only the chips."""
        self._row.clear()
        for step, amount in ages.items():
            if amount and step is not Bucket.CURRENT:
                text = f"{name_of(step, self._session.words)} · {money_text(Money(amount, currency), short=True)}"
                self._row.addWidget(Chip(text, "due" if step is Bucket.D1_30 else "late"))
