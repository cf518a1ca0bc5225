"""The look in force, one per running program: colours, fonts, sizes, icons, motion.

Widgets ask :func:`theme` while painting or laying out, so a change of scheme needs nothing but a repaint, which
Qt does by itself when palette and style sheet change.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

import shiboken6
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication

from debttracker.ui.theme import fonts, icons, motion
from debttracker.ui.theme.palette import make_brush, make_palette
from debttracker.ui.theme.scheme import colours, is_dark, resolve, system_is_dark, system_wants_contrast
from debttracker.ui.theme.sheet import make_sheet
from debttracker.ui.theme.sizes import TYPE, Sizes, scale_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from PySide6.QtGui import QBrush, QIcon, QPixmap
    from PySide6.QtWidgets import QApplication

ICON_SIDE = 18


class Theme(QObject):
    """Makes the application look as chosen. ``changed`` tells after anything about the look changed."""

    changed = Signal()

    def __init__(self, app: QApplication, language: str = "en", scheme: str = "system",
                 contrast: bool | None = None, text_scale: float = 1.0, motion_wish: str = "system") -> None:
        super().__init__(app)
        self._app = app
        self._system_pixels = _system_pixels(app)
        self._language = language
        self._choice = scheme
        self._contrast = contrast
        self._text_scale = text_scale
        self.motion_wish = motion_wish
        self.scheme = "light"
        self.high_contrast = False
        self.colours: Mapping[str, str] = {}
        self.sizes = Sizes(1.0)
        self._colour_objects: dict[str, QColor] = {}
        self._brushes: dict[str, QBrush] = {}
        self._fonts: dict[tuple[int, bool], QFont] = {}
        #: Small pictures that widgets keep for as long as the look stays the same, by whatever tells them apart.
        self.pictures: dict[tuple[object, ...], QPixmap] = {}
        self._worn: WeakKeyDictionary[Any, tuple[str, str]] = WeakKeyDictionary()
        global _current  # noqa: PLW0603  one look per process, as Qt has one style sheet
        _current = self
        self._system_dark = is_dark(app.palette())
        self._system_contrast = False
        self._apply()

    def settle(self) -> None:
        """Follow the desktop from now on; called once, after the first paint, for what that did not need."""
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._system_changed)
        self._system_contrast = system_wants_contrast()
        if hasattr(hints, "accessibility"):
            hints.accessibility().contrastPreferenceChanged.connect(self._system_changed)
        fonts.load_rest()
        self.pictures.clear()
        if self._system_contrast and self._contrast is None:
            self._apply()
            self.changed.emit()

    def load_faces_for(self, texts: Iterable[str]) -> None:
        """Before the first words of a case are painted: load the face they need, if it is not there yet."""
        fonts.load_for(self._language, texts)
        self.pictures.clear()

    # -- what widgets ask for

    def colour(self, token: str) -> QColor:
        """The colour of ``token``, for painting; do not change it."""
        found = self._colour_objects.get(token)
        if found is None:
            found = self._colour_objects[token] = QColor(self.colours[token])
        return found

    def brush(self, token: str) -> QBrush:
        """A brush of the colour of ``token``; do not change it."""
        found = self._brushes.get(token)
        if found is None:
            found = self._brushes[token] = make_brush(self.colour(token))
        return found

    def px(self, design: float) -> int:
        """Design pixels of the drawings as logical pixels at the user's text size."""
        return self.sizes.px(design)

    def font(self, role: str = "body", *, bold: bool = False) -> QFont:
        """The font of a role of the type scale (caption, small, body, lead, title, figure)."""
        key = (TYPE[role], bold)
        found = self._fonts.get(key)
        if found is None:
            found = self._fonts[key] = fonts.make_font(self._language, self.sizes.type(role), bold=bold)
        return found

    def pixmap(self, name: str, token: str = "muted", side: float = ICON_SIDE, ratio: float = 1.0) -> QPixmap:
        """Icon ``name`` in the colour of ``token``."""
        return icons.tinted_pixmap(name, self.colours[token], self.px(side), ratio)

    def icon(self, name: str, token: str = "text", side: float = ICON_SIDE) -> QIcon:
        """Icon ``name`` as a QIcon in today's colours; :meth:`wear` keeps it right after a change."""
        ratio = self._app.devicePixelRatio()
        return icons.tinted_icon(name, self.colours[token], self.colours["muted"], self.px(side), ratio)

    def wear(self, owner: Any, name: str, token: str = "text") -> None:
        """Give ``owner`` (a button or QAction) icon ``name`` and keep its colour right for ever."""
        self._worn[owner] = (name, token)
        owner.setIcon(self.icon(name, token))

    def duration(self, wanted_ms: int = motion.LONGEST_MS) -> int:
        """Milliseconds an animation may take here and now; 0 = show the end at once."""
        return motion.duration(self.motion_wish, wanted_ms)

    # -- choices

    @property
    def language(self) -> str:
        """The screen's language."""
        return self._language

    @property
    def choice(self) -> str:
        """What the user chose: "system", "light" or "dark"."""
        return self._choice

    def choose(self, *, scheme: str | None = None, contrast: bool | None = None, text_scale: float | None = None,
               motion_wish: str | None = None) -> None:
        """Change any of the choices and apply them at once."""
        self._choice = scheme or self._choice
        self._contrast = self._contrast if contrast is None else contrast
        self._text_scale = text_scale or self._text_scale
        self.motion_wish = motion_wish or self.motion_wish
        self._apply()
        self.changed.emit()

    def use_language(self, language: str) -> None:
        """Put the fonts of ``language`` first."""
        if language != self._language:
            self._language = language
            self._apply()
            self.changed.emit()

    # -- inside

    def _system_changed(self) -> None:
        self._system_dark, self._system_contrast = system_is_dark(), system_wants_contrast()
        if self._choice == "system" or self._contrast is None:
            self._apply()
            self.changed.emit()

    def _apply(self) -> None:
        self.scheme = resolve(self._choice, system_dark=self._system_dark)
        self.high_contrast = self._system_contrast if self._contrast is None else self._contrast
        self.colours = colours(self.scheme, self.high_contrast)
        self.sizes = Sizes(scale_for(self._system_pixels, self._text_scale))
        self._colour_objects.clear()
        self._brushes.clear()
        self._fonts.clear()
        self.pictures.clear()
        fonts.load_first(self._language)
        self._app.setPalette(make_palette(self.colours))
        self._app.setFont(self.font("body"))
        self._app.setStyleSheet(make_sheet(self.colours, self.sizes, icons.tinted_file))
        for owner, (name, token) in list(self._worn.items()):
            if shiboken6.isValid(owner):
                owner.setIcon(self.icon(name, token))


def _system_pixels(app: QApplication) -> float:
    """Height of the desktop's text in logical pixels, told without loading that font (QFontInfo would: 6 ms)."""
    font = app.font()
    if font.pixelSize() > 0:
        return float(font.pixelSize())
    return float(font.pointSizeF() * app.primaryScreen().logicalDotsPerInch() / 72)


_current: Theme | None = None


def theme() -> Theme:
    """The look in force. Only after :class:`Theme` was made, which start-up does first."""
    assert _current is not None, "Theme is made at start-up, before any widget"
    return _current
