"""The quick way of reading TOML says what TOML says, or leaves it."""

from __future__ import annotations

import tomllib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debttracker.basics.resources import resource_path
from debttracker.basics.toml import plain_toml, read_toml

_PIECES = st.sampled_from(["language", "case", "a-b", "=", "==", " ", "\n", "\r\n", "\t", '"', '""', '"en"', "'x'", "\\", "#", "true",
                           "0", "01", "7", "-1", "1.5", "1.", "1_0", "2026-11-24", "[", "]",
                           "[]", '["a"]', '["a", "还"]', ",", "2026-13-01", "é", "还", "\x00", "."])


@given(st.lists(_PIECES, max_size=14).map("".join))
def test_the_quick_way_reads_what_toml_reads_or_leaves_it(text: str) -> None:
    quick = plain_toml(text)
    if quick is not None:
        told = tomllib.loads(text)
        assert quick == told and [type(v) for v in quick.values()] == [type(v) for v in told.values()]


def test_a_plain_file_is_read_the_quick_way() -> None:
    text = 'language = "zh-Hans"\n\ncase = "/home/li/借款"\nlock_minutes = 15\ntext_scale = 1.25\ntray = false\n'
    assert plain_toml(text) == {"language": "zh-Hans", "case": "/home/li/借款", "lock_minutes": 15, "text_scale": 1.25,
                                "tray": False}


def test_the_colours_are_read_the_quick_way() -> None:
    text = resource_path("style", "tokens.toml").read_text(encoding="utf-8")
    assert plain_toml(text) == tomllib.loads(text)


@pytest.mark.parametrize("name", ["en", "zh-Hans", "zh-Hant", "folding"])
def test_the_lists_of_words_are_read_the_quick_way(name: str) -> None:
    text = resource_path("terms", f"{name}.toml").read_text(encoding="utf-8")
    assert plain_toml(text) == tomllib.loads(text)


def test_lists_and_dates_are_read_the_quick_way_where_they_are_plain() -> None:
    assert plain_toml('a = ["x, y", "]"]\nb = []\nc = 2026-11-24\n') == {"a": ["x, y", "]"], "b": [], "c": date(2026, 11, 24)}
    for other in ('["a",]', "['a']", '["a", 1]', '["\\u4e00"]', '[["a"]]', "2026-11-31"):
        assert plain_toml(f"a = {other}\n") is None, other


def test_what_is_not_plain_is_left_to_the_library() -> None:
    assert read_toml("a = [1, 2]\n") == {"a": [1, 2]}
    with pytest.raises(ValueError, match="Invalid"):
        read_toml("a = ")
