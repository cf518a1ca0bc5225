"""Words in a message that point to a behaviour: hints for the borrower to look at, never a tick of their own.

The lists stand in ``resources/terms``: per behaviour ``terms``, ``weak`` ones that need the context, ``negations``
(a hit inside one is dropped) and a ``note``; ``neutral`` phrases never count, ``alarm`` holds words of despair.
Chinese is compared after folding width, script and marks inside words (``法_院``), English on word boundaries. What is
announced not to happen ("we will not …", 不会…, 严禁…) gives no hint for the behaviours that are announcements.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final, NamedTuple

from debttracker.basics.resources import resource_path
from debttracker.basics.toml import read_toml

_LISTS: Final = ("zh-Hans", "zh-Hant", "en")
_NOT_BEHAVIOURS: Final = frozenset({"meta", "neutral", "alarm"})
#: Longest text that is searched; a longer one is cut, since nobody reads hints in a book.
_LONGEST: Final = 20_000
#: Behaviours that lie in announcing or doing something, so that a word of negation right before turns them round.
_TURNED_BY_NEGATION: Final = frozenset({
    "threat_violence", "threat_arrest", "threat_legal_false", "threat_exposure", "threat_visit", "publication",
    "visit_without_consent", "physical_force", "property_damage", "following", "workplace_contact"})
#: What stands right before such a phrase when it is denied; 不得不 ("cannot but") denies nothing.
_NOT_CHINESE: Final = (
    "(?:不会|不再|绝不|决不|从不|不可以?|不应当?|不能|不准|不许|不允许|不得(?!不)|严禁|禁止|切勿|请勿|不要|没有|未曾|唔会|唔再|从未)"
    "(?:再|对您|对你|向您|向你|给您|给你|因此|会)?$")
_NOT_ENGLISH: Final = (
    r"(?:\bnot|n't|\bnever|\bno longer|\bcannot)(?: (?:be|ever|going to|be going to|try to|attempt to|allowed to))? $")
#: Characters before a phrase in which its negation is looked for.
_NEAR: Final = 24
_QUOTES: Final = str.maketrans({"’": "'", "‘": "'", "＇": "'"})


class Hint(NamedTuple):
    """The phrase ``term`` of ``behaviour`` stands at ``start``..``end`` of the text; ``weak``: often harmless."""

    behaviour: str
    term: str
    start: int
    end: int
    weak: bool


class _Phrase(NamedTuple):
    term: str
    folded: str
    chinese: bool
    weak: bool


class _Folded(NamedTuple):
    """A text as it is compared, and where each of its characters stood in the original."""

    text: str
    places: tuple[int, ...]

    def spans(self, phrase: _Phrase, *, denied: bool = True) -> Iterator[tuple[int, int]]:
        """Where the phrase stands, as a stretch of the original text; ``denied`` False: not where it is denied."""
        at = self.text.find(phrase.folded)
        while at >= 0:
            end = at + len(phrase.folded)
            if (phrase.chinese or self._is_whole(at, end)) and (denied or not self._is_denied(phrase, at)):
                yield self.places[at], self.places[end - 1] + 1
            at = self.text.find(phrase.folded, at + 1)

    def _is_denied(self, phrase: _Phrase, at: int) -> bool:
        before = self.text[max(at - _NEAR, 0):at]
        return re.search(_NOT_CHINESE if phrase.chinese else _NOT_ENGLISH, before) is not None

    def _is_whole(self, at: int, end: int) -> bool:
        before, after = self.text[at - 1 : at], self.text[end : end + 1]
        return not (_is_latin(before) or _is_latin(after))


def suggest(text: str) -> tuple[Hint, ...]:
    """Every phrase in ``text`` that points to a behaviour, by place; several behaviours may share a phrase.

    In one behaviour a phrase that lies inside a longer one is left out.
    """
    seen = _Seen(text)
    hints = [hint for behaviour, lists in _behaviours().items() for hint in _hints(behaviour, lists, seen)]
    return tuple(sorted(hints, key=lambda hint: (hint.start, hint.end, hint.behaviour)))


def alarmed(text: str) -> tuple[tuple[int, int], ...]:
    """Where words of despair stand in ``text``, from whichever side: a reason to show the help lines."""
    seen = _Seen(text)
    return tuple(sorted({span for phrase in _phrases("alarm", "terms") for span in seen.spans(phrase)}))


@cache
def notes(behaviour: str) -> Mapping[str, str]:
    """What to look at before ticking ``behaviour``, by language; empty when the lists say nothing."""
    return {language: _load(language)[behaviour]["note"] for language in _LISTS
            if "note" in _load(language).get(behaviour, {})}


class _Seen:
    """One text, folded once for each way of comparing."""

    def __init__(self, text: str) -> None:
        self._chinese = _fold_chinese(text[:_LONGEST])
        self._english = _fold_english(text[:_LONGEST])

    def spans(self, phrase: _Phrase, *, denied: bool = True) -> Iterator[tuple[int, int]]:
        """Where a phrase stands in the original; ``denied`` False: not where a negation stands right before it."""
        return (self._chinese if phrase.chinese else self._english).spans(phrase, denied=denied)


def _hints(behaviour: str, lists: tuple[tuple[_Phrase, ...], tuple[_Phrase, ...]], seen: _Seen) -> Iterator[Hint]:
    terms, covers = lists
    found: dict[tuple[int, int], _Phrase] = {}
    for phrase in terms:
        for span in seen.spans(phrase, denied=behaviour not in _TURNED_BY_NEGATION):
            found.setdefault(span, phrase)
    if not found:
        return
    covered = [span for phrase in covers for span in seen.spans(phrase)] + list(found)
    for (start, end), phrase in found.items():
        if not any(a <= start and end <= b and (a, b) != (start, end) for a, b in covered):
            yield Hint(behaviour, phrase.term, start, end, phrase.weak)


@cache
def _behaviours() -> dict[str, tuple[tuple[_Phrase, ...], tuple[_Phrase, ...]]]:
    """For each behaviour its terms, and the phrases inside which they do not count."""
    names = dict.fromkeys(name for language in _LISTS for name in _load(language) if name not in _NOT_BEHAVIOURS)
    neutral = _phrases("neutral", "terms")
    return {name: (_phrases(name, "terms"), _phrases(name, "negations") + neutral) for name in names}


@cache
def _phrases(name: str, key: str) -> tuple[_Phrase, ...]:
    return tuple(_phrase(term, table) for language in _LISTS if (table := _load(language).get(name))
                 for term in table.get(key, ()))


def _phrase(term: str, table: Mapping[str, Any]) -> _Phrase:
    chinese = any("\u3400" <= char <= "\u9fff" for char in term)
    folded = _folded_plainly(term, chinese=chinese)
    return _Phrase(term, folded, chinese, term in table.get("weak", ()))


@cache
def _load(language: str) -> dict[str, Any]:
    return read_toml(resource_path("terms", f"{language}.toml").read_text(encoding="utf-8"))


@cache
def _simplified() -> dict[int, int]:
    rows = read_toml(resource_path("terms", "folding.toml").read_text(encoding="utf-8"))["pairs"]
    return {ord(pair[0]): ord(pair[1]) for row in rows.values() for pair in row.split()}


def _folded_plainly(term: str, *, chinese: bool) -> str:
    """The text of :func:`_fold_chinese` or :func:`_fold_english`; at once where there is nothing to drop or to widen, as in
    nearly all terms."""
    if chinese and term.isalnum() and unicodedata.is_normalized("NFKC", term):
        return term.casefold().translate(_simplified())
    if not chinese and term.isascii() and term.isprintable() and term[:1] != " " and "  " not in term:
        return term.lower()
    return (_fold_chinese if chinese else _fold_english)(term).text


def _fold_chinese(text: str) -> _Folded:
    """Letters and digits only, in one width and script: what stands between the characters of a word is dropped."""
    chars, places = [], []
    for place, char in enumerate(text):
        for folded in unicodedata.normalize("NFKC", char).casefold().translate(_simplified()):
            if folded.isalnum():
                chars.append(folded)
                places.append(place)
    return _Folded("".join(chars), tuple(places))


def _fold_english(text: str) -> _Folded:
    """Small letters, straight quotes, single spaces."""
    chars, places = [], []
    for place, char in enumerate(text):
        for folded in unicodedata.normalize("NFKC", char).casefold().translate(_QUOTES):
            if not folded.isspace():
                chars.append(folded)
                places.append(place)
            elif chars and chars[-1] != " ":
                chars.append(" ")
                places.append(place)
    return _Folded("".join(chars), tuple(places))


def _is_latin(char: str) -> bool:
    return char.isalnum() and not "\u3400" <= char <= "\u9fff"
