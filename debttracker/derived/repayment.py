"""How far the loans of a case are paid, for every page that tells it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from debttracker.basics.moments import day_number
from debttracker.case.connection import Connection
from debttracker.case.queries.loans import instalments, loans, payments
from debttracker.insight.progress import Progress, all_progress
from debttracker.insight.rows import InstalmentRow, LoanRow, PaymentRow


def repayment(connection: Connection, today: date, loan_ids: Iterable[int] = ()) -> tuple[Progress, ...]:
    """How far each loan is paid on ``today`` (``loan_ids`` empty: all loans). Whatever page says when the last debt
    ends at today's pace adds up these with :func:`debttracker.insight.progress.total_progress`."""
    chosen = set(loan_ids)
    some = [row for row in loans(connection) if not chosen or row.id in chosen]
    return all_progress(
        [LoanRow(row.id, row.label, row.currency, None) for row in some],
        [InstalmentRow(i.loan_id, i.due_day, i.amount) for i in instalments(connection)],
        [PaymentRow(p.loan_id, p.day, p.amount) for p in payments(connection)], day_number(today))
