"""How many digits after the point a currency has."""

from __future__ import annotations

from typing import Final

#: Digits after the point where ISO 4217 (list one, 2024) says other than two.
EXPONENTS: Final = {
    **dict.fromkeys(("BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND",
                     "VUV", "XAF", "XOF", "XPF"), 0),
    **dict.fromkeys(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"), 3),
}


def exponent(currency: str) -> int:
    """Digits after the decimal point for ``currency`` (0, 2 or 3)."""
    return EXPONENTS.get(currency, 2)
