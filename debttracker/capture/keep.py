"""From drafts to contacts of a case: one file, one transaction, one report.

Whatever goes wrong, the case is as it was before. A file that brings nothing new leaves no trace either, so importing
the same backup twice changes nothing at all.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import RawIOBase
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final, cast

from debttracker.basics.errors import Trouble
from debttracker.basics.languages import Words
from debttracker.basics.progress import Watch
from debttracker.basics.vocabulary import Reached
from debttracker.capture.attachments import FileInFile
from debttracker.capture.draft import ContactDraft, Place, Refusal
from debttracker.capture.identity import Occurrences
from debttracker.capture.people import People, link
from debttracker.capture.provenance import line_of_table, provenance
from debttracker.capture.reader import Reading, read_file
from debttracker.case.bulk import ROWS_AT_ONCE, BulkImport, BulkRow
from debttracker.case.identity import SIZE, STEM, stem
from debttracker.case.queries.settings import setting

if TYPE_CHECKING:
    from debttracker.case.case import Case

#: Refusals told one by one; beyond that they are only counted.
MOST_REFUSALS: Final = 1_000
#: Attachment bytes waiting to be written at most before the rows at hand are written.
_MOST_HELD: Final = 8 << 20
#: What follows the stem of a row of a table, which has neither attachments nor an occurrence of its own.
_NO_OTHER: Final = bytes(SIZE - STEM)


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose a number is: a party of the case by ``party_id``, or one to be made with ``name`` and ``role``; and the
    loan that its contacts are about, when they are about one only."""

    name: str = ""
    role: str = "collector"
    party_id: int | None = None
    loan_id: int | None = None


@dataclass(frozen=True, slots=True)
class Choices:
    """What the user chose for an import. ``keep`` and ``skip`` hold comparable handles; ``keep`` None means all.
    ``reached`` is who answers the phone the file comes from; ``at_ms`` the moment of the import (None = now)."""

    as_format: str | None = None
    zone: str | None = None
    region: str | None = None
    keep_complete: bool = False
    keep: frozenset[str] | None = None
    skip: frozenset[str] = frozenset()
    owners: Mapping[str, Owner] = field(default_factory=dict)
    reached: str = Reached.BORROWER
    actor: str = "borrower"
    at_ms: int | None = None


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What came of an import. Every record read is added, known, refused or left out by choice; ``copies`` of the
    known ones stood twice in the file itself. ``batch_id`` is None when the case was left as it was."""

    format: str
    read: int
    added: int
    known: int
    refused: int
    refusals: tuple[tuple[Place, Trouble], ...]
    copies: int = 0
    left_out: int = 0
    batch_id: int | None = None
    remarks: tuple[Trouble, ...] = ()
    zone: str = ""
    zone_known: str = ""
    sha256: str = ""

    def as_json(self, speak: Words) -> dict[str, Any]:
        """The report as ``import --json`` prints it; sentences in the user's language."""
        return {
            "format": self.format, "read": self.read, "added": self.added, "known": self.known,
            "refused": self.refused,
            "refusals": [{"where": str(where), "why": why.say(speak)} for where, why in self.refusals],
            "copies": self.copies, "left_out": self.left_out, "zone": self.zone, "zone_known": self.zone_known,
            "remarks": [remark.say(speak) for remark in self.remarks], "batch": self.batch_id,
        }


def import_file(case: Case, path: Path, choices: Choices | None = None, watch: Watch | None = None) -> ImportReport:
    """Import ``path`` into ``case``. Raises Trouble (missing, unreadable, unknown, unsafe or broken file, full disk,
    cancel); then nothing was kept."""
    choices = choices or Choices()
    region = choices.region or region_of(case)
    reading = read_file(path, choices.as_format, choices.zone, region, watch, keep_complete=choices.keep_complete)
    try:
        with reading.source, case.writing() as connection:
            work = _Import(connection, reading, choices, region)
            with _without_gc(), work.bulk:
                work.run()
                report = work.report()
            if report.batch_id is None:
                raise _NothingNew(report)
        if work.people.to_link:
            link(case, work.people.to_link)
        return report
    except _NothingNew as nothing:
        return nothing.report


def region_of(case: Case) -> str:
    """The ISO 3166 region in which numbers without country code are read: that of the case's first jurisdiction."""
    codes = setting(case.reader(), "case.jurisdictions", [])
    first = str(codes[0])[:2].upper() if codes else "CN"
    return {"UK": "GB", "EU": "DE"}.get(first, first)


