"""The words of loan contracts explained in plain language, in the three languages of the program."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache

from debttracker.basics.languages import Words
from debttracker.basics.resources import resource_path


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a contract: how each language says it, what it means, and other spellings of it."""

    id: str
    word: dict[str, str]
    meaning: dict[str, str]
    also: tuple[str, ...]

    def title(self, speak: Words) -> str:
        """The word in the user's language."""
        return self.word[speak.language]

    def explain(self, speak: Words) -> str:
        """What it means, in one or two sentences."""
        return self.meaning[speak.language]


@cache
def glossary() -> tuple[Term, ...]:
    """All terms in the order of the file: what is borrowed, rates, repayment, fees, lateness, ending."""
    with resource_path("finance", "glossary.toml").open("rb") as stream:
        entries = tomllib.load(stream)["term"]
    return tuple(Term(one["id"], one["word"], one["meaning"], tuple(one.get("also", ()))) for one in entries)


def term(key: str) -> Term:
    """The term with this id; raises KeyError for an unknown one (ids are ours, not the user's)."""
    return _by_id()[key]


@cache
def _by_id() -> dict[str, Term]:
    return {one.id: one for one in glossary()}


def find(text: str) -> tuple[Term, ...]:
    """The terms whose word or spelling in any language contains ``text``, or that ``text`` (a clause) mentions."""
    wanted = text.strip().casefold()
    if not wanted:
        return ()
    return tuple(one for one in glossary() if any(
        wanted in name or (len(name) > 1 and _mentions(wanted, name))
        for name in (spelling.casefold() for spelling in (*one.word.values(), *one.also))))


def _mentions(clause: str, name: str) -> bool:
    """Whether ``clause`` contains ``name``; short Latin words only as whole words."""
    if not name.isascii():
        return name in clause
    padded = "".join(c if c.isalnum() else " " for c in clause)
    return f" {name} " in f" {padded} "
