"""The command: see the package."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

from tests.bench import rows as rows_package
from tests.bench.cases import case_folder
from tests.bench.measuring import alone, machine, measure
from tests.bench.row import Result, Row
from tests.bench.runs import OUT, PLATFORM
from tests.bench.table import as_data, head, line

#: Areas that only start windows: in small, where figures mean little, their rows run beside all others.
_WINDOWS = ("start", "window")


def _areas() -> list[Any]:
    return [import_module(f"{rows_package.__name__}.{name}") for name in sorted(m.name for m in iter_modules(rows_package.__path__))]


def all_rows() -> list[Row]:
    """Every row, by area."""
    found = [row for area in _areas() for row in area.ROWS]
    names = [row.name for row in found]
    assert len(set(names)) == len(names), "two rows of one name"
    return found


def run_table(chosen: Iterable[Row], lock: Path | None) -> list[Result]:
    """Measure every row and print the table as it grows."""
    print(head(), flush=True)
    results = []
    for row in chosen:
        with alone(lock):
            results.append(_told(measure(row, row.size, row.turns, row.bar, row.floor_size)))
    return results


def prepare(chosen: Iterable[Row]) -> float:
    """Make what is made once and still missing, two at a time, the longest first; returns the seconds."""
    began = time.monotonic()
    sizes = sorted({n for row in chosen for n in (row.size, row.floor_size or 0)}, reverse=True)
    first = [make for area in _areas() for make in getattr(area, "READY", ())]
    with ThreadPoolExecutor(2) as pool:
        for done in [*(pool.submit(make) for make in first), *(pool.submit(case_folder, n) for n in sizes)]:
            done.result()
    return time.monotonic() - began


def run_small(chosen: Sequence[Row]) -> list[Result]:
    """The same with small cases and few turns: first what is judged, one at a time, then all others, two at a time."""
    def some(rows: Iterable[Row]) -> list[Result]:
        return [_told(measure(row, row.small, min(row.turns, 2), row.small_bar,
                              None if row.floor_size is None else min(row.floor_size, row.small))) for row in rows]

    windows = {row.name for area in _WINDOWS for row in import_module(f"{rows_package.__name__}.{area}").ROWS}
    rest = [row for row in chosen if row.small_bar is None]
    print(head(), flush=True)
    results = some(row for row in chosen if row.small_bar is not None)
    with ThreadPoolExecutor(2) as pool:
        for done in pool.map(some, ([r for r in rest if r.name in windows], [r for r in rest if r.name not in windows])):
            results += done
    return results


def _told(result: Result) -> Result:
    print(line(result), flush=True)
    return result


def longest(results: Iterable[Result]) -> list[str]:
    """The rows that took most of the time, in words."""
    found = sorted(results, key=lambda r: r.made_seconds - r.seconds)[:6]
    return [f"{r.row.name} {r.seconds - r.made_seconds:.0f} s" for r in found]


def main() -> int:
    """Run the bench; 1 when a row misses its bar or breaks."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--small", action="store_true", help="small cases and few turns")
    parser.add_argument("--row", action="append", default=[], metavar="NAME", help="only this row; may be repeated")
    parser.add_argument("--grow", action="store_true", help="the growth curves instead of the table")
    parser.add_argument("--screen", action="store_true", help="show the windows on a private X screen (Xvfb, openbox) instead of none")
    parser.add_argument("--lock", type=Path, metavar="FILE", help="hold the lock FILE while a row measures, so that others "
                        "who honour it leave the processors alone")
    parser.add_argument("--list", action="store_true", help="name the rows")
    args = parser.parse_args()
    found = all_rows()
    unknown = set(args.row) - {row.name for row in found}
    if unknown:
        parser.error(f"no such row: {', '.join(sorted(unknown))}")
    chosen = [row for row in found if not args.row or row.name in args.row]
    if args.list:
        print("\n".join(f"{row.name:24} {row.what}" for row in chosen))
        return 0
    OUT.mkdir(parents=True, exist_ok=True)
    with shown() if args.screen else nullcontext():
        return run(chosen, args)


@contextmanager
def shown() -> Iterator[None]:
    """A private X screen for all windows that are measured."""
    from tests.bench.peers.screen import Screen

    with Screen(OUT / "screen") as screen:
        PLATFORM.update(QT_QPA_PLATFORM="xcb", **screen.environment)
        yield


def run(chosen: Sequence[Row], args: argparse.Namespace) -> int:
    """Measure the rows as ``args`` want it; the exit code."""
    began = time.monotonic()
    if args.grow:
        from tests.bench.growth import grow

        grow(chosen, all_rows(), args.lock, small=args.small)
        return 0
    making = prepare(chosen) if not args.small and not args.row else 0.0
    results = run_small(chosen) if args.small else run_table(chosen, args.lock)
    shutil.rmtree(OUT / "scratch", ignore_errors=True)
    name = "bench-small.json" if args.small else "bench.json" if not args.row else "bench-rows.json"
    took, made = time.monotonic() - began, making + sum(r.made_seconds for r in results)
    told = {"machine": machine(), "seconds": round(took, 1), "making_seconds": round(made, 1),
            "rows": [as_data(r) for r in results]}
    (OUT / name).write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n")
    missed = [r.row.name for r in results if r.met is False]
    print(f"\n{len(results)} rows in {took:.0f} s{f', {made:.0f} s of them to make what is kept' if made >= 1 else ''}, written to "
          f"{OUT / name}. The longest: {', '.join(longest(results))}. "
          + (f"Missed: {', '.join(missed)}." if missed else "Every bar that was judged holds."))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
