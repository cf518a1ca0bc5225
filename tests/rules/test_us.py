"""Regulation F and the statutes behind it: every published (E) and derived (D) example, by its row."""

from __future__ import annotations

import pytest

from debttracker.rules.facts import LoanFact, PartyFact, Slot
from debttracker.rules.finding import Strength
from tests.rules.story import AGENCY, BANK, OTHER_AGENCY, Story, day, us

COUNT, TALK = "us-regf-7in7", "us-regf-7after"
WEEK = [f"2025-03-{number:02d}" for number in range(3, 10)]  # Monday to Sunday; clocks go forward on the 9th


def one_a_day(story: Story) -> None:
    """D01: one unanswered call a day, 3 to 9 March."""
    for date in WEEK:
        story.calls(date, 1)


def two_debts(story: Story) -> None:
    """Harbor Recovery collects a second loan."""
    story.loans[2] = LoanFact(2, "Clinic", BANK, (AGENCY,), "personal", currency="USD")


# --- 3.1 and 3.2: published examples -------------------------------------------------------------------------


def test_e01_many_texts_break_no_call_limit_but_are_noted() -> None:
    story = us()
    for date in WEEK[:3]:
        for hour in range(9, 15):
            story.add(f"{date} {hour:02d}:00", "sms", "delivered")
    assert story.rules() == {"us-info-text-flood"}
    assert {finding.strength for finding in story.findings()} == {Strength.SOFT}


def test_e02_a_call_that_reaches_nobody_is_an_attempt() -> None:
    story = us()
    story.add("2025-03-03 07:30", outcome="missed")
    assert story.rules() == {"us-regf-time"}


def test_e03_a_voicemail_is_an_attempt() -> None:
    story = us()
    story.add("2025-03-03 21:30", "voicemail", "delivered")
    assert story.rules() == {"us-regf-time"}


def test_e04_a_message_with_limited_content_is_no_communication() -> None:
    story = us()
    story.add("2025-03-03 10:00", "call", "voicemail", reached="relative", reached_id=9)
    third = story.findings("us-regf-third")
    assert [question.key for question in third[0].conditions] == [
        f"location_only:{AGENCY}", f"limited_message:{AGENCY}", f"agreed_third_party:{AGENCY}", f"court_leave:{AGENCY}"]
    story.answers[f"limited_message:{AGENCY}"] = "yes"
    assert story.rules() == set()


def test_e05_a_court_paper_is_no_first_communication() -> None:
    story = us()
    story.today = day("2025-06-01")
    story.add("2025-03-03 10:00", "letter", "delivered", party=BANK)
    assert story.findings("us-regf-valid") == []


def test_e06_a_conversation_on_the_consumers_own_call_closes_the_days() -> None:
    story = us()
    story.add("2025-03-03 10:00", direction="out")
    story.add("2025-03-05 10:00", outcome="missed")
    assert [finding.contacts for finding in story.findings(TALK)] == [(1, 2)]


def test_e07_a_third_person_has_a_count_of_their_own() -> None:
    story = us()
    one_a_day(story)
    for date in WEEK:
        story.add(f"{date} 15:00", outcome="missed", reached="relative", reached_id=9)
    assert story.findings(COUNT) == []
    story.add("2025-03-09 16:00", outcome="missed", reached="relative", reached_id=9)
    assert [finding.count for finding in story.findings(COUNT)] == [8]


def test_e08_three_debts_with_seven_calls_each_keep_the_limit() -> None:
    story = us()
    two_debts(story)
    story.loans[3] = LoanFact(3, "Store", BANK, (AGENCY,), "personal", currency="USD")
    for date in WEEK:
        for loan in (1, 2, 3):
            story.add(f"{date} 1{loan}:00", outcome="missed", loan_ids=(loan,))
    assert story.findings(COUNT) == []


def test_e09_two_unanswered_calls_within_five_minutes_are_a_factor() -> None:
    story = us()
    story.add("2025-03-03 10:00", outcome="missed")
    story.add("2025-03-03 10:05", outcome="missed")
    assert [(finding.rule, finding.strength) for finding in story.findings()] == [("us-info-rapid", Strength.SOFT)]


def test_e09_six_minutes_apart_is_nothing() -> None:
    story = us()
    story.add("2025-03-03 10:00", outcome="missed")
    story.add("2025-03-03 10:06", outcome="missed")
    assert story.rules() == set()


