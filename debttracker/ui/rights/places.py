"""Whose rules apply: a chip that opens the list of places, parts of a country below the country."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from debttracker.basics.languages import Words
from debttracker.rules.packs import Packs
from debttracker.ui.widgets.filter_chip import FilterChip

#: Where a currency is spent: the place to suggest in a case that names none.
_BY_CURRENCY = {"CNY": "cn", "TWD": "tw", "HKD": "hk", "USD": "us", "GBP": "uk", "INR": "in", "KRW": "kr", "JPY": "jp",
                "AUD": "au", "CAD": "ca", "SGD": "sg", "PHP": "ph", "IDR": "id", "VND": "vn", "THB": "th", "ZAR": "za"}


class PlacesChip(FilterChip):
    """``used`` (code, on or off) when the user ticks a place."""

    used = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(opens_menu=True, tone="flag", parent=parent)

    def tell(self, packs: Packs, codes: Sequence[str], speak: Words, *, can_write: bool) -> None:
        """Offer the places of ``packs``; ``codes`` are those of the case."""
        chosen = {code.upper() for code in codes}
        menu = QMenu(self)
        for code, name in places(packs, codes, speak):
            action = menu.addAction(name)
            action.setCheckable(True)
            action.setChecked(code.upper() in chosen)
            action.setEnabled(can_write)
            action.toggled.connect(lambda on, c=code: self.used.emit(c, on))
        self.set_menu(menu)
        names = [name.strip() for code, name in places(packs, codes, speak) if code.upper() in chosen]
        between = speak(", ")
        self.setText(speak("Rules of: {places}", places=between.join(names)) if names else speak("Whose rules apply?"))
        self.set_on(bool(names))


def places(packs: Packs, codes: Sequence[str], speak: Words) -> list[tuple[str, str]]:
    """Codes and names to choose from: every country, and under those chosen their parts with rules of their own."""
    chosen = {code.upper().partition("-")[0] for code in codes}
    found = []
    for pack in packs.packs:
        name = pack.name.say(speak)
        found.append((pack.jurisdiction.lower(), name))
        if pack.jurisdiction.upper() in chosen:
            parts = sorted({rule.jurisdiction for rule in pack.rules if "-" in rule.jurisdiction})
            found += [(part.lower(), f"    {name}: {part.partition('-')[2]}") for part in parts]
    return found


def suggested(currency: str, packs: Packs) -> str:
    """The place whose currency the case uses, if there are rules for it; else empty."""
    code = _BY_CURRENCY.get(currency, "")
    return code if any(pack.jurisdiction.lower() == code for pack in packs.packs) else ""
