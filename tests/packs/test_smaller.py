"""India, Ireland, South-East Asia, Germany, South Africa: each limit at its edge."""

from __future__ import annotations

import pytest

from debttracker.rules.facts import LoanFact
from debttracker.rules.finding import Strength
from tests.packs.places import AGENCY, BANK, PERSON, day, place

HARD, EDGE = Strength.HARD, Strength.EDGE


@pytest.mark.parametrize(("code", "lender", "rule", "when", "strength"), [
    ("in", "bank", "in.rbi.2022.call-hours", "2026-11-20 07:59", HARD),
    ("in", "bank", "in.rbi.2022.call-hours", "2026-11-20 08:00", None),
    ("in", "bank", "in.rbi.2022.call-hours", "2026-11-22 19:00", None),
    ("in", "bank", "in.rbi.2022.call-hours", "2026-11-22 19:01", HARD),
    ("in", "bank", "in.rbi.2022.call-hours", "2022-08-11 21:00", None),
    ("in", "bank", "in.rbi.2022.call-hours", "2022-08-12 21:00", HARD),
    ("in", "individual", "in.rbi.2022.call-hours", "2026-11-20 07:00", None),
    ("ie", "bank", "ie.cpc2012.hours", "2026-03-20 08:59", HARD),
    ("ie", "bank", "ie.cpc2012.hours", "2026-03-20 09:00", None),
    ("ie", "bank", "ie.cpc2012.hours", "2026-03-20 21:00", EDGE),
    ("ie", "bank", "ie.cpc2012.hours", "2026-03-20 21:01", HARD),
    ("ie", "bank", "ie.cpc2012.hours", "2026-03-22 12:00", HARD),
    ("ie", "bank", "ie.cpc2012.hours", "2026-03-17 12:00", HARD),
    ("ie", "bank", "ie.cpc2012.hours", "2026-03-24 23:00", None),
    ("ph", "consumer_finance", "ph.sec.mc18.hours", "2026-11-20 05:59", HARD),
    ("ph", "consumer_finance", "ph.sec.mc18.hours", "2026-11-20 06:00", None),
    ("ph", "consumer_finance", "ph.sec.mc18.hours", "2026-11-20 22:00", None),
    ("ph", "consumer_finance", "ph.sec.mc18.hours", "2026-11-20 22:01", HARD),
    ("ph", "consumer_finance", "ph.sec.mc18.hours", "2019-09-06 23:00", None),
    ("ph", "bank", "ph.sec.mc18.hours", "2026-11-20 23:00", None),
    ("id", "platform", "id.pojk22.hours", "2026-11-20 07:59", HARD),
    ("id", "platform", "id.pojk22.hours", "2026-11-21 08:00", None),
    ("id", "platform", "id.pojk22.hours", "2026-11-21 20:00", EDGE),
    ("id", "platform", "id.pojk22.hours", "2026-11-21 20:01", HARD),
    ("id", "platform", "id.pojk22.hours", "2026-11-22 12:00", HARD),
    ("vn", "consumer_finance", "vn.tt18.hours", "2026-11-20 06:59", HARD),
    ("vn", "consumer_finance", "vn.tt18.hours", "2026-11-20 07:00", None),
    ("vn", "consumer_finance", "vn.tt18.hours", "2026-11-20 21:01", HARD),
    ("vn", "consumer_finance", "vn.tt18.hours", "2019-12-31 23:00", None),
    ("vn", "bank", "vn.tt18.hours", "2026-11-20 23:00", None),
    ("th", "bank", "th.dca.hours", "2026-11-20 07:59", HARD),
    ("th", "bank", "th.dca.hours", "2026-11-20 19:59", None),
    ("th", "bank", "th.dca.hours", "2026-11-21 17:59", None),
    ("th", "bank", "th.dca.hours", "2026-11-21 18:01", HARD),
])
def test_hours(code: str, lender: str, rule: str, when: str, strength: Strength | None) -> None:
    story = place(code, lender)
    story.add(when)
    assert [f.strength for f in story.findings(rule)] == ([strength] if strength else [])


def test_a_microfinance_loan_in_india_has_its_own_hours_to_verify() -> None:
    story = place("in", "consumer_finance")
    story.answers["microfinance"] = "yes"
    story.add("2026-11-20 18:30")
    assert story.rules() == {"in.rbi.microfinance.hours"}
    assert story.findings()[0].strength is Strength.SOFT
    story.answers["microfinance"] = "no"
    assert story.rules() == set()


