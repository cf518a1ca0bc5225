"""Buttons: one filled per page, the rest quiet; both may show their key."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

from debttracker.ui.key_names import key_text
from debttracker.ui.theme.theme import theme
from debttracker.ui.widgets.key_hint import KeyHint
from debttracker.ui.widgets.properties import set_style


class QuietButton(QPushButton):
    """A button with an outline. ``icon`` names one of ours; ``key`` is shown at its end (and is only a hint)."""

    def __init__(self, text: str = "", *, icon: str = "", key: str = "", kind: str = "quiet",
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", kind)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._hint: KeyHint | None = None
        self.setText(text)
        if icon:
            self.set_icon(icon)
        if key:
            self.set_key(key)

    def set_icon(self, name: str) -> None:
        """Show one of our icons, in the colour of the text."""
        token = {"primary": "on_accent", "danger": "late", "link": "accent"}.get(self.property("kind"), "text")
        theme().wear(self, name, token)
        side = theme().px(18)
        self.setIconSize(QSize(side, side))

    def set_key(self, key: str) -> None:
        """Show ``key`` at the end of the button; "" takes it away."""
        if self._hint is not None:
            self._hint.hide()
            self._hint.deleteLater()
            self._hint = None
        set_style(self, hinted=bool(key))
        if not key:
            return
        self._hint = KeyHint(key, parent=self)
        self._follow()
        self._hint.show()
        self._place_hint()
        self.updateGeometry()
        self.setAccessibleDescription(key_text(key))

    def set_kind(self, kind: str) -> None:
        """Change between quiet, primary, danger and link."""
        set_style(self, kind=kind)
        self._follow()

    def sizeHint(self) -> QSize:
        """Room for text, icon and key."""
        size = super().sizeHint()
        if self._hint:
            size.setWidth(size.width() + self._hint.sizeHint().width() + theme().px(8))
        return size

    def minimumSizeHint(self) -> QSize:
        """Never narrower than its text."""
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the key at the end."""
        super().resizeEvent(event)
        self._place_hint()

    def changeEvent(self, event: QEvent) -> None:
        """The key follows enabled and disabled."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            self._follow()

    def checkStateSet(self) -> None:
        """The key follows checked and unchecked."""
        super().checkStateSet()
        self._follow()

    def nextCheckState(self) -> None:
        """The key follows checked and unchecked."""
        super().nextCheckState()
        self._follow()

    def _follow(self) -> None:
        if self._hint:
            self._hint.set_on_accent(self.isEnabled() and (self.property("kind") == "primary" or self.isChecked()))

    def _place_hint(self) -> None:
        if self._hint:
            size = self._hint.sizeHint()
            self._hint.setGeometry(self.width() - theme().px(15) - size.width(), (self.height() - size.height()) // 2,
                                   size.width(), size.height())


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
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.set_name(name)

    def set_name(self, name: str) -> None:
        """What it does, in the user's language."""
        self.setToolTip(name)
        self.setAccessibleName(name)
