"""Numbers typed into plain lines: percent, counts and days, each with a calm sentence when it cannot be read."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from debttracker.basics.errors import BadInput
from debttracker.basics.languages import N_


def read_percent(text: str) -> Decimal:
    """A rate typed in percent as a fraction; empty is 0. Raises BadInput."""
    cleaned = text.strip().removesuffix("%").removesuffix("％").strip().replace(",", ".")
    try:
        rate = Decimal(cleaned or "0") / 100
    except InvalidOperation:
        raise BadInput(N_("“{text}” is not a rate. Write percent, for example 9.9."), text=text[:20]) from None
    if not rate.is_finite():
        raise BadInput(N_("“{text}” is not a rate. Write percent, for example 9.9."), text=text[:20])
    return rate


def percent_typed(rate: Decimal) -> str:
    """How ``rate`` (a fraction) stands in such a line; 0 leaves it empty."""
    return f"{(rate * 100).normalize():f}" if rate else ""


def read_count(text: str, default: int) -> int:
    """A whole number of payments; empty gives ``default``. Raises BadInput."""
    try:
        return int(text.strip() or default)
    except ValueError:
        raise BadInput(N_("“{text}” is not a number of payments. Write a whole number, for example 12."),
                       text=text[:20]) from None


def read_days(text: str, default: int) -> int:
    """A whole number of days; empty gives ``default``. Raises BadInput."""
    try:
        return int(text.strip() or default)
    except ValueError:
        raise BadInput(N_("“{text}” is not a number of days. Write a whole number, for example 7."),
                       text=text[:20]) from None
