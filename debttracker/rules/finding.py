"""A finding: contacts that may break a rule, with all that is needed to check it by hand.

The wording is always "may": a finding names what was counted and the limit, never a verdict.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from debttracker.basics.languages import Words
from debttracker.rules.sentence import Sentence


class Strength(StrEnum):
    """How firmly a finding stands.

    ``HARD``: a limit stated in the text was passed, whatever the text's force. ``SOFT``: a factor that may count,
    a threshold of our own, or a rule that still has to be verified. ``EDGE``: at an endpoint that the text does
    not settle.
    """

    HARD = "hard"
    SOFT = "soft"
    EDGE = "edge"


@dataclass(frozen=True, slots=True)
class Question:
    """A fact only the borrower knows. ``CaseFacts.answers[key]`` is "yes" or "no" once it is answered."""

    key: str
    sentence: Sentence

    def say(self, speak: Words) -> str:
        """The question in the user's language."""
        return self.sentence.say(speak)


@dataclass(frozen=True, slots=True)
class Finding:
    """A possible breach of ``rule`` by the numbered ``contacts``.

    ``start``/``end`` are ISO: moments with offset for single contacts, days for windows, the contract's day for
    rates. ``first_day``/``last_day`` are day numbers of the same stretch (for clocks and calendars). ``count`` was
    counted against ``limit`` (0 = none allowed; both are 1 and 0 for a single contact). ``conditions`` are the
    questions on which it still depends.
    """

    rule: str
    jurisdiction: str
    start: str
    end: str
    first_day: int
    last_day: int
    contacts: tuple[int, ...]
    count: int
    limit: int
    strength: Strength
    conditions: tuple[Question, ...]
    explanation: Sentence
    party_id: int | None = None
    creditor_id: int | None = None
    loan_id: int | None = None

    def to_json(self, speak: Words) -> Mapping[str, Any]:
        """The finding as ``debttracker check --json`` prints it."""
        return {
            "rule": self.rule,
            "jurisdiction": self.jurisdiction,
            "from": self.start,
            "to": self.end,
            "contacts": list(self.contacts),
            "count": self.count,
            "limit": self.limit,
            "strength": self.strength.value,
            "conditions": [question.say(speak) for question in self.conditions],
            "explanation": self.explanation.say(speak),
        }
