"""Words of one and two signs are in the index of words, too.

The index knows texts by every three signs that stand together, so a short word was found only where something follows
it, and all texts had to be read and decrypted. Now each text is indexed with two line ends after it: wherever a short
word stands, three signs begin with it. ``contact_words`` is what the index takes for its content, ``contact_term``
where each three signs stand. No search asks for line ends at its own end, so they are never found themselves.
"""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"

STATEMENTS = (
    "DROP TRIGGER contact_reworded",
    "DROP TABLE contact_text",
    """CREATE VIEW contact_words AS
         SELECT id, text || char(10, 10) AS text, note || char(10, 10) AS note FROM contact WHERE text <> '' OR note <> ''""",
    """CREATE VIRTUAL TABLE contact_text USING fts5(
         text, note, content='contact_words', content_rowid='id', tokenize='trigram')""",
    "INSERT INTO contact_text (contact_text, rank) VALUES ('pgsz', 3940)",
    "INSERT INTO contact_text (contact_text, rank) VALUES ('hashsize', 8388608)",
    """CREATE TRIGGER contact_reworded AFTER UPDATE OF text, note ON contact BEGIN
         INSERT INTO contact_text (contact_text, rowid, text, note)
           SELECT 'delete', old.id, old.text || char(10, 10), old.note || char(10, 10) WHERE old.text <> '' OR old.note <> '';
         INSERT INTO contact_text (rowid, text, note) SELECT id, text, note FROM contact_words WHERE id = new.id;
       END""",
    "INSERT INTO contact_text (rowid, text, note) SELECT id, text, note FROM contact_words",
    "CREATE VIRTUAL TABLE contact_term USING fts5vocab(contact_text, instance)",
    "PRAGMA user_version = 5",
)


def upgrade() -> None:
    """Index all words anew."""
    for statement in STATEMENTS:
        op.execute(statement)
