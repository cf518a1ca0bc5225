"""Actions on rights and letters; light."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from debttracker.ui.actions import Action
from debttracker.ui.letters.actions import actions as letter_actions

if TYPE_CHECKING:
    from debttracker.ui.session import Session


def actions(session: Session) -> Iterable[Action]:
    """Declare them."""
    yield from letter_actions(session)
