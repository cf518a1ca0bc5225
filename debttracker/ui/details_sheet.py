"""Where in the code a surprise happened: for the person who will mend it; holds nothing of the case."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from debttracker import __version__
from debttracker.ui.session import Session
from debttracker.ui.surprise import Surprise
from debttracker.ui.theme.theme import theme
from debttracker.ui.widgets.sheet import Sheet


class DetailsSheet(Sheet):
    """Shows the details of ``surprise`` to read and copy."""

    asks_before_leaving = False

    def __init__(self, session: Session, surprise: Surprise, parent: QWidget | None = None) -> None:
        _ = session.words
        super().__init__(_("Details for whoever mends this"),
                         _("They name places in the program, and nothing of what you wrote down."), parent=parent)
        text = f"debttracker {__version__}\n{surprise.details}"
        self.text = text
        lines = QPlainTextEdit(text)
        lines.setReadOnly(True)
        lines.setTabChangesFocus(True)
        lines.setAccessibleName(_("Details"))
        lines.setMinimumHeight(theme().px(180))
        self.body.addWidget(lines)
        copy = self.add_action(_("Copy"))
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(text))
        self.add_action(_("Close"), main=True)
