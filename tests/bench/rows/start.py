"""From the start of the process to what people see: against a bare window of the same Qt."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests.bench.cases import case_folder
from tests.bench.row import Row, Sample
from tests.bench.runs import OUT, ROOT, Shared, last_line, memory_of

PROBES = Path(__file__).resolve().parents[1] / "probes"
#: Homes in which the program has been open before.
_WARM: set[str] = set()


def user_home(size: int, page: str, *, case: Path | None = None) -> dict[str, str]:
    """The environment of a user whose last case is that of ``size`` (or ``case``), so that it opens on ``page``."""
    folder = case or case_folder(size)
    home = OUT / "homes" / f"{page}-{folder.name}"
    settings = home / "config" / "debttracker" / "settings.toml"
    text = f'language = "en"\ncase = "{folder}"\nfirst_page = "{page}"\n'
    if not settings.is_file() or settings.read_text() != text:
        settings.parent.mkdir(parents=True, exist_ok=True)
        settings.write_text(text)
    return {"HOME": str(home), "XDG_CONFIG_HOME": str(home / "config"), "XDG_DATA_HOME": str(home / "data"),
            "XDG_CACHE_HOME": str(home / "cache"), "XDG_RUNTIME_DIR": str(home)}


def until(probe: str, mode: str, page: str = "today") -> Callable[[int], Sample]:
    """Seconds from the start of the process until ``probe`` has seen ``mode``; and its peak memory then. A warm start:
    the same user has had the window open before, for long enough to come to rest."""
    def measure(size: int) -> Sample:
        home = user_home(size, page)
        if probe == "program.py" and home["HOME"] not in _WARM:
            _WARM.add(home["HOME"])
            last_line([sys.executable, PROBES / probe, "quiet"], **home)
        began = time.monotonic()
        seen, peak = last_line([sys.executable, PROBES / probe, mode], **home)
        return Sample(seen - began, peak)
    return measure


def cold(probe: str) -> Callable[[int], Sample]:
    """Like :func:`until` first paint, after Python's, Qt's and our own files were put out of the page cache. The disk
    of a virtual machine may still keep them: a laptop's is slower."""
    def measure(size: int) -> Sample:
        for folder in (ROOT / "debttracker", ROOT / "resources", Path(sys.prefix) / "lib", case_folder(size),
                       Path(sys.base_prefix) / "lib"):
            for path in folder.rglob("*"):
                if path.is_file() and path.suffix != ".a":
                    with path.open("rb") as stream:
                        os.posix_fadvise(stream.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        return until(probe, "painted")(size)
    return measure


def scrolled(size: int) -> list[float]:
    """Scroll the timeline from top to bottom: own milliseconds of a frame, milliseconds by the clock, peak memory."""
    return last_line([sys.executable, PROBES / "program.py", "scroll"], **user_home(size, "timeline"))


# What several rows read from the same runs.
SCROLLS = Shared(scrolled)
STARTS = Shared(until("program.py", "quiet", "timeline"))
BARE = until("bare.py", "painted")
ROWS = (
    Row("start-painted", "process start to first paint", bar=1.5, item=until("program.py", "painted"),
        floor=BARE, floor_name="bare QMainWindow", turns=15, small_bar=2.0),
    Row("start-rows", "process start to first rows of the timeline", bar=1.7,
        item=until("program.py", "rows", "timeline"), floor=BARE, floor_name="bare QMainWindow", turns=15),
    Row("start-rows-1M", "the same with 1,000,000 contacts against 1,000", bar=1.15, size=1_000_000, floor_size=1_000,
        item=until("program.py", "rows", "timeline"), floor=until("program.py", "rows", "timeline"),
        floor_name="1,000 contacts", turns=11, grow=(), grow_note="see start-rows"),
    Row("start-quiet", "process start to all work of the start done", bar=4.5, item=until("program.py", "quiet"),
        floor=BARE, floor_name="bare QMainWindow, painted", turns=5),
    Row("start-cold", "process start to first paint, files not in memory", bar=1.6, item=cold("program.py"),
        floor=cold("bare.py"), floor_name="bare QMainWindow, cold", turns=3, warm_up=False),
    Row("growth-time", "start with 100,000 contacts, all work done, against an empty case", bar=1.3, floor_size=0, turns=5,
        item=STARTS.told(), floor=STARTS.told(), floor_name="empty case"),
    Row("growth-memory", "peak memory of the start, against an empty case", bar=1.2, unit="MiB", floor_size=0, turns=3,
        item=memory_of(STARTS.told()), floor=memory_of(STARTS.told()), floor_name="empty case", warm_up=False,
        grow=(), grow_note="see memory-start"),
    Row("memory-start", "peak memory of the start", bar=2.7, unit="MiB", turns=3,
        item=memory_of(STARTS.told()), floor=memory_of(BARE), floor_name="bare QMainWindow", warm_up=False),
    Row("scroll-own", "timeline, 99th percentile of a frame, own CPU time", bar=16.7, unit="ms", size=1_000_000, turns=3,
        item=SCROLLS.told(lambda told: Sample(told[0], told[2])), warm_up=False),
    Row("scroll-wall", "timeline, 99th percentile of a frame, by the clock", bar=16.7, unit="ms", size=1_000_000, turns=3,
        item=SCROLLS.told(lambda told: Sample(told[1], told[2])), warm_up=False),
    Row("scroll-memory", "memory after scrolling 1,000,000 contacts, against 1,000", bar=1.3, unit="MiB", turns=3,
        size=1_000_000, floor_size=1_000, warm_up=False, floor_name="1,000 contacts",
        item=SCROLLS.told(lambda told: Sample(told[2], told[2])), floor=SCROLLS.told(lambda told: Sample(told[2], told[2]))),
)
