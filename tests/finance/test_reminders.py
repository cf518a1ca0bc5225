from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from icalendar import Calendar

from debttracker.basics.languages import Words, words
from debttracker.basics.money import Money
from debttracker.finance.matching import match
from debttracker.finance.prepayment import Payment
from debttracker.finance.reminders import DueEvent, ReminderStyle, calendar_text, due_events
from debttracker.finance.schedule import schedule
from debttracker.finance.terms import LoanTerms

STAMP = datetime(2026, 11, 24, 8, tzinfo=UTC)
LOAN = LoanTerms("CNY", 300_000, date(2026, 10, 10), 3, rate=Decimal(0))
EVENTS = due_events("loan-7", "招商卡", "CNY", schedule(LOAN), date(2026, 11, 24))


def parsed(text: str) -> list[object]:
    return list(Calendar.from_ical(text).walk("VEVENT"))


def test_only_coming_days_become_events() -> None:
    assert [one.due for one in EVENTS] == [date(2026, 12, 10), date(2027, 1, 10)]
    assert EVENTS[0].amount == Money(100_000, "CNY")
    found = match(LOAN, [Payment(date(2026, 11, 10), 230_000)], date(2026, 11, 24))
    left = due_events("loan-7", "x", "CNY", found.instalments, date(2026, 11, 24))
    assert [(one.number, one.amount.minor) for one in left] == [(3, 70_000)]


def test_one_event_and_one_alarm_each(english: Words) -> None:
    events = parsed(calendar_text(EVENTS, ReminderStyle(neutral=False), STAMP, english))
    assert len(events) == 2
    first = events[0]
    assert first["dtstart"].dt == date(2026, 12, 10)
    assert str(first["summary"]) == "招商卡: ¥ 1,000.00 due"
    alarms = first.walk("VALARM")
    assert len(alarms) == 1
    # Nine in the morning of the day before an all-day event.
    assert alarms[0]["trigger"].dt == timedelta(hours=-15)


def test_neutral_wording_reveals_neither_lender_nor_amount() -> None:
    for language, word in (("en", "debt"), ("zh-Hans", "贷"), ("zh-Hant", "貸")):
        text = calendar_text(EVENTS, ReminderStyle(), STAMP, words(language))
        assert "招商卡" not in text
        assert "1,000" not in text
        assert word not in text.lower()


def test_importing_again_updates_instead_of_doubling(english: Words) -> None:
    before = parsed(calendar_text(EVENTS, ReminderStyle(), STAMP, english))
    later = [replace(one, due=one.due + timedelta(5), amount=Money(1, "CNY"), revision=1) for one in EVENTS]
    after = parsed(calendar_text(later, ReminderStyle(), STAMP + timedelta(1), english))
    assert [one["uid"] for one in before] == [one["uid"] for one in after]
    assert [int(one["sequence"]) for one in before + after] == [0, 0, 1, 1]
    assert len({one["uid"] for one in before}) == 2


def test_timed_events_stand_in_utc_and_the_alarm_a_day_before(english: Words) -> None:
    style = ReminderStyle(at=time(10), zone_name="Asia/Shanghai", days_before=1)
    event = parsed(calendar_text(EVENTS[:1], style, STAMP, english))[0]
    assert event["dtstart"].dt == datetime(2026, 12, 10, 2, tzinfo=UTC)
    assert event.walk("VALARM")[0]["trigger"].dt == timedelta(days=-1)


def test_the_same_input_gives_the_same_bytes_and_lines_of_the_standard(english: Words) -> None:
    long = [DueEvent("loan-1", 1, date(2026, 12, 1), Money(1, "CNY"), "很长的名字" * 30)]
    style = ReminderStyle(neutral=False)
    text = calendar_text(long, style, STAMP, english)
    assert text == calendar_text(long, style, STAMP, english)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
