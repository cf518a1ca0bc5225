from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from debttracker.basics.errors import BadInput
from debttracker.basics.languages import Words
from debttracker.finance.offer import Household, check_offer, compare_offers, pair_sentence, sentences
from debttracker.finance.terms import Fee, FeeKind, FeeTiming, LateTerms, LoanTerms, Method, RateBasis

D = Decimal
#: 10,000 in twelve card instalments at 0.75 % a month, 5 % kept back, late interest and a late fee.
CARD = LoanTerms("CNY", 1_000_000, date(2026, 1, 10), 12, method=Method.FLAT_FEE, rate=D("0.0075"),
                 basis=RateBasis.MONTH, fees=(Fee(FeeKind.SERVICE, FeeTiming.DEDUCTED, share=D("0.05")),),
                 late=LateTerms(D("0.0005"), fee=3_000))
BANK = LoanTerms("CNY", 1_000_000, date(2026, 1, 10), 12, rate=D("0.15"))
HOME = Household(800_000, 600_000, 100_000)


def test_what_is_kept_back_and_what_each_month_leaves() -> None:
    found = check_offer(CARD, HOME)
    assert found.kept_back == 50_000
    assert len(found.months) == 12
    # 8,000 less 6,000 and 1,000, less the instalment of 833.33 and a fee of 75.00.
    assert found.months[0].left_over == 100_000 - 90_833
    assert found.heaviest.payment == 90_837
    assert found.usual_month == 90_834


def test_debt_to_income_before_and_after() -> None:
    found = check_offer(CARD, HOME)
    assert (found.ratio_before, found.ratio_after) == (D("0.1250"), D("0.2385"))
    nobody = check_offer(CARD)
    assert (nobody.ratio_before, nobody.ratio_after) == (None, None)


def test_one_missed_month() -> None:
    # 28 days late by 10 March: 0.05 % a day on 833.33 are 11.67, plus the late fee of 30.00.
    missed = check_offer(CARD).missed
    assert (missed.day, missed.penalty, missed.late_fee) == (date(2026, 3, 10), 1_167, 3_000)
    assert missed.due == 2 * missed.usual + 4_167


def test_a_bullet_loan_spreads_over_its_months() -> None:
    found = check_offer(replace(BANK, method=Method.BULLET), Household(2_000_000))
    assert [look.payment for look in found.months[:-1]] == [0] * 11
    assert found.usual_month == -(-1_150_000 // 12)
    assert found.missed.day == date(2027, 2, 10)


def test_a_later_fee_stands_in_its_month() -> None:
    fee = Fee(FeeKind.MEMBERSHIP, FeeTiming.LATER, amount=5_000, day=date(2026, 3, 2))
    found = check_offer(replace(BANK, fees=(fee,)))
    assert found.months[1].payment - found.months[0].payment == 5_000


def test_sentences_say_cost_first_and_name_what_is_missing(english: Words) -> None:
    card = sentences(check_offer(CARD, HOME), english)
    assert card[0].startswith("The rate named is 9.0 % a year; counted on the ¥ 9,500.00 that really arrived")
    assert card[1] == "Of the ¥ 10,000.00 in the contract only ¥ 9,500.00 reaches you; ¥ 500.00 is kept back."
    assert "¥ 41.67 of it penalty interest" in card[4]
    assert card[5] == "Debts take 12.5 % of your income today and 23.8 % with this loan."
    bank = sentences(check_offer(BANK, Household(50_000)), english)
    assert any("name no penalty: ask for it in writing" in one for one in bank)
    assert any("In 12 months more goes out than comes in, by up to ¥ 402.6" in one for one in bank)


def test_two_offers_side_by_side(english: Words) -> None:
    pair = compare_offers(check_offer(CARD), check_offer(BANK))
    assert (pair.cheaper_rate, pair.cheaper_total, pair.lighter_month, pair.sooner_over) == (1, 1, 1, None)
    assert pair_sentence(pair, english) == "The second offer is cheaper: 16.1 % a year against 29.7 %."
    same = compare_offers(check_offer(BANK), check_offer(BANK))
    assert same.cheaper_rate is None
    assert pair_sentence(same, english).startswith("Both offers cost the same")


def test_nonsense_is_refused() -> None:
    with pytest.raises(BadInput, match="cannot be negative"):
        check_offer(BANK, Household(-1))
    with pytest.raises(BadInput, match="different currencies"):
        compare_offers(check_offer(BANK), check_offer(replace(BANK, currency="TWD")))
