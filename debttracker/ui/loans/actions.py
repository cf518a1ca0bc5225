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
    """Save the due dates as an iCalendar file."""
    from pathlib import Path

    from PySide6.QtWidgets import QFileDialog

    from debttracker.basics.errors import Trouble
    from debttracker.basics.files import write_atomically
    from debttracker.derived.calendar import case_calendar

    if session.case is None:
        return
    name, _filter = QFileDialog.getSaveFileName(QApplication.activeWindow(), session.words("Save due dates"),
                                                "reminders.ics", "iCalendar (*.ics)")
    if not name:
        return
    try:
        write_atomically(Path(name), case_calendar(session.case.reader(), session.words).encode("utf-8"))
        session.say(session.words("Saved. Open the file on your phone to add the dates."))
    except Trouble as trouble:
        session.tell(trouble)
