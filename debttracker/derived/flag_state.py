"""For which history, rules and day the stored flags of a case hold. Asked on every start, so nothing heavy is needed."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from debttracker.basics.folders import settings_file
from debttracker.basics.moments import Moment, day_number
from debttracker.case import journal
from debttracker.case.connection import Connection
from debttracker.case.queries.findings import state
from debttracker.case.queries.settings import setting
from debttracker.rules.pack_files import packs_key


def own_packs_folder() -> Path:
    """Where a user's own rule packs lie."""
    return settings_file().parent / "rules"


def case_today(connection: Connection) -> date:
    """Today on the borrower's wall."""
    return Moment.now(str(setting(connection, "case.zone", "UTC"))).local_day


def wanted_state(connection: Connection) -> dict[str, Any]:
    """What flags made now would hold for: ``seq`` (entries of the journal), ``packs`` (key), ``day`` (day number)."""
    return {"seq": journal.head(connection).seq, "packs": packs_key(own_packs_folder()),
            "day": day_number(case_today(connection))}


def kept_state(connection: Connection) -> dict[str, Any]:
    """What the stored flags hold for; empty when there are none. Where no rule minds the day, they hold today too."""
    kept = state(connection)
    if kept.get("minds_day") is False:
        kept["day"] = day_number(case_today(connection))
    return kept


def flags_hold(connection: Connection) -> bool:
    """Whether the stored flags are those that a check of the whole case would give now."""
    kept = kept_state(connection)
    return all(kept.get(name) == value for name, value in wanted_state(connection).items())
