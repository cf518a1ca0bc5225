"""The evidence PDF: one file, or volumes of bounded size when the case is large.

The first file keeps the name the borrower chose and holds everything a reader begins with; further volumes stand
beside it as ``NAME-vol-2.pdf`` and hold the numbered table and entries. The first file lists the others with their
checksums. Nothing appears under its final name before everything is set.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from debttracker.basics.errors import FileTrouble
from debttracker.basics.files import unwritten, write_atomically
from debttracker.basics.languages import Words, words
from debttracker.basics.progress import Watch
from debttracker.evidence.clocks import without_hidden
from debttracker.evidence.dataout import case_json, front_json
from debttracker.evidence.document import AttachmentExhibit, EvidenceChoices, EvidenceContent, LoanSheet
from debttracker.evidence.entries import Known
from debttracker.evidence.findings import marks
from debttracker.evidence.paper import TEMPLATE, Embedded, Whole, as_json, front_file, original_file, volume_file
from debttracker.evidence.portion import CAPACITY, Portion
from debttracker.evidence.record import VolumeLine
from debttracker.evidence.redaction import Redactor
from debttracker.evidence.tally import Tally
from debttracker.evidence.typesetting import Job, Running

#: The window's preview sets no more contacts than this.
PREVIEW_CONTACTS: Final = 150
#: A single original larger than this is listed with its checksum but not embedded, in bytes.
MOST_ORIGINAL: Final = 25_000_000
#: Volumes set at the same time. Two keep both cores of a small machine busy and stay within a gigabyte.
AT_ONCE: Final = min(2, os.cpu_count() or 1)


@dataclass(frozen=True, slots=True)
class EvidenceFiles:
    """What was written: the files in order, their checksums (hex), and how many pages and contacts they hold."""

    paths: tuple[Path, ...]
    sha256: tuple[str, ...]
    pages: int
    contacts: int


def write_pdf(content: EvidenceContent, choices: EvidenceChoices, path: Path, watch: Watch | None = None, *,
              capacity: int = CAPACITY) -> EvidenceFiles:
    """Set the document and save it under ``path``. ``capacity`` bounds a volume, in contacts of ordinary length.

    Raises FileTrouble when it cannot be saved, Cancelled when ``watch`` says so; then nothing was changed there.
    """
    try:
        with _staging(path) as staging:
            return _Press(content, choices, watch or Watch(), staging, path, capacity).run()
    except OSError as error:
        raise unwritten(path, error) from error


def preview_pdf(content: EvidenceContent, choices: EvidenceChoices, watch: Watch | None = None) -> bytes:
    """The document as it will look, with the first contacts only; nothing is put on disk."""
    return _Press(content, choices, watch or Watch(), None, Path("preview.pdf"), CAPACITY).preview()


class _Press:
    """One export under way."""

    def __init__(self, content: EvidenceContent, choices: EvidenceChoices, watch: Watch, staging: Path | None,
                 path: Path, capacity: int) -> None:
        self.content, self.choices, self.watch = content, choices, watch
        self.staging, self.path, self.capacity = staging, path, capacity
        self.speak: Words = words(choices.language)
        self.redactor = Redactor(choices, self.speak, content.hidden_values)
        self.content, self.choices = self.redactor.front(content, choices)
        self.known = Known.of(choices.stated, [self.redactor.phrase_free(loan.name) for loan in content.loans])
        findings = content.findings if choices.include_findings else ()
        charts = bool(content.charts) and choices.include_charts
        #: Findings are section 2, or 3 after charts; entries refer to them by that number.
        self.marks = marks(3 if charts else 2, findings)
        self.tally = Tally()
        self.loans: tuple[LoanSheet, ...] = ()
        self.volumes: list[VolumeLine] = []
        self.volume_of: dict[str, int] = {}
        self.written: list[tuple[Path, Path]] = []
        self.under_way: deque[tuple[VolumeLine, Running]] = deque()

    def run(self) -> EvidenceFiles:
        """Set every file, then give them their names."""
        try:
            document = self._all()
        finally:
            for _, running in self.under_way:
                running.stop()
        assert self.staging is not None
        first = self.staging / self.path.name
        _put(first, self.path, document)
        for part, final in (*self.written, (first, self.path)):  # only now, when all of them are on the disk
            os.replace(part, final)  # noqa: PTH105
        sums = (hashlib.sha256(document).hexdigest(), *(one.sha256 for one in self.volumes))
        pages = page_count(document) + sum(one.pages for one in self.volumes)
        return EvidenceFiles((self.path, *(final for _, final in self.written)), sums, pages, self.tally.contacts)

    def _all(self) -> bytes:
        """Set the further volumes, if the contacts need any, and return the first file."""
        portions = self._portions()
        portion = next(portions)
        following = next(portions, None)
        if following is not None:
            self._begin(portion)
            self._begin(following)
            for further in portions:
                self._begin(further)
            while self.under_way:
                self._finish()
            portion = self._portion()
        return self._set(self._front(portion), self._all_files(portion))

    def preview(self) -> bytes:
        """The front and the first contacts, counted over all of them."""
        portion = self._portion()
        for contact in self.content.contacts:
            contact = self.redactor.contact(contact)  # noqa: PLW2901
            self.tally.add(contact)
            if len(portion.rows) < PREVIEW_CONTACTS and not portion.full:
                portion.add(contact, self.marks, self.speak)
            self._beat()
        return self._set(self._front(portion, preview=True), ())

    def _portions(self) -> Iterator[Portion]:
        """The contacts in portions of bounded size; at least one, empty when there are none."""
        portion = self._portion()
        for contact in self.content.contacts:
            if portion.full:
                yield portion
                portion = self._portion()
            contact = self.redactor.contact(contact)  # noqa: PLW2901
            self.tally.add(contact)
            portion.add(contact, self.marks, self.speak)
            self._beat()
        yield portion

    def _portion(self) -> Portion:
        return Portion(self.known, self.capacity)

    def _begin(self, portion: Portion) -> None:
        """Start to set one further volume; the next contacts are prepared meanwhile."""
        while len(self.under_way) >= AT_ONCE:
            self._finish()
        place = len(self.volumes) + len(self.under_way) + 2
        data = volume_file(self.content, self.choices, portion, place, self._embedded(portion), self.speak)
        job = self._job(data, [file for file, _ in portion.files], place)
        self.volume_of.update(dict.fromkeys(portion.numbers, place))
        self.under_way.append((portion.line(), Running(job)))

    def _finish(self) -> None:
        """Wait for the oldest volume under way and keep it in the staging folder."""
        line, running = self.under_way[0]
        document = running.result(self._beat)
        self.under_way.popleft()
        running.stop()
        place = len(self.volumes) + 2
        final = self.path.with_name(f"{self.path.stem}-vol-{place}{self.path.suffix or '.pdf'}")
        assert self.staging is not None
        part = self.staging / final.name
        _put(part, final, document)
        self.written.append((part, final))
        self.volumes.append(replace(line, file_name=final.name, pages=page_count(document),
                                    sha256=hashlib.sha256(document).hexdigest()))

    def _front(self, portion: Portion, *, preview: bool = False) -> dict[str, Any]:
        hidden = self.redactor.parties_hidden
        findings = self.content.findings if self.choices.include_findings else ()
        self.loans = tuple(self.redactor.loan(one) for one in self.content.loans)
        clocks = without_hidden(self.content.clocks, self.redactor, with_text=self.choices.include_text)
        whole = Whole(
            replace(self.content, clocks=clocks), self.choices, self.tally, tuple(self.redactor.finding(one, hidden) for one in findings),
            self.loans, (), tuple(self.volumes), self.volume_of)
        whole = replace(whole, left_out=tuple(self.redactor.left_out()))
        front = front_json(self.content, self.choices, whole.loans, whole.findings, whole.left_out)
        return front_file(whole, portion, self._embedded(portion, front), self.speak, preview=preview)

    def _embedded(self, portion: Portion, front: dict[str, Any] | None = None) -> list[Embedded]:
        """``contacts.csv`` and ``case.json`` of one file."""
        say = self.speak
        head = front or {"part": True, "case": {"id": self.content.case_id}}
        return [Embedded("contacts.csv", portion.table.text, "text/csv", say("The contacts of this file as a table")),
                Embedded("case.json", case_json(head, portion.json), "application/json",
                         say("What this file says, for other programs"))]

    def _all_files(self, portion: Portion) -> list[AttachmentExhibit]:
        """Attachments of the contacts in the first file, and the loans' papers."""
        papers = [file for loan in self.loans for file in loan.attachments]
        return [*(file for file, _ in portion.files), *papers]

    def _set(self, data: dict[str, Any], files: Iterable[AttachmentExhibit]) -> bytes:
        """The PDF of one file; ``files`` are embedded in it when originals were chosen."""
        with Running(self._job(data, files, 1)) as running:
            return running.result(self._beat)

    def _job(self, data: dict[str, Any], files: Iterable[AttachmentExhibit], place: int) -> Job:
        root = ""
        if self.choices.include_originals and self.staging:
            root = str(self._store_originals(data, files, self.staging / f"originals-{place}"))
        return Job(TEMPLATE, as_json(data), self.choices.stated.utc_ms // 1000, root)

    def _store_originals(self, data: dict[str, Any], files: Iterable[AttachmentExhibit], folder: Path) -> Path:
        """Put the originals of one file where the process that sets it can read them; they go with the staging."""
        folder.mkdir()
        for file in files:
            if not file.mime or file.size > MOST_ORIGINAL:
                continue
            told = original_file(file, self.speak)
            (folder / told["stored"]).write_bytes(file.read())
            data["originals"].append(told)
        return folder

    def _beat(self) -> None:
        self.watch.step(self.tally.contacts, max(self.content.contact_count, self.tally.contacts))


def _put(part: Path, final: Path, document: bytes) -> None:
    """Write what will later be ``final``; a trouble tells of that name."""
    try:
        write_atomically(part, document)
    except FileTrouble as trouble:
        if isinstance(trouble.__cause__, OSError):
            raise unwritten(final, trouble.__cause__, len(document)) from trouble
        raise


def page_count(document: bytes) -> int:
    """How many pages a PDF has."""
    import pypdfium2

    pdf = pypdfium2.PdfDocument(document)
    try:
        return len(pdf)
    finally:
        pdf.close()


@contextmanager
def _staging(path: Path) -> Iterator[Path]:
    """A folder beside the target, gone afterwards: what is written before the end stays where the end result goes."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=f".{path.stem[:40]}.", suffix=".parts", dir=path.parent))
    except OSError as error:
        raise unwritten(path, error) from error
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


