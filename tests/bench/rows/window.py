"""The window while it is used, and while nobody uses it."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import ClassVar

from tests.bench.cases import case_copy
from tests.bench.row import Row, Sample
from tests.bench.rows.start import PROBES, user_home
from tests.bench.runs import ROOT, Failed, Shared, environment, last_line

#: How long nobody touches the window, in seconds.
_IDLE_S = 8.0


def idle(size: int, *probes: str) -> list[tuple[float, float]]:
    """Leave windows alone, all at once: the wake-ups and the CPU milliseconds per second of each, all its threads
    together."""
    started = [subprocess.Popen([sys.executable, str(PROBES / probe), "stay"], cwd=ROOT, stdout=subprocess.PIPE, text=True,
                                stderr=subprocess.DEVNULL, env=environment(**user_home(size, "timeline"))) for probe in probes]
    try:
        for process, probe in zip(started, probes, strict=True):
            assert process.stdout is not None
            if process.stdout.readline().strip() != "ready":
                raise Failed(f"{probe} did not come to rest")
        time.sleep(3)  # timers that start late, such as the check of flags, have their turn first
        before, began = [_counters(process.pid) for process in started], time.monotonic()
        time.sleep(_IDLE_S)
        after, took = [_counters(process.pid) for process in started], time.monotonic() - began
        return [((b[0] - a[0]) / took, (b[1] - a[1]) / took) for a, b in zip(before, after, strict=True)]
    finally:
        for process in started:
            process.kill()
            process.wait()


def _counters(pid: int) -> tuple[int, float]:
    """Voluntary switches (each one is a wake-up) and CPU milliseconds of all threads so far."""
    woken, used = 0, 0.0
    for task in Path(f"/proc/{pid}/task").iterdir():
        status = (task / "status").read_text()
        woken += next(int(line.split()[1]) for line in status.splitlines() if line.startswith("voluntary_ctxt"))
        used += int((task / "schedstat").read_text().split()[0]) / 1e6
    return woken, used


class Idle:
    """Figure 0: wake-ups a second beyond those of a bare window; 1: share of a core in per cent."""

    _told: ClassVar[dict[int, tuple[float, float]]] = {}

    def __init__(self, figure: int) -> None:
        self._figure = figure

    def __call__(self, size: int) -> Sample:
        """Both figures come from one run."""
        if size not in self._told:
            bare, ours = idle(size, "bare.py", "program.py")
            self._told[size] = max(ours[0] - bare[0], 0.0), ours[1] / 10
        return Sample(self._told[size][self._figure])


def log_one(size: int) -> Sample:
    """Milliseconds from the key that saves a contact until the timeline has painted it, median of 15; and memory."""
    folder = case_copy(size, f"log-{size}")
    home = user_home(size, "timeline", case=folder)
    try:
        return Sample(*last_line([sys.executable, PROBES / "program.py", "log"], **home))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


# What two rows read from the same runs, where they are of one size.
LOGS = Shared(log_one)
ROWS = (
    Row("idle-wakeups", "idle window: wake-ups a second beyond a bare window's", bar=0.0, unit="/s", item=Idle(0), turns=1,
        warm_up=False),
    Row("idle-cpu", "idle window: share of a core", bar=0.2, unit="%", item=Idle(1), turns=1, warm_up=False),
    Row("log-one", "log one contact: key to painted row, journal and commit included", bar=30, unit="ms", item=LOGS.told(),
        turns=2, warm_up=False),
    Row("log-one-1M", "the same with 1,000,000 contacts against 1,000", bar=1.3, unit="ms", size=1_000_000,
        floor_size=1_000, item=LOGS.told(), floor=LOGS.told(), floor_name="1,000 contacts", turns=2, warm_up=False, grow=(),
        grow_note="see log-one"),
)
