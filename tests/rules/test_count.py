"""Counts: windows, what counts together, what is left out."""

from __future__ import annotations

import pytest

from debttracker.rules.facts import LoanFact
from debttracker.rules.finding import Strength
from tests.rules.story import AGENCY, BANK, OTHER_AGENCY, Story, own

RULE = """
[[rule]]
id = "xx.count"
kind = "count"
COMMON
{keys}
[rule.touches]
channels = ["call"]
outcomes = ["answered"]
maybe_outcomes = ["unknown"]
"""


def count(keys: str) -> Story:
    return own(RULE.replace("{keys}", keys))


def windows(story: Story) -> list[tuple[str, str, int]]:
    return [(finding.start, finding.end, finding.count) for finding in story.findings()]


def test_a_calendar_week_runs_from_monday() -> None:
    story = count('limit = 2\nwindow = "week"\nper = ["collector"]')
    for date in ("2026-11-21", "2026-11-22", "2026-11-23", "2026-11-24"):  # Saturday to Tuesday
        story.add(f"{date} 10:00")
    assert windows(story) == []
    story.add("2026-11-29 10:00")
    assert windows(story) == [("2026-11-23", "2026-11-29", 3)]


@pytest.mark.parametrize(("last", "found"), [("2026-02-28", [("2026-02-01", "2026-02-28", 3)]), ("2026-03-01", [])])
def test_a_calendar_month(last: str, found: list[tuple[str, str, int]]) -> None:
    story = count('limit = 2\nwindow = "month"\nper = ["collector"]')
    for date in ("2026-02-01", "2026-02-27", last):
        story.add(f"{date} 10:00")
    assert windows(story) == found


def test_december_ends_with_its_31st() -> None:
    story = count('limit = 1\nwindow = "month"\nper = []')
    story.add("2026-12-01 10:00")
    story.add("2026-12-31 10:00")
    story.add("2027-01-01 10:00")
    assert windows(story) == [("2026-12-01", "2026-12-31", 2)]


def test_ever_counts_from_the_first() -> None:
    story = count('limit = 1\nwindow = "ever"\nper = ["collector"]')
    story.add("2020-01-01 10:00")
    story.add("2026-01-01 10:00")
    assert windows(story) == [("2020-01-01", "2026-01-01", 2)]


def test_nobody_separated() -> None:
    story = count('limit = 1\nwindow = "day"\nper = []')
    story.add("2026-11-23 10:00")
    story.add("2026-11-23 11:00", party=OTHER_AGENCY, reached="spouse")
    assert [finding.count for finding in story.findings()] == [2]


def test_sliding_windows_far_apart_and_close_together() -> None:
    story = count('limit = 1\nwindow = "3 days"\nper = ["collector"]')
    for date in ("2020-01-01", "2020-01-04", "2023-05-01", "2023-05-03", "2026-11-01"):
        story.add(f"{date} 10:00")
    assert windows(story) == [("2023-05-01", "2023-05-03", 2)]


def test_dense_and_sparse_counting_agree() -> None:
    from debttracker.rules.kinds.count import _sliding, _sliding_sparse, params_of

    params = params_of(count('limit = 3\nwindow = "5 days"\nper = []').packs[0].rules[0])
    counts = {day: (day * 7) % 4 + 1 for day in range(100, 140) if day % 6}
    assert _sliding(params, counts) == _sliding_sparse(params, sorted(counts.items()))


def test_an_unknown_outcome_counts_with_a_question() -> None:
    story = count('limit = 1\nwindow = "day"\nper = ["collector"]')
    story.add("2026-11-23 10:00")
    story.add("2026-11-23 11:00", outcome="unknown")
    assert [[question.key for question in finding.conditions] for finding in story.findings()] == [["connected:2"]]
    story.add("2026-11-23 12:00")
    assert [finding.conditions for finding in story.findings()] == [()]  # two are certain: nothing left to ask


def test_an_unknown_direction_is_asked() -> None:
    story = count('limit = 1\nwindow = "day"\nper = ["collector"]')
    story.add("2026-11-23 10:00", direction="unknown")
    story.add("2026-11-23 11:00")
    assert [[question.key for question in finding.conditions] for finding in story.findings()] == [["direction:2"]]


