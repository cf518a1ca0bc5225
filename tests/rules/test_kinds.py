"""The other kinds of rule: after a request, third persons, workplace, visits, identity, closed days, quick succession."""

from __future__ import annotations

import pytest

from debttracker.rules.facts import RequestKind
from debttracker.rules.finding import Strength
from debttracker.rules.kinds.after_request import REQUEST_WORDS
from tests.rules.story import AGENCY, BANK, OTHER_AGENCY, Story, day, own


def rule(kind: str, keys: str = "", touches: str = "", strength: str = "hard") -> Story:
    return own(f'[[rule]]\nid = "xx.rule"\nkind = "{kind}"\nstrength = "{strength}"\nCOMMON\n{keys}\n'
               f"[rule.touches]\n{touches}\n")


def touched(story: Story) -> set[int]:
    return {contact for finding in story.findings() for contact in finding.contacts}


def test_a_request_to_one_firm_does_not_bind_another() -> None:
    story = rule("after_request", 'requests = ["stop_contact"]')
    story.request("stop_contact", "2026-11-01 10:00", party_id=AGENCY, channel="email")
    story.add("2026-11-02 10:00")
    story.add("2026-11-02 11:00", party=OTHER_AGENCY)
    assert touched(story) == {1}


def test_a_request_to_the_lender_binds_its_collectors_when_the_rule_says_so() -> None:
    story = rule("after_request", 'requests = ["stop_contact"]\nper = "lender"')
    story.request("stop_contact", "2026-11-01 10:00", party_id=BANK, channel="email")
    story.add("2026-11-02 10:00")
    story.add("2026-11-02 11:00", party=OTHER_AGENCY)
    assert touched(story) == {1, 2}


def test_grace_and_length() -> None:
    story = rule("after_request", 'requests = ["stop_contact"]\ngrace_days = 2\ndays = 3')
    story.request("stop_contact", "2026-11-01 10:00", party_id=AGENCY, channel="email")
    for number in range(1, 8):
        story.add(f"2026-11-0{number} 12:00")
    assert touched(story) == {3, 4, 5}


@pytest.mark.parametrize(("field", "open_from"), [("until_day", "2026-11-06"), ("answered_day", "2026-11-05")])
def test_a_request_ends(field: str, open_from: str) -> None:
    story = rule("after_request", 'requests = ["moratorium"]')
    story.request("moratorium", "2026-11-01 10:00", channel="email", **{field: day("2026-11-05")})
    story.add("2026-11-04 12:00")
    story.add("2026-11-05 12:00")
    story.add(f"{open_from} 12:00")
    assert 3 not in touched(story)
    assert 1 in touched(story)


def test_two_contacts_may_be_allowed() -> None:
    story = rule("after_request", 'requests = ["stop_contact"]\nallowed_contacts = 1')
    story.request("stop_contact", "2026-11-01 10:00", channel="email")
    story.add("2026-11-02 12:00")
    assert touched(story) == set()
    story.add("2026-11-05 12:00")
    assert touched(story) == {2}


def test_only_written_requests() -> None:
    for channel, found in (("call", set()), ("sms", {1})):
        story = rule("after_request", 'requests = ["stop_contact"]\nwritten = true')
        story.request("stop_contact", "2026-11-01 10:00", channel=channel)
        story.add("2026-11-02 12:00")
        assert touched(story) == found


def test_a_request_about_one_loan_leaves_another_alone() -> None:
    from debttracker.rules.facts import LoanFact

    story = rule("after_request", 'requests = ["dispute"]\nsame_loan = true')
    story.loans[2] = LoanFact(2, "卡", BANK, (AGENCY,))
    story.request("dispute", "2026-11-01 10:00", channel="email", loan_ids=(1,))
    story.add("2026-11-02 12:00", loan_ids=(2,))
    story.add("2026-11-03 12:00", loan_ids=(1,))
    story.add("2026-11-04 12:00")
    assert touched(story) == {2, 3}
    assert [question.key for question in story.findings()[-1].conditions] == ["same_debt:2"]


def test_every_kind_of_request_has_words() -> None:
    assert set(REQUEST_WORDS) == set(RequestKind)


@pytest.mark.parametrize(("reached", "found"), [
    ("relative", True), ("friend", True), ("colleague", True), ("employer", True), ("neighbour", True), ("other", True),
    ("spouse", False), ("guarantor", False), ("borrower", False), ("unknown", False)])
def test_who_is_a_third_person(reached: str, found: bool) -> None:
    story = rule("third_party")
    story.add("2026-11-23 10:00", reached=reached)
    assert bool(touched(story)) is found


