"""Clocks of claims, answers, promises and evidence."""

from __future__ import annotations

import pytest

from debttracker.rules.deadlines import (
    VOICEMAIL_DAYS,
    ClockKind,
    Promise,
    answer_clocks,
    claim_clocks,
    evidence_clocks,
    finding_clock,
    last_day,
    promise_clocks,
)
from debttracker.rules.facts import LoanFact
from debttracker.rules.pack import Deadline
from tests.rules.story import AGENCY, BANK, OTHER_AGENCY, cn, day, pack, us


def span(**length: int) -> Deadline:
    """A deadline of some length."""
    from dataclasses import replace

    return replace(pack("us").deadlines[0], **{"years": 0, **length})


@pytest.mark.parametrize(("length", "first", "last"), [
    ({"years": 1}, "2025-03-03", "2026-03-03"), ({"years": 1}, "2024-02-29", "2025-02-28"),
    ({"months": 1}, "2026-01-31", "2026-02-28"), ({"months": 6}, "2026-08-15", "2027-02-15"),
    ({"months": 12}, "2026-12-31", "2027-12-31"), ({"days": 30}, "2026-01-31", "2026-03-02"),
    ({"working_days": 5}, "2026-11-20", "2026-11-27"), ({"working_days": 1}, "2026-11-21", "2026-11-23")])
def test_ends_of_spans(length: dict[str, int], first: str, last: str) -> None:
    assert last_day(span(**length), day(first)) == day(last)


def test_one_year_from_each_event_under_the_fdcpa() -> None:
    story = us()
    story.add("2025-03-03 22:00", outcome="missed")
    clock = finding_clock(story.findings("us-regf-time")[0], story.packs)
    assert clock is not None
    assert (clock.kind, clock.last_day, clock.contacts) == (ClockKind.CLAIM, day("2026-03-03"), (1,))
    assert clock.days_left(day("2026-03-03")) == 0
    assert clock.deadline is not None
    assert clock.deadline.article == "1692k(d)"


def test_no_law_no_clock() -> None:
    story = cn()
    story.add("2026-11-23 23:00")
    assert finding_clock(story.findings()[0], story.packs) is None


def test_the_nearest_claim_still_open_for_each_firm() -> None:
    story = us()
    for date in ("2024-01-10", "2025-03-03", "2025-05-05"):
        story.add(f"{date} 22:00", outcome="missed")
    story.add("2025-04-04 22:00", outcome="missed", party=OTHER_AGENCY)
    clocks = claim_clocks(story.check(), story.packs, day("2025-06-01"))
    assert [(clock.party_id, clock.last_day, clock.findings) for clock in clocks] == [
        (AGENCY, day("2026-03-03"), 2), (OTHER_AGENCY, day("2026-04-04"), 1)]


def test_thirty_days_to_dispute_after_the_notice() -> None:
    story = us()
    story.request("notice_received", "2025-03-03 10:00", party_id=AGENCY, received_day=day("2025-03-05"))
    clocks = answer_clocks(story.facts(), story.packs)
    assert [(clock.deadline.key, clock.last_day, clock.approximate) for clock in clocks if clock.deadline] == [
        ("us-regf-window", day("2025-04-04"), False)]


def test_an_answered_request_has_no_clock() -> None:
    story = us()
    story.request("notice_received", "2025-03-03 10:00", party_id=AGENCY, answered_day=day("2025-03-20"))
    assert answer_clocks(story.facts(), story.packs) == []


@pytest.mark.parametrize(("channel", "last", "approximate"), [
    ("email", "2026-11-21", False), ("letter", "2026-11-28", True)])
def test_twenty_days_to_answer_a_credit_record_objection(channel: str, last: str, approximate: bool) -> None:
    story = cn()
    story.add("2026-11-01 10:00", channel, "delivered", direction="out", letter_kind="credit_correction", party=BANK)
    story.add("2026-11-02 10:00", channel, "delivered", direction="out", letter_kind="hardship", party=BANK)
    clocks = answer_clocks(story.facts(), story.packs)
    assert [(clock.last_day, clock.approximate, clock.contacts) for clock in clocks] == [(day(last), approximate, (1,))]


def test_promises_by_their_day() -> None:
    story = cn()
    clocks = promise_clocks([Promise(7, AGENCY, day("2026-12-01"), "waive the fee"), Promise(6, None, day("2026-11-30"))],
                            story.facts())
    assert [(clock.kind, clock.contacts, clock.last_day) for clock in clocks] == [
        (ClockKind.PROMISE, (6,), day("2026-11-30")), (ClockKind.PROMISE, (7,), day("2026-12-01"))]


def test_voicemails_without_a_copy_are_to_be_saved() -> None:
    story = us()
    story.add("2025-03-03 10:00", "voicemail", "delivered")
    story.add("2025-03-03 11:00", "call", "voicemail")
    story.add("2025-03-03 12:00", "voicemail", "delivered")
    story.add("2025-01-01 12:00", "voicemail", "delivered")
    clocks = evidence_clocks(story.facts(), story.packs, frozenset({3}), day("2025-03-10"))
    assert [(clock.contacts, clock.last_day) for clock in clocks] == [
        ((1,), day("2025-03-03") + VOICEMAIL_DAYS), ((2,), day("2025-03-03") + VOICEMAIL_DAYS)]


def test_the_oldest_recording_a_firm_must_still_have() -> None:
    story = us()
    story.add("2022-01-01 10:00")
    story.add("2023-01-01 10:00")
    story.add("2024-01-01 10:00")
    story.add("2023-06-01 10:00", party=BANK)
    clocks = evidence_clocks(story.facts(), story.packs, frozenset(), day("2025-06-01"))
    assert [(clock.party_id, clock.contacts, clock.last_day) for clock in clocks] == [(AGENCY, (2,), day("2026-01-01"))]


def test_recordings_of_a_bank_are_kept_two_years_for_cards() -> None:
    story = cn()
    story.add("2026-01-05 10:00", party=BANK)
    assert evidence_clocks(story.facts(), story.packs, frozenset(), day("2026-11-24")) == []
    story.loans[1] = LoanFact(1, "卡", BANK, (AGENCY,), "credit_card")
    clocks = evidence_clocks(story.facts(), story.packs, frozenset(), day("2026-11-24"))
    assert [(clock.deadline.key, clock.last_day) for clock in clocks if clock.deadline] == [
        ("cn.card2011.recordings", day("2028-01-05"))]
