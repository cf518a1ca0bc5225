"""Contacts that touch a rule by themselves: by the hour they came, or by what they were.

Hours: each group of alike contacts has a table of minutes; only contacts that stand in a quiet minute are looked
at. Kinds third_party, workplace, visit, identity and behaviour: every contact of a matching group is a finding.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from debttracker.basics.languages import N_
from debttracker.rules.almanac import holidays_of
from debttracker.rules.facts import ContactFact
from debttracker.rules.finding import Finding
from debttracker.rules.hit import Marks
from debttracker.rules.hours import Cell, HourTable, allowed_spans, hours_of, state_at, wall
from debttracker.rules.pack import Rule
from debttracker.rules.params import State
from debttracker.rules.report import clock_text, finding_of, iso_day, who
from debttracker.rules.scene import BY_TRAITS, Group, Scene, numbers_in
from debttracker.rules.sentence import Label, Listing, Sentence
from debttracker.rules.touched import mark_strength


def find(scene: Scene) -> Marks:
    """Every contact that touches a rule by itself, with the rules it touches."""
    marks = Marks()
    quiet, alone = scene.book.bits("quiet_hours"), scene.book.bits(*BY_TRAITS)
    alike: dict[int, _Cells] = {}
    for group in scene.groups:
        if not group.rows:
            continue
        if group.mask & quiet:
            _add_outside_hours(marks, scene, group, scene.tables.table(group.mask & quiet, group.traits))
        mask = group.mask & alone
        if mask:
            if mask not in alike:
                alike[mask] = _Cells(scene, [scene.book.rules[number] for number in numbers_in(mask)])
            of_kind, kind_of = alike[mask], scene.almanac
            cells = [of_kind[kind_of[row.day]] for row in group.rows]
            marks.add(group.rows, _kept(scene, of_kind.rules, group.rows, cells))
    return marks


class _Cells(dict[int, Cell]):
    """``cells[kind of day]``: those of some rules that are in force on such days."""

    def __init__(self, scene: Scene, rules: list[Rule]) -> None:
        super().__init__()
        self.rules = tuple(rules)
        self._almanac = scene.almanac

    def __missing__(self, kind: int) -> Cell:
        day = self._almanac.example[kind]
        self[kind] = cell = tuple((rule, State.QUIET) for rule in self.rules if rule.in_force(day))
        return cell


def _add_outside_hours(marks: Marks, scene: Scene, group: Group, table: HourTable) -> None:
    kind_of, rows = scene.almanac, group.rows
    cells = [table[kind_of[row.day]][row.minute] for row in rows]
    marks.add(rows, _kept(scene, table.rules, rows, cells))
    if table.elsewhere:
        cells = [_cell_by_other_clocks(scene, row, table.elsewhere) for row in rows]
        marks.add(rows, _kept(scene, table.elsewhere, rows, cells))


def _kept(scene: Scene, rules: Iterable[Rule], rows: Sequence[ContactFact], cells: list[Cell]) -> list[Cell]:
    """Cells of contacts of one group without the rules that the borrower's consent, or how long the loan was overdue, lifts on the day."""
    careful = [rule for rule in rules if scene.applying.careful_for(rule, rows[0].traits)] if rows else []
    if not careful:
        return cells
    known: dict[tuple[int, int, int], Cell] = {}
    by_minute = any(request.slots for kind in scene.applying.requests.values() for request in kind)
    found = []
    for row, cell in zip(rows, cells, strict=True):
        if cell:
            key = (id(cell), row.day, row.minute if by_minute else 0)
            kept = known.get(key)
            if kept is None:
                kept = known[key] = _alike(scene, _without(scene, cell, careful, row))
            found.append(kept)
        else:
            found.append(cell)
    return found


def _without(scene: Scene, cell: Cell, careful: list[Rule], row: ContactFact) -> Cell:
    lifted = {rule.id for rule in careful if scene.applying.lifted_on(rule, row.traits, row.day, row.minute)}
    return tuple(pair for pair in cell if pair[0].id not in lifted) if lifted else cell


def _alike(scene: Scene, cell: Cell) -> Cell:
    """One object for equal cells, so that what is worked out for one serves all."""
    return scene.cells.setdefault(tuple((rule.id, state) for rule, state in cell), cell)


