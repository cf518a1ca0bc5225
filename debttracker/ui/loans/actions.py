"""Actions on loans; light."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from debttracker.basics.languages import N_
from debttracker.ui.actions import Action

if TYPE_CHECKING:
    from debttracker.ui.session import Session


def actions(session: Session) -> Iterable[Action]:
    """Declare them."""
    def there() -> bool:
        return session.case is not None

    yield Action("add-loan", N_("Add a loan"), lambda: add(session), "card", "Ctrl+Shift+N", "record",
                 lambda: session.can_write, N_("Write down what is owed, to whom, and when it is due"))
    yield Action("record-payment", N_("Record a payment"), lambda: open_payment(session, None), "coin", "Ctrl+P",
                 "record", lambda: session.can_write, N_("Write down money that was paid"))
    yield Action("check-offer", N_("Check an offer"), lambda: session.go("offer"), "scales", "Ctrl+Shift+O", "go",
                 there, N_("What a loan offer really costs, before signing"))
    yield Action("plan-payoff", N_("Plan the payoff"), lambda: session.go("plan"), "chart", "Ctrl+Shift+P", "go",
                 there, N_("Compare ways to pay off all debts"))
    yield Action("export-reminders", N_("Save due dates for the phone’s calendar…"), lambda: export_calendar(session),
                 "calendar", "", "case", there, N_("An .ics file with one alarm for each due date"))


def add(session: Session) -> None:
    """Open the sheet for a new loan."""
    from debttracker.ui.loans.loan_sheet import LoanSheet

    if session.case is not None:
        LoanSheet(session, None, QApplication.activeWindow()).open()


def open_payment(session: Session, loan_id: int | None) -> None:
    """Open the payment sheet; without any loan, first the one that adds a loan."""
    from debttracker.derived.standing import loan_views
    from debttracker.ui.loans.payment_sheet import PaymentSheet

    if session.case is None:
        return
    views = loan_views(session.case.reader())
    if views:
        PaymentSheet(session, views, loan_id, QApplication.activeWindow()).open()
    else:
        session.say(session.words("Add the loan first, then its payments."))
        add(session)


def export_calendar(session: Session) -> None:
    """Open the sheet that saves the due dates as an iCalendar file."""
    from debttracker.ui.loans.reminders_sheet import RemindersSheet

    if session.case is not None:
        RemindersSheet(session, QApplication.activeWindow()).open()