def test_e10_seven_calls_in_a_day_are_a_factor() -> None:
    story = us()
    story.calls("2025-03-03", 7)
    assert story.rules() == {"us-info-one-day"}


def test_e11_an_oral_refusal_is_no_written_stop() -> None:
    story = us()
    story.request("stop_contact", "2025-03-03 12:00", party_id=AGENCY, written=False, channel="call")
    story.add("2025-03-04 10:00", outcome="missed")
    assert story.rules() == set()


@pytest.mark.parametrize("row", ["E12", "E13", "E14", "E20"])
def test_factors_against_the_presumption_leave_the_finding_a_may(row: str) -> None:
    """E12–E14, E20: such calls can rebut a presumption, so the finding stays and is worded as a presumption."""
    story = us()
    one_a_day(story)
    story.calls("2025-03-09", 1, outcome="missed", solicited=row == "E14")
    text = story.check().rules[COUNT].plain.by_language["en"]
    assert len(story.findings(COUNT)) == 1
    assert "presumed" in text
    assert "rebutted" in text


@pytest.mark.parametrize(("row", "outcome", "counted"), [
    ("E15", "failed", False), ("E16", "failed", False), ("E17", "answered", True), ("E18", "missed", True),
    ("E19", "voicemail", True)])
def test_what_counts_as_connected(row: str, outcome: str, counted: bool) -> None:
    """E15–E19: busy or not in service is not connected; dropped, ringing and recorded messages are."""
    story = us()
    one_a_day(story)
    story.add("2025-03-09 18:00", outcome=outcome, seconds=2)
    assert bool(story.findings(COUNT)) is counted, row


def test_e21_a_call_on_two_debts_counts_for_each() -> None:
    story = us()
    two_debts(story)
    for date in WEEK:
        story.add(f"{date} 10:00", outcome="missed", loan_ids=(1, 2))
    story.add("2025-03-09 11:00", outcome="missed", loan_ids=(2,))
    assert [(finding.loan_id, finding.count) for finding in story.findings(COUNT)] == [(2, 8)]
    story.add("2025-03-09 12:00", outcome="missed", loan_ids=(1,))
    assert sorted(finding.loan_id for finding in story.findings(COUNT)) == [1, 2]


@pytest.mark.parametrize("row", ["E22", "E23"])
def test_a_conversation_on_two_debts_closes_the_days_for_both(row: str) -> None:
    """E22, E23: whichever side raised the second debt."""
    for loan in (1, 2):
        story = us()
        two_debts(story)
        story.add("2025-03-03 10:00", loan_ids=(1, 2), direction="in" if row == "E22" else "out")
        story.add("2025-03-06 10:00", outcome="missed", loan_ids=(loan,))
        assert [finding.loan_id for finding in story.findings(TALK)] == [loan], row


def test_e24_a_consent_is_used_up_by_the_conversation() -> None:
    story = us()
    story.request("consent_calls", "2025-03-03 10:00", party_id=AGENCY)
    story.add("2025-03-04 10:00")
    assert story.findings(TALK) == []
    story.add("2025-03-05 10:00", outcome="missed")
    assert [finding.contacts for finding in story.findings(TALK)] == [(1, 2)]


def test_e25_consent_lasts_seven_days_its_own_day_included() -> None:
    story = us()
    story.request("consent_calls", "2025-03-03 08:30", party_id=AGENCY)
    story.calls("2025-03-09", 8)
    assert story.findings(COUNT) == []
    story.calls("2025-03-10", 8)
    assert [finding.count for finding in story.findings(COUNT)] == [8]


def test_e25_a_shorter_consent_ends_sooner() -> None:
    story = us()
    story.request("consent_calls", "2025-03-03 08:30", party_id=AGENCY, until_day=day("2025-03-05"))
    story.calls("2025-03-06", 8)
    assert [finding.count for finding in story.findings(COUNT)] == [8]


def test_e26_the_consumers_calls_do_not_count() -> None:
    story = us()
    one_a_day(story)
    story.add("2025-03-09 18:00", outcome="missed", direction="out")
    assert story.findings(COUNT) == []


MORNINGS = tuple(Slot(weekday, 9 * 60, 12 * 60) for weekday in range(5))


