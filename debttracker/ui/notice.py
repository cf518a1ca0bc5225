"""One line between header and page that stays while it is true, such as "read only, and why"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from debttracker.basics.errors import CaseInUse, Trouble
from debttracker.basics.languages import N_
from debttracker.basics.progress import Watch
from debttracker.ui.door.claim import claim, copy_case, read_only_words
from debttracker.ui.theme.theme import theme
from debttracker.ui.widgets.buttons import QuietButton
from debttracker.ui.widgets.icon_label import IconLabel
from debttracker.ui.widgets.plain_label import PlainLabel

if TYPE_CHECKING:
    from pathlib import Path

    from debttracker.case.case import Case
    from debttracker.ui.session import Session


class ReadOnlyNotice(QWidget):
    """Says why the case is read only, and offers what helps; hidden while it can be written."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        px = theme().px
        outer = QVBoxLayout(self)
        outer.setContentsMargins(px(24), 0, px(24), px(12))
        frame = QFrame()
        frame.setProperty("role", "inset")
        frame.setProperty("tone", "due")
        outer.addWidget(frame)
        row = QHBoxLayout(frame)
        row.setContentsMargins(px(12), px(8), px(8), px(8))
        row.setSpacing(px(10))
        row.addWidget(IconLabel("lock", "due"))
        self.text = PlainLabel("", wrap=True, selectable=True)
        row.addWidget(self.text, 1)
        self.again, self.copy = QuietButton(), QuietButton()
        session.language.say(self.again.setText, N_("Try again"))
        session.language.say(self.copy.setText, N_("Make a copy I can change"))
        self.again.clicked.connect(self._try_again)
        self.copy.clicked.connect(self._copy)
        row.addWidget(self.copy)
        row.addWidget(self.again)
        self.retell()

    def retell(self) -> None:
        """Say what is true now, in today's language."""
        trouble = self._session.read_only_because
        self.setVisible(trouble is not None and self._session.case is not None)
        if trouble is not None:
            self.text.setText(read_only_words(trouble, self._session.words))
            self.copy.setVisible(not isinstance(trouble, CaseInUse))

    def _try_again(self) -> None:
        if claim(self._session):
            self._session.say(self._session.words("This case can be changed again."))
        else:
            self._session.say(self._session.words("Still read only."))

    def _copy(self) -> None:
        from debttracker.ui.welcome.beginning import free_folder

        folder = free_folder("case")

        def work(case: Case, _watch: Watch) -> Path:
            return copy_case(case, folder)

        self.copy.setEnabled(False)
        self._session.read(self, work, self._copied, self._failed)

    def _copied(self, folder: Path) -> None:
        from debttracker.ui.opening import open_folder

        self.copy.setEnabled(True)
        case = self._session.case
        if case is None:
            return
        if case.keys.protected:
            from debttracker.case.case import Case
            from debttracker.ui.opening import adopt

            adopt(self._session, Case(folder, case.key, read_only=False))
        else:
            open_folder(self._session, folder)
        self._session.say(self._session.words("Copied. You are working in the copy now."))

    def _failed(self, trouble: Trouble) -> None:
        self.copy.setEnabled(True)
        self._session.tell(trouble)
