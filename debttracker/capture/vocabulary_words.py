"""From words in a table to values of the vocabulary, in any language of the program."""

from __future__ import annotations

from functools import cache

from debttracker.basics.errors import BadInput
from debttracker.basics.labels import LABELS
from debttracker.basics.languages import LANGUAGES, N_, words


def value_of(kind: str, text: str, empty: str) -> str:
    """The value that ``text`` means in vocabulary ``kind`` ("channel", "outcome" …); ``empty`` for an empty cell.

    Raises BadInput for a word that is none.
    """
    if text in LABELS[kind]:
        return text
    cleaned = text.strip().casefold()
    if not cleaned:
        return empty
    found = _by_word(kind).get(cleaned)
    if found is None:
        raise BadInput(N_("“{text}” is not one of: {values}."), text=text[:40], values=", ".join(LABELS[kind]))
    return found


@cache
def _by_word(kind: str) -> dict[str, str]:
    """Every word for every value, casefolded. A word that two values share stands for the first."""
    found: dict[str, str] = {value.casefold(): value for value in LABELS[kind]}
    for language in LANGUAGES:
        speak = words(language)
        for value, message in LABELS[kind].items():
            found.setdefault(speak(message).casefold(), value)
    return found