def test_e27_contact_at_a_time_called_inconvenient() -> None:
    story = us()
    story.request("no_times", "2025-03-03 08:30", party_id=AGENCY, slots=MORNINGS, channel="call")
    story.add("2025-03-04 11:59", outcome="missed")
    story.add("2025-03-04 12:00", outcome="missed")
    story.add("2025-03-08 10:00", outcome="missed")  # a Saturday
    assert [finding.contacts for finding in story.findings("us-regf-time-told")] == [(1,)]


def test_e28_busy_just_now_is_no_lasting_bar() -> None:
    story = us()
    story.add("2025-03-04 10:00", seconds=15)
    story.add("2025-03-12 10:00", outcome="missed")
    assert story.findings("us-regf-time-told") == []


def test_e29_one_reply_is_free_when_the_consumer_writes_first() -> None:
    story = us()
    story.request("no_times", "2025-03-03 08:30", party_id=AGENCY, slots=MORNINGS, channel="call")
    story.add("2025-03-04 10:00", "sms", "delivered", direction="out")
    story.add("2025-03-04 10:05", "sms", "delivered")
    assert story.findings("us-regf-time-told") == []
    story.add("2025-03-04 10:10", "sms", "delivered")
    assert [finding.contacts for finding in story.findings("us-regf-time-told")] == [(3,)]


def test_e29_the_reply_must_use_the_same_medium() -> None:
    story = us()
    story.request("no_times", "2025-03-03 08:30", party_id=AGENCY, slots=MORNINGS, channel="call")
    story.add("2025-03-04 10:00", "sms", "delivered", direction="out")
    story.add("2025-03-04 10:05", "call", "missed")
    assert [finding.contacts for finding in story.findings("us-regf-time-told")] == [(2,)]


@pytest.mark.parametrize("row", ["E30", "E31"])
def test_unmeasured_factors_raise_no_count(row: str) -> None:
    """E30, E31: voicemails and earlier conduct are factors without a number: no finding of the count."""
    story = us()
    for hour in range(9, 15):
        story.add(f"2025-03-03 {hour:02d}:00", "voicemail", "delivered")
    assert story.findings("us-regf") == [], row


def test_e32_a_time_noted_in_the_creditors_file_is_known() -> None:
    story = us()
    story.request("no_times", "2025-03-01 08:30", slots=MORNINGS, channel="call")  # told the bank: every firm knows
    story.add("2025-03-04 10:00", outcome="missed")
    assert len(story.findings("us-regf-time-told")) == 1


@pytest.mark.parametrize(("row", "reached"), [("E33", "spouse"), ("E34", "borrower")])
def test_who_is_the_consumer(row: str, reached: str) -> None:
    """E33, E34: spouse, and whoever stands in the consumer's place, are no third persons."""
    story = us()
    story.add("2025-03-03 10:00", reached=reached)
    assert story.findings("us-regf-third") == [], row


# --- 3.4: derived ---------------------------------------------------------------------------------------------


def test_d01_seven_calls_in_seven_days() -> None:
    story = us()
    one_a_day(story)
    assert story.rules() == set()


def test_d02_the_eighth_call_in_seven_days() -> None:
    story = us()
    one_a_day(story)
    story.add("2025-03-09 17:00", outcome="missed")
    finding = story.findings(COUNT)[0]
    assert (finding.start, finding.end, finding.count, finding.limit) == ("2025-03-03", "2025-03-09", 8, 7)
    assert finding.strength is Strength.HARD
    assert finding.contacts == tuple(range(1, 9))


def test_d03_days_are_dates_not_168_hours() -> None:
    story = us()
    one_a_day(story)
    story.calls("2025-03-10", 1)
    assert story.findings(COUNT) == []


def test_d04_bunched_calls_inside_the_window() -> None:
    story = us()
    story.calls("2025-03-03", 4)
    story.calls("2025-03-05", 3)
    story.calls("2025-03-09", 1)
    assert [finding.count for finding in story.findings(COUNT)] == [8]


def test_d05_bunched_calls_outside_the_window() -> None:
    story = us()
    story.calls("2025-03-03", 4)
    story.calls("2025-03-05", 3)
    story.calls("2025-03-10", 1)
    assert story.findings(COUNT) == []


def test_d06_day_seven_after_a_conversation() -> None:
    story = us()
    story.add("2025-03-03 10:00")
    story.add("2025-03-09 10:00", outcome="missed")
    finding = story.findings(TALK)[0]
    assert (finding.contacts, finding.count, finding.limit, finding.end) == ((1, 2), 1, 0, "2025-03-09")


