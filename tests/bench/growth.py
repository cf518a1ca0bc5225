"""Growth curves: each item and its floor at 1k, 10k, 100k and 1M contacts, as one picture."""

from __future__ import annotations

import json
from collections.abc import Sequence

from tests.bench.row import Result, Row
from tests.bench.runs import OUT
from tests.bench.table import amount, as_data

_TURNS = 3


def grow(rows: Sequence[Row], machine: dict[str, object], *, small: bool) -> None:
    """Measure every row at each of its sizes; write growth.json and growth.png."""
    from tests.bench.__main__ import measure

    found: dict[str, list[Result]] = {}
    for row in rows:
        sizes = [n for n in row.grow if not small or n <= 10_000]
        for size in sizes:
            result = measure(row, size, _TURNS, None)
            found.setdefault(row.name, []).append(result)
            print(f"{row.name:24} {size:>9,} "
                  + (result.failure or f"{amount(result.value, row.unit):>10} {amount(result.floor, row.unit):>10}"), flush=True)
    curves = {name: [r for r in results if not r.failure] for name, results in found.items()}
    (OUT / "growth.json").write_text(json.dumps(
        {"machine": machine, "rows": {name: [as_data(r) for r in results] for name, results in found.items()}},
        indent=1, ensure_ascii=False) + "\n")
    picture([(results[0].row, results) for results in curves.values() if results])
    print(f"Drawn: {OUT / 'growth.png'}")


def picture(curves: Sequence[tuple[Row, Sequence[Result]]]) -> None:
    """One small figure per row, all with the same axis of sizes; both axes logarithmic."""
    from matplotlib.figure import Figure

    across = 4
    down = max(-(-len(curves) // across), 1)
    figure = Figure(figsize=(across * 4, down * 2.9), layout="constrained")
    for n, (row, results) in enumerate(curves):
        axes = figure.add_subplot(down, across, n + 1)
        sizes = [r.size for r in results]
        axes.plot(sizes, [r.value for r in results], "o-", color="#1f5fa8", label="debttracker")
        floors = [r.floor for r in results if r.floor is not None]
        if len(floors) == len(sizes):
            axes.plot(sizes, floors, "s--", color="#888888", label=row.floor_name or "floor")
        axes.set_xscale("log")
        axes.set_yscale("log")
        low, high = axes.get_ylim()
        middle = (low * high) ** 0.5
        axes.set_ylim(min(low, middle / 4), max(high, middle * 4))  # a flat line shall look flat
        axes.set_title(row.name, fontsize=10)
        axes.set_ylabel(row.unit, fontsize=8)
        axes.tick_params(labelsize=8)
        axes.grid(alpha=0.3)
        axes.legend(fontsize=7, frameon=False)
    figure.suptitle("Growth with the number of contacts in the case (medians; both axes logarithmic)", fontsize=12)
    figure.savefig(OUT / "growth.png", dpi=110)
