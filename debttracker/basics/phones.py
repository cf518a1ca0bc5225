"""Phone numbers as people and phones write them, brought to one comparable form."""

from __future__ import annotations

import re
from functools import lru_cache

_NOISE = re.compile(r"[\s\-().·‐-―  ​‎‏‪-‮]")


@lru_cache(maxsize=65_536)
def comparable(raw: str, region: str = "CN") -> str:
    """The form by which two spellings of one handle are equal.

    E.164 (``+8613800138000``) when ``raw`` is a number that ``phonenumbers`` can parse with the default
    ``region`` (ISO 3166 code); short service numbers, alphanumeric senders and chat ids come back stripped of
    spacing and lower-cased. Empty for an empty or withheld number (``-1``, ``-2``, ``-3``).
    """
    cleaned = _NOISE.sub("", raw)
    if cleaned in ("", "-1", "-2", "-3", "1", "2", "3") and raw.strip() in ("", "-1", "-2", "-3"):
        return ""
    if raw.strip() in ("-1", "-2", "-3"):
        return ""
    digits = cleaned.lstrip("+")
    if not digits.isdigit() or len(digits) < 7:
        return raw.strip().casefold()
    import phonenumbers

    try:
        parsed = phonenumbers.parse(cleaned, region)
    except phonenumbers.NumberParseException:
        return cleaned
    if not phonenumbers.is_possible_number(parsed):
        return cleaned
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
