"""Laws of the engine as a whole: order, monotony, time shifts; what is counted without findings equals findings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debttracker.rules.engine import Checked, check, in_story
from debttracker.rules.facts import CaseFacts, ContactFact, LoanFact, RequestFact, Slot, Traits, TraitTable
from debttracker.rules.finding import Finding, Strength
from debttracker.rules.packs import shipped_packs
from debttracker.rules.touched import firmest
from tests.rules.story import AGENCY, BANK, OTHER_AGENCY, cn, day, own, us

MONDAY = day("2026-06-01")  # away from clock changes and from dates of force, for ten weeks around
BASE = cn()
BASE.loans[2] = LoanFact(2, "卡", BANK, (AGENCY,), "credit_card", currency="CNY")
EVERYTHING = tuple(sorted(shipped_packs().jurisdictions))

traits = st.builds(
    Traits,
    channel=st.sampled_from(["call", "call", "call", "sms", "visit", "voicemail"]),
    direction=st.sampled_from(["in", "in", "in", "out", "unknown"]),
    outcome=st.sampled_from(["answered", "missed", "rejected", "unknown", "delivered"]),
    zone=st.just("Asia/Shanghai"),
    precision=st.sampled_from(["exact", "exact", "exact", "day", "about"]),
    party_id=st.sampled_from([BANK, AGENCY, OTHER_AGENCY, None]),
    loan_ids=st.sampled_from([(), (1,), (2,), (1, 2)]),
    reached=st.sampled_from(["borrower", "borrower", "unknown", "spouse", "relative", "colleague"]),
    reached_id=st.sampled_from([None, 9]),
    behaviours=st.sampled_from([frozenset(), frozenset(), frozenset({"insult"}), frozenset({"threat_arrest"})]),
    visitors=st.sampled_from([None, 1, 2]),
    consent=st.sampled_from([None, None, False]),
)


@st.composite
def contact_lists(draw: st.DrawFn, most: int = 40) -> list[ContactFact]:
    """Contacts within five weeks, many on the same days."""
    kinds = draw(st.lists(traits, min_size=1, max_size=5))
    when = draw(st.lists(st.tuples(st.integers(0, 35), st.sampled_from([0, 7, 8, 9, 12, 15, 20, 21, 22, 23]),
                                   st.sampled_from([0, 1, 3, 59]), st.sampled_from(kinds)), max_size=most))
    return [contact(number, MONDAY + offset, hour * 60 + minute, kind)
            for number, (offset, hour, minute, kind) in enumerate(when, 1)]


def contact(number: int, date: int, minute: int, kind: Traits) -> ContactFact:
    """A contact in Chinese time."""
    return ContactFact(number, date * 86_400_000 + (minute - 480) * 60_000, date, minute, 30, f"1{minute % 3}", kind)


REQUESTS = (
    RequestFact("consent_calls", (MONDAY + 9) * 86_400_000, MONDAY + 9, AGENCY, channel="email"),
    RequestFact("no_times", (MONDAY + 12) * 86_400_000, MONDAY + 12, AGENCY, channel="call",
                slots=(Slot(2, 480, 1000), Slot(4, 0, 1440))),
    RequestFact("stop_contact", (MONDAY + 15) * 86_400_000, MONDAY + 15, OTHER_AGENCY, channel="letter"),
    RequestFact("third_party_refused", (MONDAY + 3) * 86_400_000, MONDAY + 3, None, channel="call", reached_id=9),
)


def case(contacts: Sequence[ContactFact], *, requests: tuple[RequestFact, ...] = ()) -> CaseFacts:
    return CaseFacts(tuple(contacts), BASE.parties, BASE.loans, requests, frozenset(EVERYTHING), today=MONDAY + 60)


def run(facts: CaseFacts) -> Checked:
    return check(facts, shipped_packs().packs)


def identity(finding: Finding) -> tuple[object, ...]:
    return (finding.rule, finding.last_day, finding.party_id, finding.loan_id, finding.start)


@given(contact_lists(), st.randoms(use_true_random=False))
def test_the_order_of_input_does_not_matter(contacts: list[ContactFact], random: object) -> None:
    shuffled = list(contacts)
    random.shuffle(shuffled)
    assert run(case(shuffled, requests=REQUESTS)).findings == run(case(contacts, requests=REQUESTS)).findings


@given(contact_lists())
def test_shared_and_separate_traits_give_the_same(contacts: list[ContactFact]) -> None:
    """Whether a loader keeps one Traits per kind or one per contact is only a matter of speed."""
    apart = [replace(row, traits=replace(row.traits)) for row in contacts]
    assert run(case(apart)).findings == run(case(contacts)).findings


@given(contact_lists(), st.integers(-4, 4))
def test_whole_weeks_do_not_matter(contacts: list[ContactFact], weeks: int) -> None:
    """Away from clock changes, dates of force and holidays, findings move along and nothing else changes.

    Rules that name days of their own (calendar months, holidays, closed days, contracts) are left out.
    """
    fixed = {rule.id for pack in shipped_packs().packs for rule in pack.rules
             if getattr(rule.params, "unit", "") == "month" or getattr(rule.params, "certain_in", None) == "month"
             or getattr(rule.params, "holidays", "") or rule.kind in ("dates", "rate_cap", "notice")}
    moved = [replace(row, day=row.day + 7 * weeks, at_ms=row.at_ms + weeks * 604_800_000) for row in contacts]

    def told(checked: Checked, shift: int) -> list[tuple[object, ...]]:
        return sorted((finding.rule, finding.first_day - shift, finding.last_day - shift, finding.contacts,
                       finding.count, finding.strength, len(finding.conditions), finding.loan_id or 0)
                      for finding in checked if finding.rule not in fixed)

    assert told(run(case(moved)), 7 * weeks) == told(run(case(contacts)), 0)


@given(contact_lists(), contact_lists(most=3))
def test_a_further_contact_never_removes_a_finding_of_a_count(contacts: list[ContactFact],
                                                              more: list[ContactFact]) -> None:
    added = [replace(row, id=row.id + 1000) for row in more]
    before, after = run(case(contacts)), run(case([*contacts, *added]))
    kinds = before.rules

    def counts(checked: Checked) -> set[tuple[object, ...]]:
        return {(finding.rule, finding.last_day, finding.loan_id) for finding in checked
                if kinds[finding.rule].kind in ("count", "cooling_off")}

    without_loans = {(rule, last) for rule, last, _ in counts(after)}
    assert {(rule, last) for rule, last, _ in counts(before)} <= without_loans


@given(contact_lists(), st.booleans())
def test_what_contacts_touch_is_what_the_findings_rest_on(contacts: list[ContactFact], requests: bool) -> None:
    """The quick way (bits per contact) and the slow way (every finding made) agree, rule by rule, strength included."""
    checked = run(case(contacts, requests=REQUESTS if requests else ()))
    slow: dict[int, dict[str, list[Strength]]] = {}
    for finding in checked:
        for number in finding.contacts:
            slow.setdefault(number, {}).setdefault(finding.rule, []).append(finding.strength)
    assert checked.touched.as_dict() == {
        number: {rule: firmest(found) for rule, found in rules.items()} for number, rules in slow.items()}


@given(contact_lists(), st.integers(1, 3))
def test_findings_of_one_rule_or_one_contact_are_those_of_the_whole(contacts: list[ContactFact], most: int) -> None:
    checked = run(case(contacts, requests=REQUESTS))
    for rule, n in checked.counts.items():
        every = tuple(finding for finding in checked.findings if finding.rule == rule)
        assert checked.of_rule(rule) == every
        assert len(every) == n
        assert {one.last_day for one in checked.of_rule(rule, most)} <= {one.last_day for one in every}
    for row in contacts[:3]:
        assert checked.on_contact(row.id) == tuple(one for one in checked.findings if row.id in one.contacts)


@given(contact_lists(), st.booleans())
def test_endings_are_those_of_the_findings(contacts: list[ContactFact], requests: bool) -> None:
    """What clocks ask of findings that are not made is what the findings say once they are made."""
    checked = run(case(contacts, requests=REQUESTS if requests else ()))
    told = list(checked.endings(checked.rules))
    for rule, ending in told:
        made = ending.make()
        assert (made.rule, made.last_day, made.party_id) == (rule.id, ending.last_day, ending.party_id)
    assert sorted((ending.make() for _, ending in told), key=in_story) == list(checked.findings)
    some = set(list(checked.counts)[:1])
    assert {rule.id for rule, _ in checked.endings(some)} == some


def test_length_without_making_findings() -> None:
    story = cn()
    story.calls("2026-11-23", 7)
    story.add("2026-11-23 23:00")
    checked = story.check()
    assert len(checked) == len(checked.findings) == len(list(checked))


def test_flags_by_contact() -> None:
    story = cn()
    story.calls("2026-11-23", 7)
    story.add("2026-11-24 10:00")
    touched = story.check().touched
    assert touched.as_dict() == {number: {"cn.cba2026.attempts-6": "hard"} for number in range(1, 8)}


def test_no_jurisdiction_no_finding() -> None:
    story = cn()
    story.jurisdictions = ()
    story.add("2026-11-23 23:00")
    assert len(story.check()) == 0


def test_a_part_of_a_country_includes_the_country() -> None:
    story = us("US-WA")
    story.add("2025-03-03 22:00", outcome="missed")
    assert story.rules() == {"us-regf-time", "wa-hours"}


def test_travelling_west_keeps_local_days_apart() -> None:
    """Two days' calls that lie the wrong way round in UTC are still counted by the day on the wall."""
    story = own('[[rule]]\nid = "xx.count"\nkind = "count"\nCOMMON\nlimit = 1\nwindow = "day"\nper = []\n')
    story.add("2026-11-24 00:30", zone="Asia/Tokyo")  # 23 November 15:30 UTC
    story.add("2026-11-23 20:00", zone="America/Los_Angeles")  # 24 November 04:00 UTC
    assert story.findings() == []
    story.add("2026-11-23 21:00", zone="America/Los_Angeles")
    assert [finding.contacts for finding in story.findings()] == [(2, 3)]


