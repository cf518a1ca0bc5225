"""A place to drop files on, paste a screenshot into, or click to choose."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
)
from PySide6.QtWidgets import QFileDialog, QFrame, QSizePolicy, QVBoxLayout, QWidget

from debttracker.basics.languages import words
from debttracker.ui.theme.theme import theme
from debttracker.ui.widgets.plain_label import PlainLabel
from debttracker.ui.widgets.properties import set_style


class DropZone(QFrame):
    """``files_given`` gives local paths (list of Path), dropped, pasted or chosen after a click; ``image_given`` a
    pasted picture (QImage).

    Nothing is read here: size, kind and safety are checked by whoever takes the files in.
    """

    files_given = Signal(list)
    image_given = Signal(object)

    def __init__(self, text: str = "", *, tile: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "drop")
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        px = theme().px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(8), px(8), px(8), px(8))
        self.label = PlainLabel(text, "caption" if tile else "muted", wrap=not tile)
        self.label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self.label)
        self.setAccessibleName(text)
        if tile:
            self.setFixedSize(px(92), px(64))
        else:
            self.setMinimumHeight(px(72))
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def set_text(self, text: str) -> None:
        """What may be dropped here."""
        self.label.setText(text)
        self.setAccessibleName(text)

    def take(self, data: QMimeData) -> bool:
        """Hand on the files or picture in ``data`` (from a drop or the clipboard); False if there is none."""
        files = local_files(data)
        if files:
            self.files_given.emit(files)
            return True
        if data.hasImage():
            self.image_given.emit(data.imageData())
            return True
        return False

    def paste(self) -> bool:
        """Take what is on the clipboard; False if that is neither file nor picture."""
        return self.take(QGuiApplication.clipboard().mimeData())

    def ask(self) -> None:
        """Let the user choose files."""
        names, _filter = QFileDialog.getOpenFileNames(self, words(theme().language)("Add files"))
        if names:
            self.files_given.emit([Path(name) for name in names])

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Light up for what can be taken."""
        if local_files(event.mimeData()) or event.mimeData().hasImage():
            event.acceptProposedAction()
            set_style(self, over="true")

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Back to quiet."""
        set_style(self, over="")

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand the files on."""
        set_style(self, over="")
        if self.take(event.mimeData()):
            event.acceptProposedAction()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click asks for the file dialog."""
        if self.rect().contains(event.position().toPoint()):
            self.ask()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space and Enter ask; Ctrl+V pastes."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.ask()
        else:
            super().keyPressEvent(event)


def local_files(data: QMimeData) -> list[Path]:
    """The local files in ``data``; links to other places are left out."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()] if data.hasUrls() else []
