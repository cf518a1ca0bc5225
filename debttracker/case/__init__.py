"""The case: everything about one borrower, in one folder with one encrypted database, and encrypted
files beside it for recordings and videos.

Where is what:

- ``case.py``        open, create and close a case; the object the rest of the program holds
- ``connection.py``  SQLCipher connections (needs no SQLModel, so the first screen is quick)
- ``keys.py``        passphrase, recovery code, the age files that hold the database key
- ``lock.py``        one writer at a time, and who holds it
- ``records.py``     the records (SQLModel): schema and validation of every write
- ``change.py``      the one way to change a case: validate, write, journal, one transaction
- ``bulk.py``        the same for an import of a million contacts
- ``journal.py``     append-only history with a hash chain; verify
- ``vault.py``       attachments, content-addressed: small ones in the database, large ones as files beside it
- ``age_files.py``   those files: the public age format as a stream
- ``queries/``       lists, search and aggregates: plain SQL in, frozen rows out
- ``migrations/``    alembic, run on open after a verified backup
- ``backups.py``     online backups, rotated and checked
- ``identity.py``    when two records of a contact are the same contact
"""
