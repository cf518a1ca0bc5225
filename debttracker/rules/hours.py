"""Hours in which contact is allowed, unrolled to one entry per minute, so that a contact needs one look.

A table covers all rules about hours that one group of contacts can touch: for each weekday, minute by minute, the
rules to which that minute is quiet. Days are the borrower's local days, so clock changes need no special care:
what the wall showed is what counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import Final
from zoneinfo import ZoneInfo

from debttracker.basics.moments import day_number
from debttracker.rules.almanac import Almanac, day_kind, holidays_of
from debttracker.rules.book import Book
from debttracker.rules.facts import CaseFacts, ContactFact, Traits
from debttracker.rules.pack import Rule
from debttracker.rules.params import HOLIDAY, Allowed, QuietHours, State

#: The rules to which a minute is not allowed, each with the state it has there.
Cell = tuple[tuple[Rule, State], ...]
_DAY: Final = 1440
_NEVER: Final = bytes(_DAY)
_ALWAYS: Final = b"\1" * _DAY
_STATES: Final = tuple(State)


def hours_of(rule: Rule) -> QuietHours:
    """The hours of a rule of kind quiet_hours."""
    assert isinstance(rule.params, QuietHours)
    return rule.params


def windows_for(params: QuietHours, channel: str) -> list[Allowed]:
    """The entries that are about a channel."""
    return [window for window in params.allowed if window.channels is None or channel in window.channels]


def spans(window: Allowed, day_kind: int) -> list[tuple[int, int]]:
    """The stretches of this kind of day that the window allows; one past midnight reaches into the next day."""
    past_midnight = window.end <= window.start
    found = []
    if day_kind in window.days:
        found.append((window.start, _DAY if past_midnight else window.end))
    if past_midnight and _day_before(day_kind) in window.days:
        found.append((0, window.end))
    return found


def _day_before(day_kind: int) -> int:
    return HOLIDAY if day_kind == HOLIDAY else (day_kind - 1) % 7


def states(params: QuietHours, channel: str, day_kind: int) -> bytes:
    """The :class:`State` of each minute of a weekday (0 to 6) or a holiday (7) for contacts by ``channel``.

    A channel that no entry is about is not restricted.
    """
    windows = windows_for(params, channel)
    if not windows and params.allowed:
        return _NEVER
    minutes = bytearray(_ALWAYS)
    for window in windows:
        for start, end in spans(window, day_kind):
            minutes[start:end] = bytes(end - start)
    for window in windows:
        ends_on = _day_before(day_kind) if window.end <= window.start else day_kind
        if day_kind in window.days and params.at_open is not State.ALLOWED:
            minutes[window.start] = params.at_open
        closing = window.end % _DAY
        if ends_on in window.days and closing and minutes[closing]:
            minutes[closing] = params.at_close
    return bytes(minutes)


class _Week:
    """One rule's minutes for each kind of day, where they can change, and which of them it ever minds."""

    __slots__ = ("changes", "ever", "rows")

    def __init__(self, params: QuietHours, channel: str) -> None:
        # Weekdays with the same hours share one object, so that tables can tell by identity.
        made = [states(params, channel, kind) for kind in range(HOLIDAY + 1)]
        self.rows = tuple(made[made.index(row)] for row in made)
        ends = {minute + step for window in params.allowed for minute in (window.start, window.end) for step in (0, 1)}
        self.changes = frozenset(minute for minute in ends if 0 < minute < _DAY)
        self.ever = 0
        for row in self.rows if params.holidays else self.rows[:HOLIDAY]:
            self.ever |= int.from_bytes(row, "big")


