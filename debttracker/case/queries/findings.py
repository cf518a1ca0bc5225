"""What the rules found, as last computed: derived, never journalled, thrown away and made anew at any time.

``body`` is JSON: {"title": {language: text}, "explanation": {…}, "citation": {…}, "data": the finding itself}.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, NamedTuple

from debttracker.case.connection import Connection


class FlagRow(NamedTuple):
    """One finding as it concerns one contact, in one language."""

    rule: str
    strength: str
    title: str
    explanation: str
    citation: str


class StoredFinding(NamedTuple):
    """One finding to keep: ``contacts`` are ids of contacts."""

    rule: str
    jurisdiction: str
    strength: str
    first_day: int
    last_day: int
    party_id: int | None
    body: str
    contacts: tuple[int, ...]


def flags_of(connection: Connection, contact_id: int, language: str = "en") -> list[FlagRow]:
    """The findings that rest on one contact, hard ones first."""
    rows = connection.execute(
        "SELECT f.rule, f.strength, f.body FROM flag JOIN finding f ON f.id = flag.finding_id WHERE flag.contact_id = ? "
        "ORDER BY CASE f.strength WHEN 'hard' THEN 0 WHEN 'edge' THEN 1 ELSE 2 END, f.id", (contact_id,))
    return [_row(rule, strength, json.loads(body), language) for rule, strength, body in rows]


def _row(rule: str, strength: str, body: dict[str, Any], language: str) -> FlagRow:
    def said(name: str) -> str:
        texts = body.get(name) or {}
        return str(texts.get(language) or texts.get("en") or "")

    return FlagRow(rule, strength, said("title"), said("explanation"), said("citation"))


def flagged_count(connection: Connection) -> int:
    """How many contacts are flagged."""
    return int(connection.execute("SELECT count(DISTINCT contact_id) FROM flag").fetchone()[0])


def state(connection: Connection) -> dict[str, Any]:
    """For which history and which rules the findings were computed; empty when never."""
    row = connection.execute("SELECT value FROM derived_state WHERE name = 'findings'").fetchone()
    found: dict[str, Any] = json.loads(row[0]) if row else {}
    return found


def replace_findings(connection: Connection, findings: Iterable[StoredFinding], state: dict[str, Any]) -> None:
    """Put ``findings`` in the place of the old ones, within the caller's transaction."""
    connection.execute("DELETE FROM flag")
    connection.execute("DELETE FROM finding")
    for number, found in enumerate(findings, 1):
        connection.execute("INSERT INTO finding VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (number, *found[:7]))
        connection.executemany("INSERT OR IGNORE INTO flag VALUES (?, ?, ?)",
                               [(id, number, found.strength) for id in found.contacts])
    connection.execute("INSERT OR REPLACE INTO derived_state VALUES ('findings', ?)", (json.dumps(state),))
