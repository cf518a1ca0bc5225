"""Search finds Chinese of any length, takes every sign literally, and never misses a hidden contact's absence."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from debttracker.basics.moments import Moment
from debttracker.case.case import Case
from debttracker.case.change import Change, hide
from debttracker.case.entries import log_contact
from debttracker.case.queries.contacts import newest
from debttracker.case.queries.filters import ContactFilter
from debttracker.case.queries.search import newest_contacts, others

TEXTS = ["您的借款已逾期37天，请今日还款", "家人朋友都会知道", "100% sure_thing \"quoted\" 'x'", "明天不还，就让你公司的人都知道。",
         "Pay today or we come", "", "a_b%c"]


@pytest.fixture
def talking(case: Case) -> Case:
    for i, text in enumerate(TEXTS):
        case.change(log_contact(case.reader(), Moment(1_763_900_000_000 + i * 1000, "Asia/Shanghai"), text=text,
                                party_name=f"催收{i}", handle=f"0755883201{i:02d}"))
    return case


@pytest.mark.parametrize(("query", "hits"), [
    ("逾期", {0}), ("家人", {1}), ("知道", {1, 3}), ("今日还款", {0}), ("100%", {2}), ("_", {2, 6}), ("%", {2, 6}),
    ('"quoted"', {2}), ("'x'", {2}), ("PAY TODAY", {4}), ("不存在的", set()), ("a_b%c", {6}), ("OR", {4}),
    ("公司的人", {3}),
])
def test_phrases(talking: Case, query: str, hits: set[int]) -> None:
    found = {TEXTS.index(row.text) for row in newest_contacts(talking.reader(), query)}
    assert found == hits
    listed = {TEXTS.index(row.text) for row in newest(talking.reader(), ContactFilter(text=query), 50)}
    assert listed >= hits


def test_people_and_numbers(talking: Case) -> None:
    assert [h.title for h in others(talking.reader(), "催收3")] == ["催收3"]
    assert [r.party for r in newest(talking.reader(), ContactFilter(text="88320104"), 9)] == ["催收4"]


def test_hidden_contacts_are_not_found(talking: Case) -> None:
    id = newest_contacts(talking.reader(), "家人朋友")[0].id
    talking.change(Change.of("x", hide("contact", id)))
    assert newest_contacts(talking.reader(), "家人朋友") == [] and newest_contacts(talking.reader(), "家人") == []


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(query=st.text(min_size=1, max_size=8))
def test_any_query_is_taken_literally(talking: Case, query: str) -> None:
    wanted = query.strip().encode("utf-8", "replace").decode().lower()
    for row in newest_contacts(talking.reader(), query.encode("utf-8", "replace").decode()):
        assert wanted in row.text.lower()


@pytest.mark.parametrize("order", ["oldest first", "newest first", "mixed"])
def test_of_very_many_hits_the_newest_are_shown(case: Case, monkeypatch: pytest.MonkeyPatch, order: str) -> None:
    monkeypatch.setattr("debttracker.case.queries.search._MANY", 40)
    monkeypatch.setattr("debttracker.case.queries.search._LAST_ADDED", 20)
    times = [1_763_900_000_000 + i * 7_000_000 for i in range(120)]
    if order != "oldest first":
        times.sort(key=lambda at: -at if order == "newest first" else hash((at, 7)))
    for at in times:
        case.change(log_contact(case.reader(), Moment(at, "Asia/Shanghai"), text="今天必须还款" if at % 3 else "别的话"))
    wanted = sorted((at for at in times if at % 3), reverse=True)[:10]
    assert [r.at_ms for r in newest_contacts(case.reader(), "必须还款", 10)] == wanted
    hidden = newest_contacts(case.reader(), "必须还款", 1)[0].id
    case.change(Change.of("x", hide("contact", hidden)))
    assert [r.at_ms for r in newest_contacts(case.reader(), "必须还款", 9)] == wanted[1:]


def test_a_word_of_two_signs_is_looked_for_in_a_bounded_number_of_contacts(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    for i in range(30):
        case.change(log_contact(case.reader(), Moment(1_763_900_000_000 + i * 60_000, "Asia/Shanghai"), text="还款" if i < 15 else "别的话"))
    assert len(newest_contacts(case.reader(), "还款")) == 15
    monkeypatch.setattr("debttracker.case.queries.search._BOUND", 20)
    assert len(newest_contacts(case.reader(), "还款")) == 5
    assert len(newest(case.reader(), ContactFilter(text="还款"), 50)) == 15, "the timeline's filter looks everywhere"
