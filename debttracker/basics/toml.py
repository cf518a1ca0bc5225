"""TOML that every start reads (settings, colours, lists of words), without ``tomllib`` where the text is plain.

Loading it takes 3 ms, most of them for patterns of dates that no setting has, and it reads a megabyte in half a second.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date


def read_toml(text: str) -> dict[str, Any]:
    """What ``text`` says. Raises ValueError when it is no TOML."""
    plain = plain_toml(text)
    if plain is not None:
        return plain
    import tomllib

    return tomllib.loads(text)


def plain_toml(text: str) -> dict[str, Any] | None:
    """``text`` read as TOML if it is plain: comments on lines of their own, ``[table]`` with a bare name, and lines of a
    bare key and a string without escapes, a list of such strings, a number, a date, true or false. None for anything
    else."""
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


def _value(written: str) -> str | int | float | bool | date | list[str] | None:
    if len(written) > 1 and written[0] == written[-1] == '"' and not {'"', "\\"} & set(written[1:-1]):
        return written[1:-1]
    if written in ("true", "false"):
        return written == "true"
    if written[:1] == "[":
        return _strings(written)
    if len(written) == 10 and written[4] == written[7] == "-":
        return _date(written)
    whole, point, rest = written.partition(".")
    if not _is_digits(whole) or (whole != "0" and whole[0] == "0"):
        return None
    if not point:
        return int(whole)
    return float(written) if _is_digits(rest) else None


def _strings(written: str) -> list[str] | None:
    """A list of strings without escapes: what JSON says of it, which knows nothing of TOML's other strings."""
    import json

    try:
        found = json.loads(written) if "\\" not in written else None
    except ValueError:
        return None
    return found if isinstance(found, list) and all(isinstance(each, str) for each in found) else None


def _date(written: str) -> date | None:
    from datetime import date

    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def _is_name(text: str) -> bool:
    return text.isascii() and text.isidentifier()


def _is_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()
