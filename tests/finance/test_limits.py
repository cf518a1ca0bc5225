from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from debttracker.basics.languages import LANGUAGES, Words, words
from debttracker.basics.vocabulary import FirmKind, Product
from debttracker.finance.limits import (
    Confidence,
    LimitCheck,
    check_limits,
    duties_for,
    jurisdictions,
    limit_book,
    limits_for,
    sentence,
    silence,
)
from debttracker.finance.terms import Frequency, LoanTerms, Method, RateBasis
from debttracker.finance.true_cost import true_cost

D = Decimal


def loan(rate: str, day: date, currency: str = "CNY", principal: int = 1_000_000) -> LoanTerms:
    return LoanTerms(currency, principal, day, 12, rate=D(rate))


def checks(terms: LoanTerms, place: str, lender: str = "unknown", product: str = "",
           lpr: Decimal | None = None) -> dict[str, LimitCheck]:
    return {one.limit.id: one for one in check_limits(terms, true_cost(terms), place, lender, product, lpr)}


@pytest.mark.parametrize(("day", "allowed"), [
    (date(2020, 8, 20), "0.1540"), (date(2021, 12, 19), "0.1540"), (date(2021, 12, 20), "0.1520"),
    (date(2022, 1, 20), "0.1480"), (date(2024, 7, 21), "0.1380"), (date(2024, 7, 22), "0.1340"),
    (date(2025, 5, 20), "0.1200"),
])
def test_four_times_the_lpr_of_the_contract_day(day: date, allowed: str) -> None:
    assert checks(loan("0.10", day), "CN", "individual")["cn.private.4lpr"].allowed == D(allowed)


def test_the_old_private_lending_rule_ends_where_the_new_one_begins() -> None:
    before = checks(loan("0.30", date(2020, 8, 19)), "CN", "individual")
    after = checks(loan("0.30", date(2020, 8, 20)), "CN", "individual")
    assert set(before) == {"cn.private.24", "cn.private.36"}
    assert set(after) == {"cn.private.4lpr"}
    assert (before["cn.private.24"].excess or 0) > 0 > (before["cn.private.36"].excess or 0)


def test_an_lpr_that_is_not_known_is_said_and_can_be_entered(english: Words) -> None:
    terms = loan("0.20", date(2026, 5, 1))
    unknown = checks(terms, "CN", "individual")["cn.private.4lpr"]
    assert (unknown.allowed, unknown.excess) == (None, None)
    assert "is not in this program" in sentence(unknown, english)
    entered = checks(terms, "CN", "individual", lpr=D("0.03"))["cn.private.4lpr"]
    assert entered.allowed == D("0.12")


def test_the_weaker_of_rule_and_table_decides_how_sure_it_is(english: Words) -> None:
    # The rule was read, the LPR of 2024 was not; the LPR of 2021 was.
    weak = checks(loan("0.20", date(2024, 5, 1)), "CN", "individual")["cn.private.4lpr"]
    assert weak.confidence is Confidence.KNOWN
    assert sentence(weak, english).endswith("Please verify this figure.")
    sure = checks(loan("0.20", date(2021, 5, 1)), "CN", "individual")["cn.private.4lpr"]
    assert sure.confidence is Confidence.CONFIRMED
    assert "verify" not in sentence(sure, english)


def test_banks_are_measured_by_their_own_line() -> None:
    assert set(checks(loan("0.30", date(2023, 5, 1)), "CN", "bank")) == {"cn.finance.24"}
    cards = checks(loan("0.30", date(2019, 5, 1)), "CN", "bank", "credit_card")
    assert (cards["cn.card.daily"].excess or 0) > 0


def test_an_unknown_lender_gets_every_candidate_with_whom_it_is_for(english: Words) -> None:
    found = checks(loan("0.30", date(2023, 5, 1)), "CN")
    assert set(found) == {"cn.private.4lpr", "cn.finance.24"}
    assert "It is for: Private person, Lender without a licence, Other firm." in sentence(found["cn.private.4lpr"],
                                                                                          english)


def test_hong_kong_worked_cases() -> None:
    # A loan of 2023 at 40 %: presumed extortionate only. 2021 at 50 %: the old presumption. 2023 at 49 %: above both.
    def above(rate: str, day: date) -> set[str]:
        terms = LoanTerms("HKD", 1_000_000, day, 1, method=Method.BULLET, rate=D(rate), frequency=Frequency.YEARLY)
        return {key for key, one in checks(terms, "HK", "licensed_lender").items() if (one.excess or 0) > 0}

    assert above("0.40", date(2023, 3, 1)) == {"hk.mlo.36-presumed"}
    assert above("0.50", date(2021, 3, 1)) == {"hk.mlo.48-presumed"}
    assert above("0.49", date(2023, 3, 1)) == {"hk.mlo.36-presumed", "hk.mlo.48"}


