"""Kill the program at random moments in the middle of edits and imports: the case opens, the history verifies, and
every change that was acknowledged is there. Acknowledged = the child said so after the call returned."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import pytest

from debttracker.case import journal, vault
from debttracker.case.case import open_case
from debttracker.case.queries.attachments import attachments
from debttracker.case.queries.contacts import count
from debttracker.case.queries.filters import ContactFilter
from debttracker.case.queries.search import newest_contacts
from debttracker.case.queries.timeline import days

ROWS = 2_000
#: A case is thrown away after so many kills, so that checking all of it stays quick.
ROUNDS_PER_CASE = 5

#: Imports everything once; then, for each line "folder seed" it reads, forks a child that opens the case by itself and
#: works on it until it is killed. Each line a child writes bears the moment, so that its pace can be told.
SERVER = textwrap.dedent("""
    import io, os, sys, time
    from pathlib import Path
    import debttracker.case.applying, debttracker.case.engine
    from debttracker.basics.moments import Moment
    from debttracker.capture import android_xml, csv_contacts
    from debttracker.capture.keep import import_file
    from debttracker.case.case import open_case
    from debttracker.case.change import Change, edit
    from debttracker.case import age_files, vault
    from debttracker.case.entries import attach, log_contact

    ROWS = int(sys.argv[1])

    def say(*words):
        # One write for a line: print makes several where output is not buffered, and a kill may come between them.
        os.write(1, (" ".join(map(str, (*words, time.monotonic()))) + chr(10)).encode())

    def work(folder, seed):
        case = open_case(folder)
        say("ready", os.getpid())
        for n in range(1_000_000):
            at = 1_700_000_000_000 + seed * 100_000_000 + n * 1000
            applied = case.change(log_contact(case.reader(), Moment(at, "Asia/Shanghai"), text=f"mark {seed} {n}"))
            say("contact", applied.first_id)
            case.change(Change.of("e", edit("contact", applied.first_id, note=f"note {applied.first_id}")))
            say("note", applied.first_id)
            if n % 3 == 0:
                say("keeping", n)
                video = (b"%d %d " % (seed, n)) * 400_000
                say("file", attach(case, "contact", applied.first_id, "video.mp4", io.BytesIO(video)).first_id)
            if n % 8 == 7:
                path = folder.with_name(f"sms-{seed}.xml")
                lines = (f'<sms address="9557{i % 9}" date="{at + i * 60000}" type="1" body="今日还款 {seed} {n} {i}"/>'
                         for i in range(ROWS))
                path.write_text("<smses>" + "".join(lines) + "</smses>", "utf-8")
                say("importing", n)
                say("batch", import_file(case, path).batch_id)

    for line in sys.stdin:
        folder, seed = line.rstrip("\\n").rsplit(" ", 1)
        child = os.fork()
        if not child:
            work(Path(folder), int(seed))
        os.waitpid(child, 0)
        os.write(1, b"dead" + bytes([10]))
