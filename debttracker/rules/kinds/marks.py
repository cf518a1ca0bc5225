"""Contacts that touch a rule by themselves: by the hour they came, or by what they were.

Hours: each group of alike contacts has a table of minutes; only contacts that stand in a quiet minute are looked
at. Kinds third_party, workplace, visit, identity and behaviour: every contact of a matching group is a finding.
"""

from __future__ import annotations

from collections.abc import Iterator

from debttracker.basics.languages import N_
from debttracker.rules.facts import ContactFact
from debttracker.rules.finding import Finding, Strength
from debttracker.rules.hit import Mark
from debttracker.rules.hours import Cell, HourTable, allowed_spans, hours_of, state_at, wall
from debttracker.rules.pack import Rule
from debttracker.rules.params import State
from debttracker.rules.report import clock_text, finding_of, iso_day, who
from debttracker.rules.scene import BY_TRAITS, Group, Scene
from debttracker.rules.sentence import Label, Listing, Sentence


def find(scene: Scene) -> list[Mark]:
    """Every contact that touches a rule by itself, with the rules it touches."""
    marks: list[Mark] = []
    quiet, alone = scene.book.bits("quiet_hours"), scene.book.bits(*BY_TRAITS)
    for group in scene.groups:
        if not group.rows:
            continue
        if group.mask & quiet:
            marks += _outside_hours(scene, group, scene.tables.table(group.mask & quiet, group.traits))
        if group.mask & alone:
            cell = tuple((rule, State.QUIET) for number, rule in enumerate(scene.book.rules)
                         if (group.mask & alone) >> number & 1)
            marks += _marked(scene, group, cell)
    return marks


def _outside_hours(scene: Scene, group: Group, table: HourTable) -> Iterator[Mark]:
    always = _always(scene, group, table.rules)
    day, cells = None, []
    for row in group.rows:
        if row.day != day:
            day = row.day
            cells = table.cells(day)
        cell = cells[row.minute]
        if cell and (always or (cell := _kept(scene, row, cell))):
            yield row, cell
    if table.elsewhere:
        yield from _by_other_clocks(scene, group, table)


def _by_other_clocks(scene: Scene, group: Group, table: HourTable) -> Iterator[Mark]:
    for row in group.rows:
        found = [(rule, state) for rule in table.elsewhere if (state := _elsewhere(scene, row, rule))]
        cell = _kept(scene, row, tuple(found))
        if cell:
            yield row, cell


def _elsewhere(scene: Scene, row: ContactFact, rule: Rule) -> State:
    """The state on another zone's clock: the rule's own zone, or those the firm's information points to."""
    params, holidays = hours_of(rule), scene.tables.holidays(rule)
    if params.clock and params.clock != row.traits.zone:
        return state_at(rule, holidays, row.traits.channel, *wall(row, params.clock))
    if state_at(rule, holidays, row.traits.channel, row.day, row.minute):
        return State.ALLOWED  # already found on the borrower's own clock
    for zone in scene.facts.other_zones:
        if state_at(rule, holidays, row.traits.channel, *wall(row, zone)):
            return State.OTHER_ZONE
    return State.ALLOWED


def _marked(scene: Scene, group: Group, cell: Cell) -> Iterator[Mark]:
    always = _always(scene, group, [rule for rule, _ in cell])
    for row in group.rows:
        kept = cell if always else _kept(scene, row, cell)
        if kept:
            yield row, kept


def _always(scene: Scene, group: Group, rules: list[Rule] | tuple[Rule, ...]) -> bool:
    """Whether all rules are in force on all days of the group and none can be lifted by the day."""
    first, last = group.days[0], group.days[-1]
    return all(rule.in_force(first) and rule.in_force(last) and not scene.applying.careful(rule) for rule in rules)


def _kept(scene: Scene, row: ContactFact, cell: Cell) -> Cell:
    applying = scene.applying
    return tuple((rule, state) for rule, state in cell if rule.in_force(row.day) and not (
        applying.careful(rule) and applying.lifted_on(rule, row.traits, row.day, row.minute)))


def finding(scene: Scene, row: ContactFact, rule: Rule, state: State) -> Finding:
    """The finding for one contact and one of its rules."""
    by_hour = rule.kind == "quiet_hours"
    explanation = _hour_sentence(scene, row, rule, state) if by_hour else _plain_sentence(scene, row, rule)
    strength = Strength.HARD
    if state is State.EDGE:
        strength = Strength.EDGE
    elif state is State.OTHER_ZONE or (by_hour and row.traits.precision == "about"):
        strength = Strength.SOFT
    return finding_of(scene.applying, rule, [row], explanation, first_day=row.day, last_day=row.day, limit=0,
                      strength=strength, more=scene.applying.overdue_fit(rule, row.traits, row.day) or ())


def _hour_sentence(scene: Scene, row: ContactFact, rule: Rule, state: State) -> Sentence:
    day, minute, zone = row.day, row.minute, row.traits.zone
    clock = hours_of(rule).clock
    if clock and clock != zone:
        zone = clock
        day, minute = wall(row, zone)
    if state is State.OTHER_ZONE:
        zone = next(name for name in scene.facts.other_zones
                    if state_at(rule, scene.tables.holidays(rule), row.traits.channel, *wall(row, name)))
        day, minute = wall(row, zone)
    spans = allowed_spans(rule, scene.tables.holidays(rule), row.traits.channel, day)
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


def _plain_sentence(scene: Scene, row: ContactFact, rule: Rule) -> Sentence:
    traits = row.traits
    fields = {"day": iso_day(row.day), "time": "" if traits.precision == "day" else f" {clock_text(row.minute)}",
              "firm": who(scene.applying, [row]), "channel": Label("channel", traits.channel), "rule": rule.title,
              "noted": Listing(tuple(Label("behaviour", name) for name in sorted(traits.behaviours)))}
    if traits.behaviours:
        return Sentence(N_("{day}{time}, {firm}: {channel}. Noted: {noted}. Rule: {rule}."), fields)
    return Sentence(N_("{day}{time}, {firm}: {channel}. Rule: {rule}."), fields)