def test_d07_day_eight_is_open() -> None:
    story = us()
    story.add("2025-03-03 10:00")
    story.add("2025-03-10 10:00", outcome="missed")
    assert story.findings(TALK) == []


def test_d08_later_on_the_day_of_the_conversation() -> None:
    story = us()
    story.add("2025-03-03 10:00")
    story.add("2025-03-03 15:00", outcome="missed")
    assert len(story.findings(TALK)) == 1


def test_d09_calls_before_the_conversation_are_free() -> None:
    story = us()
    story.calls("2025-03-01", 1)
    story.calls("2025-03-02", 1)
    story.add("2025-03-03 10:00")
    story.contacts.sort(key=lambda row: -row.id)
    assert story.findings(TALK) == []


def test_d09_an_earlier_call_of_the_same_day_is_free() -> None:
    story = us()
    story.add("2025-03-03 09:00", outcome="missed")
    story.add("2025-03-03 10:00")
    assert story.findings(TALK) == []


def test_d10_a_conversation_on_an_incoming_call() -> None:
    story = us()
    story.add("2025-03-03 10:00", direction="out")
    story.add("2025-03-05 10:00", outcome="missed")
    assert len(story.findings(TALK)) == 1


def test_d11_consent_for_one_call_ends_with_the_talk() -> None:
    story = us()
    story.add("2025-03-03 10:00", direction="out")
    story.request("consent_calls", "2025-03-03 10:00", party_id=AGENCY, contact_id=1)
    story.add("2025-03-06 10:00")
    assert story.findings(TALK) == []
    story.add("2025-03-07 10:00", outcome="missed")
    assert {finding.contacts for finding in story.findings(TALK)} == {(1, 3), (2, 3)}


def test_d12_consent_by_mail_covers_its_seven_days() -> None:
    story = us()
    story.request("consent_calls", "2025-03-03 08:30", party_id=AGENCY, channel="email")
    one_a_day(story)
    story.add("2025-03-09 17:00", outcome="missed")
    assert story.findings(COUNT) == []


@pytest.mark.parametrize(("calls", "flagged"), [(7, False), (8, True)])
def test_d12b_after_the_consent_counting_begins(calls: int, flagged: bool) -> None:
    story = us()
    story.request("consent_calls", "2025-03-03 08:30", party_id=AGENCY, channel="email")
    story.calls("2025-03-09", 1)
    story.calls("2025-03-10", calls)
    assert bool(story.findings(COUNT)) is flagged


def test_d13_a_busy_signal_is_not_counted() -> None:
    story = us()
    one_a_day(story)
    story.add("2025-03-09 17:00", outcome="failed")
    assert story.findings(COUNT) == []


def test_d14_ringing_out_and_a_full_mailbox_count() -> None:
    story = us()
    for date in WEEK[:6]:
        story.calls(date, 1, outcome="answered", direction="in")
    story.add("2025-03-09 10:00", outcome="missed")
    story.add("2025-03-09 11:00", outcome="voicemail")
    assert [finding.count for finding in story.findings(COUNT)] == [8]


def test_d15_seven_in_one_day_is_information_only() -> None:
    story = us()
    story.calls("2025-03-03", 7)
    assert [(finding.rule, finding.strength) for finding in story.findings()] == [("us-info-one-day", Strength.SOFT)]


def test_d16_two_persons_have_two_counts() -> None:
    story = us()
    story.calls("2025-03-03", 5)
    story.calls("2025-03-05", 4, reached="spouse")
    assert story.findings(COUNT) == []


def test_d17_two_numbers_of_one_person_share_a_count() -> None:
    story = us()
    story.calls("2025-03-03", 4, called="mobile")
    story.calls("2025-03-05", 4, called="office", place="work")
    assert [finding.count for finding in story.findings(COUNT)] == [8]


def test_d18_two_collectors_have_two_counts() -> None:
    story = us()
    story.calls("2025-03-03", 6)
    story.calls("2025-03-04", 6, party=OTHER_AGENCY)
    assert story.findings(COUNT) == []


def test_d19_two_debts_have_two_counts_and_a_total_that_is_noted() -> None:
    story = us()
    two_debts(story)
    for date in WEEK:
        story.add(f"{date} 10:00", outcome="missed", loan_ids=(1,))
        story.add(f"{date} 14:00", outcome="missed", loan_ids=(2,))
    assert story.rules() == {"us-info-total"}