def test_trait_table_keeps_one_object_per_row() -> None:
    table = TraitTable()
    assert table["call", "in", "missed"] is table["call", "in", "missed"]
    assert table["call", "in", "missed"] == Traits("call", "in", "missed")


def test_json_has_exactly_the_agreed_keys() -> None:
    from debttracker.basics.languages import words

    story = cn()
    story.add("2026-11-23 22:14")
    told = story.findings("cn.cba")[0].to_json(words("en"))
    assert told == {
        "rule": "cn.cba2026.quiet-hours", "jurisdiction": "CN", "from": "2026-11-23T22:14:00+08:00",
        "to": "2026-11-23T22:14:00+08:00", "contacts": [1], "count": 1, "limit": 0, "strength": "hard",
        "conditions": ["Had you agreed that 恒通催收 may contact you at such times?"],
        "explanation": "2026-11-23, 恒通催收: Call at 22:14. Hours allowed that day: 08:00–22:00."}


@pytest.mark.slow
def test_time_grows_with_the_number_of_contacts_only() -> None:
    """Ten times the contacts, at most some fifteen times the work (counted in function calls, not in seconds)."""
    import cProfile
    import pstats

    def calls(size: int) -> int:
        kinds = [Traits("call", "in", outcome, "Asia/Shanghai", party_id=party) for outcome in ("answered", "missed")
                 for party in (BANK, AGENCY)]
        rows = [contact(n + 1, MONDAY + n // 40, n * 31 % 1440, kinds[n % 4]) for n in range(size)]
        facts = replace(case(sorted(rows, key=lambda row: (row.day, row.at_ms, row.id))), ordered=True)
        profile = cProfile.Profile()
        profile.runcall(run, facts)
        return pstats.Stats(profile).total_calls  # type: ignore[attr-defined]

    assert calls(40_000) < 15 * calls(4_000)
