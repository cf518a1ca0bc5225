"""Text as it can be stored and searched."""

from __future__ import annotations


def storable(text: str) -> str:
    """``text`` with NUL and lone surrogates as U+FFFD (surrogate pairs become the character they mean); everything
    else stays as it is."""
    if text.isascii() and "\x00" not in text:
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\x00", "\ufffd")
