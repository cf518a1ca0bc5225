"""Ctrl+L, and "it rang again" with one key: light, because it is imported soon after the first paint."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from debttracker.basics.languages import N_
from debttracker.ui.actions import Action

if TYPE_CHECKING:
    from debttracker.ui.session import Session


def actions(session: Session) -> Iterable[Action]:
    """The actions that record contacts."""
    yield Action("log-contact", N_("Log a contact"), lambda: open_sheet(session), "plus", "Ctrl+L", "record",
                 lambda: session.can_write, N_("Write down a call, message, visit or letter"),
                 N_("call rang message visit new"))
    yield Action("rang-missed", N_("It rang again: missed"), lambda: rang_again(session, "missed"), "phone-missed",
                 "Ctrl+Shift+L", "record", lambda: session.can_write)
    yield Action("rang-answered", N_("It rang again: answered"), lambda: rang_again(session, "answered"), "phone",
                 "", "record", lambda: session.can_write)
    yield Action("rang-message", N_("Another message came"), lambda: rang_again(session, "delivered"), "message",
                 "", "record", lambda: session.can_write)


def open_sheet(session: Session, contact_id: int | None = None) -> None:
    """Open the sheet for a new contact, or to edit one."""
    from debttracker.case.queries.contacts import contact
    from debttracker.ui.contact.sheet import ContactSheet

    if session.case is None:
        return
    row = contact(session.case.reader(), contact_id) if contact_id is not None else None
    ContactSheet(session, row, QApplication.activeWindow()).open()


def rang_again(session: Session, outcome: str) -> None:
    """Log the last caller once more, now; a message when ``outcome`` is "delivered"."""
    from debttracker.basics.moments import Moment
    from debttracker.case.entries import log_contact
    from debttracker.case.queries.contacts import last_collector
    from debttracker.case.queries.settings import setting

    if session.case is None:
        return
    connection = session.case.reader()
    last = last_collector(connection)
    if last is None:
        open_sheet(session)
        return
    now = Moment.now(str(setting(connection, "case.zone", "UTC")))
    channel = "sms" if outcome == "delivered" else "call"
    change = log_contact(connection, now, party_id=last.party_id, handle=last.handle, channel=channel,
                         outcome=outcome, loan_id=last.loan_id, reached="borrower", direction="in")
    session.change(change, session.words("Logged: {who}", who=last.party or last.handle))
