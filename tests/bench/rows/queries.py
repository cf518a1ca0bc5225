"""What a large case is asked all day, against the bare SQL, ripgrep and ``sqlite3``.

The floors of questions run on the same encrypted connection as the item, with only the columns that must be known.
"""

from __future__ import annotations

import time

from tests.bench.cases import case_folder
from tests.bench.row import Row
from tests.bench.rows.records import SHORT, messages_case, ripgrep
from tests.bench.runs import in_child

_PAGE, _TIMES, _PARTY = 64, 30, 7


def page(size: int) -> float:
    """Milliseconds for a page of a collector's contacts, somewhere in the case."""
    from debttracker.case.case import open_case
    from debttracker.case.queries.contacts import contacts_of_day
    from debttracker.case.queries.filters import ContactFilter
    from debttracker.case.queries.timeline import days

    with open_case(case_folder(size), read_only=True) as case:
        reader, which = case.reader(), ContactFilter(party_ids=(_PARTY,))
        found = list(days(reader, which))
        chosen = found[::max(len(found) // _TIMES, 1)]
        began = time.perf_counter()
        for day in chosen:
            contacts_of_day(reader, which, day, limit=_PAGE)
        return (time.perf_counter() - began) * 1000 / len(chosen)


def collector(size: int) -> float:
    """Seconds to filter by a collector and show the result: its days with their counts, its newest page, its count."""
    from debttracker.case.case import open_case
    from debttracker.case.queries.contacts import count, newest
    from debttracker.case.queries.filters import ContactFilter
    from debttracker.case.queries.timeline import days

    with open_case(case_folder(size), read_only=True) as case:
        reader, which = case.reader(), ContactFilter(party_ids=(_PARTY,))
        began = time.perf_counter()
        assert sum(days(reader, which).values()) == count(reader, which) > 0
        assert len(newest(reader, which, _PAGE)) == min(_PAGE, count(reader, which))
        return time.perf_counter() - began


def bare_collector(size: int) -> float:
    """The same questions in bare SQL."""
    from debttracker.case.case import open_case

    with open_case(case_folder(size), read_only=True) as case:
        reader = case.reader()
        began = time.perf_counter()
        for _ in range(2):
            reader.execute("SELECT count(*) FROM contact WHERE hidden = 0 AND party_id = ?", (_PARTY,)).fetchall()
        reader.execute("SELECT day, count(*) FROM contact WHERE hidden = 0 AND party_id = ? GROUP BY day", (_PARTY,)).fetchall()
        reader.execute("SELECT id, at_ms, channel, direction, outcome, text FROM contact WHERE hidden = 0 AND party_id = ? "
                       "ORDER BY day DESC, at_ms DESC, id DESC LIMIT ?", (_PARTY, _PAGE)).fetchall()
        return time.perf_counter() - began


def counting(size: int) -> float:
    """Seconds to count all hits of words of two signs, as the timeline's filter does."""
    from debttracker.case.case import open_case
    from debttracker.case.queries.filters import ContactFilter
    from debttracker.case.queries.timeline import days

    with open_case(messages_case(size), read_only=True) as case:
        reader = case.reader()
        began = time.perf_counter()
        for word in SHORT:
            days(reader, ContactFilter(text=word))
        return time.perf_counter() - began


ROWS = (
    Row("page", "one page of a collector's contacts, 1M contacts: within a frame", bar=16, unit="ms", size=1_000_000,
        turns=3, item=in_child(page)),
    Row("filter", "days, count and newest page of one collector, 1M contacts", bar=3, size=1_000_000, turns=3,
        item=in_child(collector), floor=in_child(bare_collector), floor_name="bare SQL"),
    Row("search-count", "all hits of words of two signs counted, 1M messages", bar=10, size=1_000_000, turns=3,
        item=in_child(counting), floor=ripgrep(SHORT), floor_name="ripgrep on the same text", small=5_000),
)
