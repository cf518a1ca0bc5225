"""Which characters are written in which script, told apart by the national character sets alone.

GB 2312 holds no traditional-only form and Big5 no simplified-only form of a common character, so whatever cannot be
encoded is written in the other script (or is rare enough to look at).
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

#: Cantonese characters that Big5 lacks and Hong Kong writes every day.
CANTONESE = frozenset("哋喺冚嚟嘅咗啲嗰畀")
#: Marks that GB 2312 or Big5 writes differently.
MARKS = frozenset("—–’‘“”…·×→")


def _not_simplified(text: str) -> str:
    return "".join(c for c in text if c not in MARKS and not c.encode("gb2312", "ignore"))


def _not_traditional(text: str) -> str:
    return "".join(c for c in text if c not in MARKS and c not in CANTONESE and not c.encode("big5", "ignore"))


@pytest.fixture(scope="session")
def not_simplified() -> Callable[[str], str]:
    """Gives the characters of a text that simplified Chinese does not write."""
    return _not_simplified


@pytest.fixture(scope="session")
def not_traditional() -> Callable[[str], str]:
    """Gives the characters of a text that traditional Chinese does not write."""
    return _not_traditional
