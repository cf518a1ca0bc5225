"""Money: what a person may type, what is refused rather than guessed, and that nothing is lost."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debttracker.basics.errors import BadInput
from debttracker.basics.formats import money_text
from debttracker.basics.money import LARGEST, Money, exponent

CURRENCIES = st.sampled_from(["CNY", "TWD", "USD", "JPY", "KRW", "KWD", "TND"])
MINOR = st.integers(-LARGEST, LARGEST)


@pytest.mark.parametrize(("text", "currency", "minor"), [
    ("1024.50", "CNY", 102450), ("1,024.50", "CNY", 102450), ("¥ 9000", "CNY", 900000),
    ("￥９，０００．５", "CNY", 900050),
    ("9000元", "CNY", 900000), ("RMB 9 000", "CNY", 900000), ("cny 12", "CNY", 1200), ("-¥5", "CNY", -500),
    ("¥-5", "CNY", -500), ("−5", "CNY", -500), (".5", "CNY", 50), ("5.", "CNY", 500), ("0", "CNY", 0),
    ("1.5万", "CNY", 1_500_000), ("3萬元", "TWD", 3_000_000), ("2千", "CNY", 200_000), ("1,2000", "CNY", 1_200_000),
    ("NT$ 12,000", "TWD", 1_200_000), ("1’024.50", "USD", 102450), ("1,00,000", "INR", 10_000_000),
    ("1500", "JPY", 1500), ("1.234", "KWD", 1234), ("1 234.567", "KWD", 1_234_567),
])
def test_reads_what_people_type(text: str, currency: str, minor: int) -> None:
    assert Money.parse(text, currency) == Money(minor, currency)


@pytest.mark.parametrize(("text", "currency"), [
    ("", "CNY"), ("abc", "CNY"), ("1.2.3", "CNY"), ("--5", "CNY"), ("1e5", "CNY"), ("1,5", "CNY"), ("1.024,50", "CNY"),
    ("12 or 13", "CNY"), ("$ 50", "CNY"), ("USD 50", "CNY"), ("NaN", "CNY"), ("1.005", "CNY"), ("0.5", "JPY"),
    ("1.2345", "KWD"), ("99999999999999999999", "CNY"), ("100000000亿", "CNY"), ("万", "CNY"), ("1,,000", "CNY"),
])
def test_refuses_rather_than_guesses(text: str, currency: str) -> None:
    with pytest.raises(BadInput):
        Money.parse(text, currency)


@pytest.mark.parametrize("code", ["cny", "RMB1", "", "C", "CNYX"])
def test_a_currency_is_three_capitals(code: str) -> None:
    with pytest.raises(BadInput):
        Money(1, code)


@given(MINOR, CURRENCIES)
def test_plain_digits_are_read_back_exactly(minor: int, currency: str) -> None:
    money = Money(minor, currency)
    assert Money.parse(money.plain(), currency) == money
    assert Money.of(money.amount, currency) == money


@given(MINOR, CURRENCIES)
def test_what_the_screen_shows_can_be_typed_back(minor: int, currency: str) -> None:
    shown = money_text(Money(minor, currency)).replace("JP¥", "¥")
    assert Money.parse(shown, currency).minor == minor


@given(MINOR, MINOR, CURRENCIES)
def test_addition_is_exact_and_undone_by_subtraction(a: int, b: int, currency: str) -> None:
    one, other = Money(a, currency), Money(b, currency)
    assert (one + other).minor == a + b
    assert one + other - other == one
    negative = -one
    assert (negative.minor, -negative) == (-a, one)


def test_currencies_do_not_mix() -> None:
    with pytest.raises(ValueError, match="CNY and JPY"):
        Money(1, "CNY") + Money(1, "JPY")
    with pytest.raises(ValueError, match="CNY and JPY"):
        Money(1, "CNY") - Money(1, "JPY")


@pytest.mark.parametrize(("value", "currency", "minor"), [
    ("0.005", "CNY", 1), ("0.0049", "CNY", 0), ("-0.005", "CNY", -1), ("0.5", "JPY", 1), ("0.0005", "KWD", 1),
])
def test_computed_amounts_round_half_up(value: str, currency: str, minor: int) -> None:
    assert Money.of(Decimal(value), currency).minor == minor


def test_digits_of_currencies() -> None:
    codes = ("JPY", "KRW", "VND", "CNY", "TWD", "HKD", "KWD", "BHD")
    assert [exponent(code) for code in codes] == [0, 0, 0, 2, 2, 2, 3, 3]
    assert Money(1500, "JPY").plain() == "1500"
    assert Money(5, "CNY").plain() == "0.05"
    assert Money(-1234, "KWD").plain() == "-1.234"
