"""The shipped letter texts: ``resources/letters/<kind>.toml``, ``frame.toml`` and ``blanks.toml``.

A kind's file has ``to`` (collector, creditor, bureau or regulator), for each language ``subject``, perhaps a
``closing`` of its own, and ``body`` (a list of paragraphs; ``{text, when}`` or ``{text, unless}`` name a field that
must or must not be known), ``[[law]]`` paragraphs with their jurisdiction, citation and confidence, and ``[[note]]``
advice that is not printed.
``{law}`` marks where the legal paragraphs go; ``{contacts}`` and ``{rules}`` become lists (``{contacts?}`` vanishes
when there are none).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from debttracker.basics.resources import resource_path
from debttracker.basics.vocabulary import LetterKind
from debttracker.evidence.letters.facts import LetterFacts
from debttracker.rules.pack import Confidence

_ANY = ("", "unknown", "other")


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph of the body, printed only when field ``when`` is known and field ``unless`` is not."""

    text: str
    when: str = ""
    unless: str = ""


@dataclass(frozen=True, slots=True)
class LawText:
    """A legal paragraph for one jurisdiction: ``text`` by language, the instrument it rests on, and whom it fits.

    ``lenders``, ``callers`` (FirmKind values) and ``products`` limit it; an unknown kind of firm does not, because
    such paragraphs say themselves whom the rule binds.
    """

    jurisdiction: str
    cite: str
    confidence: Confidence
    text: Mapping[str, str]
    lenders: frozenset[str]
    callers: frozenset[str]
    products: frozenset[str]

    def fits(self, facts: LetterFacts) -> bool:
        """Whether the paragraph may concern this letter."""
        return (
            within(facts.jurisdiction, self.jurisdiction)
            and (not self.lenders or facts.creditor_kind in _ANY or facts.creditor_kind in self.lenders)
            and (not self.callers or facts.caller_kind in _ANY or facts.caller_kind in self.callers)
            and (not self.products or facts.product in self.products)
        )


@dataclass(frozen=True, slots=True)
class Note:
    """Advice to the borrower; ``jurisdictions`` empty means everywhere."""

    text: Mapping[str, str]
    jurisdictions: frozenset[str]

    def fits(self, facts: LetterFacts) -> bool:
        """Whether the advice concerns this letter."""
        return not self.jurisdictions or any(within(facts.jurisdiction, code) for code in self.jurisdictions)


@dataclass(frozen=True, slots=True)
class Template:
    """One kind of letter in all languages."""

    kind: LetterKind
    to: str
    subject: Mapping[str, str]
    body: Mapping[str, tuple[Part, ...]]
    closing: Mapping[str, str]
    laws: tuple[LawText, ...]
    notes: tuple[Note, ...]


def within(jurisdiction: str, code: str) -> bool:
    """Whether ``jurisdiction`` (such as US-MA) lies in ``code`` (us, us-ma)."""
    wanted = jurisdiction.lower()
    wanted = "uk" + wanted[2:] if wanted.startswith("gb") else wanted
    return wanted == code or wanted.startswith(code + "-")


@cache
def template(kind: LetterKind) -> Template:
    """The shipped text of one kind of letter."""
    data = _read(kind.value)
    languages = [key for key in data if isinstance(data[key], dict)]
    return Template(
        kind=LetterKind(data["kind"]),
        to=data["to"],
        subject={language: data[language]["subject"] for language in languages},
        body={language: tuple(_part(p) for p in data[language]["body"]) for language in languages},
        closing={language: data[language]["closing"] for language in languages if "closing" in data[language]},
        laws=tuple(_law(entry) for entry in data.get("law", ())),
        notes=tuple(Note(_texts(n), frozenset(n.get("jurisdictions", ()))) for n in data.get("note", ())),
    )


@cache
def frame(language: str) -> Mapping[str, Any]:
    """The parts that every letter in ``language`` shares."""
    found: Mapping[str, Any] = _read("frame")[language]
    return found


@cache
def blank_names(language: str) -> Mapping[str, str]:
    """What stands in the brackets of a blank, by field."""
    found: Mapping[str, str] = _read("blanks")[language]
    return found


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(resource_path("letters", f"{name}.toml").read_text(encoding="utf-8"))


def _part(entry: str | Mapping[str, str]) -> Part:
    return Part(entry) if isinstance(entry, str) else Part(**entry)


def _law(entry: Mapping[str, Any]) -> LawText:
    return LawText(
        entry["jurisdiction"], entry["cite"], Confidence(entry["confidence"]), _texts(entry),
        frozenset(entry.get("lenders", ())), frozenset(entry.get("callers", ())), frozenset(entry.get("products", ())),
    )


def _texts(entry: Mapping[str, Any]) -> dict[str, str]:
    return {language: entry[language] for language in ("en", "zh-Hans", "zh-Hant")}