@pytest.mark.parametrize("traits", [
    {"place": "work"}, {"reached": "colleague"}, {"reached": "employer"},
    {"behaviours": frozenset({"workplace_contact"})}])
def test_what_is_a_contact_at_work(traits: dict[str, object]) -> None:
    story = rule("workplace")
    story.add("2026-11-23 10:00", **traits)
    story.add("2026-11-23 11:00")
    assert touched(story) == {1}


def test_a_visit_without_consent() -> None:
    story = rule("visit", 'lifted_by = ["agreed_visit"]')
    story.add("2026-11-23 10:00", "visit", "met")
    story.add("2026-11-23 10:00", "call")
    assert touched(story) == {1}
    story.request("consent_visit", "2026-11-20 10:00", until_day=day("2026-11-23"))
    assert touched(story) == set()


@pytest.mark.parametrize(("traits", "found"), [
    ({"identified": False}, True), ({"behaviours": frozenset({"refuses_identity"})}, True), ({"identified": True}, False),
    ({}, False)])
def test_missing_identification(traits: dict[str, object], found: bool) -> None:
    story = rule("identity")
    story.add("2026-11-23 10:00", **traits)
    assert bool(touched(story)) is found


def test_any_of_the_named_behaviours() -> None:
    story = rule("behaviour", touches='behaviours = ["insult", "threat_arrest"]')
    story.add("2026-11-23 10:00", behaviours=frozenset({"threat_arrest", "false_amount"}))
    story.add("2026-11-23 11:00", behaviours=frozenset({"false_amount"}))
    assert touched(story) == {1}


def test_closed_days() -> None:
    story = rule("dates", "periods = [{ from = 2026-02-14, to = 2026-02-22 }]")
    for date in ("2026-02-13", "2026-02-14", "2026-02-22", "2026-02-23"):
        story.add(f"{date} 10:00")
    assert touched(story) == {2, 3}


def test_closed_days_by_firm() -> None:
    story = rule("dates", "periods = [{ from = 2026-02-14, to = 2026-02-22 }]")
    for party in (AGENCY, OTHER_AGENCY, AGENCY):
        story.add("2026-02-14 10:00", party=party)
    assert sorted(finding.contacts for finding in story.findings()) == [(1, 3), (2,)]


def test_quick_succession_is_never_more_than_a_factor() -> None:
    story = rule("rapid", 'minutes = 10\nper = ["collector"]')
    for time in ("10:00", "10:10", "10:21", "15:00", "15:01"):
        story.add(f"2026-11-23 {time}")
    assert [(finding.contacts, finding.strength) for finding in story.findings()] == [((1, 2, 4, 5), Strength.SOFT)]


def test_contacts_by_day_only_say_nothing_about_succession() -> None:
    story = rule("rapid", 'minutes = 10\nper = ["collector"]')
    story.add("2026-11-23 00:00", precision="day")
    story.add("2026-11-23 00:00", precision="day")
    assert story.findings() == []


def test_soft_rules_make_soft_findings() -> None:
    story = rule("third_party", strength="soft")
    story.add("2026-11-23 10:00", reached="friend")
    assert [finding.strength for finding in story.findings()] == [Strength.SOFT]


def test_each_plain_trait_a_rule_can_ask_for() -> None:
    for key, trait in (("automated = true", {"automated": True}), ("consent = false", {"consent": None}),
                       ('places = ["work"]', {"place": "work"}), ("visitors_under = 2", {"visitors": 1})):
        story = rule("contact", touches=key)
        other = {name: not value if isinstance(value, bool) else {"place": "home", "visitors": 2, "consent": True}[name]
                 for name, value in trait.items()}
        story.add("2026-11-23 10:00", **trait)
        story.add("2026-11-23 11:00", **other)
        assert touched(story) == {1}, key


@pytest.mark.parametrize(("principal", "rate", "found"), [
    (9_999_900, "0.2001", True), (9_999_900, "0.19", False), (10_000_000, "0.19", True), (100_000_000, "0.1501", True),
    (99_999_900, "0.18", False)])
def test_caps_by_size_of_the_loan(principal: int, rate: str, found: bool) -> None:
    """20 % below 100,000; 18 % below a million; 15 % from there on."""
    from decimal import Decimal

    from debttracker.rules.facts import LoanFact

    story = own('[[rule]]\nid = "xx.cap"\nkind = "rate_cap"\nCOMMON\ncurrency = "CNY"\n'
                'tiers = [{ below = "100000", cap = "0.20" }, { below = "1000000", cap = "0.18" }, { cap = "0.15" }]\n')
    story.loans[1] = LoanFact(1, "L", BANK, (), "personal", day("2024-01-01"), "CNY", principal, Decimal(rate))
    assert bool(story.findings()) is found
