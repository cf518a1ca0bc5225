"""Phone numbers as people and phones write them, brought to one comparable form."""

from __future__ import annotations

import re
from functools import lru_cache

#: Spacing, brackets and the dashes, joiners and direction marks that phones and messengers put into numbers.
_NOISE = re.compile("[\\s\\-().\u00b7\u2010-\u2015\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]")
#: What Android stores for a withheld, unknown or payphone number.
_WITHHELD = frozenset({"-1", "-2", "-3"})


@lru_cache(maxsize=65_536)
def comparable(raw: str, region: str = "CN") -> str:
    """The form by which two spellings of one handle are equal.

    E.164 (``+8613800138000``) when ``raw`` is a number that ``phonenumbers`` can parse with the default
    ``region`` (ISO 3166 code). A short service number comes back as its bare digits, an alphanumeric sender or chat
    id lower-cased. Empty for an empty or withheld number (``-1``, ``-2``, ``-3``).
    """
    cleaned = _NOISE.sub("", raw).replace("＋", "+")
    if not cleaned or raw.strip() in _WITHHELD:
        return ""
    digits = cleaned.lstrip("+")
    if not digits.isdecimal():
        return raw.strip().casefold()
    if len(digits) < 7:
        return cleaned
    import phonenumbers

    try:
        parsed = phonenumbers.parse(cleaned, region)
    except phonenumbers.NumberParseException:
        return cleaned
    if not phonenumbers.is_possible_number(parsed):
        return cleaned
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
