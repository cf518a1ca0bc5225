"""What is made once and kept for later runs (cases, backups, texts): told apart from what measuring takes."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from tests.bench.runs import OUT

_LOG = OUT / "made.log"
_INSIDE = "BENCH_IS_MAKING"


@contextmanager
def making(what: str) -> Iterator[None]:
    """Say that ``what`` is being made, and note the seconds; inside another such block only that one counts."""
    if os.environ.get(_INSIDE):
        yield
        return
    print(f"making {what} (once) …", file=sys.stderr, flush=True)
    os.environ[_INSIDE] = "1"
    began = time.monotonic()
    try:
        yield
    finally:
        os.environ.pop(_INSIDE, None)
        OUT.mkdir(parents=True, exist_ok=True)
        with _LOG.open("a", encoding="utf-8") as log:  # a file: much is made in processes of their own
            log.write(f"{time.monotonic() - began:.2f}\t{what}\n")


def seconds_of_making() -> float:
    """All seconds noted so far."""
    if not _LOG.is_file():
        return 0.0
    return sum(float(line.partition("\t")[0]) for line in _LOG.read_text(encoding="utf-8").splitlines())
