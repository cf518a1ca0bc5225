"""The time zone of a phone, found from what its backup prints.

A backup holds each instant twice: in milliseconds UTC and as text in the phone's own wall time. Their difference is
the phone's distance from UTC at that instant; taken from the beginning and the end of the file it tells zones with
summer time from zones without.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Final

from debttracker.basics.moments import EARLIEST_MS, LATEST_MS, system_zone, zone
from debttracker.capture.source import Source

_SAMPLE: Final = 192 << 10
_PAIR: Final = re.compile(rb'\sdate="(\d{11,14})"[^<>]{0,4000}?\s(?:readable_date|time)="([^"<>]{6,60})"')
_CLOCK: Final = re.compile(r"(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?(?!\d)")
_AFTERNOON: Final = re.compile(r"[Pp]\.?\s?[Mm]\b|下午|晚上|午後|午后|오후|中午")
_MORNING: Final = re.compile(r"[Aa]\.?\s?[Mm]\b|上午|凌晨|早上|午前|오전|清晨")
#: Tried after the computer's own zone and the region's, so that +8 hours becomes a place people know.
_COMMON: Final = ("Asia/Shanghai", "Asia/Taipei", "Asia/Hong_Kong", "Asia/Tokyo", "Asia/Kolkata", "Asia/Singapore",
                  "Europe/London", "Europe/Berlin", "America/New_York", "America/Chicago", "America/Denver",
                  "America/Los_Angeles", "America/Phoenix", "America/Toronto", "Australia/Sydney", "Asia/Bangkok",
                  "Asia/Jakarta", "Asia/Karachi", "Asia/Dubai", "Africa/Nairobi", "Africa/Lagos", "America/Sao_Paulo",
                  "America/Mexico_City", "Europe/Moscow", "Europe/Athens", "Pacific/Auckland", "UTC")
_OF_REGION: Final = {
    "CN": ("Asia/Shanghai",), "TW": ("Asia/Taipei",), "HK": ("Asia/Hong_Kong",), "MO": ("Asia/Macau",),
    "JP": ("Asia/Tokyo",), "KR": ("Asia/Seoul",), "IN": ("Asia/Kolkata",), "SG": ("Asia/Singapore",),
    "MY": ("Asia/Kuala_Lumpur",), "GB": ("Europe/London",), "DE": ("Europe/Berlin",), "FR": ("Europe/Paris",),
    "US": ("America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles", "America/Phoenix"),
    "CA": ("America/Toronto", "America/Winnipeg", "America/Edmonton", "America/Vancouver", "America/Halifax"),
    "AU": ("Australia/Sydney", "Australia/Brisbane", "Australia/Adelaide", "Australia/Perth"),
}


def phone_zone(source: Source, chosen: str | None, region: str) -> tuple[str, str]:
    """The zone for all records of ``source`` and how it is known: "user" when ``chosen``, "device" when the phone's
    own clock text tells, else this computer's zone and "unknown"."""
    if chosen:
        return chosen, "user"
    tail = max(source.size - _SAMPLE, 0)
    seen = [*_offsets(source.peek(0, _SAMPLE)), *(_offsets(source.peek(tail, _SAMPLE)) if tail else ())]
    here = system_zone()
    if not seen:
        return here, "unknown"
    candidates = (here, *_OF_REGION.get(region, ()), *_COMMON)
    return best_zone(seen, candidates), "device"


def best_zone(seen: list[tuple[int, int]], candidates: Iterable[str]) -> str:
    """The first of ``candidates`` that agrees with most of ``seen`` (instant in ms, minutes ahead of UTC).

    When none agrees with the most common distance, a fixed-offset zone is used if IANA has one, else the candidate
    that fits best.
    """
    best, most = "UTC", 0
    for name in candidates:
        fits = sum(_offset_in(name, ms) == minutes for ms, minutes in seen)
        if fits > most:
            best, most = name, fits
    if most * 2 >= len(seen):
        return best
    minutes, n = Counter(minutes for _, minutes in seen).most_common(1)[0]
    if minutes % 60 == 0 and -12 <= minutes // 60 <= 14 and n > most:
        # The signs of these IANA names are reversed: Etc/GMT-8 is eight hours ahead.
        return f"Etc/GMT{-minutes // 60:+d}"
    return best


def _offsets(sample: bytes) -> list[tuple[int, int]]:
    """Pairs of (instant in ms, minutes ahead of UTC) found in a piece of the file."""
    found = []
    for match in _PAIR.finditer(sample):
        ms = int(match[1])
        if EARLIEST_MS <= ms < LATEST_MS:
            minutes = distance(ms, match[2].decode("utf-8", "replace"))
            if minutes is not None:
                found.append((ms, minutes))
    return found


def distance(ms: int, printed: str) -> int | None:
    """Minutes by which the wall clock ``printed`` is ahead of UTC at ``ms``; None when it holds no clock time.

    Only the clock is read, since dates are printed in every language; the result lies between -11 h and +12 h 59,
    and is a multiple of 15 minutes as all zones of today are.
    """
    clocks = list(_CLOCK.finditer(printed))
    if not clocks:
        return None
    clock = next((c for c in clocks if c[3] and ":" in c[0]), clocks[-1])
    hour, minute = int(clock[1]), int(clock[2])
    if hour > 24 or minute > 59:
        return None
    if _AFTERNOON.search(printed) and hour < 12:
        hour += 12
    elif _MORNING.search(printed) and hour == 12:
        hour = 0
    utc = datetime.fromtimestamp(ms // 1000, UTC)
    ahead = (hour * 60 + minute - utc.hour * 60 - utc.minute) % 1440
    ahead -= 1440 if ahead >= 13 * 60 else 0
    return ahead if ahead % 15 == 0 else None


def _offset_in(name: str, ms: int) -> int:
    offset = datetime.fromtimestamp(ms // 1000, zone(name)).utcoffset()
    return int(offset.total_seconds()) // 60 if offset is not None else 0