def test_d20_a_call_that_names_the_other_debt_too() -> None:
    story = us()
    two_debts(story)
    for date in WEEK:
        story.add(f"{date} 10:00", outcome="missed", loan_ids=(1, 2) if date == WEEK[0] else (1,))
        story.add(f"{date} 14:00", outcome="missed", loan_ids=(2,))
    assert [(finding.loan_id, finding.count) for finding in story.findings(COUNT)] == [(2, 8)]


def test_d21_texts_are_no_calls() -> None:
    story = us()
    for date in WEEK[:2]:
        for hour in range(9, 14):
            story.add(f"{date} {hour:02d}:00", "sms", "delivered")
    assert [(finding.rule, finding.count) for finding in story.findings()] == [("us-info-text-flood", 10)]


@pytest.mark.parametrize(("time", "flagged"), [("07:59", True), ("08:00", False), ("21:00", False), ("21:01", True)])
def test_d22_hours_and_their_exact_ends(time: str, flagged: bool) -> None:
    story = us()
    story.add(f"2025-03-03 {time}", outcome="missed")
    assert bool(story.findings("us-regf-time")) is flagged


@pytest.mark.parametrize(("eastern", "flagged"), [("10:30", True), ("11:30", False), ("21:30", True)])
def test_d23_only_hours_common_to_all_indicated_zones(eastern: str, flagged: bool) -> None:
    """Eastern area code, Pacific home. What only the other zone forbids is soft: it rests on a comment not read."""
    story = us()
    story.other_zones = ("America/New_York",)
    hour, minute = map(int, eastern.split(":"))
    story.zone = "America/Los_Angeles"
    story.add(f"2025-03-04 {hour - 3:02d}:{minute:02d}", outcome="missed")
    found = story.findings("us-regf-time")
    assert bool(found) is flagged
    if eastern == "21:30":
        assert found[0].strength is Strength.SOFT
        assert "America/New_York" in str(found[0].explanation.fields["zone"])


def test_d24_an_original_creditor_is_not_bound() -> None:
    story = us()
    for date in WEEK:
        story.calls(date, 2, party=BANK)
    story.add("2025-03-09 23:00", party=BANK)
    assert story.rules() == set()


def test_d25_before_regulation_f_it_flags_nothing() -> None:
    story = us()
    for number in range(20, 29):
        story.calls(f"2021-11-{number}", 2)
    story.add("2021-11-29 07:00", outcome="missed")
    assert {rule for rule in story.rules() if rule.startswith("us-regf")} == set()
    assert "us-1692c-time" in story.rules()


def test_the_day_regulation_f_came_into_force() -> None:
    story = us()
    story.calls("2021-11-29", 8)
    assert story.findings(COUNT) == []
    story.calls("2021-11-30", 8)
    found = story.findings(COUNT)
    assert [finding.count for finding in found] == [8]  # the day before is not measured


# --- the other rules --------------------------------------------------------------------------------------------


def test_an_unknown_kind_of_firm_becomes_a_condition() -> None:
    story = us(collector="unknown")
    story.add("2025-03-03 22:00", outcome="missed")
    finding = story.findings("us-regf-time")[0]
    assert finding.strength is Strength.HARD
    assert finding.conditions[0].key == f"kind:{AGENCY}"


def test_a_business_debt_is_not_covered() -> None:
    story = us()
    story.loans[1] = LoanFact(1, "Shop", BANK, (AGENCY,), "business")
    story.add("2025-03-03 22:00", outcome="missed")
    assert story.rules() == set()


def test_written_stop_binds_from_its_receipt() -> None:
    story = us()
    story.request("stop_contact", "2025-03-03 10:00", party_id=AGENCY, received_day=day("2025-03-06"))
    story.add("2025-03-06 12:00", outcome="missed")
    assert story.findings("us-regf-cease") == []
    story.add("2025-03-07 12:00", outcome="missed")
    assert [finding.contacts for finding in story.findings("us-regf-cease")] == [(2,)]


def test_a_posted_stop_asks_for_its_receipt_for_a_week() -> None:
    story = us()
    story.add("2025-03-03 10:00", "letter", "unknown", direction="out", letter_kind="stop_contact")
    story.add("2025-03-10 12:00", outcome="missed")
    story.add("2025-03-11 12:00", outcome="missed")
    found = story.findings("us-regf-cease")
    assert [[question.key for question in finding.conditions] for finding in found] == [
        [f"legal_step_only:{AGENCY}", "received:1"], [f"legal_step_only:{AGENCY}"]]


