"""Moments: an instant in UTC, the zone the borrower was in, and how exact the time is.

Legal rules read the borrower's local wall time; order and journals read the instant.
"""

from __future__ import annotations

import re
import time
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from debttracker.basics.errors import BadInput
from debttracker.basics.languages import N_

#: Contacts before this or after next year's end are refused as mistakes of a clock or a file.
EARLIEST_MS: Final = int(datetime(1990, 1, 1, tzinfo=UTC).timestamp() * 1000)
LATEST_MS: Final = int(datetime(2090, 1, 1, tzinfo=UTC).timestamp() * 1000)
_EPOCH = date(1970, 1, 1).toordinal()


class Precision(StrEnum):
    """How exactly a time is known."""

    EXACT = "exact"
    MINUTE = "minute"
    DAY = "day"
    ABOUT = "about"


@lru_cache(maxsize=64)
def zone(name: str) -> ZoneInfo:
    """The IANA zone called ``name``; raises BadInput when there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise BadInput(
            N_("“{name}” is not a time zone. Use a name such as Asia/Shanghai or Europe/London."), name=name[:60]
        ) from None


@lru_cache(maxsize=256)
def _wall(utc_ms: int, zone_name: str) -> datetime:
    """Wall time; kept for a moment, because whoever writes about a contact asks for it again and again."""
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=utc_ms)).astimezone(zone(zone_name))


class Moment(NamedTuple):
    """``utc_ms`` milliseconds since 1970-01-01 UTC, seen from the IANA zone ``zone_name``."""

    utc_ms: int
    zone_name: str = "UTC"
    precision: Precision = Precision.EXACT

    @classmethod
    def of_local(cls, local: datetime, zone_name: str, precision: Precision = Precision.EXACT) -> Moment:
        """The moment at which clocks in ``zone_name`` show ``local`` (naive; ``fold`` is respected)."""
        aware = local.replace(tzinfo=zone(zone_name))
        return cls(to_ms(aware), zone_name, precision)

    @classmethod
    def now(cls, zone_name: str) -> Moment:
        """This instant."""
        return cls(time.time_ns() // 1_000_000, zone_name)

    def local(self) -> datetime:
        """Wall time in the moment's zone, with its offset."""
        return _wall(self.utc_ms, self.zone_name)

    @property
    def local_day(self) -> date:
        """The calendar day on the borrower's wall."""
        return self.local().date()

    @property
    def local_minute(self) -> int:
        """Minutes since local midnight by the wall clock, 0 to 1439."""
        wall = self.local()
        return wall.hour * 60 + wall.minute

    def iso(self) -> str:
        """ISO 8601 with offset, in the digits that are known; what CSV and JSON print, and what
        :func:`parse_moment` reads back. A day is a bare date; a time that is only about right begins with ``~``.
        """
        wall = self.local()
        if self.precision == Precision.DAY:
            return wall.date().isoformat()
        if self.precision == Precision.ABOUT:
            return "~" + wall.isoformat(timespec="minutes")
        if self.precision == Precision.MINUTE:
            return wall.isoformat(timespec="minutes")
        return wall.isoformat(timespec="milliseconds" if self.utc_ms % 1000 else "seconds")


def to_ms(aware: datetime) -> int:
    """Milliseconds since 1970 UTC of an aware datetime, without float rounding."""
    delta = aware - datetime(1970, 1, 1, tzinfo=UTC)
    return (delta.days * 86_400 + delta.seconds) * 1000 + delta.microseconds // 1000


def day_number(day: date) -> int:
    """Days since 1970-01-01: how days are stored and counted."""
    return day.toordinal() - _EPOCH


def day_of(number: int) -> date:
    """The inverse of :func:`day_number`."""
    return date.fromordinal(number + _EPOCH)


