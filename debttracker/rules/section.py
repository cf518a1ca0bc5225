"""One table of a pack file, read key by key: every value is checked, and no key is left unread."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from debttracker.basics.languages import LANGUAGES, N_
from debttracker.basics.moments import day_number
from debttracker.rules.sentence import Text

_TIME = re.compile(r"([01]\d|2[0-4]):([0-5]\d)")


class Problem(Exception):
    """A key that is not what the schema asks for. ``key`` is where it stands in its table ("" = the table)."""

    def __init__(self, key: str, message: str, /, **fields: object) -> None:
        super().__init__(message)
        self.key = key
        self.message = message
        self.fields = fields


class Section:
    """A TOML table with typed getters; :meth:`finish` refuses keys that nobody asked for."""

    def __init__(self, table: Mapping[str, Any], prefix: str = "") -> None:
        self._table = table
        self._prefix = prefix
        self._seen: set[str] = set()

    def key(self, name: str) -> str:
        """The name as it is searched for in the file."""
        return f"{self._prefix}{name}"

    def has(self, name: str) -> bool:
        """Whether the table has the key."""
        return name in self._table

    def raw(self, name: str, wanted: type | tuple[type, ...]) -> Any:
        """The value of ``name``, or None when it is missing; refuses another type (bool is no number)."""
        self._seen.add(name)
        value = self._table.get(name)
        number_wanted = wanted is int and isinstance(value, bool)
        if value is not None and (number_wanted or not isinstance(value, wanted)):
            raise Problem(self.key(name), N_("“{key}” has a value of the wrong type."), key=name)
        return value

    def need(self, name: str) -> None:
        """Refuse a table without ``name``."""
        if name not in self._table:
            raise Problem("", N_("“{key}” is missing."), key=self.key(name))

    def line(self, name: str, default: str | None = None) -> str:
        """A string; required unless a default is given."""
        if default is None:
            self.need(name)
        found = self.raw(name, str)
        return default or "" if found is None else str(found)

    def choice(self, name: str, options: Iterable[str], default: str | None = None) -> str:
        """One of ``options``."""
        found = self.line(name, default)
        allowed = sorted(options)
        if found not in allowed and found != default:
            raise Problem(self.key(name), N_("“{value}” is not one of: {options}."), value=found,
                          options=", ".join(allowed))
        return found

    def names(self, name: str, options: Iterable[str] | None = None) -> tuple[str, ...] | None:
        """A list of strings (each one of ``options``), or None when missing."""
        found = self.raw(name, list)
        if found is None:
            return None
        allowed = None if options is None else set(options)
        for item in found:
            if not isinstance(item, str):
                raise Problem(self.key(name), N_("“{key}” has a value of the wrong type."), key=name)
            if allowed is not None and item not in allowed:
                raise Problem(self.key(name), N_("“{value}” is not one of: {options}."), value=item,
                              options=", ".join(sorted(allowed)))
        return tuple(found)

    def whole(self, name: str, default: int | None = None, *, least: int = 0) -> int:
        """A whole number not below ``least``; required unless a default is given."""
        if default is None:
            self.need(name)
        found = self.raw(name, int)
        value = default if found is None else int(found)
        assert value is not None
        if found is not None and value < least:
            raise Problem(self.key(name), N_("“{key}” must be at least {least}."), key=name, least=least)
        return value

    def whole_or_none(self, name: str, *, least: int = 0) -> int | None:
        """A whole number, or None when missing."""
        return self.whole(name, least=least) if self.has(name) else None

    def flag(self, name: str, default: bool = False) -> bool:
        """True or false."""
        found = self.raw(name, bool)
        return default if found is None else bool(found)

    def flag_or_none(self, name: str) -> bool | None:
        """True, false, or None when missing."""
        found = self.raw(name, bool)
        return None if found is None else bool(found)

    def day(self, name: str) -> int | None:
        """A day number, or None when missing."""
        found = self.raw(name, date)
        if isinstance(found, datetime):
            raise Problem(self.key(name), N_("“{key}” must be a day such as 2026-11-23."), key=name)
        return None if found is None else day_number(found)

    def days(self, name: str) -> frozenset[int]:
        """A list of days as day numbers."""
        found = self.raw(name, list) or []
        if not all(isinstance(item, date) and not isinstance(item, datetime) for item in found):
            raise Problem(self.key(name), N_("“{key}” must be a day such as 2026-11-23."), key=name)
        return frozenset(day_number(item) for item in found)

    def minute(self, name: str) -> int:
        """A time of day ``HH:MM`` as minutes from midnight; ``24:00`` is 1440."""
        match = _TIME.fullmatch(self.line(name))
        minute = int(match[1]) * 60 + int(match[2]) if match else -1
        if not 0 <= minute <= 1440:
            raise Problem(self.key(name), N_("“{key}” must be a time such as 08:00."), key=name)
        return minute

    def ratio_or_none(self, name: str) -> Decimal | None:
        """A positive decimal written as a string ("0.24"), or None when missing."""
        if not self.has(name):
            return None
        try:
            value = Decimal(self.line(name))
        except InvalidOperation:
            value = Decimal(-1)
        if not value.is_finite() or value < 0:
            raise Problem(self.key(name), N_("“{key}” must be a number in quotes such as \"0.24\"."), key=name)
        return value

    def text(self, name: str) -> Text:
        """A text in all three languages; required."""
        self.need(name)
        found = self.raw(name, dict)
        for language in LANGUAGES:
            if not isinstance(found.get(language), str) or not found[language].strip():
                raise Problem(self.key(name), N_("“{key}” needs a text for {language}."), key=name, language=language)
        if len(found) != len(LANGUAGES):
            raise Problem(self.key(name), N_("“{key}” has a language this program does not know."), key=name)
        return Text(dict(found))

    def text_or_none(self, name: str) -> Text | None:
        """A text in all three languages, or None when missing."""
        return self.text(name) if self.has(name) else None

    def part(self, name: str) -> Section | None:
        """A table inside this one, or None when missing."""
        found = self.raw(name, dict)
        return None if found is None else Section(found, f"{name}.")

    def parts(self, name: str) -> list[Section]:
        """A list of tables inside this one."""
        found = self.raw(name, list) or []
        if not all(isinstance(item, dict) for item in found):
            raise Problem(self.key(name), N_("“{key}” has a value of the wrong type."), key=name)
        return [Section(item, self._prefix + name + ".") for item in found]

    def finish(self) -> None:
        """Refuse keys that were not read: a misspelt exception must not be lost in silence."""
        for name in self._table:
            if name not in self._seen:
                raise Problem(self.key(name), N_("“{key}” is not a key of this kind of entry."), key=name)
