"""Actions on evidence; light."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from debttracker.basics.languages import N_
from debttracker.ui.actions import Action

if TYPE_CHECKING:
    from debttracker.ui.session import Session


def actions(session: Session) -> Iterable[Action]:
    """Declare them."""
    yield Action("save-evidence", N_("Save the evidence PDF…"), lambda: session.go("evidence", ("save", None)),
                 "document", "Ctrl+E", "case", lambda: session.case is not None,
                 N_("Write the record as a PDF for a lawyer, regulator or court"))
