"""The agreements a loan has had: its contract, then restructurings and settlements that replace it from a day on.

The earlier ones stay: what was owed on any earlier day is still read from the agreement in force then.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from debttracker.basics.errors import BadInput
from debttracker.basics.languages import N_
from debttracker.finance.terms import LoanTerms


class AgreementKind(StrEnum):
    """What an agreement is; the values are those of the stored record."""

    CONTRACT = "contract"
    RESTRUCTURE = "restructure"
    SETTLEMENT = "settlement"


@dataclass(frozen=True, slots=True)
class Agreement:
    """``terms`` that hold from ``from_day``; payments from that day on count for it, earlier ones for the one before.

    Arrears of the agreement before are expected inside the new principal (or forgiven): they are not asked twice.
    """

    from_day: date
    terms: LoanTerms
    kind: AgreementKind = AgreementKind.CONTRACT


def in_force(agreements: Sequence[Agreement], day: date) -> Agreement:
    """The agreement in force on ``day``; before the first one began, the first. Raises BadInput for an empty list."""
    if not agreements:
        raise BadInput(N_("This loan has no terms yet. Add what the contract says."))
    ordered = sorted(agreements, key=lambda one: one.from_day)
    return next((one for one in reversed(ordered) if one.from_day <= day), ordered[0])
