"""How rows are measured: which size each side gets, what is shared, what is told."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.bench import making
from tests.bench.growth import slope
from tests.bench.measuring import measure
from tests.bench.row import Row, Sample
from tests.bench.runs import Shared, environment
from tests.bench.table import as_data


def sizes_of(row: Row, size: int, floor_size: int | None = None) -> tuple[set[float], set[float]]:
    """The sizes that item and floor were asked for, as their values tell."""
    result = measure(row, size, 2, None, floor_size)
    assert not result.failure
    return {s.value for s in result.items}, {s.value for s in result.floors}


def test_a_floor_of_an_empty_case_is_measured_with_the_empty_case():
    row = Row("r", "", 1.0, item=float, floor=lambda size: size + 0.5, floor_size=0)
    assert sizes_of(row, 1000, 0) == ({1000.0}, {0.5})


def test_a_floor_of_another_size_is_left_out_where_sizes_are_compared():
    assert sizes_of(Row("r", "", 1.0, item=float, floor=float, floor_size=1000), 50) == ({50.0}, set())
    assert sizes_of(Row("r", "", 1.0, item=float, floor=float), 50) == ({50.0}, {50.0})


def test_a_long_row_stops_after_its_fewest_turns():
    row = Row("r", "", 1.0, item=float, turns=9, warm_up=False)
    assert len(measure(row, 5, 9, None, fewest=2, budget=-1).items) == 2
    assert len(measure(row, 5, 9, None, fewest=2, budget=60).items) == 9


def test_the_slope_is_the_power_of_the_size():
    assert slope([10, 100, 1000], [9, 1, 1]) == 0
    assert slope([10, 100], [2, 20]) == pytest.approx(1)
    assert slope([10, 100], [2, 200]) == pytest.approx(2)
    assert slope([10], [2]) is None
    assert slope([10, 100], [0, 5]) is None


def test_shared_runs_are_made_once_and_each_reader_has_its_own_place():
    turns = iter(range(100))
    shared = Shared(lambda size: Sample(next(turns), size))
    first, second = shared.told(), shared.told(lambda told: told.value * 10)
    assert [first(7), first(7)] == [Sample(0, 7), Sample(1, 7)]
    assert [second(7), second(7), second(7)] == [0, 10, 20]
    assert first(7) == Sample(2, 7)
    assert first(8) == Sample(3, 8)


def test_what_is_made_once_is_told_apart_from_measuring(tmp_path, monkeypatch):
    monkeypatch.setattr(making, "_LOG", tmp_path / "made.log")
    monkeypatch.setattr(making, "OUT", tmp_path)

    def item(_size: int) -> float:
        with making.making("a thing"), making.making("a part of it"):
            making.time.sleep(0.03)
        return 1.0

    result = measure(Row("r", "", 1.0, item=item, warm_up=False), 5, 1, None)
    told = as_data(result)
    assert 0.02 < told["making_seconds"] <= told["seconds"] < 1
    assert (tmp_path / "made.log").read_text().count("\n") == 1


def test_measured_processes_find_the_cases_where_the_bench_does(monkeypatch):
    monkeypatch.setenv("DEBTTRACKER_BENCH_CASES", "/elsewhere")
    monkeypatch.setenv("DEBTTRACKER_OTHER", "1")
    assert environment()["DEBTTRACKER_BENCH_CASES"] == "/elsewhere"
    assert "DEBTTRACKER_OTHER" not in environment()


def test_no_two_modules_write_to_the_same_copy_of_a_case() -> None:
    """Small rows are measured two at a time."""
    names: dict[str, str] = {}
    for path in sorted((Path(__file__).parent / "rows").glob("*.py")):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "case_copy":
                assert names.setdefault(ast.unparse(call.args[1]), path.name) == path.name
    assert names
