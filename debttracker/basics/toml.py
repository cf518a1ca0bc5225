"""TOML that every start reads (settings, colours), without loading ``tomllib`` where the text is plain.

Loading it takes 3 ms, most of them for patterns of dates that no setting has.
"""

from __future__ import annotations

from typing import Any


def read_toml(text: str) -> dict[str, Any]:
    """What ``text`` says. Raises ValueError when it is no TOML."""
    plain = plain_toml(text)
    if plain is not None:
        return plain
    import tomllib

    return tomllib.loads(text)


def plain_toml(text: str) -> dict[str, Any] | None:
    """``text`` read as TOML if it is plain: comments on lines of their own, ``[table]`` with a bare name, and lines of a
    bare key and a string without escapes, a number, true or false. None for anything else."""
    found: dict[str, Any] = {}
    table = found
    for line in text.split("\n"):
        if not line.isprintable():
            return None
        if not line or line[0] == "#":
            continue
        if line[0] == "[":
            name = line[1:-1]
            if line[-1] != "]" or not _is_name(name) or name in found:
                return None
            table = found[name] = {}
            continue
        key, equals, written = (part.strip(" ") for part in line.partition("="))
        value = _value(written)
        if not equals or not _is_name(key) or key in table or value is None:
            return None
        table[key] = value
    return found


def _value(written: str) -> str | int | float | bool | None:
    if len(written) > 1 and written[0] == written[-1] == '"' and not {'"', "\\"} & set(written[1:-1]):
        return written[1:-1]
    if written in ("true", "false"):
        return written == "true"
    whole, point, rest = written.partition(".")
    if not _is_digits(whole) or (whole != "0" and whole[0] == "0"):
        return None
    if not point:
        return int(whole)
    return float(written) if _is_digits(rest) else None


def _is_name(text: str) -> bool:
    return text.isascii() and text.isidentifier()


def _is_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()
