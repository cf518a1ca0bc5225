"""The engine against a slow reading of the rules: every contact against every other, nothing sorted, nothing shared."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from debttracker.basics.moments import day_of
from debttracker.rules.engine import check
from debttracker.rules.facts import CaseFacts, ContactFact, Traits
from tests.rules.story import AGENCY, OTHER_AGENCY, day, own_pack

MONDAY = day("2026-06-01")
COMMON = 'source = "law"\narticle = "1"\nconfidence = "confirmed"\ntitle = TEXT\nplain = TEXT\n'


@dataclass(frozen=True)
class Counting:
    """One count rule as the oracle reads it: which contacts, what is counted together, which days belong together."""

    id: str
    text: str
    limit: int
    counted: Callable[[ContactFact], bool]
    together: Callable[[ContactFact, ContactFact], bool]
    window: Callable[[ContactFact, ContactFact], bool]


def same_firm(one: ContactFact, two: ContactFact) -> bool:
    return one.traits.party_id == two.traits.party_id


def same_person(one: ContactFact, two: ContactFact) -> bool:
    return (one.traits.reached, one.traits.reached_id) == (two.traits.reached, two.traits.reached_id)


def within(days: int) -> Callable[[ContactFact, ContactFact], bool]:
    """``other`` lies in the sliding window that ends on the day of ``last``."""
    return lambda last, other: timedelta(0) <= date_of(last) - date_of(other) < timedelta(days=days)


def date_of(row: ContactFact) -> date:
    return day_of(row.day)


RULES = (
    Counting("xx.day", 'limit = 2\nwindow = "day"\nper = ["collector"]\n[rule.touches]\nchannels = ["call"]\n'
             'outcomes = ["answered"]\n', 2, lambda row: row.traits.channel == "call" and row.traits.outcome == "answered",
             same_firm, within(1)),
    Counting("xx.week7", 'limit = 3\nwindow = "7 days"\nper = ["collector", "person"]\n', 3, lambda row: True,
             lambda one, two: same_firm(one, two) and same_person(one, two), within(7)),
    Counting("xx.calendar", 'limit = 3\nwindow = "week"\nper = []\n[rule.touches]\nchannels = ["sms"]\n', 3,
             lambda row: row.traits.channel == "sms", lambda one, two: True,
             lambda last, other: date_of(last).isocalendar()[:2] == date_of(other).isocalendar()[:2]),
    Counting("xx.month", 'limit = 5\nwindow = "month"\nper = ["collector"]\n', 5, lambda row: True, same_firm,
             lambda last, other: (date_of(last).year, date_of(last).month) == (date_of(other).year, date_of(other).month)),
)
PACK = own_pack(
    "".join(f'[[rule]]\nid = "{rule.id}"\nkind = "count"\n{COMMON}{rule.text}' for rule in RULES)
    + f'[[rule]]\nid = "xx.hours"\nkind = "quiet_hours"\n{COMMON}allowed = [{{ days = "mon-fri", from = "08:00", '
      'to = "21:30" }, { days = "sat", from = "10:00", to = "18:00", channels = ["call"] }]\nat_close = "edge"\n'
    + f'[[rule]]\nid = "xx.third"\nkind = "third_party"\n{COMMON}')

kinds = st.builds(
    Traits, channel=st.sampled_from(["call", "call", "sms"]), direction=st.sampled_from(["in", "in", "in", "out"]),
    outcome=st.sampled_from(["answered", "missed"]), zone=st.just("Asia/Shanghai"),
    party_id=st.sampled_from([AGENCY, OTHER_AGENCY]), reached=st.sampled_from(["borrower", "borrower", "relative"]),
    reached_id=st.sampled_from([8, 9]))


@st.composite
def contacts(draw: st.DrawFn) -> list[ContactFact]:
    some = draw(st.lists(kinds, min_size=1, max_size=6))
    found = draw(st.lists(st.tuples(st.integers(0, 40), st.sampled_from([0, 479, 480, 599, 600, 1079, 1080, 1289, 1290, 1291]),
                                    st.sampled_from(some)), max_size=45))
    rows = []
    for number, (offset, minute, kind) in enumerate(found, 1):
        traits = replace(kind, reached_id=None) if kind.reached == "borrower" else kind
        rows.append(ContactFact(number, (MONDAY + offset) * 86_400_000 + (minute - 480) * 60_000, MONDAY + offset, minute,
                                30, "1", traits))
    return rows


def expected(rows: Iterable[ContactFact]) -> set[tuple[str, frozenset[int]]]:
    """Every finding as (rule, contacts), found the slow way."""
    incoming = [row for row in rows if row.traits.direction == "in"]
    found = set()
    for rule in RULES:
        counted = [row for row in incoming if rule.counted(row)]
        for last in counted:
            same = [row for row in counted if rule.together(last, row) and rule.window(last, row)]
            if len(same) > rule.limit:
                found.add((rule.id, frozenset(row.id for row in same)))
    found |= {("xx.hours", frozenset({row.id})) for row in incoming if quiet(row)}
    return found | {("xx.third", frozenset({row.id})) for row in incoming if row.traits.reached == "relative"}


def quiet(row: ContactFact) -> bool:
    """On weekdays from 21:30 (an edge) to 08:00; on Saturdays calls outside 10 to 18; all Sunday; texts all Saturday."""
    weekday, minute = date_of(row).weekday(), row.minute
    if weekday < 5:
        return not 480 <= minute < 1290
    if weekday == 5 and row.traits.channel == "call":
        return not 600 <= minute < 1080
    return True


@given(contacts())
def test_the_engine_finds_what_a_slow_reading_finds(rows: list[ContactFact]) -> None:
    facts = CaseFacts(tuple(rows), jurisdictions=frozenset({"XX"}))
    checked = check(facts, (PACK,))
    assert {(one.rule, frozenset(one.contacts)) for one in checked} == expected(rows)
    touched = {(rule, id) for id, rules in checked.touched.as_dict().items() for rule in rules}
    assert touched == {(rule, id) for rule, ids in expected(rows) for id in ids}


@given(contacts())
def test_an_edge_is_an_edge_at_one_minute_only(rows: list[ContactFact]) -> None:
    checked = check(CaseFacts(tuple(rows), jurisdictions=frozenset({"XX"})), (PACK,))
    edges = {one.contacts[0] for one in checked if one.rule == "xx.hours" and one.strength.value == "edge"}
    assert edges == {row.id for row in rows if row.traits.direction == "in" and (
        (date_of(row).weekday() < 5 and row.minute == 1290)
        or (date_of(row).weekday() == 5 and row.traits.channel == "call" and row.minute == 1080))}
