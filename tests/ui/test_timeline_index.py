"""Which row of the timeline stands where: as a plain list of all rows would have it, without one object per day."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debttracker.case.queries.timeline import Mark
from debttracker.ui.timeline.index import Spot, TimelineIndex

counts = st.dictionaries(st.integers(-30, 30), st.integers(1, 5), max_size=12)
marked = st.lists(st.integers(-30, 30), max_size=10)


def mark(day: int, id: int) -> Mark:
    return Mark(day, "note", id, None, "", None, "", None, "", None)


def rows_of(days: dict[int, int], marks: list[Mark]) -> list[Spot]:
    """The whole timeline, row by row."""
    rows = []
    for day in sorted({*days, *(m.day for m in marks)}, reverse=True):
        rows.append(Spot("day", day, 0))
        rows += [Spot("mark", day, n) for n in range(sum(m.day == day for m in marks))]
        rows += [Spot("contact", day, n) for n in range(days.get(day, 0))]
    return rows


@given(counts, marked)
def test_every_row_is_where_a_plain_list_has_it(days: dict[int, int], on: list[int]) -> None:
    marks = [mark(day, id) for id, day in enumerate(on)]
    index, rows = TimelineIndex(days, marks), rows_of(days, marks)
    assert index.rows == len(rows) and [index.spot(n) for n in range(index.rows)] == rows
    assert index.contacts == sum(days.values())
    for n, spot in enumerate(rows):
        section = index.section(spot.day)
        assert section is not None and rows[section.start] == Spot("day", spot.day, 0)
        if spot.kind == "contact":
            assert index.position_of_contact(spot.day, spot.offset) == n
        elif spot.kind == "mark":
            assert index.position_of_mark("note", section.marks[spot.offset].id) == n


@given(counts, marked, st.integers(-35, 35))
def test_a_day_that_is_not_there_leads_to_the_next_older_one(days: dict[int, int], on: list[int], day: int) -> None:
    marks = [mark(on_day, id) for id, on_day in enumerate(on)]
    index, rows = TimelineIndex(days, marks), rows_of(days, marks)
    older = [n for n, spot in enumerate(rows) if spot.day <= day]
    assert index.position_of_day(day) == (older[0] if older else max(len(rows) - 1, 0))
    assert index.newest_contact(day) == next((n for n in older if rows[n].kind == "contact"), None)
    if day not in days and day not in on:
        assert index.section(day) is None
        with pytest.raises(KeyError):
            index.position_of_contact(day, 0)


@given(counts, marked, st.integers(1, 40))
def test_no_contact_is_missing_in_the_density(days: dict[int, int], on: list[int], bins: int) -> None:
    index = TimelineIndex(days, [mark(day, id) for id, day in enumerate(on)])
    found = index.density(bins)
    assert len(found) == bins and sum(found) == index.contacts
    if index.contacts and bins >= index.rows:
        assert max(found) == max(days.values())


def test_ten_years_of_days_are_no_object_each() -> None:
    """It is made anew after every change of the case."""
    called = []
    sys.setprofile(lambda _frame, event, _arg: called.append(event) if event in ("call", "c_call") else None)
    try:
        index = TimelineIndex(dict.fromkeys(range(20_000, 16_000, -1), 3))
    finally:
        sys.setprofile(None)
    assert index.rows == 16_000 and len(called) < 100