def test_a_stop_by_mail_counts_at_once() -> None:
    story = us()
    story.add("2025-03-03 10:00", "email", "delivered", direction="out", letter_kind="stop_contact")
    story.add("2025-03-03 09:00", outcome="missed")
    story.add("2025-03-03 12:00", outcome="missed")
    assert [finding.contacts for finding in story.findings("us-regf-cease")] == [(3,)]


def test_dispute_stops_collection_until_it_is_answered() -> None:
    story = us()
    story.request("dispute", "2025-03-03 10:00", party_id=AGENCY, received_day=day("2025-03-05"),
                  answered_day=day("2025-03-20"))
    story.add("2025-03-19 12:00", outcome="missed")
    story.add("2025-03-20 12:00", outcome="missed")
    found = story.findings("us-regf-dispute")
    assert [finding.contacts for finding in found] == [(1,)]
    assert f"within_validation:{AGENCY}" in {question.key for question in found[0].conditions}
    story.answers[f"within_validation:{AGENCY}"] = "no"
    assert story.findings("us-regf-dispute") == []


def test_contact_past_the_lawyer() -> None:
    story = us()
    story.request("represented", "2025-03-03 10:00", party_id=AGENCY, channel="email")
    story.add("2025-03-04 12:00", outcome="missed")
    assert [finding.rule for finding in story.findings()] == ["us-regf-attorney"]


def test_contact_at_work_after_the_employer_forbade_it() -> None:
    story = us()
    story.request("no_workplace", "2025-03-03 10:00", party_id=AGENCY, channel="call")
    story.add("2025-03-04 12:00", outcome="missed", place="work")
    story.add("2025-03-04 13:00", outcome="missed", place="personal")
    assert [finding.contacts for finding in story.findings("us-regf-work")] == [(1,)]


def test_medium_the_consumer_closed() -> None:
    story = us()
    story.request("no_channel", "2025-03-03 10:00", party_id=AGENCY, channel="call", channels=frozenset({"sms"}))
    story.add("2025-03-04 12:00", "sms", "delivered")
    story.add("2025-03-04 13:00", "call", "missed")
    assert [finding.contacts for finding in story.findings("us-regf-medium")] == [(1,)]


def test_a_second_location_call_to_the_same_person() -> None:
    story = us()
    story.add("2025-03-03 10:00", reached="neighbour", reached_id=9)
    assert story.findings("us-regf-locate") == []
    story.add("2025-06-03 10:00", reached="friend", reached_id=8)
    assert story.findings("us-regf-locate") == []
    story.add("2026-03-03 10:00", reached="neighbour", reached_id=9)
    assert [finding.contacts for finding in story.findings("us-regf-locate")] == [(1, 3)]


def test_debt_told_to_an_outsider() -> None:
    story = us()
    story.add("2025-03-03 10:00", reached="colleague", behaviours=frozenset({"disclosure_third_party"}))
    assert {"us-regf-third", "us-regf-third-told"} <= story.rules()


def test_caller_who_hides_who_they_are() -> None:
    story = us()
    story.add("2025-03-03 10:00", identified=False)
    story.add("2025-03-20 10:00", identified=True)
    story.add("2025-04-20 10:00")
    assert [finding.contacts for finding in story.findings("us-regf-14g")] == [(1,)]


def test_threat_of_arrest() -> None:
    story = us()
    story.add("2025-03-03 10:00", behaviours=frozenset({"threat_arrest"}))
    assert story.rules() == {"us-1692e-threat"}


def test_a_rule_to_verify_is_never_hard() -> None:
    story = us()
    story.add("2025-03-03 10:00", behaviours=frozenset({"insult"}))
    assert [(finding.rule, finding.strength) for finding in story.findings()] == [
        ("us-regf-harass-list", Strength.SOFT)]


def test_missing_notice_is_hinted_after_ten_days() -> None:
    story = us()
    story.add("2025-03-03 10:00")
    story.today = day("2025-03-12")
    assert story.findings("us-regf-valid") == []
    story.today = day("2025-03-13")
    assert [finding.strength for finding in story.findings("us-regf-valid")] == [Strength.SOFT]
    story.request("notice_received", "2025-03-08 10:00", party_id=AGENCY)
    assert story.findings("us-regf-valid") == []