def parse_moment(text: str, zone_name: str) -> Moment:
    """Read ISO 8601, with or without offset (then wall time of ``zone_name``), or a bare day; a leading ``~`` says
    that the time is only about right.

    Raises BadInput for anything else and for years outside 1990 to 2089.
    """
    about = text.strip().startswith("~")
    cleaned = text.strip().removeprefix("~")
    try:
        if len(cleaned) in (8, 10):  # 20261123, 2026-11-23
            moment = Moment.of_local(datetime.fromisoformat(cleaned), zone_name, Precision.DAY)
        else:
            parsed = datetime.fromisoformat(cleaned)
            seconds = Precision.ABOUT if about else _digits(cleaned)
            moment = (Moment(to_ms(parsed), zone_name, seconds) if parsed.tzinfo
                      else Moment.of_local(parsed, zone_name, seconds))
    except (ValueError, OverflowError):
        raise BadInput(N_("“{text}” is not a date and time such as 2026-11-23 22:14."), text=cleaned[:40]) from None
    return check_plausible(moment)


#: Times as programs write them: seconds or none, thousandths or millionths or none, with or without offset.
_WRITTEN: Final = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(?:\.\d{3}(?:\d{3})?)?)?(Z|[+-]\d\d:\d\d)?",
                             re.ASCII).fullmatch
_EPOCH_UTC: Final = datetime(1970, 1, 1, tzinfo=UTC)
_EPOCH_WALL: Final = _EPOCH_UTC.replace(tzinfo=None)
_EXACT: Final = Precision.EXACT.value
_MINUTE: Final = Precision.MINUTE.value


def written_moment(text: str, zone_name: str) -> tuple[int, str] | None:
    """UTC milliseconds and precision, as :func:`parse_moment` reads them, of a time as programs write it, in a third of
    the time. None for whatever wants a closer look: other forms, years that cannot be right, and wall times without
    offset on a day on which clocks change. For whoever reads a hundred thousand of them.
    """
    shape = _WRITTEN(text)
    if shape is None:
        return None
    seconds, offset = shape.groups()
    try:
        parsed = datetime.fromisoformat(text)
    except ValueError:
        return None
    since = parsed - (_EPOCH_UTC if offset else _EPOCH_WALL)
    ms = (since.days * 86_400 + since.seconds) * 1000 + since.microseconds // 1000
    if not offset:
        ahead = _ahead_all_day(since.days, zone_name)
        if ahead is None:
            return None
        ms -= ahead
    if not EARLIEST_MS <= ms < LATEST_MS:
        return None
    return ms, _EXACT if seconds else _MINUTE


@lru_cache(maxsize=8_192)
def _ahead_all_day(day: int, zone_name: str) -> int | None:
    """How far the wall clock of the zone is ahead of UTC throughout the day ``day`` of the wall, in milliseconds; None
    when clocks change on it or at its midnights (no zone changes them twice within a day)."""
    here = zone(zone_name)
    try:
        ends = [_EPOCH_WALL.replace(tzinfo=here) + timedelta(days=n) for n in (day, day + 1)]
    except OverflowError:
        return None
    ahead = {end.replace(fold=fold).utcoffset() for end in ends for fold in (0, 1)}
    one = ahead.pop()
    return one // timedelta(milliseconds=1) if one is not None and not ahead else None


def _digits(text: str) -> Precision:
    """Exact when seconds are written out, else to the minute."""
    clock = text[11:].split("+")[0].split("-")[0].rstrip("Z")
    return Precision.EXACT if clock.count(":") >= 2 else Precision.MINUTE


def check_plausible(moment: Moment) -> Moment:
    """Return ``moment``, or raise BadInput when its year cannot be right."""
    if not EARLIEST_MS <= moment.utc_ms < LATEST_MS:
        raise BadInput(N_("The year {year} cannot be right; the clock of the phone or the file may be wrong."),
                       year=1970 + moment.utc_ms // 31_556_952_000)
    return moment


def system_zone() -> str:
    """The IANA name of this computer's zone, or UTC when it cannot be told."""
    import os
    from pathlib import Path

    named = os.environ.get("TZ", "").lstrip(":")
    link = Path("/etc/localtime")
    target = os.path.realpath(link) if link.exists() else ""
    for candidate in (named, target.partition("zoneinfo/")[2]):
        try:
            if candidate:
                return zone(candidate).key
        except BadInput:
            continue
    try:
        from tzlocal import get_localzone_name
    except ImportError:
        return "UTC"
    return str(get_localzone_name())