def test_taiwan_before_and_after_july_2021() -> None:
    assert set(checks(loan("0.18", date(2021, 7, 19), "TWD"), "TW")) == {"tw.civil.20"}
    now = checks(loan("0.18", date(2021, 7, 20), "TWD"), "TW")
    assert now["tw.civil.16"].allowed == D("0.16")
    assert "tw.card.15" in checks(loan("0.18", date(2022, 1, 1), "TWD"), "TW", "bank", "credit_card")


@pytest.mark.parametrize(("yen", "rate"), [(99_999, "0.20"), (100_000, "0.18"), (999_999, "0.18"), (1_000_000, "0.15")])
def test_japan_by_principal(yen: int, rate: str) -> None:
    found = checks(loan("0.10", date(2024, 1, 1), "JPY", yen), "JP", "individual")
    assert [one.allowed for one in found.values()] == [D(rate)]


def test_korea_void_above_sixty_from_july_2025() -> None:
    assert "kr.60-void" not in checks(loan("0.70", date(2025, 7, 21), "KRW"), "KR")
    assert (checks(loan("0.70", date(2025, 7, 22), "KRW"), "KR")["kr.60-void"].excess or 0) > 0


def test_british_short_term_credit_by_the_day_and_in_total() -> None:
    # 300 pounds for 30 days at 0.9 % a day: above 0.8 %, below the total of 100 %.
    terms = LoanTerms("GBP", 30_000, date(2024, 1, 1), 1, method=Method.BULLET, rate=D("0.009"), basis=RateBasis.DAY,
                      frequency=Frequency.DAYS, period_days=30)
    found = checks(terms, "GB")
    assert found["uk.hcstc.daily"].excess == D("0.001")
    assert found["uk.hcstc.total"].excess == D("-0.73")
    cheap = checks(replace(terms, rate=D("0.0005")), "UK")
    assert cheap == {}


@pytest.mark.parametrize(("dollars", "months", "allowed"), [
    # Published costs of small amount credit: 1,000 over 12 months 1,680 in all, 500: 840, 250: 420.
    (1_000, 12, 680), (500, 12, 340), (250, 12, 170)])
def test_australian_small_amount_credit(dollars: int, months: int, allowed: int) -> None:
    terms = LoanTerms("AUD", dollars * 100, date(2024, 1, 10), months, method=Method.FLAT_FEE, rate=D("0.05"),
                      basis=RateBasis.MONTH)
    found = checks(terms, "AU", "licensed_lender")["au.sacc"]
    assert found.allowed is not None
    assert found.allowed * dollars == allowed
    assert "au.48" not in checks(terms, "AU", "licensed_lender")


def test_canada_changed_with_2025() -> None:
    assert set(checks(loan("0.40", date(2024, 12, 31), "CAD"), "CA-ON")) == {"ca.criminal.60"}
    assert (checks(loan("0.40", date(2025, 1, 1), "CAD"), "CA")["ca.criminal.35"].excess or 0) > 0


def test_american_limits_name_their_condition(english: Words) -> None:
    found = checks(loan("0.40", date(2024, 1, 1), "USD"), "US")
    assert "Only if: You or your spouse" in sentence(found["us.mla.36"], english)
    assert "no general federal limit" in silence("us", english)
    assert "knows no legal limit" in silence("BR", english)
    assert silence("TW", english) == ""


def test_what_a_lender_must_tell_depends_on_the_day() -> None:
    assert [one.id for one in duties_for("CN", date(2026, 7, 31))] == ["cn.annual-rate"]
    assert [one.id for one in duties_for("cn", date(2026, 8, 1))] == ["cn.cost-sheet", "cn.annual-rate"]
    assert duties_for("HK", date(2026, 8, 1)) == ()
    assert all(set(one.text) == set(LANGUAGES) and one.instrument for one in limit_book().duties)


def test_every_entry_is_whole() -> None:
    book = limit_book()
    assert len({one.id for one in book.limits}) == len(book.limits) >= 30
    kinds, products = {one.value for one in FirmKind}, {one.value for one in Product}
    for one in book.limits:
        assert (one.value is None) == bool(one.table)
        assert set(one.lenders) <= kinds
        assert set(one.products) <= products
        assert one.instrument
        assert one.citation().startswith(one.instrument)
        for text in (one.title, one.effect, *([one.needs] if one.needs else [])):
            assert set(text) == set(LANGUAGES)
            assert all(text.values())
        assert one.first is None or one.last is None or one.first < one.last
        assert one.force in ("law", "regulation", "judicial", "notice", "rule")
    for rows in book.tables.values():
        assert [row.first for row in rows] == sorted({row.first for row in rows})


def test_sentences_in_every_language_carry_their_figures() -> None:
    for place in jurisdictions():
        terms = loan("3.00", date(2024, 6, 1) + timedelta(600), {"AU": "AUD", "JP": "JPY"}.get(place, "CNY"), 90_000)
        found = checks(terms, place)
        assert found or limits_for(place, terms.start)
        for one in found.values():
            for language in LANGUAGES:
                said = sentence(one, words(language))
                assert one.limit.title[language] in said
                assert "{" not in said
