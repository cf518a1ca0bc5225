"""Kill the program at random moments in the middle of edits and imports: the case opens, the history verifies, and
every change that was acknowledged is there. Acknowledged = the child printed its number after the call returned."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from debttracker.case import journal
from debttracker.case.case import open_case
from debttracker.case.queries.contacts import count
from debttracker.case.queries.filters import ContactFilter
from debttracker.case.queries.timeline import days

CHILD = textwrap.dedent("""
    import sys
    from pathlib import Path
    from debttracker.basics.moments import Moment
    from debttracker.case.bulk import BulkImport, BulkRow
    from debttracker.case.case import open_case
    from debttracker.case.change import Change, edit
    from debttracker.case.entries import log_contact
    from debttracker.case.identity import stem

    case = open_case(Path(sys.argv[1]))
    seed = int(sys.argv[2])
    print("ready", flush=True)
    n = 0
    while True:
        at = 1_700_000_000_000 + seed * 100_000_000 + n * 1000
        applied = case.change(log_contact(case.reader(), Moment(at, "Asia/Shanghai"), text=f"mark {seed} {n}"))
        print("contact", applied.first_id, flush=True)
        case.change(Change.of("e", edit("contact", applied.first_id, note=f"note {n}")))
        print("note", applied.first_id, flush=True)
        if n % 5 == 4:
            with case.writing() as connection:
                bulk = BulkImport(connection, "borrower", file_name=f"{seed}-{n}")
                bulk.add(BulkRow(stem("sms", "in", "", str(i), at, "exact", None, "x") + bytes(4), at, "UTC", "file",
                                 "exact", "sms", "in", "delivered", None, None, None, None, "borrower", f"import {i}",
                                 "", "", "") for i in range(700))
                bulk.finish()
            print("batch", bulk.batch_id, flush=True)
        n += 1
""")


def _run_and_kill(folder: Path, seed: int, wait: float) -> list[tuple[str, int]]:
    """Start the child, kill it ``wait`` seconds after it is ready, and return what it acknowledged."""
    root = str(Path(__file__).resolve().parents[2])
    child = subprocess.Popen([sys.executable, "-c", CHILD, str(folder), str(seed)], stdout=subprocess.PIPE, text=True,
                             env={**os.environ, "PYTHONPATH": root})
    assert child.stdout is not None
    assert child.stdout.readline() == "ready\n"
    time.sleep(wait)
    child.send_signal(signal.SIGKILL)
    with child:
        lines = child.stdout.read().splitlines()
    return [(line.split()[0], int(line.split()[1])) for line in lines if len(line.split()) == 2]


def _check(folder: Path, acknowledged: list[tuple[str, int]]) -> None:
    with open_case(folder) as case:
        reader = case.reader()
        assert journal.verify(reader).intact
        assert reader.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        for kind, id in acknowledged:
            if kind == "batch":
                told = reader.execute("SELECT added FROM import_batch WHERE id = ?", (id,)).fetchone()
                held = reader.execute("SELECT count(*) FROM contact WHERE batch_id = ?", (id,)).fetchone()
                assert told[0] == held[0] == 700
            else:
                text, note = reader.execute("SELECT text, note FROM contact WHERE id = ?", (id,)).fetchone()
                assert text.startswith("mark") and (kind == "contact" or note.startswith("note"))
        assert reader.execute("SELECT count(*) FROM import_batch WHERE added = 0").fetchone()[0] == 0
        assert sum(d.n for d in days(reader, ContactFilter())) == reader.execute(
            "SELECT count(*) FROM contact WHERE hidden = 0").fetchone()[0] == count(reader, ContactFilter())


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is a POSIX signal")
@pytest.mark.parametrize("rounds", [3, pytest.param(50, marks=[pytest.mark.slow, pytest.mark.timeout(1200)])])
def test_killed_at_random_moments(case: object, tmp_path: Path, rounds: int) -> None:
    folder = tmp_path / "case"
    case.close()  # type: ignore[attr-defined]
    chance = random.Random(20261124)
    acknowledged: list[tuple[str, int]] = []
    for seed in range(rounds):
        acknowledged += _run_and_kill(folder, seed, chance.uniform(0.3, 1.2))
        _check(folder, acknowledged)
    kinds = {kind for kind, _ in acknowledged}
    assert {"contact", "note"} <= kinds and (rounds < 10 or "batch" in kinds)
