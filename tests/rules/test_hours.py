"""Hours: across midnight, by weekday, holiday and channel, when clocks change, and at exact minutes."""

from __future__ import annotations

import pytest

from debttracker.rules.finding import Strength
from tests.rules.story import Story, own

RULE = """
[[rule]]
id = "xx.hours"
kind = "quiet_hours"
COMMON
{keys}
"""


def hours(keys: str, more: str = "") -> Story:
    return own(RULE.replace("{keys}", keys), more)


def flagged(story: Story, *moments: str, channel: str = "call") -> list[str]:
    """Which of the moments are outside the hours."""
    for moment in moments:
        story.add(moment, channel)
    found = {contact for finding in story.findings() for contact in finding.contacts}
    return [moment for number, moment in enumerate(moments, 1) if number in found]


def test_a_window_past_midnight() -> None:
    """A night worker may be called from 20:00 to 04:00."""
    story = hours('allowed = [{ from = "20:00", to = "04:00" }]')
    assert flagged(story, "2026-11-23 19:59", "2026-11-23 20:00", "2026-11-24 00:00", "2026-11-24 03:59",
                   "2026-11-24 04:00", "2026-11-24 12:00") == [
        "2026-11-23 19:59", "2026-11-24 04:00", "2026-11-24 12:00"]


def test_a_window_past_midnight_reaches_into_the_day_after_its_weekday() -> None:
    story = hours('allowed = [{ days = "fri", from = "20:00", to = "02:00" }]')
    assert flagged(story, "2026-11-27 21:00", "2026-11-28 01:59", "2026-11-28 02:00", "2026-11-28 21:00",
                   "2026-11-27 01:00") == ["2026-11-28 02:00", "2026-11-28 21:00", "2026-11-27 01:00"]


def test_weekdays_saturday_and_no_sunday() -> None:
    story = hours('allowed = [{ days = "mon-sat", from = "07:00", to = "21:00" }, '
                  '{ days = "sun", from = "13:00", to = "17:00" }]')
    assert flagged(story, "2026-11-21 07:00", "2026-11-22 12:59", "2026-11-22 13:00", "2026-11-22 17:00",
                   "2026-11-23 20:59") == ["2026-11-22 12:59", "2026-11-22 17:00"]


HOLIDAYS = '[[holidays]]\nkey = "public"\nthrough = 2026\ndays = [2026-12-25]\n'


def test_holidays_without_hours_of_their_own_are_closed() -> None:
    story = hours('allowed = [{ from = "08:00", to = "20:00" }]\nholidays = "public"', HOLIDAYS)
    assert flagged(story, "2026-12-24 10:00", "2026-12-25 10:00", "2026-12-26 10:00") == ["2026-12-25 10:00"]


def test_holidays_with_shorter_hours() -> None:
    story = hours('allowed = [{ from = "08:00", to = "20:00" }, { days = "holiday", from = "08:00", to = "18:00" }]\n'
                  'holidays = "public"', HOLIDAYS)
    assert flagged(story, "2026-12-24 19:00", "2026-12-25 17:59", "2026-12-25 18:00") == ["2026-12-25 18:00"]


def test_a_day_without_contact_says_so() -> None:
    story = hours('allowed = [{ from = "08:00", to = "20:00" }]\nholidays = "public"', HOLIDAYS)
    story.add("2026-12-25 10:00")
    assert "allows no contact" in str(story.findings()[0].explanation.message)


def test_hours_differ_by_channel_and_other_channels_are_free() -> None:
    keys = ('allowed = [{ from = "07:30", to = "21:00", channels = ["calls"] }, '
            '{ from = "09:00", to = "21:00", channels = ["visits"] }]')
    assert flagged(hours(keys), "2026-11-23 08:00", channel="call") == []
    assert flagged(hours(keys), "2026-11-23 08:00", channel="visit") == ["2026-11-23 08:00"]
    assert flagged(hours(keys), "2026-11-23 03:00", channel="letter") == []


@pytest.mark.parametrize(("keys", "times", "expected"), [
    ("", ("07:59", "08:00", "20:59", "21:00"), ("hard", None, None, "hard")),
    ('at_close = "allowed"', ("20:59", "21:00", "21:01"), (None, None, "hard")),
    ('at_close = "edge"\nat_open = "edge"', ("08:00", "08:01", "21:00", "21:01"), ("edge", None, "edge", "hard")),
    ('at_open = "quiet"', ("08:00", "08:01"), ("hard", None)),
])
def test_the_very_minutes_of_opening_and_closing(keys: str, times: tuple[str, ...],
                                                 expected: tuple[str | None, ...]) -> None:
    story = hours('allowed = [{ from = "08:00", to = "21:00" }]\n' + keys)
    for time in times:
        story.add(f"2026-11-23 {time}")
    found = {finding.contacts[0]: finding.strength for finding in story.findings()}
    assert tuple(found.get(number) for number in range(1, len(times) + 1)) == tuple(
        None if strength is None else Strength(strength) for strength in expected)


def test_open_until_midnight() -> None:
    story = hours('allowed = [{ from = "06:00", to = "24:00" }]')
    assert flagged(story, "2026-11-23 23:59", "2026-11-24 00:00") == ["2026-11-24 00:00"]


def test_nothing_allowed_at_all() -> None:
    assert flagged(hours("allowed = []"), "2026-11-23 12:00") == ["2026-11-23 12:00"]


def test_the_wall_clock_counts_when_clocks_go_forward_and_back() -> None:
    """New York, 9 March and 2 November 2025: 8:00 is 8:00 on the wall, whatever the offset."""
    story = hours('allowed = [{ from = "08:00", to = "21:00" }]')
    story.zone = "America/New_York"
    assert flagged(story, "2025-03-08 07:59", "2025-03-09 07:59", "2025-03-09 08:00", "2025-11-02 07:59",
                   "2025-11-02 08:00") == ["2025-03-08 07:59", "2025-03-09 07:59", "2025-11-02 07:59"]


def test_another_zones_clock() -> None:
    story = hours('allowed = [{ from = "08:00", to = "21:00" }]\nclock = "Asia/Tokyo"')
    story.zone = "America/New_York"
    assert flagged(story, "2026-11-23 12:00", "2026-11-23 22:00") == ["2026-11-23 12:00"]


def test_rules_over_one_group_keep_apart() -> None:
    both = RULE.replace("{keys}", 'allowed = [{ from = "08:00", to = "21:00" }]') + RULE.replace(
        "xx.hours", "xx.later").replace("{keys}", 'from = 2026-11-24\nallowed = [{ from = "09:00", to = "21:00" }]')
    story = own(both)
    story.add("2026-11-23 08:30")
    story.add("2026-11-24 08:30")
    story.add("2026-11-24 07:30")
    assert [(finding.rule, finding.contacts) for finding in story.findings()] == [
        ("xx.hours", (3,)), ("xx.later", (3,)), ("xx.later", (2,))]


def test_days_overdue_lift_a_rule_about_hours() -> None:
    from dataclasses import replace

    from tests.rules.story import day

    story = hours('unless_overdue_days = 15\nallowed = [{ from = "06:00", to = "22:00" }]')
    story.loans[1] = replace(story.loans[1], overdue=((day("2026-11-01"), None),))
    assert flagged(story, "2026-11-16 23:00", "2026-11-17 23:00") == ["2026-11-16 23:00"]
    story.loans[1] = replace(story.loans[1], overdue=None)
    assert [[question.key for question in finding.conditions] for finding in story.findings()] == [["overdue:2"]] * 2