def two_loans(story: Story) -> Story:
    story.loans[2] = LoanFact(2, "卡", BANK, (AGENCY,))
    return story


def test_contacts_that_name_no_loan_may_be_about_any() -> None:
    story = two_loans(count('limit = 2\nwindow = "day"\nper = ["collector", "loan"]'))
    story.add("2026-11-23 10:00", loan_ids=(1,))
    story.add("2026-11-23 11:00", loan_ids=(1,))
    story.add("2026-11-23 12:00")
    found = story.findings()
    assert [(finding.loan_id, finding.count) for finding in found] == [(1, 3)]
    assert [question.key for question in found[0].conditions] == ["same_debt:2"]


def test_enough_certain_contacts_need_no_question() -> None:
    story = two_loans(count('limit = 1\nwindow = "day"\nper = ["collector", "loan"]'))
    story.add("2026-11-23 10:00", loan_ids=(1,))
    story.add("2026-11-23 11:00", loan_ids=(1,))
    story.add("2026-11-23 12:00")
    assert [finding.conditions for finding in story.findings() if finding.loan_id == 1] == [()]


def test_student_loans_of_one_account_are_one_debt() -> None:
    story = count('limit = 1\nwindow = "day"\nper = ["collector", "loan"]')
    story.loans = {1: LoanFact(1, "A", BANK, (AGENCY,), debt_key="acct"), 2: LoanFact(2, "B", BANK, (AGENCY,), debt_key="acct")}
    story.add("2026-11-23 10:00", loan_ids=(1,))
    story.add("2026-11-23 11:00", loan_ids=(2,))
    assert [finding.count for finding in story.findings()] == [2]


def test_relatives_without_a_name_may_be_two() -> None:
    story = count('limit = 1\nwindow = "day"\nper = ["person"]')
    story.add("2026-11-23 10:00", reached="relative")
    story.add("2026-11-23 11:00", reached="relative")
    assert [[question.key for question in finding.conditions] for finding in story.findings()] == [
        ["same_person:relative"]]


def test_counting_begins_with_the_first_conversation() -> None:
    story = own(RULE.replace("{keys}", 'limit = 2\nwindow = "7 days"\nper = ["collector"]\nafter_conversation = true')
                .replace('["answered"]', '["answered", "voicemail"]'))
    for hour in (9, 10, 11):
        story.add(f"2026-11-23 {hour:02d}:00", outcome="voicemail")
    assert story.findings() == []
    story.add("2026-11-23 12:00")
    story.add("2026-11-24 10:00", outcome="voicemail")
    story.add("2026-11-25 10:00", outcome="voicemail")
    assert story.findings() == []
    story.add("2026-11-26 10:00", outcome="voicemail")
    assert [finding.contacts for finding in story.findings()] == [(5, 6, 7)]


def test_only_days_in_force_are_counted() -> None:
    story = count('from = 2026-11-24\nto = 2026-11-25\nlimit = 1\nwindow = "7 days"\nper = ["collector"]')
    for date in ("2026-11-23", "2026-11-24", "2026-11-25", "2026-11-26"):
        story.add(f"{date} 10:00")
    assert [finding.contacts for finding in story.findings()] == [(2, 3)]


def test_edge_and_certain_weeks() -> None:
    story = count('limit = 1\nwindow = "7 days"\ncertain_in = "week"\nper = ["collector"]')
    story.add("2026-11-22 10:00")
    story.add("2026-11-23 10:00")
    assert [finding.strength for finding in story.findings()] == [Strength.EDGE]
    story.add("2026-11-24 10:00")
    assert [finding.strength for finding in story.findings()] == [Strength.HARD, Strength.HARD]


def test_two_firms_of_one_lender_together_or_apart() -> None:
    for per, found in (("lender", 1), ("collector", 0)):
        story = count(f'limit = 1\nwindow = "day"\nper = ["{per}"]')
        story.add("2026-11-23 10:00")
        story.add("2026-11-23 11:00", party=OTHER_AGENCY)
        assert len(story.findings()) == found
