"""Running things in processes of their own, with their peak memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from tests.bench.row import Measure, Sample

ROOT = Path(__file__).resolve().parents[2]
OUT = ROOT / "build" / "bench"
#: No turn of any row may take longer.
PATIENCE_S = 300


#: Where windows are shown: on no screen at all, or on what ``--screen`` puts here.
PLATFORM = {"QT_QPA_PLATFORM": "offscreen"}


class Failed(Exception):
    """A measured process ended badly; its last words are the message."""


def environment(**more: str) -> dict[str, str]:
    """What measured processes run in: a home of their own, :data:`PLATFORM`, no desktop services, and a Python without
    switches: with PYTHONDONTWRITEBYTECODE all of our modules would be compiled anew on each start."""
    home = OUT / "home"
    home.mkdir(parents=True, exist_ok=True)
    kept = {k: v for k, v in os.environ.items() if k not in ("DBUS_SESSION_BUS_ADDRESS", "SESSION_MANAGER")
            and not k.startswith(("XDG_", "QT_", "DEBTTRACKER_", "PYTHON"))}
    # Where the cases lie is the bench's own word: without it each child would make them again.
    kept |= {k: v for k, v in os.environ.items() if k == "DEBTTRACKER_BENCH_CASES"}
    return {**kept, "HOME": str(home), "XDG_RUNTIME_DIR": str(home), **PLATFORM,
            "LANG": "C.UTF-8", "TZ": "Asia/Shanghai", "PYTHONPATH": str(ROOT), **more}


def in_child(function: Callable[[int], Sample | float]) -> Measure:
    """``function(size)`` in a fresh Python; a bare number gets that process's peak memory added.

    ``function`` must stand at the top of its module.
    """
    def measure(size: int) -> Sample:
        told = last_line([sys.executable, "-m", "tests.bench.child", f"{function.__module__}:{function.__name__}", str(size)])
        return Sample(*told)
    return measure


def last_line(command: Sequence[object], **more: str) -> list[float]:
    """Run ``command`` and read the JSON list on the last line it prints."""
    done = subprocess.run([str(c) for c in command], cwd=ROOT, env=environment(**more), capture_output=True, text=True,
                          timeout=PATIENCE_S, check=False)
    if done.returncode or not done.stdout.strip():
        raise Failed(f"exit {done.returncode}: {(done.stderr or done.stdout).strip()[-600:]}")
    found: list[float] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


def whole(command: Callable[[int], Sequence[object]], *, good: tuple[int, ...] = (0,)) -> Measure:
    """A whole process from start to exit; ``command(size)`` gives its words. Its output is thrown away."""
    def measure(size: int) -> Sample:
        words = [str(w) for w in command(size)]
        began = time.perf_counter()
        process = subprocess.Popen(words, cwd=ROOT, env=environment(), stdin=subprocess.DEVNULL,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _pid, status, used = os.wait4(process.pid, 0)
        took = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in good:
            raise Failed(f"exit {process.returncode}: {' '.join(words)[:200]}")
        return Sample(took, used.ru_maxrss / 1024)
    return measure


def peak_mib() -> float:
    """Peak memory of this process so far, in MiB."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    raise Failed("no VmHWM")


class Shared:
    """One run that tells several rows, so that it is not made again for each: ``told(pick)`` is a measure that reads
    one figure of a run that it has not read yet."""

    def __init__(self, run: Callable[[int], Any]) -> None:
        self._run = run
        self._runs: dict[int, list[Any]] = {}

    def told(self, pick: Callable[[Any], Sample | float] = lambda told: told) -> Measure:
        """``pick`` takes what a run returned."""
        read: dict[int, int] = {}

        def measure(size: int) -> Sample | float:
            runs, at = self._runs.setdefault(size, []), read.get(size, 0)
            if at == len(runs):
                runs.append(self._run(size))
            read[size] = at + 1
            return pick(runs[at])
        return measure


def memory_of(function: Measure) -> Measure:
    """The same work, judged by its peak memory (unit MiB) instead of its time."""
    def measure(size: int) -> Sample:
        sample = function(size)
        assert isinstance(sample, Sample) and sample.peak_mib is not None
        return Sample(sample.peak_mib, sample.peak_mib)
    return measure
