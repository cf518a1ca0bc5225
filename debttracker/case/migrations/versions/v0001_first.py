"""The first schema. Frozen: later changes are later migrations."""

from __future__ import annotations

from alembic import op

revision = "0001"
down_revision = None

TABLES = """
CREATE TABLE setting (
  id INTEGER PRIMARY KEY, name VARCHAR(80) NOT NULL UNIQUE, value VARCHAR NOT NULL, hidden INTEGER NOT NULL);
CREATE TABLE party (
  id INTEGER PRIMARY KEY, name VARCHAR NOT NULL, role VARCHAR NOT NULL, firm VARCHAR NOT NULL,
  memberships VARCHAR NOT NULL, acts_for VARCHAR NOT NULL, relation VARCHAR NOT NULL, address VARCHAR NOT NULL, note VARCHAR NOT NULL,
  hidden INTEGER NOT NULL);
CREATE TABLE handle (
  id INTEGER PRIMARY KEY, party_id INTEGER REFERENCES party (id), value VARCHAR NOT NULL,
  comparable VARCHAR NOT NULL, label VARCHAR NOT NULL, hidden INTEGER NOT NULL);
CREATE INDEX handle_comparable ON handle (comparable);
CREATE INDEX handle_party ON handle (party_id);
CREATE TABLE loan (
  id INTEGER PRIMARY KEY, label VARCHAR NOT NULL, creditor_id INTEGER REFERENCES party (id),
  product VARCHAR NOT NULL, currency VARCHAR NOT NULL, number VARCHAR NOT NULL, principal INTEGER NOT NULL,
  disbursed INTEGER, start_day INTEGER, advertised_rate VARCHAR NOT NULL, status VARCHAR NOT NULL,
  secured INTEGER, note VARCHAR NOT NULL, hidden INTEGER NOT NULL);
CREATE TABLE agreement (
  id INTEGER PRIMARY KEY, loan_id INTEGER NOT NULL REFERENCES loan (id), kind VARCHAR NOT NULL,
  from_day INTEGER NOT NULL, terms VARCHAR NOT NULL, note VARCHAR NOT NULL, hidden INTEGER NOT NULL);
CREATE INDEX agreement_loan ON agreement (loan_id);
CREATE TABLE instalment (
  id INTEGER PRIMARY KEY, loan_id INTEGER NOT NULL REFERENCES loan (id),
  agreement_id INTEGER NOT NULL REFERENCES agreement (id), number INTEGER NOT NULL, due_day INTEGER NOT NULL,
  principal INTEGER NOT NULL, interest INTEGER NOT NULL, fee INTEGER NOT NULL, hidden INTEGER NOT NULL);
CREATE INDEX instalment_loan ON instalment (loan_id, due_day);
CREATE TABLE payment (
  id INTEGER PRIMARY KEY, loan_id INTEGER NOT NULL REFERENCES loan (id), day INTEGER NOT NULL,
  amount INTEGER NOT NULL, currency VARCHAR NOT NULL, method VARCHAR NOT NULL, allocation VARCHAR NOT NULL,
  note VARCHAR NOT NULL, hidden INTEGER NOT NULL);
CREATE INDEX payment_loan ON payment (loan_id, day);
CREATE TABLE import_batch (
  id INTEGER PRIMARY KEY, at_ms INTEGER NOT NULL, file_name VARCHAR NOT NULL, file_sha256 VARCHAR NOT NULL,
  file_size INTEGER NOT NULL, format VARCHAR NOT NULL, zone VARCHAR NOT NULL, first_contact INTEGER NOT NULL,
  last_contact INTEGER NOT NULL, read INTEGER NOT NULL,
  added INTEGER NOT NULL, known INTEGER NOT NULL, refused INTEGER NOT NULL, refusals VARCHAR NOT NULL,
  hidden INTEGER NOT NULL);
CREATE TABLE contact (
  id INTEGER PRIMARY KEY, at_ms INTEGER NOT NULL, zone VARCHAR NOT NULL, zone_known VARCHAR NOT NULL,
  precision VARCHAR NOT NULL, day INTEGER NOT NULL, minute INTEGER NOT NULL, channel VARCHAR NOT NULL,
  direction VARCHAR NOT NULL, outcome VARCHAR NOT NULL, duration_s INTEGER,
  handle_id INTEGER REFERENCES handle (id), party_id INTEGER REFERENCES party (id),
  loan_id INTEGER REFERENCES loan (id), reached VARCHAR NOT NULL, reached_party_id INTEGER REFERENCES party (id),
  text VARCHAR NOT NULL, note VARCHAR NOT NULL, behaviours VARCHAR NOT NULL, identified INTEGER,
  consented INTEGER, demanded INTEGER, demanded_currency VARCHAR NOT NULL, promise VARCHAR NOT NULL,
  promise_day INTEGER, letter VARCHAR NOT NULL, stress INTEGER, place VARCHAR NOT NULL,
  batch_id INTEGER REFERENCES import_batch (id), source VARCHAR NOT NULL, created_ms INTEGER NOT NULL,
  hidden INTEGER NOT NULL);
CREATE INDEX contact_time ON contact (day, at_ms, id) WHERE hidden = 0;
CREATE INDEX contact_party ON contact (party_id, day, at_ms, id) WHERE hidden = 0;
CREATE INDEX contact_loan ON contact (loan_id, day) WHERE loan_id IS NOT NULL AND hidden = 0;
CREATE TABLE attachment (
  id INTEGER PRIMARY KEY, record VARCHAR NOT NULL, record_id INTEGER NOT NULL, name VARCHAR NOT NULL,
  mime VARCHAR NOT NULL, size INTEGER NOT NULL, sha256 VARCHAR NOT NULL, added_ms INTEGER NOT NULL,
  hidden INTEGER NOT NULL);
CREATE INDEX attachment_record ON attachment (record, record_id);
CREATE TABLE checkin (
  id INTEGER PRIMARY KEY, at_ms INTEGER NOT NULL, zone VARCHAR NOT NULL, day INTEGER NOT NULL,
  level INTEGER NOT NULL, tags VARCHAR NOT NULL, note VARCHAR NOT NULL, hidden INTEGER NOT NULL);
CREATE TABLE comment (
  id INTEGER PRIMARY KEY, record VARCHAR NOT NULL, record_id INTEGER NOT NULL, actor VARCHAR NOT NULL,
  text VARCHAR NOT NULL, at_ms INTEGER NOT NULL, day INTEGER NOT NULL, hidden INTEGER NOT NULL);
CREATE INDEX comment_record ON comment (record, record_id);
CREATE TABLE credit_entry (
  id INTEGER PRIMARY KEY, loan_id INTEGER NOT NULL REFERENCES loan (id), bureau VARCHAR NOT NULL,
  reported_day INTEGER, disputed_day INTEGER, corrected_day INTEGER, note VARCHAR NOT NULL,
  hidden INTEGER NOT NULL);
CREATE TABLE export (
  id INTEGER PRIMARY KEY, at_ms INTEGER NOT NULL, kind VARCHAR NOT NULL, choices VARCHAR NOT NULL,
  sha256 VARCHAR NOT NULL, journal_seq INTEGER NOT NULL, journal_hash VARCHAR NOT NULL, hidden INTEGER NOT NULL);
CREATE TABLE journal (
  seq INTEGER PRIMARY KEY, at_ms INTEGER NOT NULL, actor VARCHAR NOT NULL, change INTEGER NOT NULL,
  action VARCHAR NOT NULL, record VARCHAR NOT NULL, record_id INTEGER NOT NULL, before TEXT, after TEXT,
  hash BLOB NOT NULL);
CREATE INDEX journal_record ON journal (record, record_id);
CREATE TABLE fingerprint (key BLOB PRIMARY KEY, contact_id INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE chunk (
  sha256 BLOB NOT NULL, n INTEGER NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (sha256, n));
CREATE TABLE thumbnail (sha256 BLOB PRIMARY KEY, png BLOB NOT NULL);
CREATE TABLE contact_day (day INTEGER PRIMARY KEY, n INTEGER NOT NULL);
CREATE TABLE finding (
  id INTEGER PRIMARY KEY, rule VARCHAR NOT NULL, jurisdiction VARCHAR NOT NULL, strength VARCHAR NOT NULL,
  first_day INTEGER NOT NULL, last_day INTEGER NOT NULL, party_id INTEGER, body TEXT NOT NULL);
CREATE TABLE flag (
  contact_id INTEGER NOT NULL, finding_id INTEGER NOT NULL, strength VARCHAR NOT NULL,
  PRIMARY KEY (contact_id, finding_id)) WITHOUT ROWID;
CREATE TABLE derived_state (name VARCHAR PRIMARY KEY, value VARCHAR NOT NULL) WITHOUT ROWID;
CREATE VIRTUAL TABLE contact_text USING fts5(
  text, note, content='contact', content_rowid='id', tokenize='trigram');
"""

