"""Canada: Ontario's three in seven after the first talk, the provinces' hours, the criminal rate."""

from __future__ import annotations

import pytest

from debttracker.rules.finding import Strength
from tests.packs.places import AGENCY, BANK, place, priced

COUNT = "ca.on.reg74.frequency"


@pytest.mark.parametrize(("where", "when", "strength"), [
    ("CA-ON", "2026-11-20 06:59", Strength.HARD), ("CA-ON", "2026-11-20 07:00", None),
    ("CA-ON", "2026-11-21 20:59", None), ("CA-ON", "2026-11-21 21:00", Strength.EDGE),
    ("CA-ON", "2026-11-21 21:01", Strength.HARD), ("CA-ON", "2026-11-22 12:59", Strength.HARD),
    ("CA-ON", "2026-11-22 13:00", None), ("CA-ON", "2026-11-22 17:01", Strength.HARD),
    ("CA-ON", "2026-07-01 10:00", Strength.HARD), ("CA-ON", "2026-11-11 10:00", None),
    ("CA-BC", "2026-11-11 10:00", Strength.HARD), ("CA-BC", "2026-11-22 13:00", None),
    ("CA-QC", "2026-11-20 07:59", Strength.HARD), ("CA-QC", "2026-11-20 08:00", None),
    ("CA-QC", "2026-11-20 20:00", Strength.EDGE), ("CA-QC", "2026-11-22 14:00", Strength.HARD),
    ("CA-QC", "2026-06-24 10:00", Strength.HARD), ("CA-QC", "2026-04-06 10:00", Strength.HARD)])
def test_hours_of_the_provinces(where: str, when: str, strength: Strength | None) -> None:
    story = place("ca", where=where)
    story.zone = "America/Vancouver" if where == "CA-BC" else "America/Toronto"
    story.add(when)
    found = [f for f in story.findings() if f.rule.endswith("hours")]
    assert [f.strength for f in found] == ([strength] if strength else [])
    assert all(f.jurisdiction == where for f in found)


def test_a_case_in_no_province_gets_no_provincial_rule() -> None:
    story = place("ca")
    story.add("2026-11-20 03:00")
    assert story.rules() == set()


def test_three_contacts_in_seven_days_after_the_first_conversation() -> None:
    story = place("ca", where="CA-ON")
    for date in ("10", "11", "12", "13"):
        story.add(f"2026-11-{date} 10:00", "voicemail", "delivered")
    assert COUNT not in story.rules()
    story.add("2026-11-16 10:00", seconds=180)
    for date, channel in (("17", "email"), ("18", "voicemail"), ("19", "sms")):
        story.add(f"2026-11-{date} 10:00", channel, "delivered")
    assert COUNT not in story.rules()
    story.add("2026-11-20 10:00", "email", "delivered")
    assert [(f.count, f.limit) for f in story.findings(COUNT)] == [(4, 3)]


def test_rings_letters_and_asked_for_contact_do_not_count() -> None:
    story = place("ca", where="CA-ON")
    story.add("2026-11-16 10:00", seconds=180)
    for date in ("17", "18", "19"):
        story.add(f"2026-11-{date} 10:00", "email", "delivered")
    story.calls("2026-11-20", 3, "missed")
    story.add("2026-11-20 12:00", "letter", "delivered")
    story.add("2026-11-20 13:00", "call", "answered", solicited=True)
    story.add("2026-11-20 14:00", "call", "answered", consent=True)
    assert COUNT not in story.rules()


def test_the_original_creditor_is_not_a_collection_agency() -> None:
    story = place("ca", where="CA-ON")
    story.add("2026-11-20 03:00", party=BANK)
    assert story.rules() == set()


def test_the_count_began_on_1_june_2006() -> None:
    for year_day, touched in (("2006-05-31", False), ("2006-06-09", True)):
        story = place("ca", where="CA-ON")
        story.add("2006-05-20 10:00", seconds=180)
        for hour in (10, 11, 12, 13):
            story.add(f"{year_day} {hour}:00", "voicemail", "delivered")
        assert (COUNT in story.rules()) is touched


@pytest.mark.parametrize(("signed", "rate", "touched"), [
    ("2024-12-31", "0.60", set()), ("2024-12-31", "0.601", {"ca.criminal-interest-old"}),
    ("2025-01-01", "0.35", set()), ("2025-01-01", "0.351", {"ca.criminal-interest"})])
def test_the_criminal_rate_by_the_day_of_the_contract(signed: str, rate: str, touched: set[str]) -> None:
    assert priced("ca", rate, signed) == touched


def test_a_business_loan_has_other_limits() -> None:
    assert priced("ca", "0.40", "2025-06-01", product="business") == set()


def test_friends_only_for_the_address_in_british_columbia() -> None:
    story = place("ca", where="CA-BC")
    story.add("2026-11-20 10:00", reached="friend", reached_id=9)
    assert f"location_only:{AGENCY}" in [q.key for q in story.findings()[0].conditions]
