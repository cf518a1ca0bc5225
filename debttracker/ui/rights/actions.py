"""The Rights page brings no action beyond going there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from debttracker.ui.actions import Action
    from debttracker.ui.session import Session


def actions(session: Session) -> Iterable[Action]:
    """None."""
    return ()
