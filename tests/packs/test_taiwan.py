"""Taiwan: the eight worked cases, and each limit at its edge."""

from __future__ import annotations

import pytest

from debttracker.rules.finding import Strength
from tests.packs.places import AGENCY, BANK, PERSON, Story, place, priced

HOURS = "tw.outsourcing.hours"


def at(time: str, party: int = AGENCY, **fields: object) -> set[str]:
    story = place("tw")
    story.add(f"2026-11-20 {time}", party=party, **fields)  # type: ignore[arg-type]
    return story.rules()


def said(behaviour: str, lender: str = "bank", **fields: object) -> Story:
    story = place("tw", lender)
    story.add("2026-11-20 10:00", "sms", "delivered", behaviours=frozenset({behaviour}), **fields)  # type: ignore[arg-type]
    return story


def test_case_1_an_agency_of_a_bank_calls_at_6_50() -> None:
    story = place("tw")
    story.add("2026-11-20 06:50")
    assert story.rules() == {HOURS}
    assert story.findings()[0].strength is Strength.HARD
    assert [question.key for question in story.findings()[0].conditions] == [f"agreed_times:{AGENCY}"]


@pytest.mark.parametrize(("time", "touched"), [
    ("06:59", True), ("07:00", False), ("21:59", False), ("22:00", False), ("22:01", True)])
def test_cases_2_and_3_the_ends_of_the_hours_are_allowed(time: str, touched: bool) -> None:
    assert (HOURS in at(time)) is touched


@pytest.mark.parametrize("channel", ["sms", "email", "visit", "line", "voicemail"])
def test_hours_hold_for_every_way_of_contact(channel: str) -> None:
    assert HOURS in at("23:00", channel=channel, outcome="met" if channel == "visit" else "delivered")


def test_case_4_agreed_in_writing() -> None:
    assert at("23:00", consent=True) == set()


def test_case_5_the_mother_is_asked_only_for_the_number() -> None:
    story = place("tw")
    story.add("2026-11-20 10:00", reached="relative", reached_id=PERSON)
    assert story.rules() == {"tw.outsourcing.third-party-locate"}
    assert f"location_only:{AGENCY}" in [q.key for q in story.findings()[0].conditions]
    story.answers["location_only"] = "yes"
    assert story.rules() == set()


def test_case_5_the_mother_is_asked_to_pay() -> None:
    story = place("tw")
    story.answers["location_only"] = "yes"
    story.add("2026-11-20 10:00", reached="relative", reached_id=PERSON, behaviours=frozenset({"demand_third_party"}))
    assert "tw.outsourcing.no-third-party-dun" in story.rules()


def test_case_6_the_agency_wants_cash() -> None:
    assert said("private_account").rules() == {"tw.outsourcing.no-cash"}


def test_case_7_a_finance_company_is_not_under_the_banks_rule() -> None:
    story = place("tw", "consumer_finance")
    story.add("2026-11-20 23:00", party=BANK)
    story.add("2026-11-20 23:30", party=AGENCY)
    assert story.rules() == set()


def test_case_7_criminal_law_is_only_a_hint_to_verify() -> None:
    story = said("threat_violence", "consumer_finance")
    assert story.rules() == {"tw.crime.threat"}
    assert story.findings()[0].strength is Strength.SOFT


def test_case_8_you_will_be_arrested() -> None:
    assert said("threat_arrest").rules() == {"tw.outsourcing.false-arrest"}


def test_the_regulation_binds_the_agency_not_the_bank_s_own_staff() -> None:
    assert at("23:00", party=BANK) == set()
    story = place("tw", "unknown")
    story.add("2026-11-20 23:00")
    assert [q.key for q in story.findings(HOURS)[0].conditions][:1] == [f"kind:{BANK}"]


@pytest.mark.parametrize(("date", "touched"), [
    ("2026-02-13", False), ("2026-02-14", True), ("2026-02-22", True), ("2026-02-23", False)])
def test_the_new_year_pause_of_2026(date: str, touched: bool) -> None:
    story = place("tw")
    story.add(f"{date} 10:00")
    assert ("tw.bank.newyear-pause-2026" in story.rules()) is touched


@pytest.mark.parametrize(("signed", "rate", "touched"), [
    ("2021-07-19", "0.18", set()),
    ("2021-07-19", "0.2001", {"tw.civil.rate-cap-20-old"}),
    ("2021-07-20", "0.16", set()),
    ("2021-07-20", "0.1601", {"tw.civil.rate-cap-16"}),
])
def test_interest_caps_by_the_day_of_the_contract(signed: str, rate: str, touched: set[str]) -> None:
    assert priced("tw", rate, signed, lender="bank") == touched


def test_card_interest_above_15_since_september_2015() -> None:
    cap = "tw.bank.card-rate-15"
    assert cap in priced("tw", "0.155", "2015-09-01", lender="bank", product="credit_card")
    assert cap not in priced("tw", "0.155", "2015-08-31", lender="bank", product="credit_card")
    assert cap not in priced("tw", "0.155", "2015-09-01", lender="bank")


def test_nothing_before_the_regulation_was_issued() -> None:
    story = place("tw")
    story.add("2006-09-17 23:00")
    assert story.rules() == set()
    story.add("2006-09-18 23:00")
    assert story.rules() == {HOURS}


def test_a_word_about_the_court_counts_only_if_it_was_untrue() -> None:
    story = said("threat_legal_false")
    assert [q.key for q in story.findings("tw.outsourcing.false-court")[0].conditions] == [f"untrue:{AGENCY}"]
    story.answers["untrue"] = "no"
    assert story.rules() == set()
