"""Actions on rights and letters; light."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from debttracker.basics.languages import N_
from debttracker.ui.actions import Action
from debttracker.ui.letters.actions import actions as letter_actions

if TYPE_CHECKING:
    from debttracker.ui.session import Session


def actions(session: Session) -> Iterable[Action]:
    """Declare them."""
    yield from letter_actions(session)
    yield Action("add-rule-file", N_("Add a rule file…"), lambda: _add(session), "scales", "", "case",
                 help=N_("Rules of a place that the program does not know, as a TOML file"), words=N_("rule pack own law"))


def _add(session: Session) -> None:
    from debttracker.ui.rights.own_rules import ask_rule_file

    ask_rule_file(session)
