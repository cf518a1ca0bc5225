"""Australia: hours by weekday and place, what counts as a contact, three a week and ten a month."""

from __future__ import annotations

import pytest

from debttracker.rules.finding import Strength
from tests.packs.places import AGENCY, PERSON, Story, place

WEEK, MONTH = "au.rg96.frequency-week", "au.rg96.frequency-month"


def hours(when: str, channel: str = "call", where: str = "personal") -> set[str]:
    story = place("au")
    story.add(when, channel, "met" if channel == "visit" else "answered", place=where)
    return {rule for rule in story.rules() if "hours" in rule}


@pytest.mark.parametrize(("when", "touched"), [
    ("2026-11-20 07:29", True), ("2026-11-20 07:30", False), ("2026-11-20 21:00", False), ("2026-11-20 21:01", True),
    ("2026-11-21 08:59", True), ("2026-11-21 09:00", False), ("2026-11-22 21:00", False), ("2026-11-22 21:01", True),
    ("2026-12-25 11:00", True), ("2026-04-03 11:00", True), ("2026-04-25 11:00", True)])
def test_telephone_hours_weekends_and_national_holidays(when: str, touched: bool) -> None:
    assert hours(when) == ({"au.rg96.contact-hours-phone"} if touched else set())


@pytest.mark.parametrize(("when", "touched"), [
    ("2026-11-20 08:59", True), ("2026-11-20 09:00", False), ("2026-11-20 21:00", False), ("2026-11-20 21:01", True)])
def test_visiting_hours_are_narrower(when: str, touched: bool) -> None:
    assert hours(when, "visit", "home") == ({"au.rg96.contact-hours-visit"} if touched else set())


@pytest.mark.parametrize(("when", "touched"), [
    ("2026-11-20 08:59", True), ("2026-11-20 09:00", False), ("2026-11-20 17:00", False), ("2026-11-20 17:01", True),
    ("2026-11-21 11:00", True)])
def test_at_work_on_weekdays_from_nine_to_five(when: str, touched: bool) -> None:
    assert hours(when, "call", "work") == ({"au.rg96.contact-hours-work"} if touched else set())


def test_known_working_hours_and_wishes_lift_the_hours() -> None:
    story = place("au")
    story.add("2026-11-20 22:00", place="work")
    story.answers["work_hours"] = "yes"
    assert story.rules() == set()


def counted(story: Story) -> int:
    """How many contacts the weekly count sees, found by filling up to the limit."""
    found = story.findings(WEEK)
    return found[0].count if found else 0


def fill(story: Story, times: int) -> None:
    for number in range(times):
        story.add(f"2026-11-{19 + number} 10:00", "sms", "delivered", loan_ids=(1,))


def test_an_answered_call_cut_off_and_a_voicemail_on_the_next_are_two() -> None:
    story = place("au")
    story.add("2026-11-17 10:00", "call", "answered", seconds=3, loan_ids=(1,))
    story.add("2026-11-17 10:05", "call", "voicemail", loan_ids=(1,))
    fill(story, 1)
    assert counted(story) == 0
    fill(story, 1)
    assert counted(story) == 4


def test_a_voicemail_an_e_mail_and_a_text_are_three() -> None:
    story = place("au")
    story.add("2026-11-17 10:00", "voicemail", "delivered", loan_ids=(1,))
    story.add("2026-11-17 10:05", "email", "delivered", loan_ids=(1,))
    story.add("2026-11-17 10:10", "sms", "delivered", loan_ids=(1,))
    assert counted(story) == 0
    fill(story, 1)
    assert counted(story) == 4


def test_a_ring_without_a_message_and_a_visit_are_none() -> None:
    story = place("au")
    fill(story, 3)
    story.calls("2026-11-20", 3, "missed", loan_ids=(1,))
    story.add("2026-11-20 18:00", "visit", "met", loan_ids=(1,))
    assert WEEK not in story.rules()


def test_a_thread_the_consumer_takes_part_in_is_not_counted_again() -> None:
    story = place("au")
    fill(story, 3)
    story.add("2026-11-21 11:00", "chat", "delivered", loan_ids=(1,), solicited=True)
    assert WEEK not in story.rules()


def test_the_count_is_per_account_and_per_person() -> None:
    story = place("au")
    fill(story, 3)
    story.add("2026-11-20 12:00", "sms", "delivered", loan_ids=(1,), reached="relative", reached_id=PERSON)
    assert WEEK not in story.rules()


def test_a_week_is_certain_only_when_both_readings_are_over() -> None:
    story = place("au")
    for date in ("2026-11-17", "2026-11-18", "2026-11-19", "2026-11-20"):  # Tuesday to Friday
        story.add(f"{date} 10:00", "sms", "delivered", loan_ids=(1,))
    assert [finding.strength for finding in story.findings(WEEK)] == [Strength.HARD]
    story = place("au")
    for date in ("2026-11-20", "2026-11-21", "2026-11-23", "2026-11-24"):  # over the weekend
        story.add(f"{date} 10:00", "sms", "delivered", loan_ids=(1,))
    assert [finding.strength for finding in story.findings(WEEK)] == [Strength.EDGE]


@pytest.mark.parametrize(("times", "touched"), [(10, False), (11, True)])
def test_ten_a_month(times: int, touched: bool) -> None:
    story = place("au")
    for number in range(times):
        story.add(f"2026-11-{2 + 2 * number:02d} 10:00", "email", "delivered", loan_ids=(1,))
    assert (MONTH in story.rules()) is touched


def test_many_attempts_are_this_program_s_own_soft_measure() -> None:
    story = place("au")
    story.calls("2026-11-20", 3)
    assert story.rules() == set()
    story.add("2026-11-20 16:00", outcome="missed")
    found = story.findings()
    assert {finding.rule for finding in found} == {"au.rg96.attempts-excessive"}
    assert found[0].strength is Strength.SOFT


def test_a_refused_visit() -> None:
    story = place("au")
    story.request("no_visit", "2026-11-10 09:00", party_id=AGENCY, channel="email")
    story.add("2026-11-12 10:00", "visit", "met")
    assert "au.rg96.visit-refused" in story.rules()
    story.answers["secures_loan"] = "yes"
    assert "au.rg96.visit-refused" not in story.rules()
