"""Files that belong to records, and their thumbnails."""

from __future__ import annotations

from typing import NamedTuple

from debttracker.case.connection import Connection


class AttachmentRow(NamedTuple):
    """One file; ``sha256`` is hex, ``size`` bytes, ``added_ms`` when it came into the case."""

    id: int
    record: str
    record_id: int
    name: str
    mime: str
    size: int
    sha256: str
    added_ms: int


_COLUMNS = "id, record, record_id, name, mime, size, sha256, added_ms"


def attachments(connection: Connection, record: str | None = None, record_id: int | None = None) -> list[AttachmentRow]:
    """Files of one record, of one kind of record, or all."""
    return [AttachmentRow(*row) for row in connection.execute(
        f"SELECT {_COLUMNS} FROM attachment WHERE hidden = 0 AND (?1 IS NULL OR record = ?1) "
        "AND (?2 IS NULL OR record_id = ?2) ORDER BY id", (record, record_id))]


def thumbnail(connection: Connection, sha256: str) -> bytes | None:
    """The stored thumbnail (PNG) of a file, if one was made."""
    row = connection.execute("SELECT png FROM thumbnail WHERE sha256 = ?", (bytes.fromhex(sha256),)).fetchone()
    return bytes(row[0]) if row else None
