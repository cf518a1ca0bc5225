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


def _calc(folder: Path) -> Measure:
    return whole(lambda size: ["soffice", f"-env:UserInstallation=file://{folder}/office", "--headless", "--norestore",
                               "--infilter=CSV:44,34,76,1", "--convert-to", "pdf", "--outdir", folder, made(size, "csv")])


def _ours(folder: Path) -> Measure:
    import sys

    return whole(lambda size: [sys.executable, "-m", "debttracker", "export", case_folder(size), "--pdf", folder / "evidence.pdf"])


def paper(turns: int, lock: Path | None) -> str:
    """Both in turns, after one of each that does not count; the result in words."""
    found: dict[str, list[Sample]] = {"LibreOffice Calc": [], "debttracker": []}
    pages: dict[str, int] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for turn in range(turns + 1):
            for who, work in (("LibreOffice Calc", _calc(folder)), ("debttracker", _ours(folder))):
                with alone(lock):
                    sample = work(SIZE)
                assert isinstance(sample, Sample)
                if turn:
                    found[who].append(sample)
        for who, pattern in (("LibreOffice Calc", "records-*.pdf"), ("debttracker", "evidence*.pdf")):
            pages[who] = sum(_pages(path) for path in folder.glob(pattern))
    calc, ours = (median(s.value for s in found[who]) for who in found)
    lines = [f"{who}: {median(s.value for s in runs):.2f} s for {SIZE:,} rows on {pages[who]:,} pages, "
             f"{median(s.value for s in runs) / pages[who] * 1000:.1f} ms a page, n={len(runs)}" for who, runs in found.items()]
    by_page = calc / ours * pages["debttracker"] / pages["LibreOffice Calc"]
    return "\n".join([*lines, f"Ours is {calc / ours:.2f} × as fast for a row, {by_page:.2f} × for a page."])


def _pages(path: Path) -> int:
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        return len(document)
