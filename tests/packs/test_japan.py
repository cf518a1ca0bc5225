"""Japan: the five worked cases and the exam item."""

from __future__ import annotations

import pytest

from debttracker.rules.finding import Strength
from tests.packs.places import AGENCY, BANK, PERSON, day, place, priced

HOURS = "jp.mlba21.hours"


@pytest.mark.parametrize(("time", "strength"), [
    ("20:59", None), ("21:00", Strength.EDGE), ("21:01", Strength.HARD), ("07:59", Strength.HARD), ("08:00", None)])
def test_case_1_hours(time: str, strength: Strength | None) -> None:
    story = place("jp", "licensed_lender")
    story.add(f"2026-11-20 {time}", party=BANK)
    assert [finding.strength for finding in story.findings(HOURS)] == ([strength] if strength else [])


def test_case_2_before_and_after_the_day_that_was_named() -> None:
    story = place("jp", "licensed_lender")
    # "I will pay on the 25th": closed up to the day before.
    story.request("promised_day", "2026-11-18 09:00", party_id=BANK, until_day=day("2026-11-24"))
    story.add("2026-11-20 10:00", party=BANK)
    assert story.rules() == {"jp.mlba21.agreed-time"}
    story.contacts.clear()
    story.add("2026-11-26 10:00", party=BANK)
    assert story.rules() == set()


def test_case_3_the_workplace_though_the_mobile_works() -> None:
    story = place("jp", "licensed_lender")
    story.add("2026-11-20 10:00", party=BANK, place="work")
    assert story.rules() == {"jp.mlba21.workplace"}
    assert [q.key for q in story.findings()[0].conditions] == [f"just_reason:{BANK}"]
    story.answers["just_reason"] = "yes"
    assert story.rules() == set()


def test_case_4_the_mother_refuses_and_is_asked_again() -> None:
    story = place("jp", "licensed_lender")
    first = story.add("2026-11-20 10:00", reached="relative", reached_id=PERSON)
    story.request("third_party_refused", "2026-11-20 10:05", party_id=AGENCY, reached_id=PERSON, contact_id=first)
    assert story.rules() == set()
    story.add("2026-11-21 10:00", reached="relative", reached_id=PERSON)
    assert story.rules() == {"jp.mlba21.third-help"}


def test_case_5_the_day_after_the_lawyer_s_notice_arrived() -> None:
    story = place("jp", "licensed_lender")
    story.request("represented", "2026-11-18 09:00", written=True, received_day=None, party_id=BANK, channel="email")
    story.add("2026-11-19 10:00", party=BANK)
    assert story.rules() == {"jp.mlba21.lawyer"}


def test_exam_item_a_call_at_nine_is_allowed_and_no_other_way_is_a_just_reason() -> None:
    story = place("jp", "licensed_lender")
    story.add("2026-11-20 09:00", party=BANK)
    assert story.rules() == set()
    story.add("2026-11-20 22:00", party=BANK)
    assert story.rules() == {HOURS}
    story.answers["just_reason"] = "yes"
    assert story.rules() == set()


@pytest.mark.parametrize("lender", ["bank", "individual"])
def test_banks_and_private_persons_are_not_bound(lender: str) -> None:
    story = place("jp", lender)
    story.add("2026-11-20 22:00", party=BANK)
    story.add("2026-11-20 22:30", party=AGENCY)
    assert story.rules() == set()


def test_an_unregistered_lender_is_bound() -> None:
    story = place("jp", "unlicensed_lender")
    story.add("2026-11-20 22:00", party=BANK)
    assert story.rules() == {HOURS}


def test_text_messages_at_night_are_outside_the_item_about_phone_and_visits() -> None:
    story = place("jp", "licensed_lender")
    story.add("2026-11-20 22:00", "sms", "delivered", party=BANK)
    assert story.rules() == set()


def test_four_demands_a_day_are_a_soft_sign_and_ask_for_membership() -> None:
    rule = "jp.jfsa.four-a-day"
    story = place("jp", "licensed_lender")
    story.calls("2026-11-20", 3, "answered", party=BANK)
    assert rule not in story.rules()
    story.add("2026-11-20 15:00", party=AGENCY)
    found = story.findings(rule)[0]
    assert (found.count, found.limit, found.strength) == (4, 3, Strength.SOFT)
    assert f"member.jfsa:{BANK}" in [q.key for q in found.conditions]


@pytest.mark.parametrize(("yen", "rate", "touched"), [
    (99_999, "0.20", False), (99_999, "0.201", True), (100_000, "0.181", True), (999_999, "0.18", False),
    (1_000_000, "0.151", True), (1_000_000, "0.15", False)])
def test_interest_tiers_by_principal(yen: int, rate: str, touched: bool) -> None:
    assert ("jp.irra.cap" in priced("jp", rate, "2024-01-10", principal_minor=yen)) is touched
