"""The actions of the window itself; pages bring their own."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence

from debttracker.basics.languages import N_
from debttracker.ui.actions import Action
from debttracker.ui.hiding import HIDE_KEY, hide_quickly
from debttracker.ui.pages import PAGES

if TYPE_CHECKING:
    from debttracker.ui.window import MainWindow


def add_frame_actions(window: MainWindow) -> None:
    """Declare what the window can do by itself."""
    session = window.session
    add = session.actions.add
    undo_key = QKeySequence(QKeySequence.StandardKey.Undo).toString() or "Ctrl+Z"
    for action in (
        Action("find", N_("Find anything"), window.open_palette, "search", "Ctrl+K", "record",
               help=N_("Find people, numbers, words, loans, pages and actions")),
        Action("undo", N_("Undo"), session.history.undo, "undo", undo_key, "record",
               enabled=lambda: bool(session.history.undo_label), help=N_("Take the last change back")),
        Action("redo", N_("Redo"), session.history.redo, "redo", "Ctrl+Shift+Z", "record",
               enabled=lambda: bool(session.history.redo_label), help=N_("Apply the change undone last again")),
        Action("check-journal", N_("Check the journal now"), window.state.check, "shield", "", "case",
               enabled=lambda: session.case is not None,
               help=N_("Recompute the history and hold every record against it")),
        Action("menu", N_("Open the menu"), window.open_menu, "menu", "F10"),
        Action("scheme", N_("Light or dark"), window.toggle_scheme, "moon", "Ctrl+Shift+D", "view",
               help=N_("Change between light and dark")),
        Action("larger", N_("Larger text"), lambda: window.scale_text(1.25), "plus", "Ctrl++", "view"),
        Action("smaller", N_("Smaller text"), lambda: window.scale_text(0.8), "minus", "Ctrl+-", "view"),
        Action("keys", N_("Keys"), window.show_keys, "command", "F1", "help", help=N_("All keys at a glance")),
        Action("hide", N_("Hide at once"), hide_quickly, "eye-off", HIDE_KEY, "view",
               help=N_("Cover the window and put it away; the same key brings it back"), words=N_("quick hide cover boss")),
        Action("lock", N_("Lock now"), window.locking.lock, "lock", "", "case",
               enabled=lambda: window.locking.can_lock,
               help=N_("Ask for the passphrase before anything shows again"), words=N_("passphrase hide away")),
        Action("quit", N_("Quit"), window.close, "close", "Ctrl+Q", "case"),
    ):
        add(action)
    shown = [p for p in PAGES if p.place]
    for number, page in enumerate(shown, start=1):
        add(Action(f"go-{page.id}", page.title, partial(session.go, page.id), page.icon,
                   f"Alt+{number}" if number < 10 else "", "go"))
