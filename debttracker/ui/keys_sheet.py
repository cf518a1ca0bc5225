"""All keys at a glance, made from the registry of actions."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from debttracker.ui.actions import MENUS
from debttracker.ui.session import Session
from debttracker.ui.widgets.card import Card
from debttracker.ui.widgets.key_hint import KeyHint
from debttracker.ui.widgets.plain_label import PlainLabel
from debttracker.ui.widgets.sheet import Sheet


class KeysSheet(Sheet):
    """Lists every action that has a key, by menu."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        _ = session.words
        super().__init__(_("Keys"), _("Everything also works with the mouse, and from the field that finds anything."),
                         width=460, parent=parent)
        for group, title in {**MENUS, "": ""}.items():
            keyed = [a for a in session.actions if a.menu == group and a.shortcut]
            if not keyed:
                continue
            card = Card(_(title) if title else "")
            for action in keyed:
                row = QHBoxLayout()
                row.addWidget(PlainLabel(_(action.text)), 1)
                row.addWidget(KeyHint(action.shortcut))
                card.body.addLayout(row)
            self.body.addWidget(card)
        self.add_action(_("Close"), main=True)
