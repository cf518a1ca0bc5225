"""What the rules found is kept as one row per contact: the set of rules it touches. Sentences are made when shown.

The old tables held derived text in every language; they are dropped and filled anew by the next check.
"""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"

STATEMENTS = (
    "DROP TABLE flag",
    "DROP TABLE finding",
    "DELETE FROM derived_state WHERE name = 'findings'",
    """CREATE TABLE flag_set (
      id INTEGER PRIMARY KEY, rules VARCHAR NOT NULL UNIQUE, strength VARCHAR NOT NULL)""",
    """CREATE TABLE flag (
      contact_id INTEGER PRIMARY KEY, set_id INTEGER NOT NULL REFERENCES flag_set (id), strength VARCHAR NOT NULL)""",
    "CREATE INDEX flag_of_set ON flag (set_id)",
    # The borrower's letters start rules and clocks; they are few and asked for after every change.
    "CREATE INDEX contact_letter ON contact (day) WHERE letter <> '' AND hidden = 0",
    "PRAGMA user_version = 2",
)


def upgrade() -> None:
    """Make the new tables."""
    for statement in STATEMENTS:
        op.execute(statement)
