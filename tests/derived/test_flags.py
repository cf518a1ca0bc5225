"""The stored flags follow the history: what is patched in after changes equals what a check of everything finds."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from debttracker.basics.languages import words
from debttracker.basics.moments import Moment, day_number
from debttracker.case.case import Case
from debttracker.case.change import Change, Edit, add, edit, hide, restore
from debttracker.case.creation import create_case
from debttracker.case.queries.findings import (
    flagged_count,
    flags_of,
    flags_of_many,
    state,
    touched_by_rule,
    touched_months,
    touching,
)
from debttracker.case.queries.settings import set_setting
from debttracker.derived import flag_state
from debttracker.derived import flags as module
from debttracker.derived.contact_flags import findings_on, told_flags
from debttracker.derived.findings import check_case
from debttracker.derived.flags import changed_contacts, refresh_flags

FIRST = day_number(date(2026, 3, 2))
ZONE = "Asia/Shanghai"


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    """A bank, two agencies, a mother, two loans and four numbers; the rules of many places."""
    made, _ = create_case(tmp_path / "case", zone=ZONE, jurisdictions=("cn", "us", "us-ma", "kr", "au", "ie", "uk"))
    with made:
        made.change(Change.of(
            "x", add("party", -1, name="Bank", role="creditor", firm="bank"),
            add("party", -2, name="Agency", role="collector", firm="outside_collector", acts_for="1"),
            add("party", -3, name="Other", role="collector", firm="unknown", acts_for="1"),
            add("party", -4, name="Mother", role="third_party", relation="relative"),
            add("loan", -5, label="Card", creditor_id=-1, product="credit_card", currency="CNY"),
            add("loan", -6, label="Cash", creditor_id=-1, product="personal", currency="CNY"),
            *(add("handle", party_id=party, value=value, comparable=value)
              for party, value in ((-1, "95555"), (-2, "+8613800000001"), (-3, "+8613800000002"),
                                   (None, "+8613800000003")))))
        yield made


def whole(case: Case) -> dict[int, dict[str, str]]:
    """What a check of everything finds, for each contact."""
    found = check_case(case.reader()).checked.touched.as_dict()
    return {id: {rule: strength.value for rule, strength in rules.items()} for id, rules in found.items()}


def stored(case: Case) -> dict[int, dict[str, str]]:
    ids = [id for (id,) in case.reader().execute("SELECT contact_id FROM flag")]
    assert flagged_count(case.reader()) == len(ids)
    return {id: dict(rules) for id, rules in flags_of_many(case.reader(), ids).items()}


def fields(chance: random.Random) -> dict[str, object]:
    """Any contact within a few weeks; many on the same days."""
    day, hour = chance.randrange(20), chance.choice([7, 8, 9, 12, 15, 20, 21, 22, 23])
    handle, party = chance.choice([(1, 1), (2, 2), (2, 2), (3, 3), (4, None)])
    channel = chance.choice(["call", "call", "call", "sms", "visit"])
    return {
        "at_ms": (FIRST + day) * 86_400_000 + ((hour - 8) * 60 + chance.choice([0, 1, 30])) * 60_000, "zone": ZONE,
        "channel": channel, "direction": chance.choice(["in", "in", "in", "in", "out"]),
        "outcome": chance.choice(["answered", "missed", "missed"]) if channel == "call" else "delivered",
        "duration_s": chance.choice([0, 5, 60]), "handle_id": handle, "party_id": party,
        "loan_id": chance.choice([None, None, 1, 2]), "reached": chance.choice(["borrower"] * 4 + ["relative"]),
        "behaviours": chance.choice(["", "", "", "insult", "threat_arrest"]),
        "precision": chance.choice(["exact", "exact", "about", "day"])}


def some_change(case: Case, chance: random.Random) -> Change:
    """A few contacts added, edited, taken out or brought back."""
    here = [id for (id,) in case.reader().execute("SELECT id FROM contact WHERE hidden = 0")]
    gone = [id for (id,) in case.reader().execute("SELECT id FROM contact WHERE hidden = 1")]
    edits: list[Edit] = []
    for _ in range(chance.choice([1, 1, 2])):
        what = chance.choice(["add", "add", "add", "edit", "hide", "restore"])
        if what == "edit" and here:
            names = chance.sample(["at_ms", "outcome", "party_id", "behaviours", "loan_id", "direction"], 2)
            new = fields(chance)
            edits.append(edit("contact", chance.choice(here), **{name: new[name] for name in names}))
        elif what == "hide" and here:
            edits.append(hide("contact", here.pop(chance.randrange(len(here)))))
        elif what == "restore" and gone:
            edits.append(restore("contact", gone.pop(chance.randrange(len(gone)))))
        else:
            edits.append(add("contact", **fields(chance)))
    return Change("x", tuple(edits))


@pytest.mark.parametrize("seed", range(6))
def test_after_random_changes_the_patched_flags_are_those_of_a_whole_check(case: Case, seed: int) -> None:
    chance = random.Random(seed)
    case.change(Change("x", tuple(add("contact", **fields(chance)) for _ in range(60))))
    refresh_flags(case)
    assert stored(case) == whole(case)
    for _ in range(12):
        case.change(some_change(case, chance))
        done = refresh_flags(case)
        assert done.changed is not None, "only contacts changed: nothing else may be looked at"
        assert stored(case) == whole(case)
    assert done.flagged == flagged_count(case.reader()) == len(stored(case))


def test_several_changes_at_once_and_a_contact_that_came_and_went(case: Case) -> None:
    chance = random.Random(5)
    case.change(Change("x", tuple(add("contact", **fields(chance)) for _ in range(30))))
    refresh_flags(case)
    for _ in range(5):
        case.change(some_change(case, chance))
    applied = case.change(Change("x", (add("contact", **fields(chance)),)))
    case.change(applied.inverse)
    refresh_flags(case)
    assert stored(case) == whole(case)


def test_what_is_no_contact_asks_for_a_whole_check_or_for_nothing(case: Case) -> None:
    chance = random.Random(1)
    case.change(Change("x", tuple(add("contact", **fields(chance)) for _ in range(30))))
    refresh_flags(case)
    seq = state(case.reader())["seq"]
    case.change(Change.of("x", add("checkin", at_ms=1_770_000_000_000, day=FIRST, level=3)))
    case.change(Change.of("x", add("party", name="New", role="collector")))
    assert changed_contacts(case.reader(), seq) == {}
    assert refresh_flags(case).changed == frozenset()
    case.change(set_setting(case.reader(), "case.jurisdictions", ["cn"]))
    assert refresh_flags(case).changed is None
    assert stored(case) == whole(case)
    case.change(Change.of("x", edit("party", 3, firm="outside_collector")))
    assert refresh_flags(case).changed is None
    assert stored(case) == whole(case)


def test_a_letter_asks_for_a_whole_check(case: Case) -> None:
    chance = random.Random(2)
    case.change(Change("x", tuple(add("contact", **fields(chance)) for _ in range(20))))
    refresh_flags(case)
    case.change(Change.of("x", add("contact", at_ms=FIRST * 86_400_000, zone=ZONE, channel="email", direction="out",
                                   outcome="delivered", party_id=2, letter="stop_contact")))
    assert refresh_flags(case).changed is None
    assert stored(case) == whole(case)


def test_nothing_is_done_twice_and_many_changes_are_checked_together(case: Case,
                                                                     monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(3)
    refresh_flags(case)
    before = state(case.reader())
    assert refresh_flags(case).changed == frozenset()
    assert state(case.reader()) == before
    monkeypatch.setattr(module, "MOST_PATCHED", 3)
    case.change(Change("x", tuple(add("contact", **fields(chance)) for _ in range(4))))
    assert refresh_flags(case).changed is None
    assert stored(case) == whole(case)


def test_the_next_day_is_looked_at_again_only_where_a_rule_minds_the_day(case: Case,
                                                                         monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(1)
    case.change(Change("x", tuple(add("contact", **fields(chance)) for _ in range(30))))
    case.change(set_setting(case.reader(), "case.jurisdictions", ["cn"]))
    refresh_flags(case)
    tomorrow = Moment.now(ZONE).local_day.toordinal() + 1
    for asked in (module, flag_state):
        monkeypatch.setattr(asked, "case_today", lambda _connection: date.fromordinal(tomorrow))
    assert refresh_flags(case).changed == frozenset()
    case.change(set_setting(case.reader(), "case.jurisdictions", ["us"]))
    refresh_flags(case)
    for asked in (module, flag_state):
        monkeypatch.setattr(asked, "case_today", lambda _connection: date.fromordinal(tomorrow + 1))
    assert refresh_flags(case).changed is None


def test_flags_are_told_in_the_wanted_language(case: Case) -> None:
    case.change(Change.of("x", add("contact", at_ms=FIRST * 86_400_000 + 14 * 3_600_000 + 14 * 60_000, zone=ZONE,
                                   channel="call", outcome="missed", party_id=2, handle_id=2)))
    refresh_flags(case)
    rules = flags_of(case.reader(), 1)
    assert rules["cn.cba2026.quiet-hours"] == "hard"
    told = {language: {flag.rule: flag for flag in told_flags(case.reader(), 1, rules, words(language))}
            for language in ("en", "zh-Hans", "zh-Hant")}
    assert told["en"]["cn.cba2026.quiet-hours"].explanation == (
        "2026-03-02, Agency: Call at 22:14. Hours allowed that day: 08:00–22:00.")
    assert "22:14" in told["zh-Hant"]["cn.cba2026.quiet-hours"].explanation
    assert len({flags["cn.cba2026.quiet-hours"].explanation for flags in told.values()}) >= 2
    assert findings_on(case.reader(), 1, frozenset()) == ()


@pytest.mark.parametrize("language", ["en", "zh-Hans", "zh-Hant"])
def test_the_sentence_does_not_say_the_title_of_its_rule_again(case: Case, language: str) -> None:
    case.change(Change.of("x", add("contact", at_ms=FIRST * 86_400_000 + 4 * 3_600_000, zone=ZONE, channel="call",
                                   outcome="answered", party_id=2, handle_id=2, behaviours="insult",
                                   reached="relative")))
    refresh_flags(case)
    told = told_flags(case.reader(), 1, flags_of(case.reader(), 1), words(language))
    assert len(told) >= 2
    for flag in told:
        assert flag.explanation, flag.rule
        assert flag.title not in flag.explanation


@pytest.mark.parametrize("seed", [1, 2])
def test_findings_of_one_contact_are_those_of_the_whole_check(case: Case, seed: int) -> None:
    chance = random.Random(seed)
    case.change(Change("x", tuple(add("contact", **fields(chance)) for _ in range(60))))
    refresh_flags(case)
    every = check_case(case.reader()).checked.findings
    for id, rules in list(stored(case).items())[:12]:
        here = findings_on(case.reader(), id, frozenset(rules))
        assert {one.rule for one in here} == set(rules)
        assert {one.contacts for one in here} <= {one.contacts for one in every}


def test_counts_by_rule_and_month(case: Case) -> None:
    chance = random.Random(4)
    case.change(Change("x", tuple(add("contact", **fields(chance)) for _ in range(60))))
    refresh_flags(case)
    expected: dict[str, int] = {}
    for rules in whole(case).values():
        for rule in rules:
            expected[rule] = expected.get(rule, 0) + 1
    assert touched_by_rule(case.reader()) == expected
    rule = max(expected, key=lambda id: expected[id])
    assert sum(month.n for month in touched_months(case.reader(), rule)) == expected[rule]
    assert touching(case.reader(), rule) == sorted(id for id, rules in whole(case).items() if rule in rules)


def test_a_case_open_to_read_only_stores_nothing(case: Case) -> None:
    case.change(Change("x", (add("contact", **fields(random.Random(1))),)))
    case.read_only = True
    assert refresh_flags(case).flagged == 0
    assert state(case.reader()) == {}
