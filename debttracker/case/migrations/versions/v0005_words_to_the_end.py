"""Words of one and two signs are in the index of words, too.

The index knows texts by every three signs that stand together, so a short word was found only where something follows
it, and all texts had to be read and decrypted. Now each text is indexed with two line ends after it: wherever a short
word stands, three signs begin with it. ``contact_words`` is what the index takes for its content, ``contact_term``
where each three signs stand. No search asks for line ends at its own end, so they are never found themselves.

The index grows in parts, each contact logged is one, and sixteen fresh ones are merged: with them went what an upgrade had
written, so that of the first contacts after it one waited (225 ms in a case of a hundred thousand). So all is made one part
of the next step here, by one merge at the end: 7 % of the time. What is already one part would stay a fresh one; hence the
first text is a part by itself.
"""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"

_INDEX = "INSERT INTO contact_text (rowid, text, note) SELECT id, text, note FROM contact_words "
_IN_ONE = "INSERT INTO contact_text (contact_text) VALUES ('optimize')"
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
    "INSERT INTO contact_text (contact_text, rank) VALUES ('automerge', 0)",
    _INDEX + "ORDER BY id LIMIT 1",
    _IN_ONE,
    _INDEX + "WHERE id > (SELECT min(id) FROM contact_words)",
    _IN_ONE,
    "INSERT INTO contact_text (contact_text, rank) VALUES ('automerge', 4)",
    "CREATE VIRTUAL TABLE contact_term USING fts5vocab(contact_text, instance)",
    "PRAGMA user_version = 5",
)


def upgrade() -> None:
    """Index all words anew."""
    for statement in STATEMENTS:
        op.execute(statement)
