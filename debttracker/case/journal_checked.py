"""When the whole journal of a case was last found intact, and up to which entry: kept beside the case's derived figures.

A check of everything reads every contact. It is made now and then, and always for an evidence PDF and on request; on
other days a start checks what was added since. Whoever can write into the encrypted database could also forge this note,
so it never replaces the check that evidence rests on.
"""

from __future__ import annotations

import json
import time
from typing import Final, NamedTuple

from debttracker.case.case import Case
from debttracker.case.connection import Connection
from debttracker.case.journal import Verdict

_NAME: Final = "journal_checked"
#: A whole check is due again after so many days.
DAYS: Final = 7
_DAY_S: Final = 86_400


class Checked(NamedTuple):
    """All entries up to number ``seq``, whose hash is ``hash``, were intact at ``at_s`` (seconds since 1970 UTC)."""

    seq: int
    hash: bytes
    at_s: int

    @property
    def is_recent(self) -> bool:
        """Whether no whole check is due. A clock that was set back makes one due."""
        return 0 <= time.time() - self.at_s < DAYS * _DAY_S


def last_checked(connection: Connection) -> Checked | None:
    """The last whole check that found everything intact; None when there was none."""
    row = connection.execute("SELECT value FROM derived_state WHERE name = ?", (_NAME,)).fetchone()
    if row is None:
        return None
    told = json.loads(row[0])
    return Checked(int(told["seq"]), bytes.fromhex(told["hash"]), int(told["at_s"]))


def remember(case: Case, verdict: Verdict) -> None:
    """Note that the whole journal was found intact just now. In a case open to read only nothing is noted; a check that
    found a difference is not noted either, so that the next start looks again."""
    if case.read_only or not verdict.intact:
        return
    told = {"seq": verdict.entries, "hash": verdict.head.hex(), "at_s": int(time.time())}
    with case.deriving() as connection:
        connection.execute("INSERT OR REPLACE INTO derived_state VALUES (?, ?)", (_NAME, json.dumps(told)))
