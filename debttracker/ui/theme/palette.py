"""Qt's palette from the tokens, for everything that the style sheet does not reach."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtGui import QBrush, QColor, QPalette

_ROLES = {
    QPalette.ColorRole.Window: "ground", QPalette.ColorRole.WindowText: "text", QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "ground", QPalette.ColorRole.Text: "text", QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "text", QPalette.ColorRole.BrightText: "late", QPalette.ColorRole.Light: "surface",
    QPalette.ColorRole.Midlight: "sunken", QPalette.ColorRole.Mid: "line", QPalette.ColorRole.Dark: "edge",
    QPalette.ColorRole.Shadow: "edge", QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "on_accent", QPalette.ColorRole.ToolTipBase: "surface",
    QPalette.ColorRole.ToolTipText: "text", QPalette.ColorRole.PlaceholderText: "muted",
    QPalette.ColorRole.Link: "accent", QPalette.ColorRole.LinkVisited: "flag",
}
_DISABLED = (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText)


def make_brush(colour: QColor) -> QBrush:
    """A plain brush. (Qt's own constructor touches the ``Qt`` namespace: see theme/flags.py.)"""
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Window, colour)
    return palette.brush(QPalette.ColorRole.Window)


def make_palette(colours: Mapping[str, str]) -> QPalette:
    """The palette whose roles carry ``colours``."""
    palette = QPalette()
    for role, token in _ROLES.items():
        palette.setColor(role, QColor(colours[token]))
    for role in _DISABLED:
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours["muted"]))
    if hasattr(QPalette.ColorRole, "Accent"):  # Qt 6.6
        palette.setColor(QPalette.ColorRole.Accent, QColor(colours["accent"]))
    return palette