# The history can be added to, never altered: also not by a slip of our own code.
# Imports fill contact_day and contact_text themselves, thousands of rows at a time (case/bulk.py).
TRIGGERS = (
    """CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal
       BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END""",
    """CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal
       BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END""",
    """CREATE TRIGGER contact_no_delete BEFORE DELETE ON contact
       BEGIN SELECT RAISE(ABORT, 'contacts are hidden, never removed'); END""",
    """CREATE TRIGGER contact_added AFTER INSERT ON contact WHEN new.batch_id IS NULL BEGIN
         INSERT INTO contact_day VALUES (new.day, new.hidden = 0) ON CONFLICT (day) DO UPDATE SET n = n + excluded.n;
         INSERT INTO contact_text (rowid, text, note) VALUES (new.id, new.text, new.note);
       END""",
    """CREATE TRIGGER contact_moved AFTER UPDATE OF day, hidden ON contact BEGIN
         UPDATE contact_day SET n = n - (old.hidden = 0) WHERE day = old.day;
         INSERT INTO contact_day VALUES (new.day, new.hidden = 0) ON CONFLICT (day) DO UPDATE SET n = n + excluded.n;
         DELETE FROM contact_day WHERE n <= 0 AND day IN (old.day, new.day);
       END""",
    """CREATE TRIGGER contact_reworded AFTER UPDATE OF text, note ON contact BEGIN
         INSERT INTO contact_text (contact_text, rowid, text, note)
           VALUES ('delete', old.id, old.text, old.note);
         INSERT INTO contact_text (rowid, text, note) VALUES (new.id, new.text, new.note);
       END""",
)


def upgrade() -> None:
    """Create everything."""
    for statement in TABLES.split(";\n"):
        if statement.strip():
            op.execute(statement)
    for trigger in TRIGGERS:
        op.execute(trigger)
    op.execute("PRAGMA user_version = 1")
    op.execute(f"PRAGMA application_id = {0x44454254}")
