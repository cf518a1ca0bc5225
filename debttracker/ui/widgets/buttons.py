"""Buttons: one filled per page, the rest quiet; both may show their key."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

from debttracker.ui.key_names import key_text
from debttracker.ui.theme.theme import theme
from debttracker.ui.widgets.key_hint import key_hint_size, paint_key_hint
from debttracker.ui.widgets.properties import restyle, set_style


class QuietButton(QPushButton):
    """A button with an outline. ``icon`` names one of ours; ``key`` is shown at its end (and is only a hint)."""

    def __init__(self, text: str = "", *, icon: str = "", key: str = "", kind: str = "quiet",
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", kind)
        self._key = ""
        self.setText(text)
        if icon:
            self.set_icon(icon)
        if key:
            self._take_key(key)

    def set_icon(self, name: str) -> None:
        """Show one of our icons, in the colour of the text."""
        token = {"primary": "on_accent", "danger": "late", "link": "accent"}.get(self.property("kind"), "text")
        theme().wear(self, name, token)
        side = theme().px(18)
        self.setIconSize(QSize(side, side))

    def set_key(self, key: str) -> None:
        """Show ``key`` at the end of the button; "" takes it away."""
        self._take_key(key)
        restyle(self)

    def set_kind(self, kind: str) -> None:
        """Change between quiet, primary, danger and link."""
        set_style(self, kind=kind)

    def sizeHint(self) -> QSize:
        """Room for text, icon and key."""
        size = super().sizeHint()
        if self._key:
            size.setWidth(size.width() + key_hint_size(self._key).width() + theme().px(8))
        return size

    def minimumSizeHint(self) -> QSize:
        """Never narrower than its text."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the keyboard, on pages as in sheets."""
        if event.text() == "\r" and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The style's button, and the key at its end."""
        super().paintEvent(event)
        if self._key:
            size = key_hint_size(self._key)
            box = QRectF(self.width() - theme().px(15) - size.width(), (self.height() - size.height()) // 2,
                         size.width(), size.height())
            filled = self.isEnabled() and (self.property("kind") == "primary" or self.isChecked())
            paint_key_hint(QPainter(self), box, self._key, on_accent=filled)

    def _take_key(self, key: str) -> None:
        self._key = key_text(key) if key else ""
        self.setProperty("hinted", bool(key))
        self.setAccessibleDescription(self._key)


class PrimaryButton(QuietButton):
    """The one filled button of a page."""

    def __init__(self, text: str = "", *, icon: str = "", key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, icon=icon, key=key, kind="primary", parent=parent)


class LinkButton(QuietButton):
    """A button that reads like a link, for things that lead elsewhere."""

    def __init__(self, text: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__(text, kind="link", parent=parent)


class IconButton(QToolButton):
    """A button that is only an icon; ``name`` tells people (tooltip) and screen readers what it does."""

    def __init__(self, icon: str, name: str = "", *, token: str = "muted", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme().wear(self, icon, token)
        side = theme().px(18)
        self.setIconSize(QSize(side, side))
        self.set_name(name)

    def set_name(self, name: str) -> None:
        """What it does, in the user's language."""
        self.setToolTip(name)
        self.setAccessibleName(name)
