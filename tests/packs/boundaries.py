"""For any rule of any pack: contacts that touch it at its exact boundary, and the same a step short of it.

The pairs are made from what the pack says (limits, hours, days, words), never from what the engine answers. A kind of
rule that this module cannot make a pair for is an error, so that no rule goes without.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import product
from typing import Any, Final

from debttracker.basics.moments import Moment, day_of
from debttracker.basics.vocabulary import Channel, Direction, FirmKind, Outcome, Product, Reached
from debttracker.rules.applying import Applying
from debttracker.rules.book import Book
from debttracker.rules.facts import CaseFacts, ContactFact, LoanFact, PartyFact, RequestFact, Slot, Traits
from debttracker.rules.pack import Pack, Rule
from debttracker.rules.params import (
    HOLIDAY,
    AfterRequest,
    CoolingOff,
    Count,
    Dates,
    Notice,
    QuietHours,
    Rapid,
    RateCap,
    State,
    Unit,
)
from debttracker.rules.schema import THIRD
from tests.packs.places import ZONES
from tests.rules.story import AGENCY, BANK, day

PERSON: Final = 9
NOON: Final = 12 * 60


@dataclass
class Stage:
    """One case under one rule: firms it binds, a loan it is about, contacts as they are added."""

    rule: Rule
    pack: Pack
    zone: str
    caller: int
    parties: Mapping[int, PartyFact]
    loan: LoanFact
    contacts: list[ContactFact] = field(default_factory=list)
    requests: list[RequestFact] = field(default_factory=list)
    today: int | None = None

    def add(self, date: int, minute: int = NOON, **traits: Any) -> None:
        """A contact of the kind that the rule looks at; ``traits`` replaces some of its facts."""
        found = replace(self.kind(), **traits)
        wall = day_of(date)
        moment = Moment.of_local(_at(wall, minute), found.zone)
        self.contacts.append(ContactFact(len(self.contacts) + 1, moment.utc_ms, date, minute, 60, "10086", found))

    def kind(self) -> Traits:
        """Facts of a contact that the rule looks at."""
        touches = self.rule.touches
        channel = _first(touches.channels, (Channel.CALL, Channel.VISIT, Channel.SMS), Channel.CALL)
        usual = {Channel.CALL: Outcome.ANSWERED, Channel.VISIT: Outcome.MET}.get(Channel(channel), Outcome.DELIVERED)
        reached = _first(touches.reached, (Reached.BORROWER, Reached.RELATIVE, Reached.COLLEAGUE), Reached.BORROWER)
        behaviours = frozenset(sorted(touches.behaviours)[:1]) if touches.behaviours else frozenset()
        identified = touches.identified
        if self.rule.kind == "identity" and not behaviours and identified is None:
            identified = False
        return Traits(
            channel=str(channel), direction=str(_first(touches.directions, (Direction.IN,), Direction.IN)),
            outcome=str(_first(touches.outcomes, (usual, Outcome.ANSWERED, Outcome.MISSED, Outcome.DELIVERED), usual)),
            zone=self.zone, party_id=self.caller, loan_ids=(1,), reached=str(reached),
            reached_id=PERSON if str(reached) in {str(one) for one in THIRD} else None,
            place="work" if touches.at_work else str(_first(touches.places, ("home", "personal"), "unknown")),
            behaviours=behaviours, identified=identified, automated=touches.automated or None,
            solicited=touches.solicited or None, required=touches.required or None, consent=touches.consent or None,
            visitors=None if touches.visitors_under is None else touches.visitors_under - 1)

    def found(self) -> bool:
        """Whether the rule is touched."""
        from debttracker.rules.engine import check

        return any(one.rule == self.rule.id for one in check(self.facts(), (self.pack,)))

    def facts(self) -> CaseFacts:
        """The case as the engine sees it."""
        return CaseFacts(tuple(self.contacts), self.parties, {1: self.loan, 2: replace(self.loan, id=2)},
                         tuple(self.requests), frozenset({self.rule.jurisdiction}), {}, self.today)


#: What happens on a stage, with the day it happens on.
Scene = Callable[[Stage, int], None]


@dataclass(frozen=True)
class Pair:
    """``touch`` must touch the rule, ``pass_by`` must not. ``name`` says which boundary it is."""

    name: str
    touch: Scene
    pass_by: Scene


def stage_for(pack: Pack, rule: Rule) -> Stage:
    """A case that the rule is about, with the plainest firm it binds."""
    zone = getattr(rule.params, "clock", "") or ZONES.get(pack.id, "Asia/Shanghai" if pack.id == "cn" else
                                                           "America/New_York")
    loan = LoanFact(1, "Loan", BANK, (AGENCY,), _product(rule), secured=rule.loans.secured, currency="XXX")
    lenders = ["bank", "licensed_lender", "unlicensed_lender", *map(str, FirmKind)]
    callers = ["outside_collector", "debt_buyer", "law_firm", *map(str, FirmKind)]
    known = frozenset({rule.binds.members}) if rule.binds.members else frozenset[str]()
    for caller, lender, kind in product((AGENCY, BANK), lenders, callers):
        parties = {BANK: PartyFact(BANK, "Lender", "creditor", lender, members=known),
                   AGENCY: PartyFact(AGENCY, "Agency", "collector", kind, (BANK,), known)}
        stage = Stage(rule, pack, zone, caller, parties, loan)
        applying = Applying(stage.facts(), Book.of((pack,), frozenset({rule.jurisdiction})))
        if applying.binding(rule.binds, stage.kind()) == ():
            return stage
    raise AssertionError(f"{rule.id} binds nobody")


def pairs(rule: Rule) -> list[Pair]:
    """The pairs of one rule; at least one."""
    made = list(_PAIRS[rule.kind](rule))
    if rule.loans.unless_overdue_days is not None:
        made.append(_late(made[0].touch, rule.loans.unless_overdue_days, rule.loans.unless_overdue_days + 1))
    if rule.loans.from_overdue_days is not None:
        made.append(_late(made[0].touch, rule.loans.from_overdue_days, rule.loans.from_overdue_days - 1))
    return made


def on_one_day(rule: Rule) -> Scene:
    """A scene that touches the rule by a contact on exactly the day it is played on (for dates of force)."""
    params = rule.params
    if isinstance(params, QuietHours):
        return lambda stage, date: stage.add(date, 3 * 60)
    if isinstance(params, AfterRequest):
        return lambda stage, date: pairs(rule)[0].touch(stage, date - max(params.grace_days, 1))
    return pairs(rule)[0].touch


def weekday_in_force(rule: Rule) -> int:
    """A Wednesday on which the rule has been in force for a month and still is, if its days allow."""
    start = day("2026-03-04")
    if rule.to_day is not None and start > rule.to_day - 40:
        start = rule.to_day - 40
    if rule.from_day is not None and start < rule.from_day + 40:
        start = rule.from_day + 40
    return start - (start + 3 - 2) % 7


# -- by kind


def _quiet(rule: Rule) -> Iterator[Pair]:
    params = rule.params
    assert isinstance(params, QuietHours)
    for window in params.allowed:
        days = sorted(window.days - {HOLIDAY})
        if not days or window.end == window.start:
            continue
        traits = {} if window.channels is None else {"channel": _told(window.channels, rule)}
        moved = days[0] - 2  # from the Wednesday of the stage
        if window.end % 1440 and not _allows(params, days[0], window.end + 1, traits.get("channel")):
            late = window.end + (1 if params.at_close is State.ALLOWED else 0)
            yield Pair(f"closing {_clock(window.end)}", _at_minute(moved, late, traits), _at_minute(moved, window.end - 1, traits))
        if window.start and not _allows(params, days[0], window.start - 1, traits.get("channel")):
            yield Pair(f"opening {_clock(window.start)}", _at_minute(moved, window.start - 1, traits),
                       _at_minute(moved, window.start + (params.at_open is State.EDGE), traits))


def _allows(params: QuietHours, weekday: int, minute: int, channel: object) -> bool:
    """Whether another window allows the minute."""
    for window in params.allowed:
        if channel is not None and window.channels is not None and channel not in window.channels:
            continue
        inside = (window.start <= minute < window.end if window.start < window.end
                  else minute >= window.start or minute < window.end)
        if weekday in window.days and inside:
            return True
    return False


def _at_minute(moved: int, minute: int, traits: Mapping[str, Any]) -> Scene:
    return lambda stage, date: stage.add(date + moved, minute, **traits)


def _told(channels: frozenset[str], rule: Rule) -> str:
    wanted = channels & rule.touches.channels if rule.touches.channels else channels
    return min(wanted)


def _count(rule: Rule) -> Iterator[Pair]:
    params = rule.params
    assert isinstance(params, Count)

    def several(n: int, *, last: int = 0) -> Scene:
        def play(stage: Stage, date: int) -> None:
            if params.after_conversation:
                stage.add(date - 20, channel="call", direction="in", outcome="answered")
            for number in range(n):
                loans = ((number % 2 + 1,) if params.loans_at_least and "loan" not in params.per else
                         (1, 2) if params.loans_at_least else (1,))
                stage.add(date + (last if number == n - 1 else 0), NOON + number * 7, loan_ids=loans)
        return play

    yield Pair(f"number {params.limit + 1}", several(params.limit + 1), several(params.limit))
    if params.unit is Unit.DAYS and params.days > 1:
        yield Pair(f"day {params.days}", several(params.limit + 1, last=params.days - 1),
                   several(params.limit + 1, last=params.days))
    if params.unit is Unit.DAYS and params.days == 1:
        yield Pair("midnight", several(params.limit + 1), several(params.limit + 1, last=1))
    if params.unit is Unit.WEEK:  # the stage's day is a Wednesday: Sunday is four days later
        yield Pair("Sunday and Monday", several(params.limit + 1, last=4), several(params.limit + 1, last=5))
    if params.unit is Unit.MONTH:
        def over_the_end(beyond: int) -> Scene:
            return lambda stage, date: several(params.limit + 1, last=_last_of_month(date) - date + beyond)(stage, date)
        yield Pair("end of the month", over_the_end(0), over_the_end(1))


def _last_of_month(date: int) -> int:
    return next(later for later in range(date, date + 31) if day_of(later + 1).day == 1)


def _cooling(rule: Rule) -> Iterator[Pair]:
    params = rule.params
    assert isinstance(params, CoolingOff)

    def talk_then(later: int) -> Scene:
        def play(stage: Stage, date: int) -> None:
            stage.add(date, channel="call", direction="in", outcome="answered")
            stage.add(date + later, NOON + 60)
        return play

    yield Pair(f"day {params.days}", talk_then(params.days - 1), talk_then(params.days))


def _request(rule: Rule) -> Iterator[Pair]:
    params = rule.params
    assert isinstance(params, AfterRequest)

    def asked_then(later: int, minute: int = NOON, *, written: bool = True, other: bool = False) -> Scene:
        def play(stage: Stage, date: int) -> None:
            traits = stage.kind()
            slot = Slot((date + later + 3) % 7, NOON - 60, NOON + 60)
            stage.requests.append(RequestFact(
                min(params.requests), Moment.of_local(_at(day_of(date), NOON), stage.zone).utc_ms, date,
                written=written, channel="email" if written else "call",
                channels=frozenset({"letter" if other else traits.channel}) if "channel" in params.match else frozenset(),
                slots=(replace(slot, start=0, end=60) if other else slot,) if "times" in params.match else (),
                reached_id=(77 if other else traits.reached_id) if "person" in params.match else None))
            for number in range(params.allowed_contacts):
                stage.add(date + later, minute - 30 + number)
            stage.add(date + later, minute)
        return play

    first = max(params.grace_days, 1)
    before = asked_then(params.grace_days - 1) if params.grace_days else asked_then(0, NOON - 1)
    yield Pair("before and after it", asked_then(first), before)
    if params.days is not None:
        yield Pair(f"day {params.days}", asked_then(params.grace_days + params.days - 1), asked_then(params.grace_days + params.days))
    if params.oral_days is not None and not params.written:
        yield Pair(f"oral day {params.oral_days}", asked_then(params.oral_days - 1, written=False),
                   asked_then(params.oral_days, written=False))
    if params.match:
        yield Pair("what was named", asked_then(first), asked_then(first, other=True))
    if params.allowed_contacts:
        def only_allowed(stage: Stage, date: int) -> None:
            asked_then(first)(stage, date)
            stage.contacts.pop()
        yield Pair(f"number {params.allowed_contacts + 1}", asked_then(first), only_allowed)


def _plain(rule: Rule) -> Iterator[Pair]:
    """One contact that is what the rule looks for, and one that differs in a single fact, for each fact it names."""
    touches = rule.touches
    others: dict[str, dict[str, Any]] = {}
    if touches.behaviours:
        others["behaviour"] = {"behaviours": frozenset()}
    if touches.reached is not None:
        other = "borrower" if "borrower" not in touches.reached else "relative"
        others["who was reached"] = {"reached": other, "reached_id": None}
    if touches.at_work:
        others["place"] = {"place": "home", "reached": "borrower", "reached_id": None}
    if touches.places is not None:
        others["place"] = {"place": next(one for one in ("elsewhere", "work", "home") if one not in touches.places)}
    if touches.channels is not None:
        others["channel"] = {"channel": next(str(one) for one in ("letter", "call", "visit") if one not in touches.channels)}
    if touches.visitors_under is not None:
        others["visitors"] = {"visitors": touches.visitors_under}
    for name in ("automated", "solicited", "required", "consent"):
        wanted = getattr(touches, name)
        if wanted is not None:
            others[name] = {name: not wanted}
    if touches.identified is not None or (rule.kind == "identity" and not touches.behaviours):
        others["identified"] = {"identified": True}
    if not others:
        others["direction"] = {"direction": "out"}
    for name, fact in others.items():
        yield Pair(name, lambda stage, date: stage.add(date), lambda stage, date, f=fact: stage.add(date, **f))


def _dates(rule: Rule) -> Iterator[Pair]:
    assert isinstance(rule.params, Dates)
    for first, last in rule.params.periods:
        yield Pair(f"{day_of(first)}", lambda stage, _d, at=first: stage.add(at), lambda stage, _d, at=first - 1: stage.add(at))
        yield Pair(f"{day_of(last)}", lambda stage, _d, at=last: stage.add(at), lambda stage, _d, at=last + 1: stage.add(at))


def _rapid(rule: Rule) -> Iterator[Pair]:
    params = rule.params
    assert isinstance(params, Rapid)

    def apart(minutes: int) -> Scene:
        def play(stage: Stage, date: int) -> None:
            stage.add(date, NOON)
            stage.add(date, NOON + minutes)
        return play

    yield Pair(f"{params.minutes} minutes", apart(params.minutes), apart(params.minutes + 1))


def _notice(rule: Rule) -> Iterator[Pair]:
    params = rule.params
    assert isinstance(params, Notice)

    def seen(later: int) -> Scene:
        def play(stage: Stage, date: int) -> None:
            stage.add(date)
            stage.today = date + later
        return play

    yield Pair(f"day {params.hint_days}", seen(params.hint_days), seen(params.hint_days - 1))


def _rate(rule: Rule) -> Iterator[Pair]:
    params = rule.params
    assert isinstance(params, RateCap)

    def priced(rate: Decimal, principal: Decimal | None = None, signed: int | None = None) -> Scene:
        def play(stage: Stage, date: int) -> None:
            stage.loan = replace(stage.loan, annual_rate=rate, contract_day=date if signed is None else signed,
                                 currency=params.currency or "USD",
                                 principal_minor=None if principal is None else int(principal) * _minor(params.currency))
        return play

    step = Decimal("0.0001")
    if params.cap is not None:
        yield Pair(f"{params.cap}", priced(params.cap + step), priced(params.cap))
    for tier, above in zip(params.tiers, (*params.tiers[1:], None), strict=False):
        if tier.below is not None:
            yield Pair(f"{tier.cap} below {tier.below}", priced(tier.cap + step, tier.below - 1), priced(tier.cap, tier.below - 1))
            if above is not None:
                yield Pair(f"at {tier.below}", priced(tier.cap, tier.below), priced(above.cap, tier.below))
        else:
            yield Pair(f"{tier.cap} for all others", priced(tier.cap + step, Decimal(10**9)), priced(tier.cap, Decimal(10**9)))
    if params.table:
        yield from _by_table(rule, priced)


def _by_table(rule: Rule, priced: Callable[..., Scene]) -> Iterator[Pair]:
    params = rule.params
    assert isinstance(params, RateCap)

    def by_table(extra: Decimal) -> Scene:
        def play(stage: Stage, date: int) -> None:
            rows = [row for row in stage.pack.tables[params.table] if row.value is not None]
            row = next((row for row in reversed(rows) if row.from_day <= date), rows[0])
            priced((row.value or Decimal(0)) * params.times + extra, None, min(row.from_day, date))(stage, date)
        return play

    yield Pair(f"{params.times} x {params.table}", by_table(Decimal("0.0001")), by_table(Decimal(0)))


def _late(play: Scene, touching: int, passing: int) -> Pair:
    def at(days: int) -> Scene:
        def late(stage: Stage, date: int) -> None:
            stage.loan = replace(stage.loan, overdue=((date - days, None),) if days else ())
            play(stage, date)
            for row in stage.contacts:  # moved windows would have other days overdue
                stage.loan = replace(stage.loan, overdue=((row.day - days, None),) if days > 0 else ())
        return late
    return Pair(f"{touching} days overdue", at(touching), at(passing))


_PAIRS: Final[Mapping[str, Callable[[Rule], Iterator[Pair]]]] = {
    "quiet_hours": _quiet, "count": _count, "cooling_off": _cooling, "after_request": _request, "dates": _dates,
    "rapid": _rapid, "notice": _notice, "rate_cap": _rate, "third_party": _plain, "workplace": _plain, "visit": _plain,
    "identity": _plain, "behaviour": _plain, "contact": _plain,
}


# -- small things


def _first(options: frozenset[str] | None, wanted: tuple[object, ...], default: object) -> object:
    """The first of ``wanted`` that is allowed; else any that is; the default where all are."""
    if options is None:
        return default
    return next((one for one in wanted if str(one) in options), min(options))


def _product(rule: Rule) -> str:
    if rule.loans.products:
        return min(rule.loans.products)
    return next(str(one) for one in ("personal", *map(str, Product)) if one not in rule.loans.not_products)


def _minor(currency: str) -> int:
    return 1 if currency in ("JPY", "KRW", "VND") else 100


def _clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"


def _at(date: Any, minute: int) -> Any:
    from datetime import datetime, time

    return datetime.combine(date, time(minute // 60, minute % 60))
