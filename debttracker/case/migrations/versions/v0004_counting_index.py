"""The index of contacts by time also holds what charts count by.

Counting by channel or hour went through an index that lacks both, so each contact was looked up in its table, page by
page of words that nobody asked for: with SQLCipher every such page is checked and decrypted first. Thirteen bytes more
per contact in the index, and no count touches the table.

What collectors promised and demanded is asked for on each start, and few contacts have either: two indexes of those few
spare three readings of the whole table.
"""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"

STATEMENTS = (
    "DROP INDEX contact_time",
    """CREATE INDEX contact_time ON contact (day, at_ms, id, channel, direction, minute, precision, party_id)
       WHERE hidden = 0""",
    "CREATE INDEX contact_promise ON contact (promise_day) WHERE promise_day IS NOT NULL",
    "CREATE INDEX contact_demand ON contact (loan_id, at_ms) WHERE demanded IS NOT NULL AND loan_id IS NOT NULL",
    "PRAGMA user_version = 4",
)


def upgrade() -> None:
    """Make the index anew."""
    for statement in STATEMENTS:
        op.execute(statement)
