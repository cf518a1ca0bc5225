"""Sentences that are translated only when shown: an English message and its fields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from debttracker.basics.labels import label
from debttracker.basics.languages import Words


@dataclass(frozen=True, slots=True)
class Label:
    """A word of the vocabulary ("channel", "call") inside a sentence."""

    kind: str
    value: str

    def say(self, speak: Words) -> str:
        """The word in the user's language."""
        return label(self.kind, self.value, speak)


@dataclass(frozen=True, slots=True)
class Text:
    """A text that a pack carries in its own languages (rule titles, questions)."""

    by_language: Mapping[str, str] = field(hash=False)

    def say(self, speak: Words) -> str:
        """The text in the user's language, else in English, else in any."""
        found = self.by_language.get(speak.language) or self.by_language.get("en")
        return found or next(iter(self.by_language.values()), "")


@dataclass(frozen=True, slots=True)
class Listing:
    """Several parts joined as each language joins a list."""

    parts: tuple[object, ...]

    def say(self, speak: Words) -> str:
        """The parts in the user's language, with commas between them."""
        return ("、" if speak.is_chinese else ", ").join(said(part, speak) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Sentence:
    """``message`` is an English message id, or a pack's own :class:`Text`; fields may be sentences themselves.

    With ``many``, ``message`` and ``many`` are the two forms of a plural chosen by field ``n``.
    """

    message: str | Text
    fields: Mapping[str, object] = field(default_factory=dict, hash=False)
    many: str = ""

    def say(self, speak: Words) -> str:
        """The whole sentence in the user's language."""
        filled = {name: said(value, speak) for name, value in self.fields.items()}
        if isinstance(self.message, Text):
            text = self.message.say(speak)
            return text.format(**filled) if filled else text
        if self.many:
            count = self.fields["n"]
            assert isinstance(count, int)
            return speak.plural(self.message, self.many, count, **{k: v for k, v in filled.items() if k != "n"})
        return speak(self.message, **filled)


def said(value: object, speak: Words) -> str:
    """Any field as text of the user's language."""
    if isinstance(value, Label | Text | Listing | Sentence):
        return value.say(speak)
    return str(value)
