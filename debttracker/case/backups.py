"""Backups: SQLite's online copy of the encrypted database, rotated, each one opened and checked.

Large attachments (case/vault.py) are no part of them: their files are never altered nor deleted, so every copy of the
database refers to the same ones.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from debttracker.basics.errors import CaseTrouble
from debttracker.basics.languages import N_
from debttracker.case.connection import DatabaseError, connect, database_trouble

if TYPE_CHECKING:
    from debttracker.case.case import Case

#: How many of the newest are kept whatever their age; older ones thin out to one a week, then one a month.
NEWEST_KEPT: Final = 10
_WEEKS_KEPT: Final = 8
_NAME: Final = re.compile(r"case-(\d{8}T\d{6})(?:-[\w-]+)?\.db")


@dataclass(frozen=True, slots=True)
class Backup:
    """One earlier copy of the database, under the same key."""

    path: Path
    made: datetime
    size: int


def back_up(case: Case, *, label: str = "", now: datetime | None = None) -> Path:
    """Copy the database as it is now, check the copy, then thin out old ones. Returns the copy's path.

    Raises CaseTrouble or FileTrouble when no good copy could be made; older copies stay then.
    """
    moment = (now or datetime.now(UTC)).strftime("%Y%m%dT%H%M%S")
    folder = case.folder / "backups"
    target = folder / f"case-{moment}{'-' + label if label else ''}.db"
    part = target.with_suffix(".part")
    try:
        folder.mkdir(exist_ok=True)
        part.unlink(missing_ok=True)
        copy = connect(part, case.key)
        try:
            case.reader().backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE").fetchone()
        finally:
            copy.close()
        _check(part, case.key)
        part.replace(target)
    except (OSError, DatabaseError) as error:
        part.unlink(missing_ok=True)
        raise database_trouble(error, case.database) from error
    rotate(folder, keep=target)
    return target


def list_backups(folder: Path) -> list[Backup]:
    """The copies in ``folder``, newest first."""
    found = []
    for path in folder.glob("case-*.db"):
        match = _NAME.fullmatch(path.name)
        if match:
            made = datetime.strptime(match[1], "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
            found.append(Backup(path, made, path.stat().st_size))
    return sorted(found, key=lambda b: (b.made, b.path.name), reverse=True)


def rotate(folder: Path, keep: Path | None = None) -> list[Path]:
    """Remove copies beyond the newest ten, one a week for eight weeks and one a month; return those removed."""
    backups = list_backups(folder)
    kept = {b.path for b in backups[:NEWEST_KEPT]} | ({keep} if keep else set())
    newest = backups[0].made if backups else datetime.now(UTC)
    seen: set[tuple[str, int, int]] = set()
    for backup in backups[NEWEST_KEPT:]:
        year, week, _ = backup.made.isocalendar()
        young = (newest - backup.made).days <= 7 * _WEEKS_KEPT
        period = ("week", year, week) if young else ("month", backup.made.year, backup.made.month)
        if period not in seen:
            seen.add(period)
            kept.add(backup.path)
    removed = [b.path for b in backups if b.path not in kept]
    for path in removed:
        path.unlink(missing_ok=True)
    return removed


def _check(path: Path, key: bytes) -> None:
    connection = connect(path, key, read_only=True)
    try:
        if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise CaseTrouble(N_("A backup was made but did not pass its check, so it was not kept. The case itself is "
                                 "unchanged; earlier backups are still there."))
    finally:
        connection.close()
