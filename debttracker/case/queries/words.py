"""Which contacts hold a word: as a condition on one row, or found beforehand as a set."""

from __future__ import annotations

from typing import Any, Final

from debttracker.case.connection import Connection

#: What is shorter than this many signs is no phrase of the index of words, only the beginning of its terms.
TRIGRAM: Final = 3
#: With a hit in fewer contacts than one in so many, each hit is looked up by itself; with more, the index by time is
#: read from end to end. A million contacts: 0.13 s and 0.2 µs for each against 10 µs for each hit.
_ONE_IN: Final = 50

#: So many terms begin with a word, at most, if they are asked for as alternatives: each contact is then handed over once
#: and in order (0.1 µs), but each further term is compared for each contact. Places are handed over term by term.
_FEW_TERMS: Final = 32
_WITHIN: Final = "term >= ?1 AND term < CAST(?2 AS TEXT)"
#: From one term to the next above it: terms have three signs, so nothing lies between one and one longer by a sign.
_TERMS: Final = f"""
WITH RECURSIVE next (term) AS (
  SELECT (SELECT term FROM contact_term WHERE term >= ?1 LIMIT 1)
  UNION ALL SELECT (SELECT term FROM contact_term WHERE term >= next.term || char(1) LIMIT 1) FROM next
  WHERE {_WITHIN} LIMIT {_FEW_TERMS + 1})
SELECT term FROM next WHERE {_WITHIN}"""

_PEOPLE: Final = ("SELECT id FROM handle WHERE value LIKE ?1 ESCAPE '\\' OR comparable LIKE ?1 ESCAPE '\\'",
                  "SELECT id FROM party WHERE name LIKE ?1 ESCAPE '\\'")


def row_by_row(text: str) -> tuple[str, list[Any]]:
    """The condition that a contact ``c`` holds ``text`` in its words, its note, the number or the party's name: right
    where few contacts are looked at, or only until a page is full."""
    like = f"%{escape_like(text)}%"
    people = ("c.handle_id IN (SELECT id FROM handle WHERE value LIKE ? ESCAPE '\\' OR comparable LIKE ? ESCAPE '\\') "
              "OR c.party_id IN (SELECT id FROM party WHERE name LIKE ? ESCAPE '\\')")
    if len(text) >= TRIGRAM:
        return (f"(c.id IN (SELECT rowid FROM contact_text WHERE contact_text MATCH ?) OR {people})",
                [match_phrase(text), like, like, like])
    return (f"(c.text LIKE ? ESCAPE '\\' OR c.note LIKE ? ESCAPE '\\' OR {people})", [like] * 5)


def beforehand(connection: Connection, text: str) -> tuple[str, list[Any]]:
    """The same condition for a statement that counts all contacts: hits are taken from the index of words and people
    looked up now, so that no row is read but for its place in the index by time."""
    found = _hits(connection, text)
    if found is None:
        return row_by_row(text)
    hits, values = found
    parts = [f"{'+' if _many(connection, hits, values) else ''}c.id IN ({hits})"]
    like = f"%{escape_like(text)}%"
    for column, sql in zip(("c.handle_id", "c.party_id"), _PEOPLE, strict=True):
        if people := [row[0] for row in connection.execute(sql, (like,))]:
            parts.append(f"{column} IN (SELECT value FROM json_each(?))")
            values = [*values, f"[{','.join(map(str, people))}]"]
    return f"({' OR '.join(parts)})", values


def _hits(connection: Connection, text: str) -> tuple[str, list[Any]] | None:
    """A query for the ids of contacts with ``text`` in words or note. None for short words that the index takes another
    way than LIKE: letters beyond A to Z are the same to it in capitals, and it has no U+FFFE and U+FFFF. (The Kelvin sign
    and the long s are k and s to it; that stays.)"""
    if len(text) >= TRIGRAM:
        return "SELECT rowid FROM contact_text WHERE contact_text MATCH ?", [match_phrase(text)]
    if any(sign in "\ufffe\uffff" or (not sign.isascii() and (sign.lower() != sign or sign.upper() != sign)) for sign in text):
        return None
    within = (begins := text.lower(), begins.encode() + b"\xff")
    terms = [row[0] for row in connection.execute(_TERMS, within)]
    if not 0 < len(terms) <= _FEW_TERMS:
        return "SELECT doc FROM contact_term WHERE term >= ? AND term < CAST(? AS TEXT)", list(within)
    return "SELECT rowid FROM contact_text WHERE contact_text MATCH ?", [" OR ".join(map(match_phrase, terms))]


def _many(connection: Connection, hits: str, values: list[Any]) -> bool:
    """Whether one in :data:`_ONE_IN` contacts or more is a hit."""
    limit = connection.execute("SELECT coalesce(sum(n), 0) / ? FROM contact_day", (_ONE_IN,)).fetchone()[0]
    found = connection.execute(f"SELECT count(*) FROM ({hits} LIMIT {limit + 1})", values).fetchone()[0]
    return bool(found > limit)


def match_phrase(text: str) -> str:
    """``text`` as one FTS5 phrase, whatever signs it holds."""
    return '"' + text.replace('"', '""') + '"'


def escape_like(text: str) -> str:
    """``text`` with the wildcards of LIKE taken literally."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
