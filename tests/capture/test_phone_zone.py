"""The zone of a phone, from the difference between its two clocks."""

from __future__ import annotations

import pytest

from debttracker.capture.phone_zone import best_zone, distance
from tests.capture.conftest import ANDROID, Reader, read_all, sms, smses

SUMMER, WINTER = 1_720_997_593_000, 1_512_226_167_000  # 2024-07-14 22:53:13 UTC, 2017-12-02 14:49:27 UTC


@pytest.mark.parametrize(("ms", "printed", "minutes"), [
    (SUMMER, "Jul 14, 2024 15:53:13", -420), (WINTER, "Dec 2, 2017 06:49:27", -480),
    (SUMMER, "2024年7月15日 06:53:13", 480), (SUMMER, "2024-7-15 上午6:53:13", 480),
    (SUMMER, "15.07.2024 00:53:13", 120), (SUMMER, "Jul 15, 2024 4:23:13 AM", 330), (SUMMER, "Jul 14, 2024 10:53:13 PM", 0),
    (SUMMER, "下午10:53", 0), (SUMMER, "15 Jul 2024 12:53:13 a.m.", 120), (SUMMER, "no clock", None),
    (SUMMER, "15:47:13", None), (SUMMER, "99:99:99", None), (1_609_459_200_000, "Jan 1, 2021 12:00:00 AM", 0),
])
def test_distance_from_utc(ms: int, printed: str, minutes: int | None) -> None:
    assert distance(ms, printed) == minutes


def test_summer_time_tells_zones_apart() -> None:
    zones = ("America/Phoenix", "America/Los_Angeles", "America/Denver")
    assert best_zone([(SUMMER, -420)], zones) == "America/Phoenix"
    assert best_zone([(SUMMER, -420), (WINTER, -480)], zones) == "America/Los_Angeles"


def test_an_unusual_distance_gets_a_fixed_zone() -> None:
    assert best_zone([(SUMMER, -120)] * 3, ("Asia/Shanghai",)) == "Etc/GMT+2"


def test_of_a_real_phone() -> None:
    assert {(d.zone, d.zone_known) for d in read_all(ANDROID / "devadvance_sample_small.xml").drafts} == {
        ("America/Los_Angeles", "device")}


def test_what_the_user_says_counts_more(read_bytes: Reader) -> None:
    draft = read_bytes(smses(sms(readable_date="Nov 14, 2023 22:13:20")), zone="Europe/Paris").only
    assert (draft.zone, draft.zone_known) == ("Europe/Paris", "user")


def test_without_any_hint_it_is_the_zone_of_this_computer(read_bytes: Reader) -> None:
    draft = read_bytes(smses(sms())).only
    assert (draft.zone, draft.zone_known) == ("Asia/Shanghai", "unknown")
