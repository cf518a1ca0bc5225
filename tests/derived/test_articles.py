"""Articles as each language writes them; no pack leaves English words or a bare dash in a Chinese citation."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from debttracker.basics.languages import words
from debttracker.derived.articles import article_text, cited
from debttracker.rules.packs import shipped_packs


def worded(article: str, language: str) -> str:
    """An article of some rule of Korea's."""
    rule = next(rule for pack in shipped_packs().packs if pack.jurisdiction == "KR" for rule in pack.rules)
    return article_text(replace(rule, article=article), words(language))


@pytest.mark.parametrize(("article", "hans", "hant"), [
    ("s. 3", "第 3 条", "第 3 條"),
    ("ss. 1–3, 7", "第 1–3、7 条", "第 1–3、7 條"),
    ("Art. 8-3(2), 10(1), 12(5)", "第 8-3 条(2)、第 10 条(1)、第 12 条(5)", "第 8-3 條(2)、第 10 條(1)、第 12 條(5)"),
    ("Art. 62(2)(f), (3)", "第 62 条(2)(f)、(3)", "第 62 條(2)(f)、(3)"),
    ("s. 347 (before 2025)", "第 347 条（2025 之前）", "第 347 條（2025 之前）"),
    ("ch. 3", "第 3 章", "第 3 章"),
    ("recovery agents", "催收代理人", "催收代理人"),
    ("–", "", ""),
])
def test_an_article_in_chinese(article: str, hans: str, hant: str) -> None:
    assert worded(article, "zh-Hans") == hans
    assert worded(article, "zh-Hant") == hant


def test_numbers_are_whole_articles_only_where_laws_are_counted_so() -> None:
    by_id = {rule.id: rule for pack in shipped_packs().packs for rule in pack.rules}
    speak = words("zh-Hans")
    assert {article_text(rule, speak) for rule in by_id.values() if rule.article == "1692e"} == {"1692e"}
    assert {article_text(rule, speak) for rule in by_id.values() if rule.article == "42(1)"} == {"第 42 条(1)"}
    assert {article_text(rule, speak) for rule in by_id.values() if rule.article == "5.3"} == {"5.3"}


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant"])
def test_no_english_words_are_left(language: str) -> None:
    """Names of laws in capitals, roman numerals and single letters may stay."""
    speak = words(language)
    for pack in shipped_packs().packs:
        for rule in (*pack.rules, *pack.deadlines):
            told = article_text(rule, speak)
            left = [word for word in re.findall(r"[A-Za-z]{3,}", told)
                    if word not in ("Act", "ASIC", "ACL", "Cap", "CFR", "StGB", "UWG", "DOR", "ORG", "REC", "RBI", "reg")
                    and not re.fullmatch("[ivx]+", word)]
            assert left in ([], ["July"]), (rule.article, told)
            assert not cited(rule, speak).endswith(("–", "-")), rule.article


def test_deadlines_on_screens_cite_like_rules() -> None:
    """The article of a clock was once written as the pack notes it."""
    deadlines = [one for pack in shipped_packs().packs for one in pack.deadlines]
    told = {cited(one, words("zh-Hans")) for one in deadlines}
    assert not [text for text in told if re.search(r"\b(Art|ss?|ch)\. ", text)]
