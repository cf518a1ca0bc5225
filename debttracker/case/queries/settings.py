"""The case's named answers and choices, and the change that sets one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from debttracker.basics.languages import N_
from debttracker.case.connection import Connection

if TYPE_CHECKING:
    from debttracker.case.change import Change, Edit


def settings(connection: Connection) -> dict[str, Any]:
    """Every setting by name, decoded."""
    return {name: json.loads(value) for name, value in connection.execute(
        "SELECT name, value FROM setting WHERE hidden = 0")}


def setting(connection: Connection, name: str, default: Any = None) -> Any:
    """One setting, or ``default``."""
    row = connection.execute("SELECT value FROM setting WHERE name = ? AND hidden = 0", (name,)).fetchone()
    return json.loads(row[0]) if row else default


def set_setting(connection: Connection, name: str, value: Any) -> Change:
    """The change that gives ``name`` the value ``value`` (anything JSON can hold)."""
    from debttracker.case.change import Change, add, edit  # the first page only reads

    text = json.dumps(value, ensure_ascii=False)
    row = connection.execute("SELECT id FROM setting WHERE name = ?", (name,)).fetchone()
    done: Edit = edit("setting", row[0], value=text, hidden=0) if row else add("setting", name=name, value=text)
    return Change.of(N_("Change a setting of the case"), done)
