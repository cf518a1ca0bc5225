"""The article of a rule as the reader's language writes it: packs note it once, as their source counts."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from debttracker.basics.languages import Words
from debttracker.rules.pack import Rule

_CHAPTER: Final = re.compile(r"\bch\. ?(\d+)")
_ARTICLE: Final = re.compile(r"\b[Aa]rt\. ?(\d+(?:-\d+)?)((?:\([0-9A-Za-z]+\))*)")
_SECTION: Final = re.compile(r"\bss?\. ?(\d+\w*)((?:\([0-9A-Za-z]+\))*)")
_UNVERIFIED: Final = "(number not verified)"


def article_text(rule: Rule, speak: Words) -> str:
    """The article in the user's language; empty where the pack names none."""
    return _worded(rule.article, speak)


def cited(rule: Rule, speak: Words) -> str:
    """Instrument and article."""
    return f"{rule.source.instrument.say(speak)} {article_text(rule, speak)}".strip()


def _worded(article: str, speak: Words) -> str:
    if article in ("–", "-"):
        return ""
    if not speak.is_chinese:
        return article
    return _chinese(article, speak("(number not verified)"), "条" if speak.language == "zh-Hans" else "條")


@lru_cache(maxsize=1024)
def _chinese(article: str, unverified: str, word: str) -> str:
    text = article.replace(_UNVERIFIED, unverified)
    text = _CHAPTER.sub(r"第 \1 章", text)
    text = _ARTICLE.sub(rf"第 \1 {word}\2", text)
    return _SECTION.sub(rf"第 \1 {word}\2", text)
