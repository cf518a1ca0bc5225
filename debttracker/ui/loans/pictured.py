"""Pictures of the sheets about loans."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from debttracker.ui.pictured import Pictured

if TYPE_CHECKING:
    from debttracker.derived.standing import LoanView
    from debttracker.ui.widgets.sheet import Sheet
    from debttracker.ui.window import MainWindow


def pictured() -> Iterable[Pictured]:
    """What is pictured."""
    yield Pictured("add-loan", _add)
    yield Pictured("correct-loan", _correct)
    yield Pictured("record-payment", _pay)
    yield Pictured("new-terms", _new_terms)
    yield Pictured("proposal", _proposal)
    yield Pictured("credit-record", _credit)
    yield Pictured("due-dates", _due_dates)
    yield Pictured("two-offers", _offers)
    yield Pictured("all-loans", _all_loans)


def _late(window: MainWindow) -> LoanView:
    from debttracker.derived.standing import loan_views

    assert window.session.case is not None
    views = loan_views(window.session.case.reader())
    return max(views, key=lambda view: view.overdue)


def _add(window: MainWindow) -> Sheet:
    from debttracker.ui.loans.loan_sheet import LoanSheet

    return LoanSheet(window.session, None, window)


def _correct(window: MainWindow) -> Sheet:
    from debttracker.ui.loans.loan_sheet import LoanSheet

    return LoanSheet(window.session, _late(window), window)


def _pay(window: MainWindow) -> Sheet:
    from debttracker.derived.standing import loan_views
    from debttracker.ui.loans.payment_sheet import PaymentSheet

    assert window.session.case is not None
    views = loan_views(window.session.case.reader())
    return PaymentSheet(window.session, views, _late(window).row.id, window)


def _new_terms(window: MainWindow) -> Sheet:
    from datetime import date

    from debttracker.ui.loans.new_terms_sheet import NewTermsSheet

    return NewTermsSheet(window.session, _late(window), date.today(), window)


def _credit(window: MainWindow) -> Sheet:
    from debttracker.ui.loans.credit_sheet import CreditSheet

    return CreditSheet(window.session, _late(window).row.id, None, window)


def _due_dates(window: MainWindow) -> Sheet:
    from debttracker.ui.loans.reminders_sheet import RemindersSheet

    return RemindersSheet(window.session, window)


def _offers(window: MainWindow) -> MainWindow:
    from debttracker.finance.terms import Method
    from debttracker.ui.loans.offer_page import OfferPage

    window.session.go("offer")
    page = window.current_page
    assert isinstance(page, OfferPage)
    page.household.fields[0].line.setText("9000")
    page.household.fields[1].line.setText("5000")
    first, second = (card.form for card in page.cards)
    for form in (first, second):
        form.principal.line.setText("9000")
    first.arrived.line.setText("8100")
    first.rate.setText("9.9")
    first.more.late_rate.setText("0.05")
    second.method.setCurrentIndex(second.method.findData(Method.FLAT_FEE.value))
    second.basis.setCurrentIndex(1)
    second.rate.setText("0.6")
    return window


def _all_loans(window: MainWindow) -> MainWindow:
    window.session.go("loans", ("all", None))
    return window


def _proposal(window: MainWindow) -> Sheet:
    from datetime import date, timedelta

    from debttracker.evidence.letters.proposal import MonthlyMeans
    from debttracker.finance.restructure import propose_instalments
    from debttracker.ui.loans.proposal_sheet import ProposalSheet

    late, today = _late(window), date.today()
    assert late.standing is not None
    proposal = propose_instalments(late.standing, today + timedelta(30), 12)
    return ProposalSheet(window.session, late.row.id, proposal, MonthlyMeans(520_000, 390_000), today, window)
