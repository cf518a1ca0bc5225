"""Every list, page and look-up goes through an index, and no page is sorted: asked of SQLite itself, with the very
statements that the program sends. Aggregates over all contacts may read all contacts, but only once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from debttracker.basics.moments import Moment
from debttracker.case import journal
from debttracker.case.case import Case
from debttracker.case.entries import log_contact
from debttracker.case.queries import attachments, contacts, loans, notes, parties, search, stats, timeline
from debttracker.case.queries.filters import ContactFilter
from debttracker.case.queries.findings import flagged_count, replace_flags

ALL = ContactFilter()
BUSY = ContactFilter(party_ids=(1,))
#: Tables that grow with contacts and imports; the others hold some hundred rows at most.
LARGE = {"contact": "c", "attachment": "a", "journal": "", "fingerprint": "", "handle": "h", "flag": "f", "comment": ""}


def statements(case: Case, ask: Callable[[Any], object]) -> list[str]:
    seen: list[str] = []
    case.reader().set_trace_callback(seen.append)
    try:
        ask(case.reader())
    finally:
        case.reader().set_trace_callback(None)
    return [sql for sql in seen if sql.lstrip().upper().startswith("SELECT")]


def plans(case: Case, ask: Callable[[Any], object]) -> list[str]:
    found = []
    for sql in statements(case, ask):
        found += [row[3] for row in case.reader().execute("EXPLAIN QUERY PLAN " + sql)]
    return found


def full_scans(plan: list[str]) -> list[str]:
    """Steps that read a large table from end to end without an index."""
    large = {*LARGE, *LARGE.values()} - {""}
    return [step for step in plan if step.startswith("SCAN ") and step.split()[1] in large and " USING " not in step]


@pytest.fixture
def some(case: Case) -> Case:
    for i in range(30):
        case.change(log_contact(case.reader(), Moment(1_763_900_000_000 + i * 60_000, "Asia/Shanghai"), text=f"今日还款{i}",
                                party_name=f"催收{i}", handle=f"075588320{i:03d}"))
    return case


PAGES: dict[str, Callable[[Any], object]] = {
    "a day": lambda db: contacts.contacts_of_day(db, ALL, 20_415),
    "a day of one party": lambda db: contacts.contacts_of_day(db, BUSY, 20_415),
    "a day, by channel": lambda db: contacts.contacts_of_day(db, ContactFilter(channels=("call", "sms")), 20_415),
    "the newest": lambda db: contacts.newest(db, ALL, 50),
    "the newest of a party": lambda db: contacts.newest(db, BUSY, 50),
    "the newest incoming": contacts.last_collector,
    "the newest in a period": lambda db: contacts.newest(db, ContactFilter(first_day=20_000, last_day=20_400), 50),
    "the newest of a number": lambda db: contacts.newest(db, ContactFilter(handle_ids=(3,)), 50),
    "all, oldest first": lambda db: list(contacts.oldest_first(db, ALL)),
}
LOOK_UPS: dict[str, Callable[[Any], object]] = {
    "one contact": lambda db: contacts.contact(db, 3),
    "files of a contact": lambda db: attachments.attachments(db, "contact", 3),
    "remarks on a contact": lambda db: notes.comments(db, "contact", 3),
    "the story of a contact": lambda db: journal.entries_of(db, "contact", 3),
    "a number": lambda db: parties.handle_of(db, "+8675588320003"),
    "numbers of a party": lambda db: parties.handles(db, 3),
    "callers": parties.callers,
    "contacts of a party on a day": lambda db: contacts.count_on_day(db, 20_415, 1),
    "search": lambda db: search.newest_contacts(db, "今日还款1"),
    "search, two signs": lambda db: search.newest_contacts(db, "还款"),
    "days": lambda db: timeline.days(db, ALL),
    "days of a party": lambda db: timeline.days(db, BUSY),
    "count": lambda db: contacts.count(db, ALL),
    "span": stats.span,
    "payments of a loan": lambda db: loans.payments(db, 1),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_read_in_order_through_an_index(some: Case, name: str) -> None:
    plan = plans(some, PAGES[name])
    assert plan and not full_scans(plan)
    assert not [step for step in plan if "TEMP B-TREE" in step]


@pytest.mark.parametrize("name", LOOK_UPS)
def test_a_look_up_reads_no_large_table_from_end_to_end(some: Case, name: str) -> None:
    plan = plans(some, LOOK_UPS[name])
    assert plan and not full_scans(plan)


def test_a_day_found_by_words_reads_that_day_only(some: Case) -> None:
    plan = plans(some, lambda db: contacts.contacts_of_day(db, ContactFilter(text="今日还款"), 20_415))
    assert "SEARCH c USING INDEX contact_time (day=?)" in plan
    assert all("handle" in step for step in full_scans(plan)), "numbers are few, and any part of one may be asked for"


@pytest.mark.parametrize("ask", [stats.by_day_and_channel, stats.by_hour, stats.by_party, stats.by_group, stats.with_flags,
                                 timeline.days], ids=lambda ask: ask.__name__)
@pytest.mark.parametrize("which", [BUSY, ContactFilter(first_day=20_400, last_day=20_420)], ids=["party", "period"])
def test_a_filtered_aggregate_reads_only_what_the_filter_lets_through(some: Case, ask: Any, which: ContactFilter) -> None:
    assert not full_scans(plans(some, lambda db: ask(db, which)))


@pytest.mark.parametrize("ask", [stats.by_day_and_channel, stats.by_hour, stats.by_party, stats.by_group, stats.with_flags],
                         ids=lambda ask: ask.__name__)
@pytest.mark.parametrize("which", [ALL, ContactFilter(first_day=20_400, last_day=20_420)], ids=["all", "period"])
def test_counting_contacts_reads_an_index_and_never_their_words(some: Case, ask: Any, which: ContactFilter) -> None:
    """What is counted stands in the index; the table, words and all, would be decrypted page by page."""
    touching = [step for step in plans(some, lambda db: ask(db, which)) if step.split()[1] == "c"]
    assert touching and all("USING COVERING INDEX" in step for step in touching)


@pytest.mark.parametrize("ask", [stats.by_day_and_channel, stats.by_hour, stats.by_party, stats.by_group, stats.with_flags,
                                 timeline.days, contacts.count], ids=lambda ask: ask.__name__)
@pytest.mark.parametrize("which", [ContactFilter(text="8320"), ContactFilter(text="+8675588320003"), ContactFilter(text="83"),
                                   ContactFilter(handle_ids=(3,))], ids=["part", "whole", "two digits", "chosen"])
def test_counting_by_number_reads_an_index_and_no_contact(some: Case, ask: Any, which: ContactFilter) -> None:
    """Which number it was stands in the index, also where a word is looked for that a number might hold."""
    touching = [step for step in plans(some, lambda db: ask(db, which)) if step.split()[1] == "c"]
    assert touching and all("USING COVERING INDEX" in step for step in touching)


def test_the_number_of_flagged_contacts_is_known_without_counting(some: Case) -> None:
    with some.deriving() as writer:
        replace_flags(writer, {1: {"cn.night": "hard"}, 2: {"cn.night": "hard"}}, {})
    assert all(" flag" not in sql for sql in statements(some, flagged_count)) and flagged_count(some.reader()) == 2


def test_logging_a_contact_sends_as_many_statements_in_a_large_case_as_in_an_empty_one(case: Case) -> None:
    def sent(i: int) -> int:
        seen: list[str] = []
        database = case.engine().raw_connection().dbapi_connection
        database.set_trace_callback(seen.append)
        case.change(log_contact(case.reader(), Moment(1_763_900_000_000 + i * 60_000, "Asia/Shanghai"), text="还款", handle="1380013800"))
        database.set_trace_callback(None)
        return len(seen)

    sent(0)
    few = sent(1)
    for i in range(2, 200):
        case.change(log_contact(case.reader(), Moment(1_763_900_000_000 + i * 60_000, "Asia/Shanghai"), text="还款"))
    assert sent(300) == few < 40


def test_a_page_sends_one_statement_whatever_it_holds(some: Case) -> None:
    assert len(statements(some, PAGES["the newest"])) == 1 == len(statements(some, PAGES["a day"]))
