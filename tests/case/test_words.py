"""A word is counted wherever it stands, however short: the index of words finds what Python's ``in`` finds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from debttracker.basics.moments import Moment
from debttracker.basics.texts import storable
from debttracker.case.bulk import BulkImport, BulkRow
from debttracker.case.case import Case
from debttracker.case.change import Change, hide
from debttracker.case.creation import create_case
from debttracker.case.entries import edit_contact, log_contact
from debttracker.case.queries.contacts import count, newest
from debttracker.case.queries.filters import ContactFilter
from debttracker.case.queries.stats import by_day_and_channel, by_hour
from debttracker.case.queries.timeline import days

SIGNS = "逾期aB%_'\"\\é😀 \n"
DAY_MS = 86_400_000
FIRST_MS = 1_700_000_000_000


class Written:
    """A case, and what was written into it as (text, note)."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.seen: list[tuple[str, str]] = []

    def add(self, *some: tuple[str, str]) -> None:
        first = len(self.seen)
        with self.case.writing() as connection:
            bulk = BulkImport(connection, "borrower", file_name="w", zone="UTC")
            bulk.add(BulkRow(i.to_bytes(20, "big"), FIRST_MS + i % 5 * DAY_MS, "UTC", "file", "exact", "sms", "in", "delivered",
                             None, None, None, None, "borrower", text, note, "", "{}") for i, (text, note) in enumerate(some, first))
            bulk.finish(read=len(some))
        self.seen += some

    def days_with(self, word: str) -> dict[int, int]:
        """Days and counts as plain Python finds them."""
        alike = capitals_alike if len(word) < 3 else str.lower
        found: dict[int, int] = {}
        for i, texts in enumerate(self.seen):
            if any(alike(word) in alike(text) for text in texts):
                day = (FIRST_MS + i % 5 * DAY_MS) // DAY_MS
                found[day] = found.get(day, 0) + 1
        return dict(sorted(found.items(), reverse=True))


def capitals_alike(text: str) -> str:
    return "".join(sign.lower() if sign.isascii() else sign for sign in text)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Written]:
    folder = Path(tmp_path_factory.mktemp("words")) / "case"
    with create_case(folder)[0] as case:
        found = Written(case)
        every = ["".join(signs) for length in range(3) for signs in product(SIGNS, repeat=length)]
        found.add(*((text, "") for text in every), *(("别的话", note) for note in every), ("逾期", "逾期"), ("x逾期", "期x"))
        yield found


@pytest.mark.parametrize("few", [0, 32], ids=["places", "alternatives"])
@pytest.mark.parametrize("one_in", [1, 1_000_000], ids=["hits looked up", "index read"])
def test_every_short_word_is_counted_wherever_it_stands(written: Written, monkeypatch: pytest.MonkeyPatch, one_in: int,
                                                        few: int) -> None:
    monkeypatch.setattr("debttracker.case.queries.words._ONE_IN", one_in)
    monkeypatch.setattr("debttracker.case.queries.words._FEW_TERMS", few)
    reader = written.case.reader()
    for word in {"".join(signs).strip() for length in (1, 2, 3) for signs in product("逾期aB%_'\"\\é😀", repeat=length)} - {""}:
        which = ContactFilter(text=word)
        wanted = written.days_with(word)
        assert days(reader, which) == wanted, word
        assert count(reader, which) == sum(wanted.values()) == sum(n.n for n in by_day_and_channel(reader, which)), word


TEXTS = st.text(st.sampled_from(SIGNS + "还款kK\ufffd\U0001f468\u200d中文字"), max_size=7)


@settings(max_examples=60, deadline=None)
@given(text=TEXTS, note=TEXTS, word=st.text(st.sampled_from(SIGNS + "还款kK\ufffd"), min_size=1, max_size=4))
@example(text="还", note="", word="还")
@example(text="x\nab", note="", word="B\n")
def test_counts_are_those_of_python(written: Written, text: str, note: str, word: str) -> None:
    written.add((text, note))
    if word.strip():
        assert days(written.case.reader(), ContactFilter(text=word)) == written.days_with(word.strip())


@settings(max_examples=120, deadline=None)
@given(text=st.text(max_size=4), word=st.text(min_size=1, max_size=2))
@example(text="\ufffe", word="\uffff")
@example(text="É", word="é")
def test_both_ways_count_the_same_whatever_sign_it_is(written: Written, text: str, word: str) -> None:
    written.add((storable(text), ""))
    if not (word := storable(word.strip())):
        return
    reader = written.case.reader()
    # Two signs are letters to the index: the Kelvin sign is a k, the long s an s.
    if not set("ksKS") & set(word):
        assert count(reader, ContactFilter(text=word)) == len(newest(reader, ContactFilter(text=word), -1))


def test_what_is_edited_or_hidden_is_counted_as_it_stands(case: Case) -> None:
    for i, text in enumerate(("逾期", "今逾期", "逾期了", "别的")):
        case.change(log_contact(case.reader(), Moment(FIRST_MS + i * 1000, "UTC"), text=text, party_name=f"催收{i}", handle=f"1380000{i:04d}"))
    word = ContactFilter(text="逾期")
    assert count(case.reader(), word) == 3
    case.change(edit_contact(4, note="已逾期"))
    case.change(edit_contact(1, text=""))
    assert count(case.reader(), word) == 3
    case.change(Change.of("x", hide("contact", 2)))
    assert count(case.reader(), word) == 2 and sum(days(case.reader(), word).values()) == 2
    assert count(case.reader(), ContactFilter(text="收3")) == 1 == count(case.reader(), ContactFilter(text="03"))
    assert count(case.reader(), ContactFilter(text="催收")) == 3


def test_a_word_of_many_contacts_reads_no_contact(written: Written, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("debttracker.case.queries.words._ONE_IN", 1_000_000)
    reader = written.case.reader()
    sent: list[str] = []
    for word in ("逾期", "x逾期", "B"):
        reader.set_trace_callback(sent.append)
        for ask in (days, count, by_hour, by_day_and_channel):
            ask(reader, ContactFilter(text=word, last_day=30_000) if ask is days and word == "B" else ContactFilter(text=word))
        reader.set_trace_callback(None)
    large = [sql for sql in sent if "FROM contact c" in sql]
    assert len(large) == 12 and not any("LIKE" in sql for sql in large)
    for sql in large:
        steps = [row[3] for row in reader.execute("EXPLAIN QUERY PLAN " + sql)]
        assert any(re.fullmatch(r"S\w+ c USING COVERING INDEX contact_(time|party).*", step) for step in steps), (sql, steps)
