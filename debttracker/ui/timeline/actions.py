"""Actions of the timeline, and those that record contacts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from debttracker.basics.languages import N_
from debttracker.ui.actions import Action
from debttracker.ui.contact.actions import actions as contact_actions
from debttracker.ui.importing.actions import actions as import_actions

if TYPE_CHECKING:
    from debttracker.ui.session import Session


def actions(session: Session) -> Iterable[Action]:
    """Declare them; light."""
    yield from contact_actions(session)
    yield from import_actions(session)
    yield Action("show-flagged", N_("Show contacts that may breach a rule"), lambda: _flagged(session), "flag", "",
                 "go", lambda: session.case is not None)


def _flagged(session: Session) -> None:
    from debttracker.case.queries.filters import ContactFilter

    session.go("timeline", ("filter", ContactFilter(flagged=True)))
