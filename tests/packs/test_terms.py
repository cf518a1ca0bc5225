"""The shipped term lists: complete, in their own script, weak terms and negations that make sense."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from typing import Any

import pytest

from debttracker.basics.languages import LANGUAGES
from debttracker.basics.resources import resource_path
from debttracker.basics.vocabulary import Behaviour

Check = Callable[[str], str]
NOT_BEHAVIOURS = {"meta", "neutral", "alarm"}


def load(language: str) -> dict[str, Any]:
    return tomllib.loads(resource_path("terms", f"{language}.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_behaviour_has_terms_and_nothing_else_stands_there(language: str) -> None:
    tables = set(load(language)) - NOT_BEHAVIOURS
    assert tables == {b.value for b in Behaviour}


@pytest.mark.parametrize("language", LANGUAGES)
def test_terms_are_given_once_and_weak_ones_are_terms(language: str) -> None:
    for name, table in load(language).items():
        if name == "meta":
            continue
        folded = [term.casefold() for term in table["terms"]]
        assert len(folded) == len(set(folded)), name
        assert len(folded) >= 8, name
        assert set(table.get("weak", ())) <= set(table["terms"]), name
        assert all(term == term.strip() and term for term in table["terms"]), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_negation_contains_a_term_that_it_takes_back(language: str) -> None:
    for name, table in load(language).items():
        for phrase in table.get("negations", ()):
            assert any(term.casefold() in phrase.casefold() and term.casefold() != phrase.casefold()
                       for term in table["terms"]), (name, phrase)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_neutral_phrase_is_no_term(language: str) -> None:
    lists = load(language)
    terms = {term.casefold() for name, table in lists.items() if name not in NOT_BEHAVIOURS for term in table["terms"]}
    assert not terms & {phrase.casefold() for phrase in lists["neutral"]["terms"]}


def test_each_chinese_list_is_in_its_own_script(not_simplified: Check, not_traditional: Check) -> None:
    for language, wrong in (("zh-Hans", not_simplified), ("zh-Hant", not_traditional)):
        for name, table in load(language).items():
            if name == "meta":
                continue
            for text in [*table["terms"], *table.get("negations", ()), table.get("note", "")]:
                assert not wrong(text), (language, name, text)


def test_the_script_check_can_fail(not_simplified: Check, not_traditional: Check) -> None:
    assert not_simplified("潑油漆") == "潑"
    assert not_traditional("泼油漆") == "泼"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_says_how_sure_it_is(language: str) -> None:
    meta = load(language)["meta"]
    assert meta["confidence"] == "known"
    assert meta["source"]
    assert meta["checked"]
    assert meta["language"] == language


def test_words_of_despair_are_known_in_every_language() -> None:
    assert "kill myself" in load("en")["alarm"]["terms"]
    assert "不想活了" in load("zh-Hans")["alarm"]["terms"]
    assert "燒炭" in load("zh-Hant")["alarm"]["terms"]
