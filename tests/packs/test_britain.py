"""United Kingdom: no clock hours, wishes, disputes, breathing space, and whom the act of 1970 is shown for."""

from __future__ import annotations

import pytest

from debttracker.rules.facts import Slot
from debttracker.rules.finding import Strength
from tests.packs.places import AGENCY, BANK, day, place

DISPUTE, PAUSE = "uk.conc.7-14-1.dispute-suspend", "uk.breathing-space.standard"


@pytest.mark.parametrize(("time", "touched"), [("07:59", True), ("08:00", False), ("21:00", False), ("21:01", True)])
def test_hours_are_our_own_measure_and_only_a_hint(time: str, touched: bool) -> None:
    story = place("uk")
    story.add(f"2026-11-20 {time}")
    assert [f.strength for f in story.findings()] == ([Strength.SOFT] if touched else [])


def test_a_shift_worker_s_wish_is_to_be_regarded() -> None:
    story = place("uk")
    story.request("no_times", "2026-11-10 09:00", party_id=BANK, channel="email",
                  slots=tuple(Slot(weekday, 9 * 60, 15 * 60) for weekday in range(7)))
    story.add("2026-11-20 16:00")
    assert story.rules() == set()
    story.add("2026-11-20 10:00")
    found = story.findings("uk.conc.7-9-4")
    assert [f.strength for f in found] == [Strength.SOFT]


def test_a_dispute_suspends_recovery_until_the_outcome_is_told() -> None:
    story = place("uk")
    story.request("dispute", "2026-11-10 09:00", party_id=AGENCY, channel="email", answered_day=day("2026-11-20"))
    story.add("2026-11-12 10:00")
    found = story.findings(DISPUTE)
    assert [q.key for q in found[0].conditions][:1] == [f"dispute_grounds:{AGENCY}"]
    story.contacts.clear()
    story.add("2026-11-20 10:00")
    assert DISPUTE not in story.rules()


def test_the_lender_s_other_agency_is_bound_by_the_dispute_too() -> None:
    story = place("uk")
    story.request("dispute", "2026-11-10 09:00", party_id=AGENCY, channel="email")
    story.add("2026-11-12 10:00", party=3)
    assert DISPUTE in story.rules()


@pytest.mark.parametrize(("date", "touched"), [
    ("2026-03-01", False), ("2026-03-03", True), ("2026-04-30", True), ("2026-05-01", False)])
def test_a_standard_breathing_space_lasts_60_days(date: str, touched: bool) -> None:
    story = place("uk")
    story.request("moratorium", "2026-03-02 09:00", channel="email")
    story.answers.update(england_wales="yes", mh_crisis="no")
    story.add(f"{date} 10:00")
    assert (PAUSE in story.rules()) is touched


def test_breathing_space_is_for_england_and_wales() -> None:
    story = place("uk")
    story.request("moratorium", "2026-03-02 09:00", channel="email")
    story.answers["england_wales"] = "no"
    story.add("2026-03-10 10:00")
    assert story.rules() == set()


def test_a_mental_health_breathing_space_ends_on_the_day_given() -> None:
    story = place("uk")
    story.request("moratorium", "2026-03-02 09:00", channel="email", until_day=day("2026-06-30"))
    story.answers.update(england_wales="yes", mh_crisis="yes")
    story.add("2026-06-30 10:00")
    assert story.rules() == {"uk.breathing-space.mental-health"}
    story.add("2026-07-01 10:00")
    assert len(story.findings()) == 1


def test_before_the_regulations_came_into_force() -> None:
    story = place("uk")
    story.request("moratorium", "2021-05-02 09:00", channel="email")
    story.answers.update(england_wales="yes", mh_crisis="no")
    story.add("2021-05-03 10:00")
    assert story.rules() == set()
    story.add("2021-05-04 10:00")
    assert PAUSE in story.rules()


@pytest.mark.parametrize(("lender", "caller", "touched"), [
    ("individual", "individual", True), ("unlicensed_lender", "unlicensed_lender", True),
    ("bank", "outside_collector", False)])
def test_the_act_of_1970_is_shown_for_private_and_unlicensed_lenders(lender: str, caller: str, touched: bool) -> None:
    story = place("uk", lender, caller)
    story.add("2026-11-20 10:00", behaviours=frozenset({"threat_arrest"}))
    assert ("uk.aja1970.s40" in story.rules()) is touched


def test_conc_binds_firms_and_their_agents_not_private_lenders() -> None:
    behaviours = frozenset({"disclosure_third_party"})
    story = place("uk")
    story.add("2026-11-20 10:00", behaviours=behaviours)
    story.add("2026-11-20 11:00", behaviours=behaviours, party=BANK)
    assert len(story.findings("uk.conc.7-9-6")) == 2
    story = place("uk", "individual", "individual")
    story.add("2026-11-20 10:00", behaviours=behaviours)
    assert story.rules() == set()


def test_an_empty_threat_asks_whether_it_was_untrue() -> None:
    story = place("uk")
    story.add("2026-11-20 10:00", behaviours=frozenset({"threat_legal_false"}))
    assert [q.key for q in story.findings()[0].conditions] == [f"untrue:{AGENCY}"]