def test_recorded_voice_without_consent_binds_lenders_too() -> None:
    story = us()
    story.add("2025-03-03 10:00", party=BANK, automated=True)
    assert story.rules() == {"us-tcpa"}


@pytest.mark.parametrize(("rate", "flagged"), [("0.36", False), ("0.3601", True)])
def test_rate_for_service_members(rate: str, flagged: bool) -> None:
    from decimal import Decimal

    story = us()
    story.loans[1] = LoanFact(1, "Loan", BANK, (), "personal", day("2024-01-10"), "USD", 100_000, Decimal(rate), False)
    found = story.findings("us-mla")
    assert bool(found) is flagged
    if flagged:
        assert [question.key for question in found[0].conditions] == [f"active_duty:{BANK}"]


# --- Massachusetts, Washington -----------------------------------------------------------------------------------


def test_massachusetts_counts_calls_and_texts_of_the_lender_too() -> None:
    story = us("US-MA")
    story.add("2025-03-03 10:00", party=BANK)
    story.add("2025-03-05 10:00", "sms", "delivered", party=BANK)
    assert story.findings("ma-940-freq") == []
    story.add("2025-03-09 10:00", party=BANK)
    assert [(finding.rule, finding.count) for finding in story.findings("ma-")] == [("ma-940-freq", 3)]


def test_massachusetts_eighth_day_is_a_new_window() -> None:
    story = us("US-MA")
    for date in ("2025-03-03", "2025-03-05", "2025-03-10"):
        story.add(f"{date} 10:00", party=BANK)
    assert story.findings("ma-940-freq") == []


def test_massachusetts_unanswered_calls_raise_a_question() -> None:
    story = us("US-MA")
    story.calls("2025-03-03", 3, party=BANK)
    assert [question.key for question in story.findings("ma-940-freq")[0].conditions] == [f"connected:{BANK}"]


def test_massachusetts_at_work_thirty_days() -> None:
    story = us("US-MA")
    for date in ("2025-03-03", "2025-03-20", "2025-04-01"):
        story.add(f"{date} 10:00", place="work")
    assert {finding.rule for finding in story.findings("ma-")} == {"ma-940-freq-elsewhere", "ma-209-freq-elsewhere"}


def test_massachusetts_oral_request_about_work_lasts_ten_days() -> None:
    story = us("US-MA")
    story.request("no_workplace", "2025-03-03 09:00", party_id=AGENCY, channel="call")
    story.add("2025-03-12 10:00", outcome="missed", place="work")
    story.add("2025-03-13 10:00", outcome="missed", place="work")
    assert [finding.contacts for finding in story.findings("ma-209-work")] == [(1,)]


def test_state_rules_need_the_state() -> None:
    story = us("US")
    for number in range(3, 8):
        story.add(f"2025-03-0{number} 10:00", party=BANK)
    assert story.rules() == set()


def test_washington_week_counted_both_ways() -> None:
    story = us("US-WA")
    for date in ("2025-03-06", "2025-03-07", "2025-03-08"):  # Thursday to Saturday
        story.add(f"{date} 10:00", "sms", "delivered")
    assert story.findings("wa-freq") == []
    story.add("2025-03-10 10:00", "sms", "delivered")  # Monday: 4 in 7 days, but in two calendar weeks
    assert [finding.strength for finding in story.findings("wa-freq")] == [Strength.EDGE]
    story.add("2025-03-09 10:00", "sms", "delivered")
    assert Strength.HARD in {finding.strength for finding in story.findings("wa-freq")}


@pytest.mark.parametrize(("time", "flagged"), [("07:29", True), ("07:30", False), ("21:00", False), ("21:01", True)])
def test_washington_hours(time: str, flagged: bool) -> None:
    story = us("US-WA")
    story.add(f"2025-03-03 {time}", outcome="missed")
    assert bool(story.findings("wa-hours")) is flagged


def test_washington_does_not_bind_lenders() -> None:
    story = us("US-WA")
    for number in range(3, 9):
        story.add(f"2025-03-0{number} 06:00", party=BANK)
    assert story.rules() == set()


def test_a_third_persons_own_call_is_no_collection() -> None:
    story = us()
    story.parties[9] = PartyFact(9, "Mother", "third_party")
    story.add("2025-03-03 23:00", party=9)
    assert story.rules() == set()
