"""Measuring one row: floor and item in turns, alone on the machine where others honour a lock."""

from __future__ import annotations

import os
import platform
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path

from tests.bench.making import seconds_of_making
from tests.bench.row import Measure, Result, Row, as_sample
from tests.bench.runs import PLATFORM

#: No row goes on longer than this, once it has three turns of each side.
_BUDGET_S, _FEWEST = 20.0, 3


def measure(row: Row, size: int, turns: int, bar: float | None, floor_size: int | None = None, *, fewest: int = _FEWEST,
            budget: float = _BUDGET_S) -> Result:
    """Floor and item in turns, after one of each that does not count; once ``fewest`` turns are done, no further after
    ``budget`` seconds. A floor of another size is left out without ``floor_size``."""
    result = Result(row, size, bar)
    sides: list[tuple[Measure, int, list]] = [(row.item, size, result.items)]
    if row.floor is not None and (row.floor_size is None or floor_size is not None):
        sides.insert(0, (row.floor, size if floor_size is None else floor_size, result.floors))
    began, made = time.monotonic(), seconds_of_making()
    try:
        for turn in range(-1 if row.warm_up else 0, turns):
            for work, at, kept in sides:
                sample = as_sample(work(at))
                if turn >= 0:
                    kept.append(sample)
            if turn + 1 >= fewest and time.monotonic() - began - (seconds_of_making() - made) > budget:
                break
    except Exception as error:  # noqa: BLE001  a row that breaks must not hide the others
        result.failure = f"{type(error).__name__}: {error}"
    result.seconds, result.made_seconds = time.monotonic() - began, seconds_of_making() - made
    return result


@contextmanager
def alone(lock: Path | None) -> Iterator[None]:
    """Hold ``lock``, if there is one."""
    if lock is None:
        yield
        return
    import fcntl

    with lock.open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def machine() -> dict[str, object]:
    """Where the figures come from."""
    return {"screen": PLATFORM["QT_QPA_PLATFORM"],
            "at": datetime.now(UTC).isoformat(timespec="seconds"), "system": platform.platform(), "cores": os.cpu_count(),
            "load": [round(x, 2) for x in os.getloadavg()], "python": platform.python_version(),
            "qt": metadata.version("PySide6-Essentials")}
