"""Moments: wall time, precision, and the two hours a year when clocks are not simple."""

from __future__ import annotations

import os
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debttracker.basics.errors import BadInput
from debttracker.basics.moments import (
    EARLIEST_MS,
    LATEST_MS,
    Moment,
    Precision,
    day_number,
    day_of,
    parse_moment,
    system_zone,
    to_ms,
    written_moment,
    zone,
)

ZONES = st.sampled_from(["Asia/Shanghai", "Asia/Taipei", "Asia/Kathmandu", "Europe/London", "America/New_York",
                         "America/Sao_Paulo", "Australia/Lord_Howe", "Pacific/Apia", "UTC"])
INSTANTS = st.integers(EARLIEST_MS, LATEST_MS - 1)


@given(INSTANTS, ZONES)
def test_what_is_written_is_read_back(utc_ms: int, zone_name: str) -> None:
    for moment in (Moment(utc_ms, zone_name), Moment(utc_ms // 1000 * 1000, zone_name)):
        assert parse_moment(moment.iso(), zone_name) == moment


@given(INSTANTS, ZONES)
def test_minute_and_about_come_back_to_the_minute(utc_ms: int, zone_name: str) -> None:
    for precision in (Precision.MINUTE, Precision.ABOUT):
        moment = Moment(utc_ms // 60_000 * 60_000, zone_name, precision)
        assert parse_moment(moment.iso(), zone_name) == moment


@given(st.dates(date(1990, 1, 2), date(2089, 12, 30)), ZONES)
def test_a_bare_day_stays_that_day_in_every_zone(day: date, zone_name: str) -> None:
    moment = parse_moment(day.isoformat(), zone_name)
    assert moment.precision is Precision.DAY
    assert moment.local_day == day
    assert moment.iso() == day.isoformat()


@given(st.dates(date(1990, 1, 1), date(2089, 12, 31)))
def test_day_numbers(day: date) -> None:
    assert day_of(day_number(day)) == day
    assert day_number(day) == (day - date(1970, 1, 1)).days


@pytest.mark.parametrize(("text", "precision", "utc"), [
    ("2026-11-23 22:14", Precision.MINUTE, "2026-11-23T14:14:00+00:00"),
    ("2026-11-23T22:14:05", Precision.EXACT, "2026-11-23T14:14:05+00:00"),
    ("2026-11-23T22:14:05.250", Precision.EXACT, "2026-11-23T14:14:05.250000+00:00"),
    ("2026-11-23T22:14+08:00", Precision.MINUTE, "2026-11-23T14:14:00+00:00"),
    ("2026-11-23T14:14Z", Precision.MINUTE, "2026-11-23T14:14:00+00:00"),
    ("2026-11-23T09:14:00-05:00", Precision.EXACT, "2026-11-23T14:14:00+00:00"),
    ("~2026-11-23 22:14", Precision.ABOUT, "2026-11-23T14:14:00+00:00"),
    (" 2026-11-23 ", Precision.DAY, "2026-11-22T16:00:00+00:00"),
    ("20261123", Precision.DAY, "2026-11-22T16:00:00+00:00"),
])
def test_reading(text: str, precision: Precision, utc: str) -> None:
    moment = parse_moment(text, "Asia/Shanghai")
    assert moment.precision is precision
    assert moment.utc_ms == to_ms(datetime.fromisoformat(utc))


@pytest.mark.parametrize("text", ["", "yesterday", "2026-13-01", "2026-11-23 25:00", "23/11/2026", "1970-01-01 08:00",
                                  "2099-01-01", "0001-01-01", "9999-12-31T23:59:59-12:00"])
def test_what_cannot_be_a_time_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        parse_moment(text, "Asia/Shanghai")


def test_a_wall_time_that_was_skipped_is_taken_an_hour_later() -> None:
    """London, 2026-03-29: clocks went from 00:59:59 to 02:00."""
    moment = Moment.of_local(datetime(2026, 3, 29, 1, 30), "Europe/London")
    assert moment.local().isoformat() == "2026-03-29T02:30:00+01:00"
    assert moment.local_minute == 150


def test_a_wall_time_that_came_twice_follows_fold() -> None:
    """New York, 2026-11-01: 01:30 came first in summer time, then in winter time, one hour apart."""
    first = Moment.of_local(datetime(2026, 11, 1, 1, 30), "America/New_York")
    second = Moment.of_local(datetime(2026, 11, 1, 1, 30, fold=1), "America/New_York")
    assert second.utc_ms - first.utc_ms == 3_600_000
    assert first.local_minute == second.local_minute == 90
    assert first.iso() != second.iso()
    assert parse_moment(second.iso(), "America/New_York") == second


def test_a_midnight_that_did_not_exist_keeps_its_day() -> None:
    """São Paulo began summer time at midnight until 2018."""
    assert parse_moment("2018-11-04", "America/Sao_Paulo").local_day == date(2018, 11, 4)


def test_late_evening_is_judged_by_the_borrowers_wall() -> None:
    """22:30 in Shanghai is 14:30 UTC: the rule on hours reads 22:30 and the same calendar day."""
    moment = Moment(to_ms(datetime(2026, 11, 23, 14, 30, tzinfo=UTC)), "Asia/Shanghai")
    assert (moment.local_minute, moment.local_day) == (22 * 60 + 30, date(2026, 11, 23))
    assert Moment(moment.utc_ms, "Pacific/Apia").local_day == date(2026, 11, 24)


def test_milliseconds_have_no_rounding_error() -> None:
    for ms in (0, 1, 999, 4_102_444_799_999, 1_234_567_890_123):
        assert to_ms(datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=ms)) == ms


@pytest.mark.parametrize("name", ["", "Asia/Atlantis", "../etc/passwd", "/etc/passwd", "CST+8 ", "x" * 500, "a\x00b"])
def test_no_such_zone(name: str) -> None:
    with pytest.raises(BadInput):
        zone(name)


def test_now_is_now() -> None:
    assert abs(Moment.now("Asia/Taipei").utc_ms - time.time() * 1000) < 5_000


def test_zone_of_this_computer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", ":Asia/Taipei")
    assert system_zone() == "Asia/Taipei"
    monkeypatch.setenv("TZ", "CST-8")  # a POSIX rule names no place; what the system link says counts
    monkeypatch.setattr(os.path, "realpath", lambda _: "/usr/share/zoneinfo/Europe/London")
    monkeypatch.setattr(Path, "exists", lambda _: True)
    assert system_zone() == "Europe/London"


@pytest.mark.parametrize(("zone_name", "first"), [
    ("America/New_York", "2026-03-06"), ("America/New_York", "2026-10-30"), ("America/Havana", "2026-03-06"),
    ("America/Havana", "2026-10-30"), ("Australia/Lord_Howe", "2026-04-03"), ("Pacific/Apia", "2011-12-28"),
    ("America/Sao_Paulo", "2018-11-02"), ("Africa/Casablanca", "2026-02-13"), ("Asia/Kathmandu", "2026-01-01")])
def test_written_moments_are_parsed_moments_around_changing_clocks(zone_name: str, first: str) -> None:
    told = 0
    for quarter in range(4 * 24 * 5):
        wall = datetime.fromisoformat(first) + timedelta(minutes=15 * quarter)
        short, long = written_moment(wall.isoformat(), zone_name), parse_moment(wall.isoformat(), zone_name)
        if short is not None:
            told += 1
            here = wall.replace(tzinfo=zone(zone_name))
            assert short == (long.utc_ms, long.precision)
            assert here.utcoffset() == here.replace(fold=1).utcoffset(), "a time that may be an hour off"
    assert told >= 4 * 24 * 3, "only days of change want a closer look"
