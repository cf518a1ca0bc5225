"""Every rule of every pack, at its exact boundary: touched by one contact, passed by the next; and by its days of force."""

from __future__ import annotations

import pytest

from debttracker.rules.pack import Pack, Rule
from debttracker.rules.packs import shipped_packs
from tests.packs.boundaries import Pair, Scene, on_one_day, pairs, stage_for, weekday_in_force

CHECKED = [(pack, rule) for pack in shipped_packs().packs for rule in pack.rules if rule.kind != "note"]
PAIRS = [pytest.param(pack, rule, pair, id=f"{rule.id}: {pair.name}") for pack, rule in CHECKED for pair in pairs(rule)]


def plays(pack: Pack, rule: Rule, scene: Scene, date: int) -> bool:
    stage = stage_for(pack, rule)
    scene(stage, date)
    return stage.found()


@pytest.mark.parametrize(("pack", "rule", "pair"), PAIRS)
def test_touched_at_the_boundary_and_passed_by_a_step_short_of_it(pack: Pack, rule: Rule, pair: Pair) -> None:
    date = weekday_in_force(rule)
    assert plays(pack, rule, pair.touch, date), "the contact at the boundary must touch the rule"
    assert not plays(pack, rule, pair.pass_by, date), "the contact short of the boundary must pass by"


def test_no_rule_is_without_a_pair() -> None:
    assert [rule.id for _, rule in CHECKED if not pairs(rule)] == []


@pytest.mark.parametrize(("pack", "rule"), [pytest.param(*one, id=one[1].id) for one in CHECKED
                                            if one[1].from_day is not None and one[1].kind != "dates"])
def test_nothing_is_found_the_day_before_a_rule_came_into_force(pack: Pack, rule: Rule) -> None:
    """The same contacts, all of them before the first day in force; and with the newest on that day, where one is enough."""
    assert rule.from_day is not None
    scene, date = pairs(rule)[0].touch, weekday_in_force(rule)
    before = date - 7 * (-(-(date + 40 - rule.from_day) // 7))
    assert not plays(pack, rule, scene, before)


@pytest.mark.parametrize(("pack", "rule"), [pytest.param(*one, id=one[1].id) for one in CHECKED
                                            if one[1].from_day is not None and one[1].kind in (
                                                "third_party", "workplace", "visit", "identity", "behaviour", "contact",
                                                "quiet_hours", "after_request")])
def test_the_first_day_in_force_counts_and_the_day_before_does_not(pack: Pack, rule: Rule) -> None:
    assert rule.from_day is not None
    scene = on_one_day(rule)
    assert plays(pack, rule, scene, rule.from_day)
    assert not plays(pack, rule, scene, rule.from_day - 1)


@pytest.mark.parametrize(("pack", "rule"), [pytest.param(*one, id=one[1].id) for one in CHECKED
                                            if one[1].to_day is not None and one[1].kind != "dates"])
def test_the_last_day_in_force_counts_and_the_day_after_does_not(pack: Pack, rule: Rule) -> None:
    assert rule.to_day is not None
    scene = on_one_day(rule)
    assert plays(pack, rule, scene, rule.to_day)
    assert not plays(pack, rule, scene, rule.to_day + 1)