@pytest.mark.parametrize(("overdue_days", "touched"), [(15, True), (16, False)])
def test_philippine_hours_end_when_an_account_is_more_than_15_days_past_due(overdue_days: int, touched: bool) -> None:
    story = place("ph", "consumer_finance")
    first = day("2026-11-20") - overdue_days
    story.loans[1] = LoanFact(1, "Loan", BANK, (AGENCY,), "personal", overdue=((first, None),))
    story.add("2026-11-20 23:00", loan_ids=(1,))
    assert ("ph.sec.mc18.hours" in story.rules()) is touched


def test_philippine_hours_ask_for_days_past_due_when_they_are_not_known() -> None:
    story = place("ph", "consumer_finance")
    story.add("2026-11-20 23:00", loan_ids=(1,))
    assert any("overdue" in q.key for q in story.findings("ph.sec.mc18.hours")[0].conditions)


def test_people_from_the_phone_book_in_the_philippines() -> None:
    story = place("ph", "consumer_finance")
    story.add("2026-11-20 10:00", "sms", "delivered", reached="friend", reached_id=PERSON)
    assert story.rules() == {"ph.sec.mc18.third-parties"}
    story.answers["liable"] = "yes"
    assert story.rules() == set()


@pytest.mark.parametrize(("channel", "outcome", "counts"), [
    ("call", "answered", True), ("sms", "delivered", True), ("letter", "delivered", True), ("call", "missed", False)])
def test_three_successful_unsolicited_contacts_a_month_in_ireland(channel: str, outcome: str, counts: bool) -> None:
    rule = "ie.cpc.three-unsolicited"
    story = place("ie")
    for number in (2, 12, 31):
        story.add(f"2025-12-{number:02d} 10:00", channel, outcome)
    assert rule not in story.rules()
    story.add("2026-01-01 10:00", "sms", "delivered")
    assert rule not in story.rules()
    story.add("2025-12-22 10:00", channel, outcome)
    assert (rule in story.rules()) is counts


def test_five_reminders_a_day_in_vietnam() -> None:
    story = place("vn", "consumer_finance")
    story.calls("2026-11-20", 5, "answered")
    assert story.rules() == set()
    story.add("2026-11-20 15:00", "sms", "delivered", party=BANK)
    assert [(f.rule, f.count, f.limit) for f in story.findings()] == [("vn.tt18.count", 6, 5)]


def test_once_a_day_in_thailand_when_the_demand_is_learnt_of() -> None:
    story = place("th", "bank")
    story.add("2026-11-20 10:00")
    story.calls("2026-11-20", 2, "missed")
    assert story.rules() == set()
    story.add("2026-11-20 15:00", "sms", "delivered")
    assert [(f.rule, f.count, f.limit) for f in story.findings()] == [("th.dca.count", 2, 1)]


def test_thailand_the_day_before_and_a_friend_s_loan() -> None:
    story = place("th", "bank")
    story.calls("2019-11-20", 2, "answered")
    assert "th.dca.count" not in story.rules()
    story = place("th", "individual", "individual")
    story.calls("2026-11-20", 2, "answered")
    assert f"binds:{AGENCY}" in [q.key for q in story.findings("th.dca.count")[0].conditions]


def test_a_visit_at_work_in_indonesia() -> None:
    story = place("id", "consumer_finance")
    story.add("2026-11-20 10:00", "visit", "met", place="work")
    assert story.rules() == {"id.pojk22.place"}
    story.add("2026-11-20 11:00", "visit", "met", place="home")
    assert len(story.findings()) == 1


@pytest.mark.parametrize("behaviours", [{"refuses_to_leave", "insult", "publication"}, {"publication"}])
def test_the_two_official_bad_examples_of_singapore(behaviours: set[str]) -> None:
    story = place("sg")
    story.add("2026-11-20 10:00", "visit", "met", behaviours=frozenset(behaviours))
    assert story.rules() == {"sg.poha.harassment"}
    assert {f.strength for f in story.findings()} == {Strength.SOFT}


def test_false_papers_in_south_africa_bind_registered_collectors() -> None:
    for caller, touched in (("outside_collector", {"za.dca.conduct"}), ("bank", set())):
        story = place("za", "bank", caller)
        story.add("2026-11-20 10:00", behaviours=frozenset({"false_document"}))
        assert story.rules() == touched


def test_germany_has_no_hours_and_no_count() -> None:
    story = place("de")
    story.calls("2026-11-20", 8)
    story.add("2026-11-20 23:30")
    assert story.rules() == set()
