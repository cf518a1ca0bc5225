"""The kinds of field that records are made of, each with its check."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Annotated, Final

from pydantic import AfterValidator, BeforeValidator
from sqlmodel import Field

from debttracker.basics.moments import EARLIEST_MS, LATEST_MS, Precision, zone
from debttracker.basics.money import LARGEST, Money
from debttracker.basics.texts import storable
from debttracker.basics.vocabulary import (
    Behaviour,
    Channel,
    Direction,
    FirmKind,
    LetterKind,
    Outcome,
    Product,
    Reached,
    Role,
)

#: Longest text kept of one message or note; longer ones are refused at the border with a clear message.
TEXT_LIMIT: Final = 1_000_000


def _one_of(kind: type[StrEnum], *, empty: bool = False) -> Callable[[object], str]:
    """A check that a string is a value of ``kind`` (or empty, when allowed); stored as plain text."""
    def check(value: object) -> str:
        text = "" if value is None else str(value)
        return text if empty and not text else kind(text).value

    return check


def clean_text(value: str) -> str:
    """Text as it is stored: NUL and lone surrogates become U+FFFD, everything else stays."""
    if len(value) > TEXT_LIMIT:
        raise ValueError("text too long")
    return storable(value)


def _behaviours(value: object) -> str:
    """Space-separated codes in the vocabulary's order; unknown codes are refused."""
    parts = value.split() if isinstance(value, str) else list(value) if isinstance(value, Iterable) else []
    chosen = {Behaviour(str(part)) for part in parts}
    return " ".join(b.value for b in Behaviour if b in chosen)


def canonical_json(value: object) -> str:
    """JSON with sorted keys and no spaces: one value, one text."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def _json_text(value: object) -> str:
    return canonical_json(json.loads(value) if isinstance(value, str) else value)


def _instant(value: int) -> int:
    if not EARLIEST_MS <= value < LATEST_MS:
        raise ValueError("year out of range")
    return value


def _zone(value: str) -> str:
    return zone(value).key


def _currency(value: str) -> str:
    return Money(0, value).currency if value else value


Text = Annotated[str, AfterValidator(clean_text)]
Instant = Annotated[int, AfterValidator(_instant)]
Zone = Annotated[str, AfterValidator(_zone)]
Currency = Annotated[str, AfterValidator(_currency)]
Amount = Annotated[int, Field(ge=-LARGEST, le=LARGEST)]
DayNumber = Annotated[int, Field(ge=-36_525, le=73_049)]
Flag = Annotated[int, Field(ge=0, le=1)]
JsonText = Annotated[str, BeforeValidator(_json_text)]
BehavioursText = Annotated[str, BeforeValidator(_behaviours)]
ChannelText = Annotated[str, BeforeValidator(_one_of(Channel))]
DirectionText = Annotated[str, BeforeValidator(_one_of(Direction))]
FirmKindText = Annotated[str, BeforeValidator(_one_of(FirmKind))]
LetterKindOrNone = Annotated[str, BeforeValidator(_one_of(LetterKind, empty=True))]
OutcomeText = Annotated[str, BeforeValidator(_one_of(Outcome))]
PrecisionText = Annotated[str, BeforeValidator(_one_of(Precision))]
ProductText = Annotated[str, BeforeValidator(_one_of(Product))]
ReachedOrNone = Annotated[str, BeforeValidator(_one_of(Reached, empty=True))]
ReachedText = Annotated[str, BeforeValidator(_one_of(Reached))]
RoleText = Annotated[str, BeforeValidator(_one_of(Role))]
