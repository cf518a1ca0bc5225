"""The evidence PDF: one file, or volumes of bounded size when the case is large.

The first file keeps the name the borrower chose and holds everything a reader begins with; further volumes stand
beside it as ``NAME-vol-2.pdf`` and hold the numbered table and entries and, where they are very many, the findings.
The first file lists the others with their checksums. Nothing appears under its final name before everything is set.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from debttracker.basics.files import unwritten
from debttracker.basics.languages import Words, words
from debttracker.basics.progress import Watch
from debttracker.evidence.clocks import without_hidden
from debttracker.evidence.columns import Columns
from debttracker.evidence.dataout import case_json, front_json, part_json
from debttracker.evidence.document import (
    AttachmentExhibit,
    Chart,
    EvidenceChoices,
    EvidenceContent,
    FindingSheet,
    LoanSheet,
)
from debttracker.evidence.entries import Known
from debttracker.evidence.findings import marks
from debttracker.evidence.findings_volumes import parts, volumes_of
from debttracker.evidence.paper import (
    TEMPLATE,
    Embedded,
    Whole,
    as_json,
    findings_file,
    front_file,
    original_file,
    volume_file,
)
from debttracker.evidence.portion import CAPACITY, Portion
from debttracker.evidence.preview import page_count
from debttracker.evidence.redaction import Redactor
from debttracker.evidence.tally import Tally
from debttracker.evidence.typesetting import Job, Running
from debttracker.evidence.volumes import AT_ONCE, Volumes

#: The window's preview sets no more contacts than this.
PREVIEW_CONTACTS: Final = 150
#: After so many contacts comes a look at whether to stop and at the volumes: some two milliseconds.
_BEAT: Final = 20
#: A single original larger than this is listed with its checksum but not embedded, in bytes.
MOST_ORIGINAL: Final = 25_000_000


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
        findings = content.findings if choices.include_findings else ()
        charts = bool(content.charts) and choices.include_charts
        #: Findings are section 2, or 3 after charts; entries refer to them by that number.
        self.section = 3 if charts else 2
        self.marks = marks(self.section, findings, content.touched)
        self.known = Known.of(choices.stated, [self.redactor.phrase_free(loan.name) for loan in content.loans],
                              with_loans=content.with_loans, with_marks=bool(self.marks))
        #: Of the numbered table, decided by the first file that has one.
        self.columns: Columns | None = None
        self.tally = Tally()
        #: Contacts prepared so far.
        self.passed = 0
        self.findings: tuple[FindingSheet, ...] = ()
        self.loans: tuple[LoanSheet, ...] = ()
        self.volumes = Volumes(path, staging, self._beat)
        self.volume_of: dict[str, int] = {}
        #: The volumes that hold the instances of a finding, by its place.
        self.apart: dict[int, tuple[int, ...]] = {}

    def run(self) -> EvidenceFiles:
        """Set every file, then give them their names."""
        try:
            document = self._all()
        finally:
            self.volumes.stop()
        self.volumes.publish(document)
        lines = self.volumes.lines
        sums = (hashlib.sha256(document).hexdigest(), *(one.sha256 for one in lines))
        pages = page_count(document) + sum(one.pages for one in lines)
        return EvidenceFiles((self.path, *self.volumes.paths), sums, pages, self.tally.contacts)

    def _all(self) -> bytes:
        """Set the further volumes, if the contacts need any, and return the first file.

        The first file names the others with their checksums, so it comes last; whatever else it needs is made while
        the others are set.
        """
        self.volumes.expect(self.content.contact_count // self.capacity)
        for portion, goes_on in self._portions():
            if goes_on or self.volumes.lines:
                self._begin(portion)
            if len(self.volumes.lines) == AT_ONCE:
                self.content = replace(self.content, charts=tuple(self._at_ease(self.content.charts)))
        self._settle()
        if self.volumes.lines:
            portion = self._portion()
            self._begin_findings()
        self.volumes.wait()
        return self._set(self._front(portion), self._all_files(portion))

    def preview(self) -> bytes:
        """The front and the first contacts, counted over all of them."""
        portion = self._portion()
        for contact in self.content.contacts:
            contact = self.redactor.contact(contact)  # noqa: PLW2901
            self.tally.add(contact)
            if len(portion.rows) < PREVIEW_CONTACTS and not portion.full:
                portion.add(contact, self.marks, self.speak)
            self.passed += 1
            self._beat()
        self._settle()
        return self._set(self._front(portion, preview=True), ())

    def _portions(self) -> Iterator[tuple[Portion, bool]]:
        """The contacts in portions of bounded size, and whether another follows; at least one, empty when there are
        no contacts."""
        portion = self._portion()
        for contact in self.content.contacts:
            if portion.full:
                self.tally.include(portion.tally)
                yield portion, True
                portion = self._portion()
            portion.add(self.redactor.contact(contact), self.marks, self.speak)
            self.passed += 1
            if self.passed % _BEAT == 0:
                self._beat()
                self.volumes.go_on()
        self.tally.include(portion.tally)
        yield portion, False

    def _at_ease(self, charts: Iterable[Chart]) -> Iterator[Chart]:
        """The drawings, one by one; volumes go on meanwhile."""
        for chart in charts:
            yield chart
            self.volumes.go_on()

    def _portion(self) -> Portion:
        return Portion(self.known, self.capacity, self.columns)

    def _begin(self, portion: Portion) -> None:
        """Start to set one further volume; the next contacts are prepared meanwhile."""
        place = self.volumes.next_place
        data = volume_file(self.content, self.choices, portion, place, self._embedded(portion), self.speak)
        job = self._job(data, [file for file, _ in portion.files], place)
        self.columns = portion.columns(self.speak)
        self.volume_of.update(dict.fromkeys(portion.numbers, place))
        self.volumes.begin(portion.line(), job)

    def _begin_findings(self) -> None:
        """Start the volumes of findings, if there are too many for the first file."""
        cut = parts(self.findings)
        self.apart = volumes_of(cut, self.volumes.next_place)
        whole = self._whole()
        for part in cut:
            place = self.volumes.next_place
            told = self._data_files(part_json(self.content, part), Portion(self.known))
            data = findings_file(whole, part, self.section, place, told, self.speak)
            self.volumes.begin(part.line(self.section, self.speak), self._job(data, (), place))

    def _settle(self) -> None:
        """Take what was left out from all that is no contact; every contact must have passed before."""
        found = self.content.findings if self.choices.include_findings else ()
        self.findings = tuple(self.redactor.finding(one, self.redactor.parties_hidden) for one in found)
        self.loans = tuple(self.redactor.loan(one) for one in self.content.loans)
        clocks = without_hidden(self.content.clocks, self.redactor, with_text=self.choices.include_text)
        self.content = replace(self.content, clocks=clocks)

    def _front(self, portion: Portion, *, preview: bool = False) -> dict[str, Any]:
        whole = self._whole()
        front = front_json(self.content, self.choices, whole.loans, whole.findings, whole.left_out, self.apart)
        return front_file(whole, portion, self._embedded(portion, front), self.speak, preview=preview)

    def _whole(self) -> Whole:
        return Whole(self.content, self.choices, self.tally, self.findings, self.loans, tuple(self.redactor.left_out()),
                     self.volumes.lines, self.volume_of, self.apart)

    def _embedded(self, portion: Portion, front: dict[str, Any] | None = None) -> list[Embedded]:
        """``contacts.csv`` and ``case.json`` of one file. Originals are looked for first, so that its list of attachments
        can name those that are lost."""
        for file in self._all_files(portion) if self.choices.include_originals else ():
            if _is_embedded(file):
                file.read()
        return self._data_files(front or {"part": True, "case": {"id": self.content.case_id}}, portion)

    def _data_files(self, head: dict[str, Any], portion: Portion) -> list[Embedded]:
        say = self.speak
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
            original = file.read() if _is_embedded(file) else b""
            if file.lost or not _is_embedded(file):
                continue
            told = original_file(file, self.speak)
            (folder / told["stored"]).write_bytes(original)
            data["originals"].append(told)
        return folder

    def _beat(self) -> None:
        self.watch.step(self.passed, max(self.content.contact_count, self.passed))


def _is_embedded(file: AttachmentExhibit) -> bool:
    return bool(file.mime) and file.size <= MOST_ORIGINAL


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


