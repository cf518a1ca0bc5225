"""What words in a text hint at, from the shipped term lists; loaded when first asked."""

from __future__ import annotations


def suggestions(text: str) -> list[tuple[str, str]]:
    """(behaviour, words seen) for each behaviour that the text hints at."""
    if not text.strip():
        return []
    from debttracker.rules.suggest import suggest

    found: dict[str, str] = {}
    for hint in suggest(text):
        found.setdefault(str(hint.behaviour), text[hint.start:hint.end])
    return list(found.items())
