"""Comments, check-ins and imports."""

from __future__ import annotations

from typing import NamedTuple

from debttracker.case.connection import Connection


class CommentRow(NamedTuple):
    """A remark on a record; ``actor`` is empty for the borrower."""

    id: int
    record: str
    record_id: int
    actor: str
    text: str
    at_ms: int
    day: int


class CheckinRow(NamedTuple):
    """How the borrower felt: ``level`` 0 to 10, ``tags`` separated by spaces."""

    id: int
    at_ms: int
    zone: str
    day: int
    level: int
    tags: str
    note: str


class BatchRow(NamedTuple):
    """One import of one file."""

    id: int
    at_ms: int
    file_name: str
    file_sha256: str
    file_size: int
    format: str
    zone: str
    read: int
    added: int
    known: int
    refused: int


def comments(connection: Connection, record: str | None = None, record_id: int | None = None) -> list[CommentRow]:
    """Comments on one record, on one kind of record, or all; oldest first."""
    given = [(sql, value) for sql, value in (("record = ?", record), ("record_id = ?", record_id)) if value is not None]
    where = " AND ".join(["hidden = 0", *(sql for sql, _ in given)])
    return [CommentRow(*row) for row in connection.execute(
        f"SELECT id, record, record_id, actor, text, at_ms, day FROM comment WHERE {where} ORDER BY at_ms, id",
        [value for _, value in given])]


def checkins(connection: Connection) -> list[CheckinRow]:
    """All check-ins, oldest first."""
    return [CheckinRow(*row) for row in connection.execute(
        "SELECT id, at_ms, zone, day, level, tags, note FROM checkin WHERE hidden = 0 ORDER BY at_ms, id")]


def batches(connection: Connection) -> list[BatchRow]:
    """All imports that were not taken back, oldest first."""
    return [BatchRow(*row) for row in connection.execute(
        "SELECT id, at_ms, file_name, file_sha256, file_size, format, zone, read, added, known, refused "
        "FROM import_batch WHERE hidden = 0 ORDER BY id")]


def batch_of_file(connection: Connection, file_sha256: str) -> BatchRow | None:
    """The import that already brought in this very file, if any."""
    row = connection.execute(
        "SELECT id, at_ms, file_name, file_sha256, file_size, format, zone, read, added, known, refused "
        "FROM import_batch WHERE hidden = 0 AND file_sha256 = ? ORDER BY id LIMIT 1", (file_sha256,)).fetchone()
    return BatchRow(*row) if row else None
