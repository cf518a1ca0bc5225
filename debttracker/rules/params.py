"""The keys that belong to one kind of rule each: read from a pack, kept as frozen values."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum, StrEnum
from types import MappingProxyType
from typing import Final

from debttracker.basics.languages import N_
from debttracker.basics.vocabulary import GROUP_OF, Channel, ChannelGroup
from debttracker.rules.facts import RequestKind
from debttracker.rules.section import Problem, Section
from debttracker.rules.sentence import Text

DAY_NAMES: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
HOLIDAY: Final = 7
PER: Final = frozenset({"collector", "person", "loan", "called", "lender"})
ELECTRONIC: Final = frozenset({Channel.SMS, Channel.MMS, Channel.EMAIL}) | {
    channel for channel, group in GROUP_OF.items() if group == ChannelGroup.CHATS}
_WINDOW = re.compile(r"([1-9]\d{0,3}) days")


class State(IntEnum):
    """What a minute of the day is to a rule about hours."""

    ALLOWED = 0
    QUIET = 1
    EDGE = 2
    OTHER_ZONE = 3  # quiet only on the clocks of a zone that the firm's information also points to


class Unit(StrEnum):
    """How a count's window is laid: sliding days, or periods of the calendar, or all time."""

    DAYS = "days"
    WEEK = "week"
    MONTH = "month"
    EVER = "ever"


@dataclass(frozen=True, slots=True)
class Allowed:
    """Hours in which contact is allowed: weekdays (0 Monday to 6, 7 holidays), minutes, channels (None = all)."""

    days: frozenset[int]
    start: int
    end: int
    channels: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class QuietHours:
    """Hours by weekday; see the schema in :mod:`debttracker.rules.pack`."""

    allowed: tuple[Allowed, ...]
    at_open: State
    at_close: State
    holidays: str
    clock: str
    other_zones: bool


@dataclass(frozen=True, slots=True)
class Count:
    """More than ``limit`` in a window of ``days`` sliding days, or in a calendar period."""

    limit: int
    unit: Unit
    days: int
    per: frozenset[str]
    certain_in: Unit | None
    consent_days: int
    after_conversation: bool
    loans_at_least: int
    counted: Text | None


@dataclass(frozen=True, slots=True)
class CoolingOff:
    """Nothing for ``days`` days from a conversation, its own day being day one."""

    days: int
    per: frozenset[str]
    consent_days: int
    talk_seconds: int


@dataclass(frozen=True, slots=True)
class AfterRequest:
    """Nothing after one of ``requests``."""

    requests: frozenset[str]
    written: bool
    match: frozenset[str]
    per: str
    same_loan: bool
    allowed_contacts: int
    grace_days: int
    days: int | None
    oral_days: int | None
    one_reply: bool


@dataclass(frozen=True, slots=True)
class Dates:
    """No contact from the first to the last day of each period, both included."""

    periods: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Rapid:
    """Two contacts within ``minutes``."""

    minutes: int
    per: frozenset[str]


@dataclass(frozen=True, slots=True)
class Notice:
    """Nothing of ``requests`` logged ``hint_days`` days after the first contact."""

    requests: frozenset[str]
    hint_days: int


@dataclass(frozen=True, slots=True)
class Tier:
    """A cap for loans with a principal below ``below`` (in whole currency units; None = all others)."""

    below: Decimal | None
    cap: Decimal


@dataclass(frozen=True, slots=True)
class RateCap:
    """A yearly rate as a ratio: fixed, by table and factor, or by principal."""

    cap: Decimal | None
    table: str
    times: Decimal
    tiers: tuple[Tier, ...]
    currency: str


@dataclass(frozen=True, slots=True)
class Nothing:
    """A kind without keys of its own."""


def parse_days(text: str, key: str) -> frozenset[int]:
    """``"all"``, ``"mon-fri"``, ``"sat,sun"``, ``"holiday"`` as numbers; "all" leaves holidays to their weekday."""
    found: set[int] = set()
    for part in text.split(","):
        first, _, last = part.strip().partition("-")
        if part.strip() == "all":
            found |= set(range(7))
        elif part.strip() == "holiday":
            found.add(HOLIDAY)
        elif first in DAY_NAMES and (last or first) in DAY_NAMES:
            start, end = DAY_NAMES.index(first), DAY_NAMES.index(last or first)
            found |= set(range(start, end + 1)) if start <= end else set(range(start, 7)) | set(range(end + 1))
        else:
            raise Problem(key, N_("“{value}” does not name days such as mon-fri, sat,sun or holiday."), value=text)
    return frozenset(found)


