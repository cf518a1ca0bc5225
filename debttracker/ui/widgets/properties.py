"""Style properties of widgets: what the style sheet selects by."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def set_style(widget: QWidget, **properties: str | bool | None) -> None:
    """Set style properties (kind, role, tone …); a widget already shown is styled anew."""
    changed = False
    for name, value in properties.items():
        if widget.property(name) != value:
            widget.setProperty(name, value)
            changed = True
    if changed:
        restyle(widget)


def restyle(widget: QWidget) -> None:
    """Let the style sheet look again at a widget whose properties changed after it was shown."""
    from PySide6.QtCore import Qt  # not at the top: see theme/flags.py

    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        style = widget.style()
        style.unpolish(widget)
        style.polish(widget)
        widget.updateGeometry()
        widget.update()
