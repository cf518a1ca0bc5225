"""Hong Kong: the seven worked cases."""

from __future__ import annotations

from debttracker.rules.finding import Strength
from tests.packs.places import BANK, PERSON, place, priced


def test_case_1_the_agency_asks_a_referee_to_pay() -> None:
    story = place("hk")
    story.add("2026-11-20 10:00", reached="friend", reached_id=PERSON)
    assert story.rules() == {"hk.cobp.no-third-party"}
    assert story.findings()[0].strength is Strength.SOFT
    story.answers["liable"] = "yes"
    assert story.rules() == set()


def test_case_2_the_agency_calls_after_the_bankruptcy_order() -> None:
    story = place("hk")
    story.add("2026-11-09 10:00")
    story.request("moratorium", "2026-11-10 09:00")
    assert story.rules() == set()
    story.add("2026-11-11 10:00")
    assert story.rules() == {"hk.cobp.bankrupt-stop"}


def test_case_3_a_loan_of_2023_at_40_percent_is_presumed_extortionate() -> None:
    assert priced("hk", "0.40", "2023-05-01") == {"hk.mlo.extortion-36"}


def test_case_4_a_loan_of_2021_at_50_percent_is_only_under_the_old_presumption() -> None:
    assert priced("hk", "0.50", "2021-05-01") == {"hk.mlo.extortion-48-old"}


def test_case_5_a_loan_of_2023_at_49_percent() -> None:
    assert priced("hk", "0.49", "2023-05-01") == {"hk.mlo.cap-48", "hk.mlo.extortion-36"}


def test_case_6_a_call_at_23_30_is_only_a_hint() -> None:
    story = place("hk", "licensed_lender")
    story.add("2026-11-20 23:30")
    assert story.rules() == {"hk.soft.hours"}
    assert story.findings()[0].strength is Strength.SOFT


def test_case_7_paint_on_the_door() -> None:
    story = place("hk", "licensed_lender")
    story.add("2026-11-20 10:00", "visit", "not_home", behaviours=frozenset({"property_damage"}))
    assert story.rules() == {"hk.crime.damage"}


def test_the_new_limits_began_on_30_december_2022() -> None:
    assert priced("hk", "0.481", "2022-12-29") == {"hk.mlo.extortion-48-old"}
    assert priced("hk", "0.481", "2022-12-30") == {"hk.mlo.cap-48", "hk.mlo.extortion-36"}
    assert priced("hk", "0.36", "2022-12-30") == set()
    assert priced("hk", "0.48", "2022-12-30") == {"hk.mlo.extortion-36"}
    assert priced("hk", "0.61", "2022-12-29") == {"hk.mlo.cap-60-old", "hk.mlo.extortion-48-old"}


def test_the_ordinance_is_not_applied_to_banks() -> None:
    assert priced("hk", "0.60", "2023-05-01", lender="bank") == set()


def test_the_code_binds_banks_and_their_agencies_only() -> None:
    for lender, touched in (("bank", {"hk.cobp.no-harass"}), ("licensed_lender", set())):
        story = place("hk", lender)
        story.add("2026-11-20 10:00", behaviours=frozenset({"insult"}))
        story.add("2026-11-21 10:00", behaviours=frozenset({"insult"}), party=BANK)
        assert story.rules() == touched
