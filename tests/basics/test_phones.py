"""Handles: one number in many spellings is one handle, and different handles stay different."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debttracker.basics.phones import comparable


@pytest.mark.parametrize("spelling", [
    "13800138000", "138 0013 8000", "138-0013-8000", "+86 138 0013 8000", "+8613800138000", "0086 13800138000",
    "\u202a+86 138\u20110013\u20118000\u202c",
    "１３８００１３８０００", "＋86 13800138000", "\u2066138\u00a00013\u20098000\u2069",
])
def test_spellings_of_one_mobile_number(spelling: str) -> None:
    assert comparable(spelling) == "+8613800138000"


@pytest.mark.parametrize(("raw", "region", "expected"), [
    ("(010) 6123-4567", "CN", "+861061234567"), ("02-2345-6789", "TW", "+886223456789"),
    ("0912 345 678", "TW", "+886912345678"),
    ("(212) 555-0123", "US", "+12125550123"), ("+44 20 7946 0018", "CN", "+442079460018"),
    ("9123 4567", "HK", "+85291234567"),
])
def test_numbers_of_other_places(raw: str, region: str, expected: str) -> None:
    assert comparable(raw, region) == expected


@pytest.mark.parametrize(("raw", "expected"), [
    ("95588", "95588"), ("955 88", "95588"), ("955-88", "95588"), ("Some-Bank", "some-bank"), (" WX_lee88 ", "wx_lee88"),
    ("a.b@example.com", "a.b@example.com"), ("某某金融", "某某金融"),
    ("106575012345678901", "106575012345678901"),
])
def test_what_is_no_phone_number_stays_itself(raw: str, expected: str) -> None:
    assert comparable(raw) == expected


@pytest.mark.parametrize("raw", ["", "  ", "-1", "-2", "-3", "()", "--"])
def test_withheld_is_empty(raw: str) -> None:
    assert comparable(raw) == ""


@given(st.text(max_size=40))
def test_any_text_settles_at_once(raw: str) -> None:
    once = comparable(raw)
    assert comparable(once) == once