def _cell_by_other_clocks(scene: Scene, row: ContactFact, rules: Iterable[Rule]) -> Cell:
    return tuple((rule, state) for rule in rules if rule.in_force(row.day) and (state := _elsewhere(scene, row, rule)))


def _elsewhere(scene: Scene, row: ContactFact, rule: Rule) -> State:
    """The state on another zone's clock: the rule's own zone, or those the firm's information points to."""
    params, holidays = hours_of(rule), holidays_of(scene.book, rule)
    if params.clock and params.clock != row.traits.zone:
        return state_at(rule, holidays, row.traits.channel, *wall(row, params.clock))
    if state_at(rule, holidays, row.traits.channel, row.day, row.minute):
        return State.ALLOWED  # already found on the borrower's own clock
    for zone in scene.facts.other_zones:
        if state_at(rule, holidays, row.traits.channel, *wall(row, zone)):
            return State.OTHER_ZONE
    return State.ALLOWED


def finding(scene: Scene, row: ContactFact, rule: Rule, state: State) -> Finding:
    """The finding for one contact and one of its rules."""
    by_hour = rule.kind == "quiet_hours"
    explanation = _hour_sentence(scene, row, rule, state) if by_hour else _plain_sentence(scene, row, rule)
    return finding_of(scene.applying, rule, [row], explanation, first_day=row.day, last_day=row.day, limit=0,
                      strength=mark_strength(rule, state, row.traits.precision), more=scene.applying.overdue_fit(rule, row.traits, row.day) or ())


def _hour_sentence(scene: Scene, row: ContactFact, rule: Rule, state: State) -> Sentence:
    day, minute, zone = row.day, row.minute, row.traits.zone
    clock = hours_of(rule).clock
    if clock and clock != zone:
        zone = clock
        day, minute = wall(row, zone)
    if state is State.OTHER_ZONE:
        zone = next(name for name in scene.facts.other_zones
                    if state_at(rule, holidays_of(scene.book, rule), row.traits.channel, *wall(row, name)))
        day, minute = wall(row, zone)
    spans = allowed_spans(rule, holidays_of(scene.book, rule), row.traits.channel, day)
    fields = {"day": iso_day(day), "firm": who(scene.applying, [row]), "channel": Label("channel", row.traits.channel),
              "time": clock_text(minute), "zone": zone,
              "hours": Listing(tuple(f"{clock_text(start)}–{clock_text(end)}" for start, end in spans))}
    if state is State.EDGE:
        return Sentence(N_("{day}, {firm}: {channel} at {time}. Hours allowed that day: {hours}. The rule does not "
                           "settle whether this very minute belongs to them."), fields)
    if not spans:
        return Sentence(N_("{day}, {firm}: {channel} at {time}. On that day the rule allows no contact."), fields)
    if zone != row.traits.zone:
        return Sentence(N_("{day}, {firm}: {channel} at {time} by the clocks of {zone}. "
                           "Hours allowed that day: {hours}."), fields)
    return Sentence(N_("{day}, {firm}: {channel} at {time}. Hours allowed that day: {hours}."), fields)


#: Sentences that name their rule, and how they read where its title stands above them.
_NOTED: Final = N_("{day}{time}, {firm}: {channel}. Noted: {noted}. Rule: {rule}.")
_PLAIN: Final = N_("{day}{time}, {firm}: {channel}. Rule: {rule}.")
UNDER_TITLE: Final[Mapping[str, str]] = {
    _NOTED: N_("{day}{time}, {firm}: {channel}. Noted: {noted}."), _PLAIN: N_("{day}{time}, {firm}: {channel}.")}


def _plain_sentence(scene: Scene, row: ContactFact, rule: Rule) -> Sentence:
    traits = row.traits
    fields = {"day": iso_day(row.day), "time": "" if traits.precision == "day" else f" {clock_text(row.minute)}",
              "firm": who(scene.applying, [row]), "channel": Label("channel", traits.channel), "rule": rule.title,
              "noted": Listing(tuple(Label("behaviour", name) for name in sorted(traits.behaviours)))}
    return Sentence(_NOTED if traits.behaviours else _PLAIN, fields)
