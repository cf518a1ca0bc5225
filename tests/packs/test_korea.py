"""South Korea: the eight worked examples, then the statute's own edges."""

from __future__ import annotations

import pytest

from debttracker.rules.facts import LoanFact, Slot
from debttracker.rules.finding import Strength
from tests.packs.places import AGENCY, BANK, PERSON, Story, day, place, priced

SEVEN = "kr.icdpa.seven-in-seven"
DAYS = [f"2026-11-{number:02d}" for number in range(9, 16)]


def hard(story: Story) -> set[str]:
    return {finding.rule for finding in story.findings() if finding.strength is Strength.HARD}


def texts(story: Story, times: int, loan: int = 1) -> None:
    """Text messages about one claim, one a day, then more in later hours."""
    for number in range(times):
        story.add(f"{DAYS[number % 7]} {10 + number // 7:02d}:00", "sms", "delivered", loan_ids=(loan,))


def test_example_1_five_texts_two_calls_and_a_visit() -> None:
    story = place("kr")
    texts(story, 5)
    story.add(f"{DAYS[5]} 10:00", loan_ids=(1,))
    story.add(f"{DAYS[6]} 10:00", loan_ids=(1,))
    assert SEVEN not in story.rules()
    story.add(f"{DAYS[6]} 15:00", "visit", "met", loan_ids=(1,))
    found = story.findings(SEVEN)
    assert [(f.count, f.limit, f.strength) for f in found] == [(8, 7, Strength.HARD)]


def test_example_2_seven_for_each_of_two_claims() -> None:
    story = place("kr")
    story.loans[2] = LoanFact(2, "Claim B", BANK, (AGENCY,), "personal", currency="KRW")
    texts(story, 7, 1)
    texts(story, 7, 2)
    assert SEVEN not in story.rules()


def test_example_3_a_notice_by_law_is_not_counted() -> None:
    story = place("kr")
    texts(story, 7)
    story.add(f"{DAYS[3]} 15:00", "letter", "delivered", loan_ids=(1,), required=True)
    assert SEVEN not in story.rules()


def test_example_4_the_answer_of_the_same_day_is_free_that_of_the_next_morning_is_not() -> None:
    story = place("kr")
    texts(story, 7)
    story.add(f"{DAYS[5]} 10:30", "call", "answered", direction="out", loan_ids=(1,))
    story.add(f"{DAYS[5]} 15:00", "sms", "delivered", loan_ids=(1,), solicited=True)
    assert SEVEN not in story.rules()
    # Answered next morning: the privilege is for the same day only, so it is logged as a contact of the firm's own.
    story.add(f"{DAYS[6]} 09:00", "sms", "delivered", loan_ids=(1,))
    assert SEVEN in story.rules()


def test_example_5_a_call_in_the_blocked_hours() -> None:
    story = place("kr")
    block = tuple(Slot(weekday, 9 * 60, 14 * 60 + 36) for weekday in range(5))
    story.request("no_times", "2026-11-06 09:00", party_id=AGENCY, slots=block)
    story.add("2026-11-09 14:36")
    assert story.rules() == set()
    story.add("2026-11-09 10:00")
    assert hard(story) == {"kr.icdpa.quiet-hours"}
    assert sum(slot.end - slot.start for slot in block) == 28 * 60


def test_example_6_is_a_warning_of_the_form_not_a_finding() -> None:
    """30 hours are more than the 28 that may be asked for: nothing may be found against the borrower."""
    story = place("kr")
    story.request("no_times", "2026-11-06 09:00", party_id=AGENCY,
                  slots=tuple(Slot(weekday, 9 * 60, 15 * 60) for weekday in range(5)))
    assert story.rules() == set()


def test_example_7_a_text_during_the_agreed_three_months() -> None:
    story = place("kr")
    story.request("moratorium", "2026-03-01 09:00", party_id=AGENCY, until_day=day("2026-05-31"), channel="email")
    story.answers["court_stop"] = "no"
    story.answers["extended"] = "no"
    story.add("2026-04-20 10:00", "sms", "delivered")
    assert hard(story) == {"kr.icdpa.defer"}
    story.contacts.clear()
    story.add("2026-06-01 10:00", "sms", "delivered")
    assert story.rules() == set()


