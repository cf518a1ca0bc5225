"""From the tables of a pack file to a :class:`~debttracker.rules.pack.Pack`, or the first thing wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from debttracker.basics.languages import N_
from debttracker.basics.vocabulary import Behaviour, Channel, Direction, FirmKind, LetterKind, Outcome, Product, Reached
from debttracker.rules.facts import Place, RequestKind
from debttracker.rules.finding import Strength
from debttracker.rules.pack import (
    FORMAT,
    Binding,
    Confidence,
    Deadline,
    Force,
    Loans,
    Pack,
    Rule,
    Source,
    TableRow,
    Touches,
)
from debttracker.rules.params import READERS, Count, QuietHours, RateCap, channel_set
from debttracker.rules.questions import BUILT_IN
from debttracker.rules.section import Problem, Section
from debttracker.rules.sentence import Text

_ID = re.compile(r"[a-z0-9][a-z0-9_.-]{1,79}")
_PLACE_CODE = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?")
THIRD = frozenset({Reached.RELATIVE, Reached.FRIEND, Reached.COLLEAGUE, Reached.EMPLOYER, Reached.NEIGHBOUR,
                   Reached.OTHER})
_Read = TypeVar("_Read")


@dataclass(frozen=True)
class Misplaced(Exception):
    """A :class:`Problem` together with the entry it is in: ``entry`` = ("rule", 3) is the fourth ``[[rule]]``."""

    problem: Problem
    entry: tuple[str, int] | None


@dataclass
class _Draft:
    """What is known of the pack while its entries are read."""

    jurisdiction: str
    sources: dict[str, Source] = field(default_factory=dict)
    holidays: dict[str, frozenset[int]] = field(default_factory=dict)
    tables: dict[str, tuple[TableRow, ...]] = field(default_factory=dict)
    questions: dict[str, Text] = field(default_factory=dict)


def read_pack(data: Mapping[str, Any]) -> Pack:
    """Read a parsed pack file; raises :class:`Misplaced` for the first entry that breaks the schema."""
    top = Section(data)
    jurisdiction, name, pack_id, checked, note = _at(None, _top, top)
    draft = _Draft(jurisdiction)
    for index, section in enumerate(top.parts("source")):
        _put(draft.sources, section, ("source", index), _source)
    for index, section in enumerate(top.parts("holidays")):
        _put(draft.holidays, section, ("holidays", index), _holidays)
    for index, section in enumerate(top.parts("table")):
        _put(draft.tables, section, ("table", index), _table)
    for index, section in enumerate(top.parts("question")):
        _put(draft.questions, section, ("question", index), lambda part: part.text("text"))
    rules: dict[str, Rule] = {}
    for index, section in enumerate(top.parts("rule")):
        rule = _at(("rule", index), _rule, section, draft)
        if rule.id in rules:
            raise Misplaced(Problem("id", N_("“{key}” stands here twice."), key=rule.id), ("rule", index))
        rules[rule.id] = rule
    deadlines = tuple(_at(("deadline", index), _deadline, section, draft)
                      for index, section in enumerate(top.parts("deadline")))
    _at(None, top.finish)
    if not rules:
        raise Misplaced(Problem("", N_("“{key}” is missing."), key="rule"), None)
    return Pack(pack_id, jurisdiction, name, checked, tuple(rules.values()), draft.sources, draft.holidays,
                draft.tables, draft.questions, deadlines, note)


def _at(entry: tuple[str, int] | None, read: Callable[..., _Read], *arguments: Any) -> _Read:
    """Call a reader; a problem learns which entry it is in."""
    try:
        return read(*arguments)
    except Problem as problem:
        raise Misplaced(problem, entry) from problem


def _put(into: dict[str, _Read], section: Section, entry: tuple[str, int], read: Callable[[Section], _Read]) -> None:
    key = _at(entry, section.line, "key")
    if key in into:
        raise Misplaced(Problem("key", N_("“{key}” stands here twice."), key=key), entry)
    into[key] = _at(entry, read, section)
    _at(entry, section.finish)


def _top(top: Section) -> tuple[str, Text, str, int, Text | None]:
    if top.whole("format") != FORMAT:
        raise Problem("format", N_("This version of the program reads packs of format {wanted}."), wanted=FORMAT)
    pack_id = _identifier(top, "id")
    checked = top.day("checked")
    if checked is None:
        raise Problem("", N_("“{key}” is missing."), key="checked")
    return _code(top, "jurisdiction"), top.text("name"), pack_id, checked, top.text_or_none("note")


def _identifier(section: Section, name: str) -> str:
    found = section.line(name)
    if not _ID.fullmatch(found):
        raise Problem(section.key(name), N_("“{value}” may only have small letters, digits, dots and hyphens."),
                      value=found)
    return found


def _code(section: Section, name: str, default: str | None = None) -> str:
    found = section.line(name, default)
    if not _PLACE_CODE.fullmatch(found):
        raise Problem(section.key(name), N_("“{value}” is not a code such as CN or US-MA."), value=found)
    return found


def _source(section: Section) -> Source:
    address = section.line("address", "")
    if address and not address.startswith("https://") and not address.startswith("http://"):
        raise Problem("address", N_("“{value}” is not a web address."), value=address)
    return Source(section.line("key"), section.text("instrument"), section.text("body"),
                  Force(section.choice("force", Force)), section.day("from"), section.day("to"), address)


def _holidays(section: Section) -> frozenset[int]:
    section.whole("through")
    return section.days("days")


def _table(section: Section) -> tuple[TableRow, ...]:
    rows: list[TableRow] = []
    for part in section.parts("rows"):
        start = part.day("from")
        if start is None or (rows and start <= rows[-1].from_day):
            raise Problem("rows", N_("“{key}” must be in order of their days."), key="rows")
        rows.append(TableRow(start, part.ratio_or_none("value"), Confidence(part.choice("confidence", Confidence))))
        part.finish()
    return tuple(rows)


def _cited(section: Section, draft: _Draft) -> Source:
    key = section.line("source")
    if key not in draft.sources:
        raise Problem("source", N_("No [[source]] is called “{key}”."), key=key)
    return draft.sources[key]


def _rule(section: Section, draft: _Draft) -> Rule:
    kind = section.choice("kind", READERS)
    source = _cited(section, draft)
    confidence = Confidence(section.choice("confidence", Confidence))
    strength = Strength(section.choice("strength", ("hard", "soft"), "soft" if confidence.to_verify else "hard"))
    if confidence.to_verify and strength is Strength.HARD:
        raise Problem("strength", N_("A rule that still has to be verified cannot be hard."))
    first, last = section.day("from"), section.day("to")
    rule = Rule(
        _identifier(section, "id"), kind, _code(section, "where", draft.jurisdiction), section.text("title"),
        section.text("plain"), source, section.line("article"), confidence, strength, READERS[kind](section),
        source.from_day if first is None else first, source.to_day if last is None else last,
        _binding(section.part("binds")), _touches(section.part("touches"), kind), _loans(section),
        _questions(section, "lifted_by", draft), _questions(section, "needs", draft))
    section.finish()
    _check_references(rule, draft)
    return rule


def _questions(section: Section, name: str, draft: _Draft) -> tuple[str, ...]:
    return section.names(name, {*BUILT_IN, *draft.questions}) or ()


def _check_references(rule: Rule, draft: _Draft) -> None:
    params = rule.params
    if isinstance(params, QuietHours):
        if params.holidays and params.holidays not in draft.holidays:
            raise Problem("holidays", N_("No [[holidays]] is called “{key}”."), key=params.holidays)
        if params.clock:
            _zone(params.clock)
    if isinstance(params, RateCap) and params.table and params.table not in draft.tables:
        raise Problem("table", N_("No [[table]] is called “{key}”."), key=params.table)
    if isinstance(params, Count) and "called" in params.per and "loan" in params.per:
        raise Problem("per", N_("“{key}” cannot be joined like this."), key="per")
    if rule.kind == "behaviour" and not rule.touches.behaviours:
        raise Problem("touches", N_("“{key}” is missing."), key="behaviours")
    if not rule.jurisdiction.startswith(draft.jurisdiction):
        raise Problem("where", N_("“{value}” is not part of {jurisdiction}."), value=rule.jurisdiction,
                      jurisdiction=draft.jurisdiction)


def _zone(name: str) -> None:
    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        raise Problem("clock", N_("“{value}” is not a time zone."), value=name) from None


def _set(section: Section, name: str, options: Iterable[str]) -> frozenset[str] | None:
    found = section.names(name, [str(option) for option in options])
    return None if found is None else frozenset(found)


def _binding(section: Section | None) -> Binding:
    if section is None:
        return Binding()
    none: frozenset[str] = frozenset()
    found = Binding(_set(section, "callers", FirmKind) or none, _set(section, "lenders", FirmKind) or none,
                    section.flag("agents", True), _set(section, "asks", FirmKind) or none, section.line("members", ""),
                    section.text_or_none("members_name"), _set(section, "members_known", FirmKind) or none,
                    section.flag("own", True))
    if found.members and found.members_name is None:
        raise Problem("binds.members", N_("“{key}” is missing."), key="members_name")
    section.finish()
    return found


def _reached(section: Section) -> frozenset[str] | None:
    found = _set(section, "reached", [*Reached, "third"])
    if found and "third" in found:
        return (found - {"third"}) | {str(kind) for kind in THIRD}
    return found


def _touches(section: Section | None, kind: str) -> Touches:
    read = Section({}) if section is None else section
    found = Touches(
        channel_set(read, "channels"), _set(read, "directions", Direction) or frozenset({"in"}),
        _set(read, "outcomes", Outcome), _set(read, "maybe_outcomes", Outcome) or frozenset(), _reached(read),
        _set(read, "places", Place), read.flag("at_work"), _set(read, "behaviours", Behaviour),
        read.flag_or_none("identified"),
        read.flag_or_none("automated"), read.flag_or_none("solicited"), read.flag_or_none("required"),
        read.flag_or_none("consent"), read.whole_or_none("visitors_under", least=1))
    read.finish()
    return _by_kind(found, kind)


def _by_kind(found: Touches, kind: str) -> Touches:
    """Fill in what the name of the kind already says."""
    if kind == "third_party" and found.reached is None:
        return replace(found, reached=frozenset(str(person) for person in THIRD))
    if kind == "workplace":
        return replace(found, at_work=True)
    if kind == "visit" and found.channels is None:
        return replace(found, channels=frozenset({str(Channel.VISIT)}))
    return found


def _loans(section: Section) -> Loans:
    return Loans(_set(section, "products", Product), _set(section, "not_products", Product) or frozenset(),
                 section.flag_or_none("secured"), section.whole_or_none("unless_overdue_days"),
                 section.whole_or_none("from_overdue_days"))


def _deadline(section: Section, draft: _Draft) -> Deadline:
    spans = {name: section.whole(name, 0) for name in ("years", "months", "days", "working_days")}
    if not any(spans.values()):
        raise Problem("", N_("“{key}” is missing."), key="days")
    found = Deadline(
        _identifier(section, "key"), _code(section, "where", draft.jurisdiction), section.text("title"),
        section.text("plain"), _cited(section, draft), section.line("article"),
        Confidence(section.choice("confidence", Confidence)),
        section.choice("starts", ["finding", "recording", *(str(kind) for kind in (*RequestKind, *LetterKind))]),
        section.names("rules") or (), _binding(section.part("binds")), _loans(section), **spans)
    section.finish()
    return found
