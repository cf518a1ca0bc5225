"""A table of contacts made into a PDF: LibreOffice Calc and our evidence, each a whole process from start to file."""

from __future__ import annotations

import tempfile
from pathlib import Path
from statistics import median

from tests.bench.cases import case_folder
from tests.bench.measuring import alone
from tests.bench.peers.files import made
from tests.bench.row import Measure, Sample
from tests.bench.runs import whole

SIZE = 10_000
_CALC, _OURS, _ONLY = "LibreOffice Calc", "debttracker", "debttracker, contacts only"


def _calc(folder: Path) -> Measure:
    return whole(lambda size: ["soffice", f"-env:UserInstallation=file://{folder}/office", "--headless", "--norestore",
                               "--infilter=CSV:44,34,76,1", "--convert-to", "pdf", "--outdir", folder, made(size, "csv")])


def _ours(folder: Path) -> Measure:
    import sys

    return whole(lambda size: [sys.executable, "-m", "debttracker", "export", case_folder(size), "--pdf", folder / "evidence.pdf"])


def _contacts_only(folder: Path) -> Measure:
    """Like for like: Calc's table has no findings and charts either."""
    import sys

    return whole(lambda size: [sys.executable, "-m", "tests.bench.peers.contacts_only", case_folder(size), folder / "contacts.pdf"])


def paper(turns: int, lock: Path | None) -> str:
    """All in turns, after one of each that does not count; the result in words."""
    pages: dict[str, int] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        works = {_CALC: _calc(folder), _OURS: _ours(folder), _ONLY: _contacts_only(folder)}
        found: dict[str, list[Sample]] = {who: [] for who in works}
        for turn in range(turns + 1):
            for who, work in works.items():
                with alone(lock):
                    sample = work(SIZE)
                assert isinstance(sample, Sample)
                if turn:
                    found[who].append(sample)
        for who, pattern in ((_CALC, "records-*.pdf"), (_OURS, "evidence*.pdf"), (_ONLY, "contacts*.pdf")):
            pages[who] = sum(_pages(path) for path in folder.glob(pattern))
    took = {who: median(s.value for s in runs) for who, runs in found.items()}
    lines = [f"{who}: {took[who]:.2f} s ({', '.join(f'{s.value:.2f}' for s in runs)}) for {SIZE:,} rows on {pages[who]:,} pages, "
             f"{took[who] / pages[who] * 1000:.1f} ms a page, n={len(runs)}" for who, runs in found.items()]
    ratios = [f"{who} is {took[_CALC] / took[who]:.2f} × as fast for a row, "
              f"{took[_CALC] / took[who] * pages[who] / pages[_CALC]:.2f} × for a page." for who in (_OURS, _ONLY)]
    return "\n".join([*lines, *ratios])


def _pages(path: Path) -> int:
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        return len(document)