@contextmanager
def _without_gc() -> Iterator[None]:
    """Nobody looks for cycles among a million rows that have none: a tenth of the time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


class _NothingNew(Exception):
    """Ends the transaction without keeping anything, when there is nothing to keep."""

    def __init__(self, report: ImportReport) -> None:
        super().__init__()
        self.report = report


class _Import:
    """One import at work, within one transaction."""

    def __init__(self, connection: Any, reading: Reading, choices: Choices, region: str) -> None:
        self._reading = reading
        self._choices = choices
        self._table = table = reading.format == "csv"
        self.bulk = BulkImport(connection, choices.actor, by_stem=table, at_ms=choices.at_ms,
                                file_name=reading.source.name, file_size=reading.source.size, format=reading.format)
        self.people = People(connection, self.bulk, region, choices.owners)
        self._occurrences = Occurrences()
        self._read = self._refused = self._left_out = 0
        self._refusals: list[tuple[Place, Trouble]] = []
        self._zone = self._zone_known = ""
        self._rows: list[BulkRow] = []
        self._files: list[tuple[int, tuple[FileInFile, ...]]] = []
        self._held = 0
        self._reached = str(choices.reached)

    def run(self) -> None:
        """Read the file to its end."""
        keep, skip = self._choices.keep, self._choices.skip
        chosen = keep is not None or skip
        take = self._take_row if self._table else self._take
        for record in self._reading:
            self._read += 1
            if isinstance(record, Refusal):
                self._refuse(record.where, record.why)
            elif chosen and ((keep is not None and record.handle not in keep) or record.handle in skip):
                self._left_out += 1
            else:
                if not self._zone:
                    self._zone, self._zone_known = record.zone, record.zone_known
                take(record)
        self._flush()

    def report(self) -> ImportReport:
        """Close the batch and say what came of it."""
        tally = self.bulk.tally
        remarks = (*self._reading.remarks.all(), *self.people.remarks)
        told = [{"where": str(where), "why": why.message} for where, why in self._refusals]
        batch_id = self.bulk.finish(read=self._read, refused=self._refused, refusals=_json(told), zone=self._zone,
                                     file_sha256=self._reading.sha256) if tally.added or self.people.to_link else None
        return ImportReport(
            self._reading.format, self._read, tally.added, tally.known + tally.copies, self._refused,
            tuple(self._refusals), tally.copies, self._left_out, batch_id, remarks, self._zone, self._zone_known,
            self._reading.sha256)

    def _refuse(self, where: Place, why: Trouble) -> None:
        self._refused += 1
        if len(self._refusals) < MOST_REFUSALS:
            self._refusals.append((where, why))

    def _take_row(self, draft: ContactDraft) -> None:
        """A row of a table: compared by its stem alone, and of its place only the line is known."""
        draft = self.people.as_written(draft)
        (moment, zone, zone_known, precision, channel, direction, outcome, duration, _, handle, text, where, _, _, _, _, note, _,
         _, behaviours, _, _, reached, _) = draft
        handle_id, party_id, loan_id = self.people.of(draft)
        rows = self._rows
        rows.append(BulkRow(
            stem(channel, direction, outcome, handle, moment, precision, duration, text) + _NO_OTHER, moment, zone, zone_known,
            precision, channel, direction, outcome, duration, handle_id, party_id, loan_id, reached, text, note, behaviours,
            line_of_table(where)))
        if len(rows) >= ROWS_AT_ONCE:
            self._flush()

    def _take(self, draft: ContactDraft) -> None:
        # One step takes the tuple apart; to ask for each field by name takes three times as long.
        (moment, zone, zone_known, precision, channel, direction, outcome, duration, _, _, text, _, _, _, _, _, note, files,
         _, behaviours, _, _, reached, _) = draft
        handle_id, party_id, loan_id = self.people.of(draft)
        self._rows.append(BulkRow(
            self._occurrences.fingerprint(draft), moment, zone, zone_known, precision, channel, direction, outcome, duration,
            handle_id, party_id, loan_id, reached or (self._reached if direction == "in" else "unknown"), text, note,
            behaviours, provenance(draft, "byte")))
        if files:
            self._files.append((len(self._rows) - 1, files))
            self._held += sum(file.size for file in files if isinstance(file.content, bytes))
        if len(self._rows) >= ROWS_AT_ONCE or self._held > _MOST_HELD:
            self._flush()

    def _flush(self) -> None:
        """Write what is at hand, then the attachments of what was new. Where there are none, reading goes on meanwhile."""
        if not self._files:
            self.bulk.add_behind(self._rows)
        ids = self.bulk.add(self._rows) if self._files else []
        for row, files in self._files:
            for file in files if ids[row] else ():
                if file.content is not None:
                    stream = cast(BinaryIO, _Pieces(file.pieces()))
                    self.bulk.attach(ids[row], file.name, file.mime, stream)
        self._rows, self._files, self._held = [], [], 0


class _Pieces(RawIOBase):
    """A stream over pieces of bytes."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._rest = b""

    def read(self, size: int = -1, /) -> bytes:
        """Up to ``size`` bytes; b"" at the end."""
        while size < 0 or len(self._rest) < size:
            piece = next(self._pieces, b"")
            if not piece:
                break
            self._rest += piece
        taken = self._rest if size < 0 else self._rest[:size]
        self._rest = self._rest[len(taken):]
        return taken


def _json(value: Any) -> str:
    import json

    return json.dumps(value, ensure_ascii=False)
