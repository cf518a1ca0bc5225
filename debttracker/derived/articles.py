"""The article of a rule or a deadline as the reader's language writes it: packs note it once, as their source counts."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from debttracker.basics.languages import N_, Words, words
from debttracker.rules.pack import Deadline, Rule

_PART: Final = r"(?:\([0-9A-Za-z-]{1,5}\))"
_NUMBER: Final = r"\d+(?:-\d+)?[A-Z]*"
_ITEM: Final = rf"(?:{_NUMBER}{_PART}*|{_PART}+)"
#: "s. 3", "ss. 1–3, 7", "Art. 8-3(2), 10(1)": numbers of articles that stand behind one word.
_CHAIN: Final = re.compile(rf"\b(?:[Aa]rt|ss?)\. ?({_ITEM}(?:(?:, |–|-){_ITEM})*)(?![\w.])")
_PIECE: Final = re.compile(rf"({_NUMBER})?({_PART}*)(, |–|-|$)")
_BARE: Final = re.compile(rf"{_NUMBER}{_PART}*(?:(?:, |–|-){_ITEM})*")
_CHAPTER: Final = re.compile(r"\bch\. ?(\d+)")
_BEFORE: Final = re.compile(r" ?\(before ([^)]+)\)")
_IN_FORCE: Final = re.compile(r"\bin force (\d{4}-\d\d-\d\d)")
#: Where laws are counted in whole articles without a word before the number.
_WHOLE: Final = ("CN", "TW", "JP")
#: What packs note in words where a source has no number, the longest first.
_PHRASES: Final = (
    N_("(number not verified)"), N_("(numbers not verified)"), N_("(edition of 2014)"), N_("(old text)"), N_("(draft)"),
    N_("debt collection by third party agencies"), N_("improper tactics (unreasonable hours)"),
    N_("company measure agreed with the FSS"), N_("mental health crisis moratorium"), N_("contact with the debtor"),
    N_("guidance letter of 2013"), N_("contact with others"), N_("times of contact"), N_("Moneylenders Rules"),
    N_("recovery agents"), N_("recovery of loans"), N_("maximum rate"), N_("harassment"), N_("amendment"),
    N_("Ordinance"), N_("licensing"), N_("referees"), N_("section L"),
)


def article_text(rule: Rule | Deadline, speak: Words) -> str:
    """The article in the user's language; empty where the pack names none."""
    if rule.article in ("–", "-"):
        return ""
    if not speak.is_chinese:
        return rule.article
    return _chinese(rule.article, speak.language, rule.jurisdiction.partition("-")[0] in _WHOLE)


def cited(rule: Rule | Deadline, speak: Words) -> str:
    """Instrument and article."""
    return f"{rule.source.instrument.say(speak)} {article_text(rule, speak)}".strip()


@lru_cache(maxsize=1024)
def _chinese(article: str, language: str, whole: bool) -> str:
    speak, word = words(language), "条" if language == "zh-Hans" else "條"
    text = _BEFORE.sub(lambda found: speak("(before {day})", day=found[1]), article)
    text = _IN_FORCE.sub(lambda found: speak("in force since {day}", day=found[1]), text)
    for phrase in _PHRASES:
        text = re.sub(rf" ?{re.escape(phrase)}" if phrase.startswith("(") else rf"(?<!\w){re.escape(phrase)}(?!\w)",
                      speak(phrase).replace("\\", r"\\"), text)
    text = _CHAPTER.sub(r"第 \1 章", text)
    text = _CHAIN.sub(lambda found: _numbered(found[1], word), text)
    if whole and _BARE.fullmatch(text):
        text = _numbered(text, word)
    return text.replace("; ", "；")


def _numbered(chain: str, word: str) -> str:
    """``1–3, 7`` as 第 1–3、7 条; ``8(2), (3), 10(1)`` as 第 8 条(2)、(3)、第 10 条(1)."""
    if "(" not in chain:
        return f"第 {chain.replace(', ', '、')} {word}"
    told = ""
    for number, parts, between in _PIECE.findall(chain):
        told += (f"第 {number} {word}{parts}" if number else parts) + ("、" if between == ", " else between)
    return told
