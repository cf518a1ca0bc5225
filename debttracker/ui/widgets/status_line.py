"""One calm line at the bottom of the window: what was just done, and how to undo it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from debttracker.ui.theme.theme import theme
from debttracker.ui.widgets.buttons import IconButton, LinkButton
from debttracker.ui.widgets.plain_label import PlainLabel

#: How long a line stays, in milliseconds; long enough to read twice.
STAY_MS = 10_000


class StatusLine(QFrame):
    """Floats over the bottom of ``host``. Only one line at a time; a new one replaces the old."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        self.setProperty("role", "palette")
        px = theme().px
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(px(16), px(6), px(8), px(6))
        row.setSpacing(px(12))
        self.text = PlainLabel(wrap=True)
        self.link = LinkButton()
        self.close_button = IconButton("close")
        row.addWidget(self.text, 1)
        row.addWidget(self.link)
        row.addWidget(self.close_button)
        self._run: Callable[[], object] | None = None
        self.link.clicked.connect(self._act)
        self.close_button.clicked.connect(self.hide)
        self._end = QTimer(self)
        self._end.setSingleShot(True)
        self._end.timeout.connect(self.hide)
        host.installEventFilter(self)
        self.hide()

    def say(self, text: str, *, action: str = "", run: Callable[[], object] | None = None,
            stay_ms: int = STAY_MS) -> None:
        """Show ``text`` (and announce it to screen readers), with a link if ``action`` is given. 0 = until closed."""
        self.text.setText(text)
        self.link.setText(action)
        self.link.setVisible(bool(action))
        self._run = run
        self._place()
        self.show()
        self.raise_()
        if stay_ms:
            self._end.start(stay_ms)
        else:
            self._end.stop()
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the bottom when the window's size changes."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        host = self._host
        px = theme().px
        self.ensurePolished()
        self.text.ensurePolished()
        natural = self.text.fontMetrics().horizontalAdvance(self.text.text()) + px(4)
        self.text.setFixedWidth(min(natural, max(px(120), min(px(640), host.width() - px(260)))))
        self.text.setMinimumHeight(self.text.heightForWidth(self.text.width()))
        size = self._row.sizeHint().expandedTo(self.minimumSizeHint())
        self.setGeometry((host.width() - size.width()) // 2, host.height() - size.height() - px(20), size.width(),
                         size.height())

    def _act(self) -> None:
        self.hide()
        if self._run is not None:
            self._run()
