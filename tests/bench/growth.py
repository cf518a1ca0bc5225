"""Growth curves: each item and its floor at 1k, 10k, 100k and 1M contacts, as one picture."""

from __future__ import annotations

import json
import math
import textwrap
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.bench.measuring import alone, machine, measure
from tests.bench.row import Result, Row, Sample
from tests.bench.runs import OUT
from tests.bench.table import amount, as_data

#: Turns of a row at one size; fewer where they are long.
_TURNS, _BUDGET_S = 3, 12.0
_OURS, _FLOOR, _INK = "#0b6e69", "#8a8f98", "#2b2f36"


def grow(rows: Sequence[Row], every: Sequence[Row], lock: Path | None, *, small: bool) -> None:
    """Measure ``rows`` at each of their sizes, each row under ``lock``; write growth.json, and growth.png of ``every``
    row that was ever measured, so that some rows can be measured again."""
    at = machine()
    kept = OUT / ("growth-small.json" if small else "growth.json")
    told: dict[str, Any] = json.loads(kept.read_text(encoding="utf-8")) if kept.is_file() else {"rows": {}}
    for row in rows:
        with alone(lock):
            told["rows"][row.name] = [as_data(_measured(row, size)) for size in row.grow if not small or size <= 10_000]
        told["machine"] = at
        kept.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    curves = [(row, [_result(row, data) for data in told["rows"].get(row.name, ()) if "failure" not in data]) for row in every]
    picture([(row, results) for row, results in curves if results], str(at["at"])[:10])
    without = [f"{row.name}: {row.grow_note or 'no sizes given'}" for row in every if not row.grow]
    print("\n".join([f"Drawn: {OUT / 'growth.png'}", *(f"No curve for {one}" for one in without)]))


def _measured(row: Row, size: int) -> Result:
    result = measure(row, size, min(_TURNS, row.turns), None, fewest=1, budget=_BUDGET_S)
    print(f"{row.name:24} {size:>9,} {result.seconds:>5.0f} s  "
          + (result.failure or f"{amount(result.value, row.unit):>12} {amount(result.floor, row.unit):>12}"), flush=True)
    return result


def _result(row: Row, data: dict[str, Any]) -> Result:
    return Result(row, data["size"], None, [Sample(v) for v in data["items"]], [Sample(v) for v in data["floors"]])


def slope(sizes: Sequence[float], values: Sequence[float]) -> float | None:
    """How the value grows from the second largest to the largest size, as the power of the size: 0 is flat, 1 in
    proportion; None where that cannot be said."""
    if len(sizes) < 2 or min(values[-2:]) <= 0:
        return None
    return math.log(values[-1] / values[-2]) / math.log(sizes[-1] / sizes[-2])


def picture(curves: Sequence[tuple[Row, Sequence[Result]]], day: str) -> None:
    """One panel per row, all with the same axis of sizes; both axes logarithmic."""
    from matplotlib.figure import Figure

    across = 5
    down = max(-(-len(curves) // across), 1)
    with _look():
        figure = Figure(figsize=(across * 3.1, down * 2.45 + 0.7), layout="constrained")
        figure.get_layout_engine().set(h_pad=0.09, w_pad=0.07)
        for n, (row, results) in enumerate(curves):
            _panel(figure.add_subplot(down, across, n + 1), row, results)
        figure.suptitle(f"What grows with the number of contacts in a case · {day} · medians, both axes logarithmic · "
                        "“^p”: between the two largest sizes it grows as the p-th power (0 flat, 1 in proportion)",
                        fontsize=9.5, color=_INK, x=0.01, ha="left")
        figure.savefig(OUT / "growth.png", dpi=100)


def _look() -> Any:
    import matplotlib as mpl

    return mpl.rc_context({"font.family": ["DejaVu Sans"], "axes.spines.top": False, "axes.spines.right": False,
                           "axes.edgecolor": "#b8bcc4", "text.color": _INK, "xtick.color": _INK, "ytick.color": _INK})


def _panel(axes: Any, row: Row, results: Sequence[Result]) -> None:
    from matplotlib.ticker import FuncFormatter, LogLocator, NullFormatter

    axes.set_title(f"{row.name}", fontsize=9.5, fontweight="bold", loc="left")
    axes.set_xscale("log")
    axes.set_xlim(600, 1_700_000)
    axes.set_xticks([1e3, 1e4, 1e5, 1e6], ["1k", "10k", "100k", "1M"])
    axes.minorticks_off()
    axes.tick_params(labelsize=7.5, length=2)
    axes.grid(alpha=0.25)
    sizes = [r.size for r in results]
    values = [r.value for r in results]
    floors = [(r.size, r.floor) for r in results if r.floor]
    drawn = [v for v in (*values, *(f for _, f in floors)) if v > 0]
    if not drawn:
        axes.set_ylim(0, 1)
        axes.set_yticks([0])
        axes.plot(sizes, values, "o-", color=_OURS, ms=4, clip_on=False)
        axes.text(0.5, 0.5, f"0 {row.unit} at every size", transform=axes.transAxes, ha="center", fontsize=8)
        return
    axes.set_yscale("log")
    middle = (min(drawn) * max(drawn)) ** 0.5
    low, high = min(min(drawn) / 1.7, middle / 4), max(max(drawn) * 1.5, middle * 4)  # a flat line shall look flat
    axes.set_ylim(low, high * (high / low) ** 0.35)  # room for the names of the lines
    axes.yaxis.set_major_locator(LogLocator(numticks=6))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _at: amount(value, row.unit)))
    axes.yaxis.set_minor_formatter(NullFormatter())
    axes.plot(*zip(*floors, strict=True), "s--", color=_FLOOR, ms=3, lw=1.2,
              label=textwrap.shorten(row.floor_name or "floor", 34, placeholder=" …")) if floors else None
    axes.plot([s for s, v in zip(sizes, values, strict=True) if v > 0], [v for v in values if v > 0], "o-", color=_OURS,
              ms=4, lw=1.8, label=f"debttracker{_power(sizes, values)}")
    axes.annotate(amount(values[-1], row.unit), (sizes[-1], values[-1]), xytext=(0, 6), textcoords="offset points",
                  ha="right" if sizes[-1] > 500_000 else "center", fontsize=7.5, color=_OURS, fontweight="bold")
    if row.grow_note:
        axes.text(0.98, 0.03, textwrap.fill(row.grow_note, 26), transform=axes.transAxes, ha="right", va="bottom", fontsize=6.5)
    axes.legend(fontsize=6.8, frameon=False, loc="upper left", borderaxespad=0.1, handlelength=1.6, labelspacing=0.2)


def _power(sizes: Sequence[float], values: Sequence[float]) -> str:
    found = slope(sizes, values)
    return "" if found is None else f" ^{round(found, 1) + 0:.1f}"
