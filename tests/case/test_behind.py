"""Steps done behind: in order, never after one that failed, and nothing is left running."""

from __future__ import annotations

import sys
import threading

import pytest

from debttracker.basics.errors import DamagedCase
from debttracker.case.behind import Behind
from debttracker.case.bulk import BulkImport
from debttracker.case.case import Case
from debttracker.case.queries.contacts import count
from debttracker.case.queries.filters import ContactFilter
from tests.case.test_bulk import row


def test_steps_are_done_in_order_in_one_other_thread() -> None:
    done: list[tuple[int, int]] = []
    with Behind() as behind:
        for n in range(200):
            behind.do(lambda n=n: done.append((n, threading.get_ident())))  # type: ignore[misc]
        behind.wait()
        assert [n for n, _ in done] == list(range(200))
    assert {thread for _, thread in done} - {threading.get_ident()} and len({thread for _, thread in done}) == 1


def test_after_a_step_that_failed_nothing_is_done_and_the_caller_hears_of_it() -> None:
    done: list[str] = []
    go_on = threading.Event()

    def fails() -> None:
        go_on.wait(5)
        raise OSError("full")

    with Behind() as behind:
        behind.do(fails)
        behind.do(lambda: done.append("after"))
        go_on.set()
        with pytest.raises(OSError, match="full"):
            behind.wait()
        behind.do(lambda: done.append("later"))
        behind.wait()
    assert done == []


def test_leaving_waits_for_the_step_under_way_and_drops_the_rest() -> None:
    done: list[int] = []
    begun, go_on = threading.Event(), threading.Event()

    def slow() -> None:
        begun.set()
        go_on.wait(5)
        done.append(0)

    with Behind() as behind:
        behind.do(slow)
        behind.do(lambda: done.append(1))
        begun.wait(5)
        threading.Timer(0.05, go_on.set).start()
    assert done == [0] and not [t for t in threading.enumerate() if t.name.startswith("behind")]


def test_the_turns_of_threads_are_given_back() -> None:
    before = sys.getswitchinterval()
    with Behind() as behind:
        behind.do(lambda: None)
        assert sys.getswitchinterval() < before
    assert sys.getswitchinterval() == before


def test_turns_are_as_before_when_the_last_of_two_has_ended() -> None:
    before = sys.getswitchinterval()
    first, second = Behind(), Behind()
    for behind in (first, second):
        behind.do(lambda: None)
    first.close()
    assert sys.getswitchinterval() < before
    second.close()
    assert sys.getswitchinterval() == before


def test_what_cannot_be_written_behind_leaves_the_case_as_it_was(case: Case) -> None:
    """A number that the case does not have."""
    rows = [row(i) for i in range(1_000)]
    broken = [row(5_000)._replace(handle_id=99)]

    def add() -> None:
        with case.writing() as connection, BulkImport(connection, "borrower") as bulk:
            for some in (rows[:500], broken, rows[500:]):
                bulk.add_behind(some)
            bulk.finish(read=1_001)

    with pytest.raises(DamagedCase):
        add()
    assert count(case.reader(), ContactFilter()) == 0


def test_rows_added_behind_are_those_added_at_once(case: Case) -> None:
    rows = [row(i, text=f"催收 {i % 7}") for i in range(1_200)] + [row(3, text="催收 3")]
    mixed = [one._replace(note="x" * (n % 3), duration_s=n % 2 or None, zone=("Asia/Shanghai", "UTC")[n % 2]) for n, one in enumerate(rows)]
    with case.writing() as connection, BulkImport(connection, "borrower") as bulk:
        for start in range(0, len(mixed), 500):
            bulk.add_behind(mixed[start:start + 500])
        assert (bulk.tally.added, bulk.tally.copies) == (1_200, 1)
        bulk.finish(read=len(mixed))
    kept = case.reader().execute("SELECT at_ms, zone, duration_s, text, note FROM contact ORDER BY id").fetchall()
    assert kept == [(one.at_ms, one.zone, one.duration_s, one.text, one.note) for one in mixed[:1_200]]
