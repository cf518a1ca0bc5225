"""The command: see the package."""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import sys
import time
from collections.abc import Iterable
from datetime import UTC, datetime
from importlib import import_module, metadata
from pkgutil import iter_modules

from tests.bench import rows as rows_package
from tests.bench.row import Measure, Result, Row, as_sample
from tests.bench.runs import OUT
from tests.bench.table import as_data, head, line

#: No row goes on longer than this, once it has three turns of each side.
_BUDGET_S, _FEWEST = 30.0, 3


def all_rows() -> list[Row]:
    """Every row, by area."""
    found: list[Row] = []
    for module in sorted(m.name for m in iter_modules(rows_package.__path__)):
        found += import_module(f"{rows_package.__name__}.{module}").ROWS
    names = [row.name for row in found]
    assert len(set(names)) == len(names), "two rows of one name"
    return found


def measure(row: Row, size: int, turns: int, bar: float | None, floor_size: int | None = None) -> Result:
    """Floor and item in turns, after one of each that does not count."""
    result = Result(row, size, bar)
    sides: list[tuple[Measure, int, list]] = [(row.item, size, result.items)]
    if row.floor is not None:
        sides.insert(0, (row.floor, floor_size or size, result.floors))
    began = time.monotonic()
    try:
        for turn in range(-1 if row.warm_up else 0, turns):
            for work, at, kept in sides:
                sample = as_sample(work(at))
                if turn >= 0:
                    kept.append(sample)
            if turn + 1 >= _FEWEST and time.monotonic() - began > _BUDGET_S:
                break
    except Exception as error:  # noqa: BLE001  a row that breaks must not hide the others
        result.failure = f"{type(error).__name__}: {error}"
    return result


def run_table(chosen: Iterable[Row], *, small: bool) -> list[Result]:
    """Measure every row and print the table as it grows."""
    results = []
    print(head(), flush=True)
    for row in chosen:
        if small:
            floor_size = min(row.floor_size, row.small) if row.floor_size else None
            result = measure(row, row.small, min(row.turns, 2), row.small_bar, floor_size)
        else:
            result = measure(row, row.size, row.turns, row.bar, row.floor_size)
        results.append(result)
        print(line(result), flush=True)
    return results


def machine() -> dict[str, object]:
    """Where the figures come from."""
    return {"at": datetime.now(UTC).isoformat(timespec="seconds"), "system": platform.platform(), "cores": os.cpu_count(),
            "load": [round(x, 2) for x in os.getloadavg()], "python": platform.python_version(),
            "qt": metadata.version("PySide6-Essentials")}


def main() -> int:
    """Run the bench; 1 when a row misses its bar or breaks."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--small", action="store_true", help="small cases and few turns")
    parser.add_argument("--row", action="append", default=[], metavar="NAME", help="only this row; may be repeated")
    parser.add_argument("--grow", action="store_true", help="the growth curves instead of the table")
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
    began = time.monotonic()
    if args.grow:
        from tests.bench.growth import grow

        grow(chosen, machine(), small=args.small)
        return 0
    results = run_table(chosen, small=args.small)
    shutil.rmtree(OUT / "scratch", ignore_errors=True)
    name = "bench-small.json" if args.small else "bench.json" if not args.row else "bench-rows.json"
    told = {"machine": machine(), "seconds": round(time.monotonic() - began, 1), "rows": [as_data(r) for r in results]}
    (OUT / name).write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n")
    missed = [r.row.name for r in results if r.met is False]
    print(f"\n{len(results)} rows in {told['seconds']} s, written to {OUT / name}. "
          + (f"Missed: {', '.join(missed)}." if missed else "Every bar that was judged holds."))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
