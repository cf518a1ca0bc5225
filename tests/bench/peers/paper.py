"""The same contacts made into a PDF: by LibreOffice Calc, by Qt's PDF writer alone, and as our evidence. Each is a whole
process from start to file.

Three cases: two of the bench's own, of calls and messages with their texts, and one of calls alone, seven columns of short
cells. Calc prints what ``list contacts --csv`` gives a borrower who keeps a spreadsheet.
"""

from __future__ import annotations

import csv
import io
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

from tests.bench.cases import case_folder
from tests.bench.measuring import alone
from tests.bench.row import Measure, Sample
from tests.bench.runs import environment, whole

SIZES, CALLS = (10_000, 100_000), 20_000
_CALC, _BARE, _OURS, _ONLY = "LibreOffice Calc", "bare QPdfWriter", "debttracker", "debttracker, contacts only"
#: What a call has to say, of the columns of ``list contacts --csv``.
_OF_CALLS = ("occurred_at", "channel", "direction", "outcome", "duration_s", "handle", "party")


def paper(turns: int, lock: Path | None) -> str:
    """All in turns, after one of each that does not count; the result in words."""
    works: dict[str, _Work] = {}
    with tempfile.TemporaryDirectory() as name:
        for size in SIZES:
            works |= _with_texts(size, Path(name) / str(size))
        works |= _calls_alone(Path(name) / "calls")
        found: dict[str, list[Sample]] = {who: [] for who in works}
        for turn in range(turns + 1):
            for who, work in works.items():
                with alone(lock):
                    sample = work.measure(work.rows)
                assert isinstance(sample, Sample)
                if turn:
                    found[who].append(sample)
        pages = {who: sum(map(_pages, work.folder.glob(work.pattern))) for who, work in works.items()}
    took = {who: median(s.value for s in runs) for who, runs in found.items()}
    lines = [f"{who}: {took[who]:.2f} s ({', '.join(f'{s.value:.2f}' for s in runs)}) for {works[who].rows:,} rows on "
             f"{pages[who]:,} pages, {took[who] / pages[who] * 1000:.1f} ms a page, n={len(runs)}" for who, runs in found.items()]
    ratios = [f"{who}: {took[work.calc] / took[who]:.2f} × as fast as Calc, {took[who] / took[work.bare]:.2f} × the time of the bare "
              "writer" for who, work in works.items() if work.calc]
    return "\n".join([*lines, *ratios])


class _Work(NamedTuple):
    """One way to print: how many rows, the files it leaves, and beside whom it is judged ("" = nobody)."""

    rows: int
    folder: Path
    pattern: str
    measure: Measure
    calc: str = ""
    bare: str = ""


def _with_texts(size: int, out: Path) -> dict[str, _Work]:
    out.mkdir()
    case, table, python = case_folder(size), out / "contacts.csv", [sys.executable, "-m"]
    table.write_bytes(_said(["list", case, "contacts", "--csv"]))
    calc, bare = f"{_CALC}, {size:,}", f"{_BARE}, {size:,}"
    return {
        calc: _Work(size, out, "contacts.pdf", _calc(out, table)),
        bare: _Work(size, out, "bare.pdf", _run(*python, "tests.bench.peers.bare_pdf", table, out / "bare.pdf")),
        f"{_OURS}, {size:,}": _Work(size, out, "evidence*.pdf", _run(
            *python, "debttracker", "export", case, "--pdf", out / "evidence.pdf"), calc, bare),
        f"{_ONLY}, {size:,}": _Work(size, out, "only*.pdf", _run(
            *python, "tests.bench.peers.contacts_only", case, out / "only.pdf"), calc, bare),
    }


def _calls_alone(out: Path) -> dict[str, _Work]:
    """A case of calls without a text, made by our own commands, and beside it a table of its seven columns."""
    out.mkdir()
    rows = list(csv.DictReader(io.StringIO(_said(["list", case_folder(SIZES[0]), "contacts", "--csv"]).decode("utf-8"))))
    for row in rows:
        row["text"] = row["behaviours"] = ""
    earlier = [{**row, "occurred_at": f"{int(row['occurred_at'][:4]) - 4}{row['occurred_at'][4:]}"} for row in rows]
    every, case, table = [*earlier, *rows][:CALLS], out / "case", out / "calls.csv"
    _written(out / "import.csv", every, tuple(rows[0]))
    _written(table, every, _OF_CALLS)
    _said(["new", case, "--no-passphrase"])
    _said(["import", case, out / "import.csv", "--as", "csv"])
    calc, bare, python = f"{_CALC}, calls", f"{_BARE}, calls", [sys.executable, "-m"]
    return {
        calc: _Work(CALLS, out, "calls.pdf", _calc(out, table)),
        bare: _Work(CALLS, out, "bare.pdf", _run(*python, "tests.bench.peers.bare_pdf", table, out / "bare.pdf")),
        "debttracker, calls": _Work(CALLS, out, "only*.pdf", _run(
            *python, "tests.bench.peers.contacts_only", case, out / "only.pdf"), calc, bare),
    }


def _run(*words: object) -> Measure:
    return whole(lambda _size: words)


def _calc(out: Path, table: Path) -> Measure:
    return _run("soffice", f"-env:UserInstallation=file://{out}/office", "--headless", "--norestore", "--infilter=CSV:44,34,76,1",
                "--convert-to", "pdf", "--outdir", out, table)


def _written(path: Path, rows: Sequence[dict[str, str]], columns: Sequence[str]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)


def _said(words: Sequence[object]) -> bytes:
    return subprocess.run([sys.executable, "-m", "debttracker", *map(str, words)], env=environment(), check=True,
                          capture_output=True).stdout


def _pages(path: Path) -> int:
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        return len(document)
