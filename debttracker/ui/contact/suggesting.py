"""What words in a text hint at, from the shipped term lists; loaded when first asked."""

from __future__ import annotations

from debttracker.basics.languages import LANGUAGES


def suggestions(text: str) -> list[tuple[str, str]]:
    """(behaviour, words seen) for each behaviour that the text hints at."""
    if not text.strip():
        return []
    from debttracker.rules.behaviours import suggest

    found: dict[str, str] = {}
    for hint in suggest(text, LANGUAGES):
        found.setdefault(hint.behaviour, text[hint.start:hint.end])
    return list(found.items())
