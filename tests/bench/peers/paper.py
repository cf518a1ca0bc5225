"""The same contacts made into a PDF: by LibreOffice Calc, by Qt's PDF writer alone, and as our evidence. Each is a whole
process from start to file.

Two cases: the bench's own, of calls and messages with their texts, and one of calls alone, seven columns of short cells.
Calc prints what ``list contacts --csv`` gives a borrower who keeps a spreadsheet.
"""

from __future__ import annotations

import csv
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from tests.bench.cases import case_folder
from tests.bench.measuring import alone
from tests.bench.row import Measure, Sample
from tests.bench.runs import OUT, environment, whole

SIZE, CALLS = 10_000, 20_000
_CALC, _BARE, _OURS, _ONLY = "LibreOffice Calc", "bare QPdfWriter", "debttracker", "debttracker, contacts only"
_CALLS_CALC, _CALLS_BARE, _CALLS_OURS = f"{_CALC}, calls", f"{_BARE}, calls", "debttracker, calls"
#: What a call has to say, of the columns of ``list contacts --csv``.
_OF_CALLS = ("occurred_at", "channel", "direction", "outcome", "duration_s", "handle", "party")


def paper(turns: int, lock: Path | None) -> str:
    """All in turns, after one of each that does not count; the result in words."""
    ours = [sys.executable, "-m"]
    table, calls, calls_table = _table(), _calls(), OUT / "peers" / "calls.csv"
    with tempfile.TemporaryDirectory() as name:
        out = Path(name)
        works: dict[str, tuple[int, str, Measure]] = {
            _CALC: (SIZE, "contacts.pdf", _calc(out, table)),
            _BARE: (SIZE, "bare.pdf", _run(*ours, "tests.bench.peers.bare_pdf", table, out / "bare.pdf")),
            _OURS: (SIZE, "evidence*.pdf", _run(*ours, "debttracker", "export", case_folder(SIZE), "--pdf", out / "evidence.pdf")),
            _ONLY: (SIZE, "only*.pdf", _run(*ours, "tests.bench.peers.contacts_only", case_folder(SIZE), out / "only.pdf")),
            _CALLS_CALC: (CALLS, "calls.pdf", _calc(out, calls_table)),
            _CALLS_BARE: (CALLS, "few.pdf", _run(*ours, "tests.bench.peers.bare_pdf", calls_table, out / "few.pdf")),
            _CALLS_OURS: (CALLS, "mine*.pdf", _run(*ours, "tests.bench.peers.contacts_only", calls, out / "mine.pdf")),
        }
        found: dict[str, list[Sample]] = {who: [] for who in works}
        for turn in range(turns + 1):
            for who, (size, _pattern, work) in works.items():
                with alone(lock):
                    sample = work(size)
                assert isinstance(sample, Sample)
                if turn:
                    found[who].append(sample)
        pages = {who: sum(map(_pages, out.glob(pattern))) for who, (_size, pattern, _work) in works.items()}
    took = {who: median(s.value for s in runs) for who, runs in found.items()}
    lines = [f"{who}: {took[who]:.2f} s ({', '.join(f'{s.value:.2f}' for s in runs)}) for {works[who][0]:,} rows on "
             f"{pages[who]:,} pages, {took[who] / pages[who] * 1000:.1f} ms a page, n={len(runs)}" for who, runs in found.items()]
    ratios = [f"{who}: {took[calc] / took[who]:.2f} × as fast as Calc, {took[who] / took[bare]:.2f} × the time of the bare writer"
              for who, calc, bare in ((_OURS, _CALC, _BARE), (_ONLY, _CALC, _BARE), (_CALLS_OURS, _CALLS_CALC, _CALLS_BARE))]
    return "\n".join([*lines, *ratios])


def _run(*words: object) -> Measure:
    return whole(lambda _size: words)


def _calc(out: Path, table: Path) -> Measure:
    return _run("soffice", f"-env:UserInstallation=file://{out}/office", "--headless", "--norestore", "--infilter=CSV:44,34,76,1",
                "--convert-to", "pdf", "--outdir", out, table)


def _table() -> Path:
    """The contacts of the bench's case as our program gives them to a spreadsheet."""
    path = OUT / "peers" / "contacts.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_said(["list", case_folder(SIZE), "contacts", "--csv"]))
    return path


def _calls() -> Path:
    """A case of calls without a text, made anew by our own commands, and beside it ``calls.csv``, its seven columns."""
    with (OUT / "peers" / "contacts.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    for row in rows:
        row["text"] = row["behaviours"] = ""
    earlier = [{**row, "occurred_at": f"{int(row['occurred_at'][:4]) - 4}{row['occurred_at'][4:]}"} for row in rows]
    every = [*earlier, *rows][:CALLS]
    folder = Path(tempfile.mkdtemp(dir=OUT / "peers"))
    _written(folder / "import.csv", every, tuple(rows[0]))
    _written(OUT / "peers" / "calls.csv", every, _OF_CALLS)
    _said(["new", folder / "case", "--no-passphrase"])
    _said(["import", folder / "case", folder / "import.csv", "--as", "csv"])
    return folder / "case"


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
