"""Every action of the program, declared once: from here come menus, shortcuts, palette, tooltips and the help page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QObject, Signal

from debttracker.basics.languages import N_
from debttracker.ui.language import Language

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QMenu, QWidget

#: Menus in order, with their titles.
MENUS: Final = {"case": N_("Case"), "record": N_("Record"), "go": N_("Go to"), "view": N_("View"), "help": N_("Help")}


def always() -> bool:
    """For actions that can be used at any time."""
    return True


class Action(NamedTuple):
    """One thing the user can do.

    ``text`` and ``help`` are marked messages; ``menu`` a key of :data:`MENUS` or "" (palette only); ``shortcut`` as
    Qt writes it ("Ctrl+L"); ``enabled`` is asked whenever the case changes; ``words`` (marked) find it as well.
    """

    id: str
    text: str
    run: Callable[[], object]
    icon: str = ""
    shortcut: str = ""
    menu: str = ""
    enabled: Callable[[], bool] = always
    help: str = ""
    words: str = ""


class Actions(QObject):
    """The registry of one window. ``changed`` tells that actions came or their state changed."""

    changed = Signal()

    def __init__(self, language: Language, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._actions: dict[str, Action] = {}
        self._shortcuts: dict[str, str] = {}
        self._made: dict[str, QAction] = {}
        self._window: QWidget | None = None

    def add(self, action: Action) -> None:
        """Declare an action. Raises ValueError when its id or shortcut is taken: a mistake of the programmer."""
        from PySide6.QtGui import QKeySequence

        if action.id in self._actions:
            raise ValueError(f"action {action.id} is declared twice")
        key = QKeySequence(action.shortcut).toString() if action.shortcut else ""
        if key and key in self._shortcuts:
            raise ValueError(f"{key} belongs to {self._shortcuts[key]}, so {action.id} cannot have it")
        self._actions[action.id] = action
        if key:
            self._shortcuts[key] = action.id
        if self._window is not None:
            self._window.addAction(self.qaction(action.id))
        self.changed.emit()

    def attach(self, window: QWidget) -> None:
        """Make the shortcuts work in ``window``; later actions join by themselves."""
        self._window = window
        for id in self._actions:
            window.addAction(self.qaction(id))

    def __iter__(self) -> Iterator[Action]:
        return iter(self._actions.values())

    def __contains__(self, id: object) -> bool:
        return id in self._actions

    def get(self, id: str) -> Action:
        """The declaration of ``id``; KeyError when there is none."""
        return self._actions[id]

    def is_enabled(self, id: str) -> bool:
        """Whether it can be used now."""
        return id in self._actions and self._actions[id].enabled()

    def run(self, id: str) -> None:
        """Do it, if it can be done now."""
        if self.is_enabled(id):
            self._actions[id].run()

    def refresh(self) -> None:
        """Ask every action anew whether it can be used."""
        for id, made in self._made.items():
            made.setEnabled(self._actions[id].enabled())
        self.changed.emit()

    def qaction(self, id: str) -> QAction:
        """Qt's action for ``id``, one per window: put it into menus; its text follows the language."""
        made = self._made.get(id)
        if made is None:
            from PySide6.QtGui import QAction, QKeySequence

            from debttracker.ui.theme.theme import theme

            action = self._actions[id]
            made = self._made[id] = QAction(self)
            self._language.say(made.setText, action.text)
            self._language.say(made.setStatusTip, action.help or action.text)
            if action.icon:
                theme().wear(made, action.icon, "muted")
            if action.shortcut:
                made.setShortcut(QKeySequence(action.shortcut))
            made.setEnabled(action.enabled())
            made.triggered.connect(lambda _checked=False: self.run(id))
        return made

    def tooltip(self, id: str) -> str:
        """What it does and its key, for a button that shows only an icon."""
        from debttracker.ui.key_names import key_text

        action = self._actions[id]
        text = self._language.words(action.help or action.text)
        return f"{text} ({key_text(action.shortcut)})" if action.shortcut else text

    def fill_menu(self, menu: QMenu, group: str) -> None:
        """Put the actions of ``group`` (a key of :data:`MENUS`) into ``menu``, in the order declared."""
        for action in self._actions.values():
            if action.menu == group:
                menu.addAction(self.qaction(action.id))

    def full_menu(self, parent: QWidget) -> QMenu:
        """A menu of all groups; made when opened, thrown away when closed."""
        from PySide6.QtWidgets import QMenu

        whole = QMenu(parent)
        for group, title in MENUS.items():
            if any(a.menu == group for a in self._actions.values()):
                self.fill_menu(whole.addMenu(self._language.words(title)), group)
        return whole
