from __future__ import annotations

import pytest

from debttracker.basics.languages import LANGUAGES, words
from debttracker.finance.glossary import find, glossary, term


def test_every_term_is_explained_in_three_languages() -> None:
    assert len({one.id for one in glossary()}) == len(glossary()) >= 30
    for one in glossary():
        assert set(one.word) == set(one.meaning) == set(LANGUAGES)
        assert all(one.word.values())
        assert all(len(text) >= 10 for text in one.meaning.values())


def test_words_are_found_in_any_language_and_in_a_clause() -> None:
    assert [one.id for one in find("等额本息")] == ["annuity"]
    assert "penalty-interest" in {one.id for one in find("逾期利息按日计收，并收取担保费")}
    assert "guarantee-fee" in {one.id for one in find("逾期利息按日计收，并收取担保费")}
    assert {one.id for one in find("The APR is 24 %")} == {"apr"}
    assert find("  ") == ()
    assert "apr" not in {one.id for one in find("April")}


def test_a_term_by_its_id_speaks_each_language() -> None:
    assert term("deducted-interest").title(words("zh-Hans")) == "砍头息"
    assert "kept" in term("deducted-interest").title(words("en"))
    assert term("ear").explain(words("zh-Hant")).endswith("。")
    with pytest.raises(KeyError):
        term("nothing")
