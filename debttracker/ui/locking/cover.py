"""What lies over a locked window: a card that asks for the passphrase and says nothing of what is under it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QDialog, QHBoxLayout, QLineEdit, QVBoxLayout

from debttracker.basics.errors import Trouble
from debttracker.basics.progress import Watch
from debttracker.ui import jobs
from debttracker.ui.hiding import Cover, hidden_sheets
from debttracker.ui.theme.theme import theme
from debttracker.ui.widgets.buttons import PrimaryButton, QuietButton
from debttracker.ui.widgets.card import Card
from debttracker.ui.widgets.error_banner import ErrorBanner
from debttracker.ui.widgets.plain_label import PlainLabel

if TYPE_CHECKING:
    from debttracker.ui.window import MainWindow


class LockCover(Cover):
    """``unlocked`` when the right passphrase was typed; everything is then as it was."""

    unlocked = Signal()

    def __init__(self, window: MainWindow, sheets: list[QDialog]) -> None:
        super().__init__(window, sheets)
        self._session = window.session
        speak, px = self._session.words, theme().px
        window.setWindowTitle("debttracker")
        self.setAccessibleName(speak("This case is locked"))
        outer = QVBoxLayout(self)
        line = QHBoxLayout()
        card = Card()
        card.setMaximumWidth(px(600))
        card.setMinimumWidth(px(320))
        card.body.setContentsMargins(px(32), px(28), px(32), px(28))
        card.body.setSpacing(px(12))
        for part in (PlainLabel(speak("This case is locked"), "heading", wrap=True),
                     PlainLabel(speak("Type its passphrase, or the recovery code you wrote down. Everything is as you "
                                      "left it."), wrap=True)):
            card.body.addWidget(part)
        self.secret, self.see = QLineEdit(), QCheckBox(speak("Show what I type"))
        self.secret.setEchoMode(QLineEdit.EchoMode.Password)
        self.secret.setAccessibleName(speak("Passphrase or recovery code"))
        self.secret.setPlaceholderText(speak("Passphrase or recovery code"))
        self.see.toggled.connect(lambda on: self.secret.setEchoMode(
            QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password))
        self.secret.returnPressed.connect(self._try)
        self.trouble = ErrorBanner()
        self.quit, self.go = QuietButton(speak("Quit")), PrimaryButton(speak("Unlock"))
        self.quit.clicked.connect(window.close)
        self.go.clicked.connect(self._try)
        for widget in (self.secret, self.see, self.trouble):
            card.body.addWidget(widget)
        buttons = QHBoxLayout()
        buttons.addWidget(self.quit)
        buttons.addStretch(1)
        buttons.addWidget(self.go)
        card.body.addLayout(buttons)
        line.addStretch(1)
        line.addWidget(card, 10)
        line.addStretch(1)
        outer.addStretch(1)
        outer.addLayout(line)
        outer.addStretch(2)
        self.setFocusProxy(self.secret)
        self.secret.setFocus()

    def answer_key(self) -> None:
        """The key that hides puts a locked window away; it never brings the page back."""
        self.window().showMinimized()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """No key reaches the page; the one that hides puts the window away."""
        if event.key() == Qt.Key.Key_F9:
            self.answer_key()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab stays within the card."""
        stops = [w for w in (self.secret, self.see, self.quit, self.go) if w.isEnabled()]
        now = QApplication.focusWidget()
        place = stops.index(now) if now in stops else -1
        stops[(place + (1 if forward else -1)) % len(stops)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """An empty page behind the card."""
        QPainter(self).fillRect(self.rect(), theme().colour("ground"))

    # -- inside

    def _try(self) -> None:
        """Deriving the key takes about a second, so it happens off the GUI thread."""
        secret, case = self.secret.text(), self._session.case
        if not secret or case is None or not self.go.isEnabled():
            return
        self.go.setEnabled(False)
        self.trouble.hide()

        def work(_watch: Watch) -> bytes:
            return case.keys.unlock(secret)

        jobs.start(self, work, self._right, self._wrong)

    def _right(self, _key: bytes) -> None:
        self.secret.clear()
        self.uncover()
        self.unlocked.emit()

    def _wrong(self, trouble: Trouble) -> None:
        self.go.setEnabled(True)
        self.trouble.show_trouble(trouble, self._session.words)
        self.secret.selectAll()
        self.secret.setFocus()


def locked(window: MainWindow) -> bool:
    """Whether the window is locked."""
    return window.findChild(LockCover) is not None


def lock_cover(window: MainWindow) -> LockCover:
    """Lock the window: menus close, sheets go out of sight with all that was typed in them."""
    while (menu := QApplication.activePopupWidget()) is not None and menu.close():
        pass
    hidden = window.findChild(Cover)
    sheets = hidden_sheets(window)
    if hidden is not None:  # it was hidden by key before: the same sheets come back after the passphrase
        sheets = [*hidden.sheets, *sheets]
        hidden.take_away()
    return LockCover(window, sheets)


def take_away(window: MainWindow) -> None:
    """There is no case any more that could be locked."""
    cover = window.findChild(LockCover)
    if cover is not None:
        cover.uncover()
