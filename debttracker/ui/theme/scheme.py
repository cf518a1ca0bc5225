"""Which set of colour tokens is in force: light or dark, normal or high contrast."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtGui import QGuiApplication, QPalette

from debttracker.basics.tokens import tokens

#: What a user may choose; "system" follows the desktop.
CHOICES = ("system", "light", "dark")


def system_is_dark() -> bool:
    """Whether the desktop asks for dark windows."""
    from PySide6.QtCore import Qt

    return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark


def is_dark(palette: QPalette) -> bool:
    """Whether ``palette`` is a dark one; tells the desktop's wish from its own palette, before ours is set."""
    ground, ink = (palette.color(role).lightness() for role in (QPalette.ColorRole.Window, QPalette.ColorRole.WindowText))
    return ground < ink


def system_wants_contrast() -> bool:
    """Whether the desktop asks for high contrast (known from Qt 6.10 on; else False)."""
    from PySide6.QtCore import Qt

    hints = QGuiApplication.styleHints()
    if not hasattr(hints, "accessibility"):
        return False
    return hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast


def resolve(choice: str, *, system_dark: bool) -> str:
    """The scheme to use, "light" or "dark", for a choice of :data:`CHOICES`."""
    return choice if choice in ("light", "dark") else ("dark" if system_dark else "light")


def colours(scheme: str, contrast: bool) -> Mapping[str, str]:
    """Token name to ``#RRGGBB``, with the shades that follow from them (hover, pressed, faint bars)."""
    base = tokens(f"{scheme}_high" if contrast else scheme)
    return MappingProxyType({
        **base,
        "accent_hover": mix(base["accent"], base["text"], 0.14),
        "accent_press": mix(base["accent"], base["text"], 0.28),
        "accent_faint": mix(base["surface"], base["accent"], 0.36),
        "hover": mix(base["ground"], base["sunken"], 0.7),
    })


def mix(first: str, second: str, share: float) -> str:
    """The colour that lies ``share`` (0 to 1) of the way from ``first`` to ``second``."""
    pairs = ((int(first[i:i + 2], 16), int(second[i:i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)
