"""Large attachments lie beside the database, in the folder ``files``.

SQLCipher seals and encrypts page by page and writes all of it twice, log and database: seven times the cost of a copy; and
each backup of the database held every video once more. A file beyond a mebibyte is now an age file of its own
(case/age_files.py), under one identity of the case. ``kept_file`` says which file holds which bytes; ``file_key`` has at
most one row, made with the first large file. What older cases hold in ``chunk`` stays there.
"""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"

STATEMENTS = (
    "CREATE TABLE file_key (id INTEGER PRIMARY KEY CHECK (id = 1), identity TEXT NOT NULL)",
    "CREATE TABLE kept_file (sha256 BLOB NOT NULL PRIMARY KEY, name TEXT NOT NULL, size INTEGER NOT NULL) WITHOUT ROWID",
    "PRAGMA user_version = 6",
)


def upgrade() -> None:
    """Make both tables."""
    for statement in STATEMENTS:
        op.execute(statement)
