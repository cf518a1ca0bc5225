"""Where a click on a chart leads: to the contacts behind the mark, or to the loan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from debttracker.basics.vocabulary import GROUP_OF
from debttracker.case.queries.filters import ContactFilter
from debttracker.ui.session import Session

if TYPE_CHECKING:
    from debttracker.charts.hits import Drill


def filter_of(drill: Drill) -> ContactFilter:
    """The contacts that ``drill`` stands for."""
    channels = tuple(c for c, group in GROUP_OF.items() if group.value == drill.group) if drill.group else ()
    return ContactFilter(
        first_day=drill.first_day, last_day=drill.last_day, channels=tuple(str(c) for c in channels),
        weekday=drill.weekday, hour=drill.hour, flagged=drill.flagged,
        party_ids=(drill.party_id,) if drill.party_id is not None else (), unknown_party=drill.unknown_party,
        loan_ids=(drill.loan_id,) if drill.loan_id is not None else ())


def follow(session: Session, drill: Any) -> None:
    """Show what ``drill`` stands for."""
    if drill.contact_id is not None:
        session.go("timeline", ("contact", drill.contact_id))
    elif drill.loan_id is not None and drill.first_day is None:
        session.go("loans", ("loan", drill.loan_id))
    elif drill.strategy is None and drill.leads_somewhere:
        session.go("timeline", ("filter", filter_of(drill)))
