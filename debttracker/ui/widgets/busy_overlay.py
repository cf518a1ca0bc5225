"""Shows that a long job runs, how far it is, and lets it be stopped."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QFrame, QProgressBar, QVBoxLayout, QWidget

from debttracker.ui.theme.theme import theme
from debttracker.ui.widgets.buttons import QuietButton
from debttracker.ui.widgets.plain_label import PlainLabel

#: Jobs shorter than this show nothing, in milliseconds.
QUIET_MS = 300


class BusyOverlay(QFrame):
    """Lies in the middle of ``host`` while a job runs; appears only after a moment."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        self.setProperty("role", "palette")
        px = theme().px
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(px(24), px(20), px(24), px(20))
        column.setSpacing(px(12))
        self.text = PlainLabel("", "strong", wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.detail = PlainLabel("", "caption")
        self.button = QuietButton()
        for widget in (self.text, self.bar, self.detail):
            column.addWidget(widget)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignRight)
        self._cancel: Callable[[], object] | None = None
        self.button.clicked.connect(self._stop)
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(QUIET_MS)
        self._late.timeout.connect(self._appear)
        host.installEventFilter(self)
        self.hide()

    def start(self, text: str, *, cancel_text: str = "", cancel: Callable[[], object] | None = None) -> None:
        """A job begins; the overlay appears if it takes longer than a moment. Without ``cancel`` no button shows."""
        self.text.setText(text)
        self.bar.setAccessibleName(text)
        self.detail.setText("")
        self.bar.setRange(0, 0)
        self._cancel = cancel
        self.button.setText(cancel_text)
        self.button.setVisible(cancel is not None)
        self.button.setEnabled(True)
        self._late.start()

    def progress(self, done: int, total: int, detail: str = "") -> None:
        """How far it is; ``total`` 0 = unknown. Any size of number is fine."""
        self.bar.setRange(0, 1000 if total else 0)
        if total:
            self.bar.setValue(min(1000, done * 1000 // total))
        self.detail.setText(detail)

    def stop(self) -> None:
        """The job has ended, however."""
        self._late.stop()
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the middle."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _appear(self) -> None:
        self._place()
        self.show()
        self.raise_()

    def _place(self) -> None:
        host = self._host
        width = min(theme().px(380), max(host.width() - 40, 100))
        column = self._column
        self.resize(width, column.totalHeightForWidth(width) if column.hasHeightForWidth()
                    else column.sizeHint().height())
        self.move((host.width() - width) // 2, (host.height() - self.height()) // 3)

    def _stop(self) -> None:
        self.button.setEnabled(False)
        if self._cancel is not None:
            self._cancel()
