"""What people type when they mean a day or a time of day. No Qt here."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from debttracker.basics.errors import BadInput
from debttracker.basics.languages import N_

_FULL = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_PACKED = re.compile(r"(\d{4})(\d{2})(\d{2})")
_SHORT = re.compile(r"(\d{1,2})[-/.月](\d{1,2})日?")
_DAY_ONLY = re.compile(r"(\d{1,2})日?")
_STEP = re.compile(r"([+-−])(\d{1,4})")
_NAMED = {"today": 0, "今天": 0, "今日": 0, "yesterday": -1, "昨天": -1, "昨日": -1, "tomorrow": 1, "明天": 1,
          "明日": 1, "前天": -2, "后天": 2, "後天": 2}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAYS_ZH = "一二三四五六日"
_TIME = re.compile(r"(上午|下午|晚上|凌晨|中午)?\s*(\d{1,2})(?:[:.：点點时時h](\d{2})?分?)?\s*(am|pm)?")
_TIME_PACKED = re.compile(r"(\d{1,2})(\d{2})")


def parse_day(text: str, today: date, *, past: bool = True) -> date:
    """The day a person means: 2026-11-23, 23 as ``11-23`` (month first), ``yesterday``, ``昨天``, ``-3``, ``fri``.

    Where the year or week is left out the nearest such day is meant: before ``today`` with ``past`` (a thing that
    happened), else from ``today`` on (a due date). Raises BadInput for anything else.
    """
    typed = text.strip().lower().replace("－", "-").replace("／", "/")
    if typed in _NAMED:
        return today + timedelta(days=_NAMED[typed])
    for pattern, read in ((_FULL, _full), (_PACKED, _full), (_SHORT, _short), (_STEP, _step), (_DAY_ONLY, _day_only)):
        match = pattern.fullmatch(typed)
        if match:
            try:
                return read(match, today, past)
            except (ValueError, OverflowError):
                break
    weekday = _weekday(typed)
    if weekday is not None:
        ahead = (weekday - today.weekday()) % 7
        return today + timedelta(days=ahead - 7 if past and ahead else ahead)
    raise BadInput(N_("“{text}” is not a day. Write for example 2026-11-23, 11-23 or yesterday."), text=text[:40])


def parse_minute(text: str) -> int:
    """Minutes since midnight of the time a person means: ``22:14``, ``2214``, ``10 pm``, ``晚上10点05``.

    Raises BadInput for anything else.
    """
    typed = text.strip().lower()
    match = _TIME.fullmatch(typed)
    if match:
        half, hour, minute, suffix = match[1], int(match[2]), int(match[3] or 0), match[4]
        if (suffix == "pm" or half in ("下午", "晚上")) and hour < 12:
            hour += 12
        if (suffix == "am" or half == "凌晨") and hour == 12:
            hour = 0
    else:
        match = _TIME_PACKED.fullmatch(typed)
        hour, minute = (int(match[1]), int(match[2])) if match else (99, 0)
    if not (0 <= hour < 24 and 0 <= minute < 60):
        raise BadInput(N_("“{text}” is not a time of day. Write for example 22:14."), text=text[:40])
    return hour * 60 + minute


def minute_text(minute: int) -> str:
    """``22:14`` for 1334."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


def _full(match: re.Match[str], _today: date, _past: bool) -> date:
    return date(int(match[1]), int(match[2]), int(match[3]))


def _short(match: re.Match[str], today: date, past: bool) -> date:
    month, day = int(match[1]), int(match[2])
    return _nearest(lambda year: date(year, month, day), today, past)


def _nearest(make: Callable[[int], date], today: date, past: bool) -> date:
    """The first of the years around today in which the day exists and lies on the right side."""
    for step in range(9):  # 29 February may be up to eight years away
        try:
            found = make(today.year - step if past else today.year + step)
        except ValueError:
            continue
        if (found <= today) if past else (found >= today):
            return found
    raise ValueError("no such day")


def _step(match: re.Match[str], today: date, _past: bool) -> date:
    return today + timedelta(days=int(match[2]) * (1 if match[1] == "+" else -1))


def _day_only(match: re.Match[str], today: date, past: bool) -> date:
    day = int(match[1])
    month = today.replace(day=1)
    for _ in range(4):  # some month among the next four has 31 days
        try:
            found = month.replace(day=day)
            if (found <= today) if past else (found >= today):
                return found
        except ValueError:
            if not 1 <= day <= 31:
                raise
        month = (month - timedelta(days=1)).replace(day=1) if past else (month + timedelta(days=32)).replace(day=1)
    raise ValueError("no such day")


def _weekday(typed: str) -> int | None:
    if len(typed) >= 3:
        named = next((n for n, name in enumerate(_WEEKDAYS) if name.startswith(typed)), None)
        if named is not None:
            return named
    for prefix in ("星期", "周", "週", "礼拜", "禮拜"):
        rest = typed.removeprefix(prefix).replace("天", "日")
        if rest != typed and len(rest) == 1 and rest in _WEEKDAYS_ZH:
            return _WEEKDAYS_ZH.index(rest)
    return None
