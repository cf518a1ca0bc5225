"""Deadlines and promises as last worked out: derived, never journalled, kept so that the first page can show them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from debttracker.case.connection import Connection

_NAME: Final = "clocks"


class ClockLine(NamedTuple):
    """One clock in one language. ``day`` (a day number) is its last day. ``detail`` says from when it was counted and
    by which article; ``contacts`` it rests on; ``key`` is steady over time, ``kind`` a ClockKind."""

    key: str
    kind: str
    day: int
    title: str
    who: str
    detail: str
    contacts: tuple[int, ...]


def kept_clocks(connection: Connection, language: str, *kinds: str) -> list[ClockLine]:
    """The clocks as last kept, nearest first; of these ``kinds``, or all. None when they were never worked out."""
    lines: dict[str, list[Any]] = _kept(connection).get("lines", {})
    return [ClockLine._make([*row[:6], tuple(row[6])]) for row in lines.get(language, lines.get("en", ()))
            if not kinds or row[1] in kinds]


def clocks_as_of(connection: Connection) -> tuple[int, int] | None:
    """For which length of the journal and which day number they were worked out; None when they never were."""
    kept = _kept(connection)
    return (int(kept["seq"]), int(kept["day"])) if kept else None


def replace_clocks(connection: Connection, lines: Mapping[str, Sequence[ClockLine]], as_of: tuple[int, int]) -> None:
    """Keep ``lines`` (by language) in the place of the old ones, within the caller's transaction."""
    text = json.dumps({"seq": as_of[0], "day": as_of[1], "lines": lines}, ensure_ascii=False)
    connection.execute("INSERT OR REPLACE INTO derived_state VALUES (?, ?)", (_NAME, text))


def _kept(connection: Connection) -> dict[str, Any]:
    row = connection.execute("SELECT value FROM derived_state WHERE name = ?", (_NAME,)).fetchone()
    found: dict[str, Any] = json.loads(row[0]) if row else {}
    return found