def channel_set(section: Section, name: str) -> frozenset[str] | None:
    """Channels by name, by family, or "electronic"; None when the key is missing."""
    groups = {group.value for group in ChannelGroup}
    found = section.names(name, {c.value for c in Channel} | groups | {"electronic"})
    if found is None:
        return None
    channels: set[str] = set()
    for item in found:
        if item == "electronic":
            channels |= {str(channel) for channel in ELECTRONIC}
        elif item in groups:
            channels |= {channel for channel, group in GROUP_OF.items() if group == item}
        else:
            channels.add(item)
    return frozenset(str(channel) for channel in channels)


def _quiet_hours(section: Section) -> QuietHours:
    section.need("allowed")
    allowed = []
    for part in section.parts("allowed"):
        days = parse_days(part.line("days", "all"), part.key("days"))
        allowed.append(Allowed(days, part.minute("from"), part.minute("to"), channel_set(part, "channels")))
        part.finish()
    states = {state.name.lower(): state for state in (State.ALLOWED, State.QUIET, State.EDGE)}
    return QuietHours(tuple(allowed), states[section.choice("at_open", states, "allowed")],
                      states[section.choice("at_close", states, "quiet")], section.line("holidays", ""),
                      section.line("clock", ""), section.flag("other_zones"))


def _window(section: Section) -> tuple[Unit, int]:
    text = section.line("window")
    match = _WINDOW.fullmatch(text)
    if match:
        return Unit.DAYS, int(match[1])
    if text == "day":
        return Unit.DAYS, 1
    if text in ("week", "month", "ever"):
        return Unit(text), 0
    raise Problem(section.key("window"), N_("“{value}” is not one of: {options}."), value=text,
                  options="day, 7 days, week, month, ever")


def _per(section: Section) -> frozenset[str]:
    section.need("per")
    return frozenset(section.names("per", PER) or ())


def _count(section: Section) -> Count:
    unit, days = _window(section)
    certain = section.choice("certain_in", ("week", "month"), "")
    if certain and unit is not Unit.DAYS:
        raise Problem(section.key("certain_in"), N_("“{key}” needs a window of days."), key="certain_in")
    return Count(section.whole("limit"), unit, days, _per(section), Unit(certain) if certain else None,
                 section.whole("consent_days", 0), section.flag("after_conversation"),
                 section.whole("loans_at_least", 0), section.text_or_none("counted"))


def _cooling_off(section: Section) -> CoolingOff:
    return CoolingOff(section.whole("days", least=1), _per(section), section.whole("consent_days", 0),
                      section.whole("talk_seconds", 10))


def _requests(section: Section) -> frozenset[str]:
    section.need("requests")
    return frozenset(section.names("requests", {kind.value for kind in RequestKind}) or ())


def _after_request(section: Section) -> AfterRequest:
    match = frozenset(section.names("match", ("channel", "times", "person")) or ())
    return AfterRequest(_requests(section), section.flag("written"), match,
                        section.choice("per", ("collector", "lender"), "collector"), section.flag("same_loan"),
                        section.whole("allowed_contacts", 0), section.whole("grace_days", 0),
                        section.whole_or_none("days", least=1), section.whole_or_none("oral_days", least=1),
                        section.flag("one_reply"))


def _dates(section: Section) -> Dates:
    section.need("periods")
    periods = []
    for part in section.parts("periods"):
        first, last = part.day("from"), part.day("to")
        if first is None or last is None or last < first:
            raise Problem(part.key("from"), N_("“{key}” needs a first and a last day in order."), key="periods")
        part.finish()
        periods.append((first, last))
    return Dates(tuple(periods))


def _rate_cap(section: Section) -> RateCap:
    tiers = []
    for part in section.parts("tiers"):
        cap = part.ratio_or_none("cap")
        if cap is None:
            raise Problem("tiers", N_("“{key}” is missing."), key="cap")
        tiers.append(Tier(part.ratio_or_none("below"), cap))
        part.finish()
    cap, table = section.ratio_or_none("cap"), section.line("table", "")
    if sum(map(bool, (cap is not None, table, tiers))) != 1:
        raise Problem("", N_("Exactly one of “cap”, “table” and “tiers” is needed."))
    return RateCap(cap, table, section.ratio_or_none("times") or Decimal(1), tuple(tiers), section.line("currency", ""))


def _nothing(section: Section) -> Nothing:  # noqa: ARG001 - one signature for all kinds
    return Nothing()


#: How each kind reads its own keys.
READERS: Final[MappingProxyType[str, Callable[[Section], object]]] = MappingProxyType({
    "quiet_hours": _quiet_hours,
    "count": _count,
    "cooling_off": _cooling_off,
    "after_request": _after_request,
    "third_party": _nothing,
    "workplace": _nothing,
    "visit": _nothing,
    "identity": _nothing,
    "behaviour": _nothing,
    "contact": _nothing,
    "dates": _dates,
    "rapid": lambda section: Rapid(section.whole("minutes", least=1), _per(section)),
    "notice": lambda section: Notice(_requests(section), section.whole("hint_days", least=1)),
    "rate_cap": _rate_cap,
    "note": _nothing,
})
