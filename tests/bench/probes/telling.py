"""How a probe tells: one JSON list on its standard output, then the end of the process."""

from __future__ import annotations

import json
import os
import sys
import time


def peak_mib() -> float:
    """Peak memory of this process so far."""
    with open("/proc/self/status") as told:  # noqa: PTH123  pathlib is no part of a floor
        return next(int(line.split()[1]) / 1024 for line in told if line.startswith("VmHWM:"))


def end(*values: float) -> None:
    """Print ``values`` and end at once, without the work of closing."""
    print(json.dumps(values))
    sys.stdout.flush()
    os._exit(0)


def end_now() -> None:
    """The moment and the peak memory are the answer."""
    end(time.monotonic(), peak_mib())


def when_quiet(then: object) -> None:
    """Call ``then(moment)`` once this process has used less than 4 % of a core for half a second; ``moment`` is the
    beginning of that half second. Needs a running Qt event loop."""
    from PySide6.QtCore import QTimer

    timer = QTimer()
    seen: list[tuple[float, float]] = []

    def look() -> None:
        now = time.monotonic()
        seen.append((now, time.process_time()))
        while now - seen[0][0] > 0.5:
            then_at, then_cpu = seen.pop(0)
            if seen[-1][1] - then_cpu < 0.04 * (now - then_at):
                timer.stop()
                then(then_at)  # type: ignore[operator]
                return

    timer.timeout.connect(look)
    timer.start(25)
    when_quiet.keep = timer  # type: ignore[attr-defined]
