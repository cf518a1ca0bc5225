"""Results on the screen and as data."""

from __future__ import annotations

from tests.bench.row import Result

_COLUMNS = "{:24} {:>9} {:>10} {:>5} {:>10} {:>7} {:>7} {:>7} {:>9} {:>5}  {}"


def head() -> str:
    """The table's first lines."""
    words = _COLUMNS.format("row", "contacts", "item", "±", "floor", "ratio", "bar", "", "peak MiB", "took", "what")
    return f"{words}\n{'-' * 156}"


def line(result: Result) -> str:
    """One row of the table."""
    row, took = result.row, f"{result.seconds:.0f} s"
    if result.failure:
        return _COLUMNS.format(row.name, f"{result.size:,}", "", "", "", "", "", "BROKE", "", took, result.failure)
    sign = "≥" if row.at_least else "≤"
    ratio = f"{result.ratio:.2f}" if result.ratio is not None else ""
    bar = "" if result.bar is None else f"{sign}{result.bar:g}"
    met = {True: "met", False: "MISSED", None: ""}[result.met]
    peak = f"{result.peak_mib:.0f}" if result.peak_mib else ""
    if peak and result.floor_peak_mib:
        peak += f"/{result.floor_peak_mib:.0f}"
    return _COLUMNS.format(row.name, f"{result.size:,}", amount(result.value, row.unit), f"{result.spread:.0%}",
                           amount(result.floor, row.unit), ratio, bar, met, peak, took, row.what)


def amount(value: float | None, unit: str) -> str:
    """A figure with its unit: seconds become milliseconds below one."""
    if value is None:
        return ""
    if unit == "s" and value < 1:
        return f"{value * 1000:.3g} ms" if value < 0.1 else f"{value * 1000:.0f} ms"
    return f"{value:.3g} {unit}" if value < 1000 else f"{value:,.0f} {unit}"


def as_data(result: Result) -> dict[str, object]:
    """Everything that was measured, for JSON."""
    row = result.row
    if result.failure:
        return {"name": row.name, "what": row.what, "size": result.size, "failure": result.failure,
                "seconds": round(result.seconds, 2)}
    return {
        "name": row.name, "what": row.what, "size": result.size, "unit": row.unit, "bar": result.bar,
        "bar_is": "at least" if row.at_least else "at most", "of": "ratio" if row.floor is not None else "value",
        "median": result.value, "spread": result.spread, "floor": row.floor_name, "floor_median": result.floor,
        "ratio": result.ratio, "met": result.met, "peak_mib": result.peak_mib, "floor_peak_mib": result.floor_peak_mib,
        "items": [s.value for s in result.items], "floors": [s.value for s in result.floors], "note": row.note,
        "seconds": round(result.seconds, 2), "making_seconds": round(result.made_seconds, 2),
    }
