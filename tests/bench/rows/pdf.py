"""The evidence PDF of 10,000 contacts against Typst alone on the same text."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from time import perf_counter

from tests.bench.cases import case_folder
from tests.bench.making import making
from tests.bench.row import Measure, Row, Sample
from tests.bench.runs import OUT, Shared, in_child, memory_of

#: Contacts that Typst alone sets in one document: what the whole case would need in one piece is over a gigabyte.
_PIECE = 1400
_STATED = "2026-11-24T12:00"


def _whole_export(size: int) -> Sample:
    """Seconds per page of the whole export, from the open case to the saved files, and the peak of all processes."""
    from debttracker.basics.moments import Moment, Precision, parse_moment
    from debttracker.case.case import open_case
    from debttracker.evidence.document import EvidenceChoices
    from debttracker.evidence.export import export_pdf
    from debttracker.evidence.gather import Selection

    moment = parse_moment(_STATED, "Asia/Shanghai")
    choices = EvidenceChoices(Moment(moment.utc_ms, moment.zone_name, Precision.EXACT), "zh-Hans")
    with tempfile.TemporaryDirectory() as folder, open_case(case_folder(size), None, read_only=True) as case:
        with _Together() as watched:
            began = perf_counter()
            files = export_pdf(case, Selection(), choices, Path(folder) / "evidence.pdf")
            took = perf_counter() - began
        return Sample(took / files.pages * 1000, watched.peak_mib, took)


def _typst_alone(size: int) -> float:
    """Seconds per page of Typst on the text of the same case's pages, one piece of bounded size."""
    import json

    import typst

    from debttracker.basics.resources import resource_path
    from debttracker.evidence.coverage import font_folders
    from debttracker.evidence.typesetting import STANDARDS

    data = _piece(size)
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=list(font_folders()))
    source = resource_path("typst", "evidence.typ").read_bytes()
    began = perf_counter()
    document = typst.compile(source, root=resource_path("typst"), font_paths=fonts, ignore_system_fonts=True,
                             sys_inputs={"data": data}, pdf_standards=list(STANDARDS), timestamp=json.loads(data)["seconds"])
    took = perf_counter() - began
    from debttracker.evidence.preview import page_count

    return took / page_count(document) * 1000


def _piece(size: int) -> str:
    """The template's data of one volume, made by the program once and kept."""
    kept = OUT / f"pages-{size}.json"
    if not kept.is_file():
        with making(f"the pages of {size:,} contacts for Typst"):
            _make_piece(size, kept)
    return kept.read_text(encoding="utf-8")


def _make_piece(size: int, target: Path) -> None:
    import json

    from debttracker.basics.languages import words
    from debttracker.basics.moments import parse_moment
    from debttracker.case.case import open_case
    from debttracker.evidence.document import EvidenceChoices
    from debttracker.evidence.entries import Known
    from debttracker.evidence.gather import Selection, gather
    from debttracker.evidence.paper import volume_file
    from debttracker.evidence.portion import Portion

    speak = words("zh-Hans")
    choices = EvidenceChoices(parse_moment(_STATED, "Asia/Shanghai"), "zh-Hans", include_findings=False)
    with open_case(case_folder(size), None, read_only=True) as case:
        content = gather(case.reader(), Selection(), choices)
        portion = Portion(Known.of(choices.stated, [loan.name for loan in content.loans], with_loans=content.with_loans))
        for contact in content.contacts:
            if portion.full:
                break
            portion.add(contact, {}, speak)
    data = volume_file(content, choices, portion, 2, [], speak)
    data["seconds"] = choices.stated.utc_ms // 1000
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


def _for_a_contact(export: Measure) -> Measure:
    """The same export, told as milliseconds for each contact."""
    def measure(size: int) -> Sample:
        sample = export(size)
        assert isinstance(sample, Sample) and sample.whole_s is not None
        return Sample(sample.whole_s / size * 1000, sample.peak_mib)
    return measure


class _Together:
    """The highest memory of this process and those it started, added up, looked at every 20 ms (Linux)."""

    def __enter__(self) -> _Together:
        from threading import Event, Thread

        self.peak_mib: float | None = None
        self._over = Event()
        self._thread = Thread(target=self._look, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        import os

        highest = 0.0
        while not self._over.wait(0.02):
            now = sum(_resident(pid) for pid in (os.getpid(), *_children(os.getpid())))
            highest = max(highest, now)
        self.peak_mib = highest / 1024 if highest else None


def _children(pid: int) -> list[int]:
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found += map(int, task.read_text().split())
        except OSError:
            continue
    return found


def _resident(pid: int) -> float:
    """KiB in memory; 0 for a process that has gone."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((float(line.split()[1]) for line in lines if line.startswith("VmRSS")), 0)


_NOT_MORE = "1,000,000 contacts would be 50,000 pages, six minutes a turn"
_ON_LINUX = sys.platform.startswith("linux")
_EXPORTS = Shared(in_child(_whole_export))
ROWS = (
    Row("evidence-pdf", "evidence PDF, 10,000 contacts: time of a page, against Typst alone on the same pages",
        bar=1.25, item=_EXPORTS.told(), floor=in_child(_typst_alone), floor_name="Typst alone", size=10_000,
        unit="ms/page", turns=3, warm_up=False, small=400,
        grow=(1_000, 10_000, 100_000), grow_note=_NOT_MORE, note="bar 1.25 of time is 0.8 of page rate"),
    *((Row("evidence-pdf-memory", "peak memory of that export, all its processes", bar=1024, item=memory_of(_EXPORTS.told()),
           size=10_000, unit="MiB", turns=1, small=400,
        grow=(1_000, 10_000, 100_000), grow_note=_NOT_MORE, warm_up=False),
       Row("evidence-pdf-memory-growth", "peak memory of the evidence PDF: 10,000 contacts against 1,000", bar=1.5,
           item=memory_of(_EXPORTS.told()), floor=memory_of(_EXPORTS.told()), floor_name="1,000 contacts", size=10_000,
           floor_size=1_000, unit="MiB", turns=3, small=1_000, grow=(), warm_up=False)) if _ON_LINUX else ()),
    Row("evidence-pdf-growth", "evidence PDF: time of a contact among 10,000 against among 1,000", bar=1.2,
        item=_for_a_contact(_EXPORTS.told()), floor=_for_a_contact(_EXPORTS.told()), floor_name="1,000 contacts",
        size=10_000, floor_size=1_000, unit="ms/contact", turns=3, small=1_000, grow=(), warm_up=False),
)