""")


@dataclass
class Pace:
    """How long an import takes here, as seen so far, in seconds."""

    longest: float = 0.05


@dataclass
class Killed:
    """What one child acknowledged before it was killed, as (kind, id), and what it was doing then."""

    acknowledged: list[tuple[str, int]] = field(default_factory=list)
    importing_since: float = 0.0
    keeping: bool = False

    def hear(self, line: str, pace: Pace) -> None:
        kind, id, moment = line.split()
        if kind == "importing":
            self.importing_since = float(moment)
        elif kind == "batch":
            pace.longest = max(pace.longest, float(moment) - self.importing_since)
            self.importing_since = 0.0
        elif kind in ("keeping", "file"):
            self.keeping = kind == "keeping"
        if kind in ("contact", "note", "batch", "file"):
            self.acknowledged.append((kind, int(id)))


@contextmanager
def server() -> Iterator[tuple[IO[str], IO[str]]]:
    root = str(Path(__file__).resolve().parents[2])
    with subprocess.Popen([sys.executable, "-c", SERVER, str(ROWS)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                          text=True, env={**os.environ, "PYTHONPATH": root}) as process:
        assert process.stdin is not None and process.stdout is not None
        yield process.stdin, process.stdout
        process.stdin.close()


def run_and_kill(asking: IO[str], telling: IO[str], folder: Path, seed: int, chance: random.Random, pace: Pace) -> Killed:
    """Start a child and kill it: every other time somewhere within an import, else anywhere at all."""
    asking.write(f"{folder} {seed}\n")
    asking.flush()
    ready, pid, _ = telling.readline().split()
    assert ready == "ready"
    killed, within = Killed(), seed % 2 == 1
    imports = chance.choice((1, 1, 2))
    while within and imports:
        line = telling.readline()
        killed.hear(line, pace)
        imports -= line.startswith("importing")
    time.sleep(chance.uniform(0, pace.longest) if within else chance.uniform(0.01, 0.4))
    os.kill(int(pid), signal.SIGKILL)
    while (line := telling.readline()) != "dead\n":
        killed.hear(line, pace)
    return killed


def check(folder: Path, acknowledged: list[tuple[str, int]]) -> None:
    with open_case(folder) as case:
        reader = case.reader()
        assert journal.verify(reader).intact
        assert reader.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        for kind, id in acknowledged:
            if kind == "batch":
                assert reader.execute("SELECT added FROM import_batch WHERE id = ?", (id,)).fetchone() == (ROWS,)
            elif kind == "file":
                assert reader.execute("SELECT size > 1 << 20 FROM attachment WHERE id = ?", (id,)).fetchone() == (1,)
            else:
                text, note = reader.execute("SELECT text, note FROM contact WHERE id = ?", (id,)).fetchone()
                assert text.startswith("mark") and (kind == "contact" or note == f"note {id}")
        assert all(vault.checks_out(reader, one.sha256) for one in attachments(reader)), "no record without its bytes"
        held = reader.execute("SELECT count(c.id) FROM import_batch b LEFT JOIN contact c ON c.batch_id = b.id "
                              "GROUP BY b.id").fetchall()
        assert all(n == ROWS for (n,) in held), "an import is there as a whole, or not at all"
        everything = reader.execute("SELECT count(*) FROM contact WHERE hidden = 0").fetchone()[0]
        assert sum(days(reader, ContactFilter()).values()) == everything == count(reader, ContactFilter())
        assert len(newest_contacts(reader, "今日还款", 50)) == (50 if held else 0)


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is a POSIX signal")
@pytest.mark.parametrize("rounds", [4, pytest.param(50, marks=[pytest.mark.slow, pytest.mark.timeout(600)])])
def test_killed_at_random_moments(empty_case_folder: Path, tmp_path: Path, rounds: int) -> None:
    chance, pace, all_killed = random.Random(20261124), Pace(), []
    acknowledged: list[tuple[str, int]] = []
    with server() as (asking, telling):
        for seed in range(rounds):
            folder = tmp_path / f"case {seed // ROUNDS_PER_CASE}"
            if seed % ROUNDS_PER_CASE == 0:
                shutil.copytree(empty_case_folder, folder)
                acknowledged = []
            killed = run_and_kill(asking, telling, folder, seed, chance, pace)
            acknowledged += killed.acknowledged
            check(folder, acknowledged)
            all_killed.append(killed)
    within = sum(killed.importing_since > 0 for killed in all_killed)
    assert within >= rounds // 5, "kills must land inside imports"
    assert rounds - within >= rounds // 5, "and outside them"
    assert rounds < 10 or any(killed.keeping for killed in all_killed), "and inside the keeping of a large file"
    assert {kind for killed in all_killed for kind, _ in killed.acknowledged} >= {"contact", "note"}
    assert rounds < 10 or any(kind == "batch" for killed in all_killed for kind, _ in killed.acknowledged)