class HourTable(dict[int, list[Cell]]):
    """All rules about hours for one kind of contact: ``table[kind of day][minute]`` is the cell.

    ``minutes`` has 1 where any rule may mind, on any day. ``elsewhere`` are rules that read another zone's clock
    (too): they are asked contact by contact.
    """

    def __init__(self, almanac: Almanac, book: Book, rules: Sequence[Rule], weeks: Sequence[_Week],
                 elsewhere: tuple[Rule, ...]) -> None:
        super().__init__()
        self.rules = tuple(rules)
        self.elsewhere = elsewhere
        self._almanac = almanac
        self._weeks = [(rule, week, holidays_of(book, rule)) for rule, week in zip(rules, weeks, strict=True)]
        self._alike: dict[tuple[int, ...], list[Cell]] = {}
        self._edges = sorted({0, _DAY}.union(*(week.changes for week in weeks)))
        ever = 0
        for week in weeks:
            ever |= week.ever
        self.minutes = bytes(map(bool, ever.to_bytes(_DAY, "big")))

    def __missing__(self, kind: int) -> list[Cell]:
        """The cells of one kind of day; kinds on which the same minutes are quiet share them."""
        day = self._almanac.example[kind]
        rows = tuple(week.rows[day_kind(day, holidays)] if rule.in_force(day) else _NEVER
                     for rule, week, holidays in self._weeks)
        key = tuple(map(id, rows))
        if key not in self._alike:
            self._alike[key] = self._unroll(rows)
        self[kind] = cells = self._alike[key]
        return cells

    def _unroll(self, rows: Sequence[bytes]) -> list[Cell]:
        """One cell per minute, made stretch by stretch: for most of a day nothing changes."""
        cells: list[Cell] = []
        for start, end in pairwise(self._edges):
            pairs = zip(self.rules, rows, strict=True)
            cell = tuple([(rule, _STATES[row[start]]) for rule, row in pairs if row[start]])
            cells += [cell] * (end - start)
        return cells


class HourTables:
    """The tables of one case, made when first needed."""

    def __init__(self, facts: CaseFacts, book: Book, almanac: Almanac) -> None:
        self._book = book
        self._almanac = almanac
        self._other_zones = bool(facts.other_zones)
        self._rules = book.of_kind("quiet_hours")
        self._made: dict[tuple[int, str, str], HourTable] = {}
        self._weeks: dict[tuple[str, str], _Week] = {}

    def table(self, mask: int, traits: Traits) -> HourTable:
        """The table for the rules in ``mask`` and contacts of these traits."""
        key = (mask, traits.channel, traits.zone)
        if key not in self._made:
            self._made[key] = self._make(mask, traits)
        return self._made[key]

    def minutes(self, mask: int, traits: Traits) -> bytes:
        """A byte per minute: 1 where a contact has to be looked at again."""
        if not mask:
            return _NEVER
        table = self.table(mask, traits)
        return _ALWAYS if table.elsewhere else table.minutes

    def _make(self, mask: int, traits: Traits) -> HourTable:
        wanted = [rule for number, rule in self._rules if mask >> number & 1]
        elsewhere = tuple(rule for rule in wanted if hours_of(rule).clock not in ("", traits.zone)
                          or (self._other_zones and hours_of(rule).other_zones))
        here = [rule for rule in wanted if hours_of(rule).clock in ("", traits.zone)]
        weeks = [self._week(rule, traits.channel) for rule in here]
        return HourTable(self._almanac, self._book, here, weeks, elsewhere)

    def _week(self, rule: Rule, channel: str) -> _Week:
        params = hours_of(rule)
        by_channel = any(window.channels is not None for window in params.allowed)
        key = (rule.id, channel if by_channel else "")
        if key not in self._weeks:
            self._weeks[key] = _Week(params, channel)
        return self._weeks[key]


def wall(contact: ContactFact, zone: str) -> tuple[int, int]:
    """Day number and minute of a contact on the clocks of another zone."""
    local = (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=contact.at_ms)).astimezone(_zone(zone))
    return day_number(local.date()), local.hour * 60 + local.minute


@lru_cache(maxsize=64)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def state_at(rule: Rule, holidays: frozenset[int], channel: str, day: int, minute: int) -> State:
    """What one minute is to one rule."""
    return State(states(hours_of(rule), channel, day_kind(day, holidays))[minute])


def allowed_spans(rule: Rule, holidays: frozenset[int], channel: str, day: int) -> tuple[tuple[int, int], ...]:
    """The stretches of a day in which contact is allowed, as (first minute, first minute after)."""
    kind = day_kind(day, holidays)
    return tuple(sorted(span for window in windows_for(hours_of(rule), channel) for span in spans(window, kind)))
