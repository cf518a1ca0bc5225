"""Checking a case against rule packs: against one pass over the same rows that reads four columns of each."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import lru_cache

from debttracker.case.case import Case, open_case
from debttracker.case.change import Change, add
from debttracker.case.queries.settings import set_setting
from debttracker.derived.findings import check_case
from debttracker.derived.flags import refresh_flags
from debttracker.rules.packs import shipped_packs
from tests.bench.cases import LAST_MS, ZONE, case_copy, case_folder
from tests.bench.row import Row
from tests.bench.runs import in_child

_DAY_MS = 86_400_000


def plain_pass(size: int) -> float:
    """Seconds to read time, channel, outcome and number of every contact out of the encrypted database."""
    with open_case(case_folder(size), read_only=True) as case:
        connection = case.reader()
        began = time.perf_counter()
        for _row in connection.execute("SELECT at_ms, channel, outcome, handle_id FROM contact WHERE hidden = 0"):
            pass
        return time.perf_counter() - began


def check_all(size: int) -> float:
    """Seconds to read every contact with all that rules ask, and to decide every rule of every pack."""
    return _checked(size, tuple(sorted(shipped_packs().jurisdictions)), touched=False)


def flags_all(size: int) -> float:
    """The same, and which contacts touch which rules."""
    return _checked(size, tuple(sorted(shipped_packs().jurisdictions)), touched=True)


def flags_of_one_place(size: int) -> float:
    """The same for the rules of one place, as a case has them."""
    return _checked(size, ("CN",), touched=True)


def _checked(size: int, places: tuple[str, ...], *, touched: bool) -> float:
    shipped_packs()  # read once per program, not per check
    with open_case(case_folder(size), read_only=True) as case:
        connection = case.reader()
        began = time.perf_counter()
        checked = check_case(connection, places).checked
        found = len(checked.touched.masks) if touched else sum(checked.counts.values())
        took = time.perf_counter() - began
        assert found or size < 1_000, "a case of this size breaks some rule"
        return took


@lru_cache(maxsize=2)
def _kept(size: int, places: tuple[str, ...]) -> Case:
    case = open_case(case_copy(size, "check-" + "-".join(places)))
    case.change(set_setting(case.reader(), "case.jurisdictions", list(places)))
    refresh_flags(case)
    return case


def one_more(*places: str) -> Callable[[int], float]:
    """Milliseconds to bring the flags up to date after one more call was logged."""
    turn = iter(range(1, 100_000))

    def measure(size: int) -> float:
        case = _kept(size, places)
        at = LAST_MS - next(turn) * 3 * _DAY_MS
        case.change(Change.of("x", add("contact", at_ms=at, zone=ZONE, channel="call", outcome="answered", duration_s=60,
                                       handle_id=1, party_id=4)))
        began = time.perf_counter()
        done = refresh_flags(case)
        took = (time.perf_counter() - began) * 1000
        assert done.changed is not None, "only what the call can touch is looked at"
        return took
    return measure


_PLAIN = "one pass, four columns"
ROWS = (
    Row("check-all", "check all rule packs", bar=5.0, item=in_child(check_all), floor=in_child(plain_pass),
        floor_name=_PLAIN, turns=5),
    Row("flags-all", "the same, and which contacts touch which rules", bar=8.0, item=in_child(flags_all),
        floor=in_child(plain_pass), floor_name=_PLAIN, turns=5, note="all 18 countries at once, which no case has"),
    Row("flags-one", "check the rules of one place, and which contacts touch them", bar=3.0,
        item=in_child(flags_of_one_place), floor=in_child(plain_pass), floor_name=_PLAIN, turns=5),
    Row("flags-more", "flags after one more call, rules of two places", bar=30.0, unit="ms", turns=9,
        item=one_more("cn", "us")),
)