def test_example_8_the_eighth_contact_exactly_seven_times_24_hours_later_is_to_be_checked() -> None:
    story = place("kr")
    texts(story, 7)
    story.add("2026-11-16 10:00", "sms", "delivered", loan_ids=(1,))
    assert SEVEN not in story.rules()
    check = story.findings("kr.icdpa.seven-check")
    assert [finding.strength for finding in check] == [Strength.SOFT]


def test_unanswered_calls_count_only_for_the_soft_rule() -> None:
    story = place("kr")
    for date in DAYS:
        story.calls(date, 2, "missed", loan_ids=(1,))
    assert hard(story) == set()
    assert "kr.icdpa.seven-attempts" in story.rules()


def test_the_day_before_the_act_came_into_force() -> None:
    story = place("kr")
    for number in range(8):
        story.add(f"2024-10-{9 + number:02d} 10:00", "sms", "delivered", loan_ids=(1,))
    assert SEVEN not in story.rules()
    story = place("kr")
    for number in range(8):
        story.add(f"2024-10-17 {9 + number:02d}:00", "sms", "delivered", loan_ids=(1,))
    assert SEVEN in story.rules()


@pytest.mark.parametrize(("time", "strength"), [
    ("20:59", None), ("21:00", Strength.EDGE), ("21:01", Strength.HARD), ("07:59", Strength.HARD), ("08:00", None)])
@pytest.mark.parametrize("channel", ["call", "visit"])
def test_night_of_the_fair_collection_act(channel: str, time: str, strength: Strength | None) -> None:
    story = place("kr", "individual", "individual")
    story.add(f"2026-11-20 {time}", channel, "met" if channel == "visit" else "answered")
    found = story.findings("kr.fdca.night")
    assert [finding.strength for finding in found] == ([strength] if strength else [])
    if found:
        assert f"frightened:{AGENCY}" in [q.key for q in found[0].conditions]


def test_no_fear_and_no_disturbance_no_finding() -> None:
    story = place("kr", "individual", "individual")
    story.answers["frightened"] = "no"
    story.add("2026-11-20 23:00")
    assert story.rules() == set()


@pytest.mark.parametrize(("caller", "bound"), [
    ("licensed_lender", True), ("unlicensed_lender", True), ("debt_buyer", True), ("outside_collector", False),
    ("bank", False), ("individual", False)])
def test_a_lawyer_s_notice_binds_lenders_but_not_the_exempt(caller: str, bound: bool) -> None:
    story = place("kr", "bank", caller)
    story.request("represented", "2026-11-10 09:00", written=True, channel="email")
    story.add("2026-11-12 10:00")
    assert ("kr.fdca.agent-notice" in story.rules()) is bound


def test_family_only_to_ask_where_and_only_when_hard_to_find() -> None:
    story = place("kr")
    story.add("2026-11-12 10:00", reached="relative", reached_id=PERSON)
    assert {"kr.fdca.related-contact", "kr.fdca.related-search"} <= story.rules()
    story.answers["location_only"] = "yes"
    assert "kr.fdca.related-contact" not in story.rules()
    story.answers["unreachable"] = "yes"
    assert story.rules() == set()


@pytest.mark.parametrize(("signed", "rate", "touched"), [
    ("2021-07-06", "0.24", set()),
    ("2021-07-06", "0.241", {"kr.rate.cap-24-old"}),
    ("2021-07-07", "0.20", set()),
    ("2021-07-07", "0.201", {"kr.rate.cap-20"}),
    ("2025-07-21", "0.61", {"kr.rate.cap-20"}),
    ("2025-07-22", "0.60", {"kr.rate.cap-20"}),
    ("2025-07-22", "0.61", {"kr.rate.cap-20", "kr.lending2025.void-60"}),
])
def test_rate_caps_by_the_day_of_the_contract(signed: str, rate: str, touched: set[str]) -> None:
    assert priced("kr", rate, signed) == touched
