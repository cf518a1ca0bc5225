"""Which contacts touch which rules, as last computed: derived, never journalled, made anew at any time.

One row per flagged contact. It points to the set of rules it touches; a case has few different sets, so a million
flagged contacts stay small. Sentences are not kept: whoever shows a finding has it made in the wanted language.
"""

from __future__ import annotations

import builtins
import json
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from debttracker.case.connection import Connection

#: Rule id to strength: "hard", "edge" or "soft".
Rules = Mapping[str, str]
_ORDER: Final = ("hard", "edge", "soft")


class RuleMonth(NamedTuple):
    """How many contacts of one party touched a rule in a month (its first day as a day number)."""

    party_id: int | None
    month: int
    n: int


def flags_of(connection: Connection, contact_id: int) -> Rules:
    """The rules that one contact touches, hard ones first."""
    row = connection.execute("SELECT s.rules FROM flag f JOIN flag_set s ON s.id = f.set_id WHERE f.contact_id = ?",
                             (contact_id,)).fetchone()
    found: dict[str, str] = json.loads(row[0]) if row else {}
    return dict(sorted(found.items(), key=lambda item: (_ORDER.index(item[1]), item[0])))


def flagged_count(connection: Connection) -> int:
    """How many contacts are flagged: kept with the flags, because the timeline asks after every change and there may be
    a million of them. Flags that were kept before there was a count are counted."""
    row = connection.execute("SELECT value FROM derived_state WHERE name = 'flagged'").fetchone()
    return int(row[0] if row else connection.execute("SELECT count(*) FROM flag").fetchone()[0])


def touched_by_rule(connection: Connection) -> dict[str, int]:
    """How many contacts touch each rule; rules that none touches are left out."""
    found: dict[str, int] = {}
    for rules, n in connection.execute(
            "SELECT s.rules, count(*) FROM flag f JOIN flag_set s ON s.id = f.set_id GROUP BY s.id"):
        for rule in json.loads(rules):
            found[rule] = found.get(rule, 0) + n
    return found


def touched_months(connection: Connection, rule: str) -> list[RuleMonth]:
    """The contacts that touch one rule, by party and month, oldest first."""
    sets = [id for id, rules in connection.execute("SELECT id, rules FROM flag_set") if rule in json.loads(rules)]
    return [RuleMonth(*row) for row in connection.execute(
        "SELECT c.party_id, unixepoch(strftime('%Y-%m-01', c.day * 86400, 'unixepoch')) / 86400 AS month, count(*) "
        "FROM flag f JOIN contact c ON c.id = f.contact_id WHERE f.set_id IN (SELECT value FROM json_each(?)) "
        "GROUP BY 1, 2 ORDER BY 2, 1", (json.dumps(sets),))]


def touching(connection: Connection, rule: str) -> list[int]:
    """Ids of the contacts that touch one rule, in order of their id."""
    return [id for (id,) in connection.execute(
        "SELECT f.contact_id FROM flag f JOIN flag_set s ON s.id = f.set_id "
        "WHERE EXISTS (SELECT 1 FROM json_each(s.rules) WHERE key = ?) ORDER BY 1", (rule,))]


def state(connection: Connection) -> dict[str, Any]:
    """For which history and which rules the flags were computed; empty when never."""
    row = connection.execute("SELECT value FROM derived_state WHERE name = 'findings'").fetchone()
    found: dict[str, Any] = json.loads(row[0]) if row else {}
    return found


def replace_flags(connection: Connection, flags: Mapping[int, Rules], state: Mapping[str, Any]) -> None:
    """Put ``flags`` (by contact id) in the place of the old ones, within the caller's transaction."""
    connection.execute("DELETE FROM flag")
    connection.execute("DELETE FROM flag_set")
    _insert(connection, flags)
    _remember(connection, state, len(flags))


def patch_flags(connection: Connection, flags: Mapping[int, Rules], state: Mapping[str, Any]) -> None:
    """Change the flags of some contacts (no rules: none any more), within the caller's transaction."""
    before = flagged_count(connection)
    gone = connection.executemany("DELETE FROM flag WHERE contact_id = ?", [(id,) for id in flags]).rowcount
    some = {id: rules for id, rules in flags.items() if rules}
    _insert(connection, some)
    _remember(connection, state, before - max(gone, 0) + len(some))


def flags_of_many(connection: Connection, ids: list[int]) -> dict[int, Rules]:
    """The rules that some contacts touch; contacts that touch none are left out."""
    return {id: json.loads(rules) for id, rules in connection.execute(
        "SELECT f.contact_id, s.rules FROM flag f JOIN flag_set s ON s.id = f.set_id "
        "WHERE f.contact_id IN (SELECT value FROM json_each(?))", (json.dumps(ids),))}


def _insert(connection: Connection, flags: Mapping[int, Rules]) -> None:
    # A check shares one mapping among all contacts that touch the same rules, so most sets are known by identity.
    numbers: dict[int, tuple[int, str]] = {}
    rows = []
    for id, rules in flags.items():
        known = numbers.get(key := builtins.id(rules))
        if known is None:
            known = numbers[key] = _set_of(connection, rules)
        rows.append((id, *known))
    connection.executemany("INSERT INTO flag (contact_id, set_id, strength) VALUES (?, ?, ?)", rows)


def _set_of(connection: Connection, rules: Rules) -> tuple[int, str]:
    """The number of a set of rules (made if new) and its firmest strength."""
    told = json.dumps(dict(sorted(rules.items())), separators=(",", ":"))
    strength = min(rules.values(), key=_ORDER.index)
    connection.execute("INSERT OR IGNORE INTO flag_set (rules, strength) VALUES (?, ?)", (told, strength))
    return connection.execute("SELECT id FROM flag_set WHERE rules = ?", (told,)).fetchone()[0], strength


def _remember(connection: Connection, state: Mapping[str, Any], flagged: int) -> None:
    connection.executemany("INSERT OR REPLACE INTO derived_state VALUES (?, ?)",
                           [("findings", json.dumps(state)), ("flagged", str(flagged))])
