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
    given = [(sql, value) for sql, value in (("record = ?", record), ("record_id = ?", record_id)) if value is not None]
    where = " AND ".join(["hidden = 0", *(sql for sql, _ in given)])
    return [AttachmentRow(*row) for row in connection.execute(
        f"SELECT {_COLUMNS} FROM attachment WHERE {where} ORDER BY id", [value for _, value in given])]


def thumbnail(connection: Connection, sha256: str) -> bytes | None:
    """The stored thumbnail (PNG) of a file, if one was made."""
    row = connection.execute("SELECT png FROM thumbnail WHERE sha256 = ?", (bytes.fromhex(sha256),)).fetchone()
    return bytes(row[0]) if row else None
